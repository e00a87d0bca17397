"""The images of a platform that a cluster runs, by digest, as its Kubernetes API says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_IMAGE = re.compile(
    r"(?:[^/@]+\.[^/@]+/)?(?P<repository>[^@:]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)

Ask = Callable[[str], dict[str, Any]]  # a path of the cluster's API → its answer


def digests(ask: Ask, platform: str) -> set[tuple[str, str]]:
    """Repository and digest of each image of a platform that a pod runs."""
    return _of((str(one.get("imageID", "")) for pod in pods(ask) for one in _containers(pod)), platform)


def pods(ask: Ask) -> Iterator[dict[str, Any]]:
    """Every pod of a cluster, page by page."""
    more = ""
    while True:
        answer = ask(f"/api/v1/pods?limit=500{more}")
        yield from answer.get("items", [])
        if not (token := (answer.get("metadata") or {}).get("continue")):
            return
        more = f"&continue={token}"


def _containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    status = pod.get("status") or {}
    return [*(status.get("containerStatuses") or []), *(status.get("initContainerStatuses") or [])]


def _of(images: Iterable[str], platform: str) -> set[tuple[str, str]]:
    matches = [_IMAGE.fullmatch(image.removeprefix("docker-pullable://")) for image in images]
    return {
        (match["repository"], match["digest"])
        for match in matches
        if match and match["digest"] and match["repository"].startswith(f"{platform}/")
    }
