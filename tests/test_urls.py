"""A URL is taken apart, or refused without the password that is in it."""

import pytest

from drgen import urls
from drgen.errors import DrgenError


def test_a_url_is_taken_apart() -> None:
    parts = urls.parted("rediss://app:a%2Fb@cache.example:6380", "rediss", "redis", hint="")
    assert (parts.username, parts.hostname, parts.port) == ("app", "cache.example", 6380)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("http://app:geheim@broker", "http://…@broker", id="another scheme"),
        pytest.param("https://app:geheim@broker:port", "https://…@broker:port", id="a port that is no number"),
        pytest.param("https://app:geheim@broker:99999", "https://…@broker:99999", id="a port that is none"),
        pytest.param("https://[::1", "https://[::1", id="a bracket that does not close"),
        pytest.param("app:geheim@broker", "…@broker", id="no scheme"),
        pytest.param("https://", "https://", id="no host"),
    ],
)
def test_another_one_is_refused_without_its_password(url: str, shown: str) -> None:
    with pytest.raises(DrgenError) as refused:
        urls.parted(url, "https", hint="")
    assert str(refused.value) == f"{shown} is no https URL"
