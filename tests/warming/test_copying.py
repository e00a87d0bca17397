"""Keys are copied between two real servers: with their time to live, once, at the rate that was given."""

import socket
import time
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.warming.copying import Progress, copy
from drgen.warming.places import with_password
from drgen.warming.resp import Connection, RefusedError
from tests.warming.conftest import server

KEYS = 20_000
Urls = tuple[str, str]


def fill(url: str, keys: int = KEYS) -> None:
    """Every second key expires; each of Redis's types is there."""
    script = (
        "for i = 1, ARGV[1] do local key = 'page:' .. i; if i % 2 == 0 then redis.call('SET', key, i, 'EX', 5000 + i) "
        "else redis.call('SET', key, i) end end; "
        "redis.call('HSET', 'cart:1', 'book', 2); redis.call('ZADD', 'top:1', 1, 'a')"
    )
    with Connection(url) as cache:
        cache.call("EVAL", script, 0, keys)


def test_every_key_arrives_with_its_time_to_live(caches: Urls) -> None:
    fill(caches[0])
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        done = copy(source, target)
        assert (done.loaded, done.kept, done.done) == (KEYS + 2, 0, True)
        assert target.call("DBSIZE") == KEYS + 2
        assert target.call("HGET", "cart:1", "book") == b"2"
        assert target.call("TTL", "page:1") == -1
        for number in range(2, KEYS, 500):
            ttl = target.call("TTL", f"page:{number}")
            assert isinstance(ttl, int)
            assert 5000 + number - 60 <= ttl <= 5000 + number


def test_only_keys_that_match_are_copied(caches: Urls) -> None:
    fill(caches[0])
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        assert copy(source, target, "cart:*").loaded == 1
        assert target.call("DBSIZE") == 1


def test_what_the_application_wrote_anew_is_kept(caches: Urls) -> None:
    fill(caches[0])
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        target.call("SET", "page:1", "newer")
        assert copy(source, target).kept == 1
        assert target.call("GET", "page:1") == b"newer"


def test_a_copy_that_is_killed_goes_on_where_it_was(
    caches: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drgen.warming.copying._SAVE_EVERY", 0)
    fill(caches[0])
    note = tmp_path / "note.json"

    def die(progress: Progress) -> None:
        if progress.loaded > KEYS // 2:
            raise KeyboardInterrupt

    with Connection(caches[0]) as source, Connection(caches[1]) as target, pytest.raises(KeyboardInterrupt):
        copy(source, target, note=note, tell=die)
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        done = copy(source, target, note=note)
        assert done.warm == KEYS + 2
        assert done.kept <= 4_000, "it began anew"
        assert target.call("DBSIZE") == KEYS + 2
        assert copy(source, target, note=note) == done, "what is done is not done again"


def test_the_rate_holds(caches: Urls) -> None:
    fill(caches[0], 3_000)
    began = time.monotonic()
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        copy(source, target, rate=2_000)
    assert 1.4 <= time.monotonic() - began <= 20


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(("--maxmemory", "1mb", "--maxmemory-policy", "noeviction"), "OOM", id="a full target"),
        pytest.param(("--replicaof", "127.0.0.1", "1"), "READONLY", id="a replica"),
        pytest.param(("--requirepass", "secret"), "NOAUTH", id="a target that wants a password"),
    ],
)
def test_a_target_that_refuses_is_named(caches: Urls, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    fill(caches[0])
    with (
        server(tmp_path / "refuses", *options) as refuses,
        Connection(caches[0]) as source,
        Connection(refuses) as target,
        pytest.raises(RefusedError, match=said),
    ):
        copy(source, target)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(DrgenError, match=r"127\.0\.0\.1:1 does not answer"):
        Connection("redis://127.0.0.1:1")


def test_a_server_that_is_no_cache_is_named() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as web,
        Connection(f"redis://127.0.0.1:{web.getsockname()[1]}") as cache,
    ):
        with web.accept()[0] as other:
            other.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        with pytest.raises(DrgenError, match=r"127\.0\.0\.1:\d+ is no cache"):
            cache.reply()


def test_who_is_refused_is_told_how_to_log_in(caches: Urls) -> None:
    with pytest.raises(RefusedError, match="WRONGPASS") as refused:
        Connection(caches[0].replace("//", "//app:wrong@"))
    assert "DRGEN_WARMING_PASSWORD" in refused.value.hint


@pytest.mark.parametrize(
    ("said", "url"),
    [
        pytest.param("rediss://cache:6379", "rediss://:a%2Fb@cache:6379", id="nobody is named"),
        pytest.param("rediss://app@cache:6379", "rediss://app:a%2Fb@cache:6379", id="a user"),
        pytest.param("rediss://app:own@cache:6379", "rediss://app:own@cache:6379", id="a password of its own"),
    ],
)
def test_a_password_comes_from_the_environment(said: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGEN_WARMING_PASSWORD", "a/b")
    assert with_password(said) == url


def test_a_note_of_another_copy_is_refused(caches: Urls, tmp_path: Path) -> None:
    note = tmp_path / "note.json"
    fill(caches[0], 10)
    with Connection(caches[0]) as source, Connection(caches[1]) as target:
        copy(source, target, "page:*", note=note)
        with pytest.raises(DrgenError, match=r"is of a load of page:\*"):
            copy(source, target, "cart:*", note=note)
