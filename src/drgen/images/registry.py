"""A registry's HTTP API, over TLS that is always verified.

https://github.com/opencontainers/distribution-spec/blob/main/spec.md
"""

from __future__ import annotations

import http.client
import json
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

from drgen.errors import DrgenError

_TIMEOUT = 60.0  # seconds for each read: layers are large
_PAGE = 1000  # tags of one answer
INDEXES = ("application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json")
_KINDS = (
    *INDEXES,
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)


class Registry:
    """A connection to one registry. Raises DrgenError that names it, for whatever it refuses."""

    def __init__(self, url: str, *, authorization: str = "", context: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise DrgenError(f"{url} is no https URL", hint="images are taken and given over TLS only")
        self.where = parts.netloc
        self._headers = {"Authorization": authorization} if authorization else {}
        verified = context or ssl.create_default_context()
        self._http = http.client.HTTPSConnection(parts.hostname, parts.port or 443, timeout=_TIMEOUT, context=verified)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def tags(self, repository: str) -> list[str]:
        """Every tag of a repository, sorted; every page is read."""
        found: list[str] = []
        while True:
            after = f"&last={quote(found[-1], safe='')}" if found else ""
            status, _, content = self.ask("GET", f"/v2/{repository}/tags/list?n={_PAGE}{after}", missing=True)
            page = (json.loads(content).get("tags") or []) if status == http.client.OK else []
            found += page
            if len(page) < _PAGE:
                return sorted(found)

    def digest(self, repository: str, tag: str) -> str | None:
        """The digest of a manifest; None where it is not there."""
        at = f"/v2/{repository}/manifests/{tag}"
        status, headers, _ = self.ask("HEAD", at, headers={"Accept": ", ".join(_KINDS)}, missing=True)
        return headers.get("docker-content-digest") if status == http.client.OK else None

    def manifest(self, repository: str, reference: str) -> tuple[str, bytes]:
        """A manifest's media type and its bytes, as they are: its digest is theirs."""
        _, headers, content = self.ask(
            "GET", f"/v2/{repository}/manifests/{reference}", headers={"Accept": ", ".join(_KINDS)}
        )
        return headers["content-type"].split(";")[0], content

    def put_manifest(self, repository: str, reference: str, kind: str, content: bytes) -> None:
        self.ask("PUT", f"/v2/{repository}/manifests/{reference}", content, headers={"Content-Type": kind})

    def has_blob(self, repository: str, digest: str) -> bool:
        return self.ask("HEAD", f"/v2/{repository}/blobs/{digest}", missing=True)[0] == http.client.OK

    def blob(self, repository: str, digest: str) -> bytes:
        """A layer or a configuration. A registry that keeps them elsewhere sends us there."""
        status, headers, content = self.ask("GET", f"/v2/{repository}/blobs/{digest}")
        if status in (http.client.TEMPORARY_REDIRECT, http.client.FOUND):
            return _elsewhere(headers["location"])
        return content

    def put_blob(self, repository: str, digest: str, content: bytes, mounted_from: str | None = None) -> bool:
        """Give it a blob; whether it took one that another repository of it has, without our bytes."""
        mount = f"?mount={digest}&from={quote(mounted_from, safe='')}" if mounted_from else ""
        status, headers, _ = self.ask("POST", f"/v2/{repository}/blobs/uploads/{mount}")
        if status == http.client.CREATED:
            return True
        place = urlsplit(headers["location"])
        query = f"{place.query}&" if place.query else ""
        target = f"{place.path}?{query}digest={quote(digest, safe='')}"
        self.ask("PUT", target, content, headers={"Content-Type": "application/octet-stream"})
        return False

    def ask(
        self,
        verb: str,
        target: str,
        content: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        missing: bool = False,
    ) -> tuple[int, dict[str, str], bytes]:
        try:
            self._http.request(verb, target, content or None, self._headers | (headers or {}))
            answer = self._http.getresponse()
            status, said, body = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._http.close()
            hint = "run it again: what was copied is not copied twice"
            raise DrgenError(f"{self.where} does not answer: {error}", hint=hint) from error
        if status < http.client.BAD_REQUEST or (missing and status == http.client.NOT_FOUND):
            return status, said, body
        raise DrgenError(
            f"{self.where} answers {verb} {target.split('?', maxsplit=1)[0]} with {status}: {_reason(body)}"
        )


def _reason(body: bytes) -> str:
    try:
        found: list[dict[str, Any]] = json.loads(body)["errors"]
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace")[:200]
    return "; ".join(str(one.get("message") or one.get("code")) for one in found)


def _elsewhere(url: str) -> bytes:
    """What a redirect leads to, without our credential: it is another host's."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise DrgenError(f"a registry sends us to {parts.scheme}://{parts.netloc}: not over TLS")
    connection = http.client.HTTPSConnection(
        parts.hostname, parts.port or 443, timeout=_TIMEOUT, context=ssl.create_default_context()
    )
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise DrgenError(f"{parts.hostname} answers with {answer.status}")
        return answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise DrgenError(f"{parts.hostname} does not answer: {error}") from error
    finally:
        connection.close()
