"""Compare two registries by digest, and copy what the second lacks: an image is there when all that it names is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from drgen.errors import DrgenError
from drgen.images.registry import INDEXES, Registry


@dataclass(frozen=True)
class Lacking:
    """One tag that the standby has not, or has of other content."""

    repository: str
    tag: str
    wanted: str  # digest
    found: str | None


def lacking(source: Registry, target: Registry, repositories: Iterable[str]) -> Iterator[Lacking]:
    """What `target` lacks of every tag of these repositories."""
    for repository in repositories:
        for tag in source.tags(repository):
            wanted, found = source.digest(repository, tag), target.digest(repository, tag)
            if wanted and wanted != found:
                yield Lacking(repository, tag, wanted, found)


def copy(source: Registry, target: Registry, one: Lacking, known: Iterable[str] = ()) -> int:
    """Copy one image, with every image of its list; returns the bytes that were sent.

    The tag comes last, so that an interrupted copy leaves no image that cannot be pulled. `known` are repositories of
    the target from which a layer may be mounted.
    """
    kind, content = source.manifest(one.repository, one.wanted)
    _verified(one.wanted, content)
    sent = _parts(source, target, one.repository, (kind, content), list(known))
    target.put_manifest(one.repository, one.tag, kind, content)
    return sent


def _parts(source: Registry, target: Registry, repository: str, manifest: tuple[str, bytes], known: list[str]) -> int:
    kind, content = manifest
    said: dict[str, Any] = json.loads(content)
    if kind not in INDEXES:
        return sum(_blob(source, target, repository, each, known) for each in (said["config"], *said["layers"]))
    sent = 0
    for each in said["manifests"]:
        inner, body = source.manifest(repository, each["digest"])
        _verified(each["digest"], body)
        sent += _parts(source, target, repository, (inner, body), known)
        target.put_manifest(repository, each["digest"], inner, body)
    return sent


def _blob(source: Registry, target: Registry, repository: str, blob: dict[str, Any], known: list[str]) -> int:
    digest = blob["digest"]
    if blob.get("urls") or target.has_blob(repository, digest):
        return 0
    elsewhere = next((name for name in known if name != repository and target.has_blob(name, digest)), None)
    content = b"" if elsewhere else source.blob(repository, digest)
    if not elsewhere:
        _verified(digest, content)
    elif target.put_blob(repository, digest, b"", elsewhere):
        return 0
    else:
        content = source.blob(repository, digest)
        _verified(digest, content)
    target.put_blob(repository, digest, content)
    return len(content)


def _verified(digest: str, content: bytes) -> None:
    algorithm, _, wanted = digest.partition(":")
    if algorithm != "sha256" or hashlib.sha256(content).hexdigest() != wanted:
        raise DrgenError(f"{digest} was sent with other content", hint="try again; else the source's image is damaged")
