"""Images get from one real registry to another: lists, layers, and layers that are there already."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.images.registry import INDEXES, Registry
from drgen.images.running import digests
from drgen.images.syncing import copy, lacking
from drgen.programs.emulators import free_port
from tests.messages import nodes
from tests.test_whole import run

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
STOREFRONT, WORKER = "shop-prod/storefront", "shop-prod/worker"
Urls = tuple[str, str]


@contextmanager
def registry(folder: Path, tls: Path) -> Iterator[str]:
    program = shutil.which("docker-registry")
    if program is None:
        assert "CI" not in os.environ, "there is no docker-registry: .ci/run installs it"
        pytest.skip("there is no docker-registry: apt-get install docker-registry")
    folder.mkdir()
    port = free_port()
    tls_options = {"certificate": str(tls / "server.pem"), "key": str(tls / "server.key")}
    config = {
        "version": 0.1,
        "log": {"level": "error"},
        "storage": {"filesystem": {"rootdirectory": str(folder)}},
        "http": {"addr": f"127.0.0.1:{port}", "tls": tls_options},
    }
    (folder / "config.yml").write_text(json.dumps(config))
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([program, "serve", str(folder / "config.yml")], stdout=log, stderr=log) as process,
    ):
        try:
            _wait(port)
            yield f"https://localhost:{port}"
        finally:
            process.kill()


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until, "the registry does not start"
        time.sleep(0.05)


@pytest.fixture
def registries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Urls]:
    nodes.certificates(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls" / "ca.pem"))
    with registry(tmp_path / "a", tmp_path / "tls") as a, registry(tmp_path / "b", tmp_path / "tls") as b:
        yield a, b


def push(to: Registry, repository: str, tag: str, *layers: bytes) -> str:
    """An image of these layers; its digest."""
    described = []
    for content in (b"{}", *layers):
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        to.put_blob(repository, digest, content)
        described.append({"mediaType": "application/octet-stream", "digest": digest, "size": len(content)})
    body = {"schemaVersion": 2, "mediaType": MANIFEST, "config": described[0], "layers": described[1:]}
    content = json.dumps(body).encode()
    to.put_manifest(repository, tag, MANIFEST, content)
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_an_image_arrives_whole_and_is_lacking_no_more(registries: Urls) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        digest = push(source, STOREFRONT, "1.0", b"layer" * 10_000)
        [one] = lacking(source, target, [STOREFRONT])
        assert (one.tag, one.wanted, one.found) == ("1.0", digest, None)
        assert copy(source, target, one) == 50_002
        assert target.digest(STOREFRONT, "1.0") == digest
        assert list(lacking(source, target, [STOREFRONT])) == []


def test_a_list_brings_every_image_that_it_names(registries: Urls) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        parts = [push(source, STOREFRONT, f"part-{name}", name.encode()) for name in ("arm64", "amd64")]
        named = [{"mediaType": MANIFEST, "digest": digest, "size": 1} for digest in parts]
        sizes = [len(source.manifest(STOREFRONT, digest)[1]) for digest in parts]
        body = {"schemaVersion": 2, "mediaType": INDEXES[0],
                "manifests": [each | {"size": size} for each, size in zip(named, sizes, strict=True)]}  # fmt: skip
        source.put_manifest(STOREFRONT, "both", INDEXES[0], json.dumps(body).encode())
        one = next(each for each in lacking(source, target, [STOREFRONT]) if each.tag == "both")
        copy(source, target, one)
        assert [target.digest(STOREFRONT, digest) for digest in parts] == parts


def test_a_layer_that_the_target_has_elsewhere_is_not_sent(registries: Urls) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        push(source, STOREFRONT, "1.0", b"shared" * 1000)
        push(source, WORKER, "1.0", b"shared" * 1000)
        repositories = [STOREFRONT, WORKER]
        sent = [copy(source, target, one, repositories) for one in lacking(source, target, repositories)]
        assert sent == [6002, 0]


def test_a_tag_of_other_content_is_shown_and_replaced(registries: Urls) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        wanted, old = push(source, WORKER, "1.0", b"new"), push(target, WORKER, "1.0", b"old")
        [one] = lacking(source, target, [WORKER])
        assert (one.wanted, one.found) == (wanted, old)
        copy(source, target, one)
        assert target.digest(WORKER, "1.0") == wanted


def test_the_commands_show_and_copy(registries: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry(registries[0]) as source:
        digest = push(source, WORKER, "1.0", b"old")
    for side, url in zip(("PRIMARY", "STANDBY"), registries, strict=True):
        monkeypatch.setenv(f"DRGEN_IMAGES_{side}", url)
    monkeypatch.setattr("drgen.images.clusters.running", lambda *_: {(WORKER, digest)})
    with Registry(registries[0]) as source:
        push(source, STOREFRONT, "1.0", b"layer")
        push(source, WORKER, "1.0", b"new")
    shown = run("images", "status", "shop-prod")
    assert (shown.exit_code, f"lacks    {STOREFRONT}:1.0" in shown.stdout) == (3, True)
    assert f"{WORKER}@{digest}  {digest}  runs" in shown.stdout
    assert run("images", "sync", "shop-prod").exit_code == 0
    assert run("images", "status", "shop-prod").exit_code == 0


def test_an_image_that_lacks_a_part_holds_up_no_other(
    registries: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side, url in zip(("PRIMARY", "STANDBY"), registries, strict=True):
        monkeypatch.setenv(f"DRGEN_IMAGES_{side}", url.replace("//", "//ci:geheim@"))
    monkeypatch.setattr("drgen.images.clusters.running", lambda *_: set())
    with Registry(registries[0]) as source:
        push(source, STOREFRONT, "1.0", b"lost")
        push(source, WORKER, "1.0", b"layer")
    [lost] = (tmp_path / "a").rglob(f"{blob(b'lost').removeprefix('sha256:')}/data")
    lost.unlink()
    done = run("images", "sync", "shop-prod")
    assert done.exit_code == 1
    assert f"copied   {WORKER}:1.0" in done.stdout
    assert f"{STOREFRONT}:1.0: {registries[0].removeprefix('https://')} answers GET" in done.stderr
    assert "geheim" not in done.output


def blob(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_layer_passes_through_in_pieces(registries: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drgen.images.blobs.PIECE", 1 << 16)
    layer = os.urandom(10 << 20)
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        push(source, STOREFRONT, "large", layer)
        [one] = lacking(source, target, [STOREFRONT])
        tracemalloc.start()
        assert copy(source, target, one, notes=tmp_path / "notes") == len(layer) + 2
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < len(layer) // 4, "it was held whole"
        with target.reading(STOREFRONT, blob(layer)) as body:
            assert body.read() == layer
        assert list((tmp_path / "notes").iterdir()) == []


def test_a_copy_that_broke_off_goes_on_inside_the_layer(
    registries: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drgen.images.blobs.PIECE", 1 << 20)
    layer = os.urandom(4 << 20)
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        push(source, STOREFRONT, "large", layer)
        [one] = lacking(source, target, [STOREFRONT])
        add, added = target.add, []

        def break_off(place: str, offset: int, piece: bytes) -> str:
            if offset >= 2 << 20 and not added:
                added.append(offset)
                raise KeyboardInterrupt
            return add(place, offset, piece)

        monkeypatch.setattr(target, "add", break_off)
        with pytest.raises(KeyboardInterrupt):
            copy(source, target, one, notes=tmp_path)
        assert copy(source, target, one, notes=tmp_path) == 2 << 20, "half of it was there"
        assert target.digest(STOREFRONT, "large") == one.wanted


def test_a_layer_that_is_damaged_on_the_way_is_not_kept(registries: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        push(source, STOREFRONT, "1.0", b"layer")
        [one] = lacking(source, target, [STOREFRONT])
        add = target.add
        monkeypatch.setattr(target, "add", lambda place, offset, piece: add(place, offset, piece[::-1]))
        with pytest.raises(DrgenError, match="digest"):
            copy(source, target, one)
        assert target.digest(STOREFRONT, "1.0") is None


def test_what_runs_is_lacking_though_its_tag_has_moved_on(registries: Urls) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        old, new = push(source, WORKER, "1.0", b"old"), push(source, WORKER, "1.0", b"new")
        push(target, WORKER, "1.0", b"new")
        found = list(lacking(source, target, [WORKER], [(WORKER, old), (WORKER, new)]))
        assert [(one.name, one.wanted) for one in found] == [(f"{WORKER}@{old}", old)]
        copy(source, target, found[0])
        assert target.digest(WORKER, old) == old


def test_what_refers_to_an_image_comes_with_it(registries: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry(registries[0]) as source, Registry(registries[1]) as target:
        image, signature = push(source, STOREFRONT, "1.0", b"layer"), push(source, STOREFRONT, "sig", b"signature")
        monkeypatch.setattr(source, "referrers", lambda _, digest: [signature] if digest == image else [])
        one = next(one for one in lacking(source, target, [STOREFRONT]) if one.tag == "1.0")
        copy(source, target, one)
        assert target.digest(STOREFRONT, signature) == signature


def test_the_digests_that_pods_run_are_read_page_by_page() -> None:
    ran, other = f"sha256:{'a' * 64}", f"sha256:{'b' * 64}"
    host = "111122223333.dkr.ecr.us-east-1.amazonaws.com"
    pages = {
        "/api/v1/pods?limit=500": ([f"{host}/{STOREFRONT}@{ran}", f"{host}/other/app@{ran}"], "more"),
        "/api/v1/pods?limit=500&continue=more": ([f"docker-pullable://{host}/{WORKER}@{other}", ""], ""),
    }

    def ask(path: str) -> dict[str, object]:
        images, more = pages[path]
        items = [{"status": {"containerStatuses": [{"imageID": image}]}} for image in images]
        return {"items": items, "metadata": {"continue": more}}

    assert digests(ask, "shop-prod") == {(STOREFRONT, ran), (WORKER, other)}


def test_a_registry_that_cannot_prove_its_name_is_not_talked_to(registries: Urls) -> None:
    url = registries[0].replace("localhost", "127.0.0.1")
    with Registry(url) as stranger, pytest.raises(DrgenError, match="mismatch"):
        stranger.tags(STOREFRONT)
