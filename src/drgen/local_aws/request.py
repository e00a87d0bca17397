"""One request to AWS as the local AWS sees it: which service and which region it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_SCOPE = re.compile(r"(?P<key>[^/=\s]+)/\d{8}/(?P<region>[a-z0-9-]+)/(?P<service>[a-z0-9_-]+)/aws4_request")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """An HTTP request, with what its signature says."""

    method: str
    target: str  # path and query, as they came
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    service: str  # the name it was signed for: `rds`, `elasticloadbalancing`; "" when nobody signed it
    region: str

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def action(self) -> str:
        """The operation's name where the request says it; "" for the services that put it into method and path."""
        if target := self.headers.get("x-amz-target"):
            return target.rsplit(".", 1)[-1]
        if "smithy-protocol" in self.headers:
            return self.path.rsplit("/", 1)[-1]
        if self.headers.get("content-type", "").startswith(_FORM):
            return parse_qs(self.body.decode("utf-8", "replace")).get("Action", [""])[0]
        return self.query.get("Action", [""])[0]


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def read(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
    """A request, its service and region taken from the scope of its signature (header, or presigned URL)."""
    low = {name.lower(): value for name, value in headers.items()}
    presigned = parse_qs(urlsplit(target).query).get("X-Amz-Credential", [""])[0]
    found = _SCOPE.search(low.get("authorization", "")) or _SCOPE.search(presigned)
    service, region = (found["service"], found["region"]) if found else ("", "")
    return Request(method, target, low, body, service, region)
