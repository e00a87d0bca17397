"""The caches that a run fills by itself: where they are, how one logs in, and what loads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from drgen.warming import loading

if TYPE_CHECKING:
    from drgen.warming.loading import Load, Loading

_PORT = 6379


@dataclass(frozen=True)
class Address:
    """One region's cache, as AWS describes it."""

    region: str
    name: str
    host: str
    port: int
    tls: bool
    user: str  # whom IAM lets in; empty where the security group is the only guard


class Caches(Protocol):
    """What fills caches."""

    def url(self, at: Address) -> str:
        """Where a cache is and how to log in, for as long as AWS gives a token."""
        ...

    def why_not(self, load: Load) -> str:
        """Why a load cannot begin; empty when it can."""
        ...

    def begin(self, load: Load) -> Loading:
        """Begin a load, which goes on by itself."""
        ...


@dataclass(frozen=True)
class Real:
    """Redis and Valkey, reached from here."""

    session: Callable[[str], Any]  # AWS, by region

    def url(self, at: Address) -> str:
        from drgen import aws

        scheme = "rediss" if at.tls else "redis"
        if not at.user:
            return f"{scheme}://{at.host}:{at.port}"
        token = aws.cache_token(at.name, at.user, at.region, self.session(at.region))
        return f"{scheme}://{quote(at.user)}:{quote(token, safe='')}@{at.host}:{at.port}"

    def why_not(self, load: Load) -> str:
        return loading.why_not(load)

    def begin(self, load: Load) -> Loading:
        return loading.Loading(load).begin()


def address(region: str, name: str, group: dict[str, Any], *, auth: str) -> Address | None:
    """The address in AWS's description of a replication group; None while it has none."""
    node: dict[str, Any] = next((one for one in group.get("NodeGroups") or []), {})
    said = group.get("ConfigurationEndpoint") or node.get("PrimaryEndpoint")
    if not said:
        return None
    tls, user = bool(group.get("TransitEncryptionEnabled")), name if auth == "iam" else ""
    return Address(region, name, said["Address"], int(said.get("Port") or _PORT), tls, user)
