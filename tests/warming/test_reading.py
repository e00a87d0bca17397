"""A cache is warmed through an application: each key asked for once, by one run at a time, at the rate given."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from drgen.errors import DrgenError
from drgen.warming.reading import read
from drgen.warming.resp import Connection


@contextmanager
def application(cache: str) -> Iterator[tuple[str, list[str]]]:
    """Reads through: what is asked for is put into the cache; a key with `bad` in it is an error."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            with Connection(cache) as store:
                store.call("SET", self.path.rpartition("/")[2], "made")
            self.send_response(500 if "bad" in self.path else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/warm/{{key}}", asked
        finally:
            server.shutdown()


def test_each_key_is_asked_for_once_and_at_the_rate(caches: tuple[str, str]) -> None:
    with application(caches[1]) as (url, asked), Connection(caches[1]) as cache:
        done = read(["a", "b", "a", *map(str, range(98))], url, 100, cache=cache, family="pages")
        assert (done.asked, done.failed, len(asked)) == (100, 0, 100)
        assert 0.9 <= done.seconds <= 20
        assert cache.call("DBSIZE") == 100  # and no lock is left


def test_what_failed_is_counted(caches: tuple[str, str]) -> None:
    with application(caches[1]) as (url, _), Connection(caches[1]) as cache:
        assert read(["bad", "good"], url, 1000, cache=cache, family="pages").failed == 1


def test_a_run_goes_on_after_what_was_asked_for(caches: tuple[str, str]) -> None:
    with application(caches[1]) as (url, asked), Connection(caches[1]) as cache:
        read(["a", "b", "c"], url, 1000, cache=cache, family="pages", after=2)
        assert asked == ["/warm/c"]


def test_two_runs_do_not_warm_the_same_keys(caches: tuple[str, str]) -> None:
    with Connection(caches[1]) as cache:
        cache.call("SET", "drgen:warming:pages", "another run")
        with pytest.raises(DrgenError, match="pages is being warmed already"):
            read(["a"], "http://127.0.0.1:1/{key}", 10, cache=cache, family="pages")
        assert cache.call("GET", "drgen:warming:pages") == b"another run"
