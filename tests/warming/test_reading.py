"""A cache is warmed through an application: each key asked for once, at the rate given, and on where it was killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.warming.notes import Progress
from drgen.warming.reading import listed, read
from drgen.warming.resp import Connection


@contextmanager
def application(cache: str = "") -> Iterator[tuple[str, list[str]]]:
    """Reads through: what is asked for is put into the cache; a key with `bad` in it is an error; /keys lists some."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = b"".join(b"%d\n" % n for n in range(100)) if self.path == "/keys" else b""
            if self.path != "/keys":
                asked.append(self.path)
                self._fill()
            self.send_response(500 if "bad" in self.path else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _fill(self) -> None:
            if cache:
                with Connection(cache) as store:
                    store.call("SET", self.path.rpartition("/")[2], "made")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()


def test_each_key_is_asked_for_once_and_at_the_rate() -> None:
    with application() as (url, asked):
        began = time.monotonic()
        done = read(["a", "b", "a", *map(str, range(98))], f"{url}/warm/{{key}}", 100)
        assert (done.loaded, done.failed, len(asked)) == (100, 0, 100)
        assert 0.9 <= time.monotonic() - began <= 20


def test_what_failed_is_counted_and_asked_for_again_by_the_next_run(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with application() as (url, asked):
        done = read(["bad", "good"], f"{url}/{{key}}", 1000, note=note)
        assert (done.loaded, done.failed) == (1, 1)
        read(["bad", "good"], f"{url}/{{key}}", 1000, note=note)
        assert sorted(asked) == ["/bad", "/bad", "/good", "/good"]


def test_a_run_that_was_killed_goes_on_after_what_it_had_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drgen.warming.reading._SAVE_EVERY", 0)
    note = tmp_path / "notes" / "note"

    def die(progress: Progress) -> None:
        if progress.seen >= 30:
            raise KeyboardInterrupt

    with application() as (url, asked):
        keys = [str(number) for number in range(50)]
        with pytest.raises(KeyboardInterrupt):
            read(keys, f"{url}/{{key}}", 100, note=note, tell=die)
        done = read(keys, f"{url}/{{key}}", 100, note=note)
        assert (done.loaded, done.done) == (50, True)
        assert sorted(asked) == sorted(f"/{key}" for key in keys), "each once"
        assert read(keys, f"{url}/{{key}}", 100, note=note) == done, "what is done is not done again"


def test_keys_are_listed_by_a_url_or_by_a_file_beside_the_spec(tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_text("a\n\n b \n")
    assert list(listed("keys.txt", tmp_path)) == ["a", "b"]
    with application() as (url, _):
        assert list(listed(f"{url}/keys", tmp_path)) == [str(number) for number in range(100)]
        with pytest.raises(DrgenError, match="answers with 500"):
            list(listed(f"{url}/bad", tmp_path))
    with pytest.raises(DrgenError, match="gives no list of keys"):
        list(listed("nowhere.txt", tmp_path))
