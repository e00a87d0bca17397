"""Each loader fills a real cache: one run of a family at a time, no further than it must."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.warming.loading import Load, Loading, run, why_not
from drgen.warming.plan import Family, Loader
from drgen.warming.resp import Connection
from tests.warming.test_copying import fill
from tests.warming.test_reading import application

SCRIPT = """
import os, socket, sys
host, port = os.environ["DRGEN_WARMING_URL"].rpartition("/")[2].rsplit(":", 1)
cache = socket.create_connection((host, int(port)))
for number in range(int(os.environ["DRGEN_WARMING_AFTER"]), 500):
    cache.sendall(f"SET page:{number} made\\r\\n".encode())
    cache.recv(100)
    print(number, flush=True)
    if number == STOP:
        sys.exit("no database")
"""


def load(caches: tuple[str, str], folder: Path, loader: Loader, *, keys: int = 500, enough: int | None = None) -> Load:
    family = Family("pages", "page:*", keys, loader, None)
    return Load(family, loader, caches[1], caches[0], folder, folder / "note.json", "this run", enough)


def command(folder: Path, stop: int = -1, rate: int = 10_000) -> Loader:
    (folder / "load.py").write_text(SCRIPT.replace("STOP", str(stop)))
    return Loader("command", f"{sys.executable} load.py", None, rate)


def held(url: str) -> object:
    with Connection(url) as cache:
        return cache.call("DBSIZE")


def test_a_command_loads_and_is_held_to_its_rate(caches: tuple[str, str], tmp_path: Path) -> None:
    began = time.monotonic()
    done = run(load(caches, tmp_path, command(tmp_path, rate=400)))
    assert (done.loaded, done.done, held(caches[1])) == (500, True, 500)
    assert time.monotonic() - began >= 1.2


def test_a_command_that_failed_says_why_and_the_next_is_told_how_far_it_was(
    caches: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(DrgenError, match=r"ended with 1: no database"):
        run(load(caches, tmp_path, command(tmp_path, stop=99)))
    assert held(caches[1]) == 100
    assert run(load(caches, tmp_path, command(tmp_path))).loaded == 500


def test_a_load_ends_when_enough_is_warm(caches: tuple[str, str], tmp_path: Path) -> None:
    fill(caches[0], 5_000)
    done = run(load(caches, tmp_path, Loader("copy", None, None, 2_000), keys=5_000, enough=1_000))
    assert 1_000 <= done.warm < 3_000


def test_an_endpoint_is_waited_for(caches: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a\nb\n")
    with application(caches[1]) as (url, _):
        loader = Loader("endpoint", f"{url}/{{key}}", "keys", 100)
        assert run(load(caches, tmp_path, loader)).loaded == 2
        assert held(caches[1]) == 2
    nobody = Loader("endpoint", "http://127.0.0.1:1/{key}", "keys", 100)
    with pytest.raises(DrgenError, match=r"pages: 127\.0\.0\.1:1 does not answer"):
        run(load(caches, tmp_path, nobody))


def test_two_runs_do_not_load_the_same_family(caches: tuple[str, str], tmp_path: Path) -> None:
    with Connection(caches[1]) as cache:
        cache.call("SET", "drgen:warming:pages", "another run")
        with pytest.raises(DrgenError, match="pages is being warmed already"):
            run(load(caches, tmp_path, command(tmp_path)))
        assert cache.call("GET", "drgen:warming:pages") == b"another run"
        cache.call("SET", "drgen:warming:pages", "this run")
    assert run(load(caches, tmp_path, command(tmp_path))).loaded == 500, "who died with it goes on"
    assert held(caches[1]) == 500, "and no lock is left"


def test_a_load_runs_beside_and_can_be_stopped(caches: tuple[str, str], tmp_path: Path) -> None:
    fill(caches[0], 5_000)
    beside = Loading(load(caches, tmp_path, Loader("copy", None, None, 100), keys=5_000)).begin()
    assert beside.runs
    beside.stop()
    assert (beside.runs, beside.error) == (False, None)
    assert held(caches[1]) != 5_000


def test_why_a_load_cannot_begin_is_known_before(caches: tuple[str, str], tmp_path: Path) -> None:
    assert why_not(load(caches, tmp_path, Loader("copy", None, None, 1))) == ""
    assert "does not answer" in why_not(
        load(("redis://127.0.0.1:1", caches[1]), tmp_path, Loader("copy", None, None, 1))
    )
    nothing = load(caches, tmp_path, Loader("command", "no-such-program --fast", None, 1))
    assert why_not(nothing) == "there is no program no-such-program here"
