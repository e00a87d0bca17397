"""Images get from one real registry to another: lists, layers, and layers that are there already."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.images.registry import INDEXES, Registry
from drgen.images.syncing import copy, lacking
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
    port = nodes.free_port()
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
    for side, url in zip(("PRIMARY", "STANDBY"), registries, strict=True):
        monkeypatch.setenv(f"DRGEN_IMAGES_{side}", url)
    with Registry(registries[0]) as source:
        push(source, STOREFRONT, "1.0", b"layer")
    shown = run("images", "status", "shop-prod")
    assert (shown.exit_code, f"lacks    {STOREFRONT}:1.0" in shown.stdout) == (3, True)
    assert run("images", "sync", "shop-prod").exit_code == 0
    assert run("images", "status", "shop-prod").exit_code == 0


def test_a_registry_that_cannot_prove_its_name_is_not_talked_to(registries: Urls) -> None:
    url = registries[0].replace("localhost", "127.0.0.1")
    with Registry(url) as stranger, pytest.raises(DrgenError, match="mismatch"):
        stranger.tags(STOREFRONT)
