"""Compare two registries by digest, and copy what the second lacks: an image is there when all that it names is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drgen.images import blobs
from drgen.images.registry import INDEXES, Registry, verify


@dataclass(frozen=True)
class Lacking:
    """One image that the standby has not, or has under its tag with other content."""

    repository: str
    tag: str  # empty for one that runs and has none, or another by now
    wanted: str  # digest
    found: str | None

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.repository}:{self.tag}" if self.tag else f"{self.repository}@{self.wanted}"


def lacking(
    source: Registry, target: Registry, repositories: Iterable[str], running: Iterable[tuple[str, str]] = ()
) -> Iterator[Lacking]:
    """What `target` lacks of every tag of these repositories, and of the digests that run."""
    told: set[tuple[str, str]] = set()
    for repository in repositories:
        for tag in source.tags(repository):
            wanted, found = source.digest(repository, tag), target.digest(repository, tag)
            if wanted and wanted != found:
                told.add((repository, wanted))
                yield Lacking(repository, tag, wanted, found)
    for repository, digest in sorted(set(running) - told):
        if target.digest(repository, digest) is None:
            yield Lacking(repository, "", digest, None)


def copy(source: Registry, target: Registry, one: Lacking, known: Iterable[str] = (), notes: Path | None = None) -> int:
    """Copy one image, with every image of its list and all that refers to it; returns the bytes that were sent.

    The tag comes last, so that an interrupted copy leaves no image that cannot be pulled. `known` are repositories of
    the target from which a layer may be mounted; in `notes` it is written how far a layer is.
    """
    way = _Way(source, target, one.repository, list(known), notes)
    return way.image(one.wanted, one.tag or one.wanted)


@dataclass(frozen=True)
class _Way:
    """From one registry to another, for one repository."""

    source: Registry
    target: Registry
    repository: str
    known: list[str]
    notes: Path | None

    def image(self, digest: str, reference: str) -> int:
        """A manifest after all that it names, then what refers to it."""
        kind, content = self.source.manifest(self.repository, digest)
        verify(digest, hashlib.sha256(content).hexdigest())
        said: dict[str, Any] = json.loads(content)
        if kind in INDEXES:
            sent = sum(self.image(each["digest"], each["digest"]) for each in said["manifests"])
        else:
            config = [said["config"]] if "config" in said else []  # an artifact need not have one
            sent = sum(self._blob(each) for each in (*config, *said.get("layers", []), *said.get("blobs", [])))
        self.target.put_manifest(self.repository, reference, kind, content)
        return sent + sum(self.image(each, each) for each in self.source.referrers(self.repository, digest))

    def _blob(self, blob: dict[str, Any]) -> int:
        digest = blob["digest"]
        if blob.get("urls") or self.target.has_blob(self.repository, digest):
            return 0
        elsewhere = (name for name in self.known if name != self.repository and self.target.has_blob(name, digest))
        if (found := next(elsewhere, None)) and self.target.mount(self.repository, digest, found):
            return 0
        note = (
            self.notes / f"{self.repository.replace('/', '.')}.{digest.partition(':')[2]}.json" if self.notes else None
        )
        return blobs.send(self.source, self.target, self.repository, digest, note)
