"""A registry's HTTP API, over TLS that is always verified.

https://github.com/opencontainers/distribution-spec/blob/main/spec.md
"""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

from drgen import urls
from drgen.errors import DrgenError

_TIMEOUT = 60.0  # seconds for each read: layers are large
_PAGE = 1000  # tags of one answer
INDEXES = ("application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json")
_KINDS = (
    *INDEXES,
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)


class RefusedError(DrgenError):
    """A registry answered, and not with what was asked for."""


class Registry:
    """A connection to one registry. Raises DrgenError that names it, for whatever it refuses."""

    def __init__(self, url: str, *, authorization: str = "", context: ssl.SSLContext | None = None) -> None:
        parts = urls.parted(url, "https", hint="images are taken and given over TLS only")
        self.where = parts.netloc.rpartition("@")[2]
        self._headers = {"Authorization": authorization} if authorization else {}
        verified = context or ssl.create_default_context()
        self._http = http.client.HTTPSConnection(
            str(parts.hostname), parts.port or 443, timeout=_TIMEOUT, context=verified
        )

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
            page = (self._said(content).get("tags") or []) if status == http.client.OK else []
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

    @contextmanager
    def reading(self, repository: str, digest: str, offset: int = 0) -> Iterator[http.client.HTTPResponse]:
        """A layer or a configuration from `offset` on, to be read a piece at a time.

        A registry that keeps them elsewhere sends us there, which gets no credential of ours: it is another host's.
        """
        ranged = {"Range": f"bytes={offset}-"} if offset else {}
        target = f"/v2/{repository}/blobs/{digest}"
        try:
            self._http.request("GET", target, headers=self._headers | ranged)
            answer = self._http.getresponse()
            if answer.status in (http.client.TEMPORARY_REDIRECT, http.client.FOUND):
                answer.read()
                with _elsewhere(str(answer.headers["location"]), ranged) as other:
                    yield other
                return
            if answer.status != (http.client.PARTIAL_CONTENT if offset else http.client.OK):
                raise RefusedError(f"{self.where} answers GET {target} with {answer.status}: {_reason(answer.read())}")
            yield answer
        except (OSError, http.client.HTTPException) as error:
            raise self._lost(error) from error
        finally:
            self._http.close()

    def begin(self, repository: str) -> str:
        """Begin an upload; where its pieces go."""
        return _place(self.ask("POST", f"/v2/{repository}/blobs/uploads/")[1])

    def add(self, place: str, offset: int, piece: bytes) -> str:
        """Give an upload its next piece; where the one after that goes."""
        told = {"Content-Type": "application/octet-stream", "Content-Range": f"{offset}-{offset + len(piece) - 1}"}
        return _place(self.ask("PATCH", place, piece, headers=told)[1])

    def finish(self, place: str, digest: str) -> None:
        """End an upload. Raises DrgenError where the registry finds another digest."""
        self.ask("PUT", f"{place}{'&' if '?' in place else '?'}digest={quote(digest, safe='')}")

    def uploaded(self, place: str) -> tuple[str, int] | None:
        """Where an upload goes on, and how many bytes of it are there; None where it is forgotten."""
        try:
            status, said, _ = self.ask("GET", place, missing=True)
        except DrgenError:
            return None  # an upload that it will not go on with
        if status != http.client.NO_CONTENT or "range" not in said:
            return None
        last = int(said["range"].rpartition("-")[2])
        return _place(said) if "location" in said else place, last + 1 if last else 0

    def mount(self, repository: str, digest: str, known: str) -> bool:
        """Have it take a blob that another repository of it has; whether it did."""
        target = f"/v2/{repository}/blobs/uploads/?mount={digest}&from={quote(known, safe='')}"
        return self.ask("POST", target)[0] == http.client.CREATED

    def referrers(self, repository: str, digest: str) -> list[str]:
        """The digests of what refers to an image: signatures, bills of materials. None where these are tags."""
        status, _, content = self.ask("GET", f"/v2/{repository}/referrers/{digest}", missing=True)
        said = self._said(content) if status == http.client.OK else {}
        return sorted(str(one["digest"]) for one in said.get("manifests") or [])

    def put_blob(self, repository: str, digest: str, content: bytes) -> None:
        """Give it a small blob at once."""
        place = self.begin(repository)
        target = f"{place}{'&' if '?' in place else '?'}digest={quote(digest, safe='')}"
        self.ask("PUT", target, content, headers={"Content-Type": "application/octet-stream"})

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
            raise self._lost(error) from error
        if status < http.client.BAD_REQUEST or (missing and status == http.client.NOT_FOUND):
            return status, said, body
        raise RefusedError(
            f"{self.where} answers {verb} {target.split('?', maxsplit=1)[0]} with {status}: {_reason(body)}"
        )

    def _said(self, content: bytes) -> dict[str, Any]:
        try:
            return dict(json.loads(content))
        except (ValueError, TypeError) as error:
            raise DrgenError(f"{self.where} does not answer as a registry does", hint="look at its address") from error

    def _lost(self, error: Exception) -> DrgenError:
        hint = "run it again: what was copied is not copied twice"
        return DrgenError(f"{self.where} does not answer: {error}", hint=hint)


def verify(digest: str, found: str) -> None:
    """Raise RefusedError unless a digest is the SHA-256 `found`."""
    algorithm, _, wanted = digest.partition(":")
    if algorithm != "sha256" or found != wanted:
        raise RefusedError(
            f"{digest} was sent with other content", hint="try again; else the source's image is damaged"
        )


def _place(said: dict[str, str]) -> str:
    """The path and query of an answer's location."""
    parts = urlsplit(said["location"])
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _reason(body: bytes) -> str:
    try:
        found: list[dict[str, Any]] = json.loads(body)["errors"]
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace")[:200]
    return "; ".join(str(one.get("message") or one.get("code")) for one in found)


@contextmanager
def _elsewhere(url: str, headers: dict[str, str]) -> Iterator[http.client.HTTPResponse]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise DrgenError(f"a registry sends us to {parts.scheme}://{parts.netloc}: not over TLS")
    connection = http.client.HTTPSConnection(
        parts.hostname, parts.port or 443, timeout=_TIMEOUT, context=ssl.create_default_context()
    )
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        answer = connection.getresponse()
        if answer.status != (http.client.PARTIAL_CONTENT if headers else http.client.OK):
            raise DrgenError(f"{parts.hostname} answers with {answer.status}")
        yield answer
    finally:
        connection.close()
