"""Images: every one that the primary runs must be in the registry of the region that is to serve.

In a planned run the region that hands over says what its pods run. In an unplanned one it is not asked: what counts are
the images of the target's own workloads, those that `scale` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover.steps import eks
from drgen.images import running

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "verify"
_IMAGE = re.compile(
    r"[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/(?P<repository>[^@:]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>.+))?"
)


def says(part: Part, run: Run) -> str:  # noqa: ARG001  every step's signature
    asked = f"all that {run.there.region} runs" if run.there else "what its workloads want"
    return f"look whether the registry of {run.here.region} has {asked}"


def ready(part: Part, run: Run) -> Iterator[str]:  # noqa: ARG001
    for repository, wanted in sorted(_wanted(run)):
        if not _has(run.here, repository, wanted):
            yield f"{repository} in {run.here.region} has no image {wanted}"


def move(part: Part, run: Run) -> None:
    """ECR copies by itself; CI can push what is missing."""


def settled(part: Part, run: Run) -> str | None:
    return next(ready(part, run), None)


def _wanted(run: Run) -> set[tuple[str, str]]:
    """Repository and digest (or tag) of every image that must be there."""
    found: set[str] = set()
    for part in run.parts:
        if part.module == "eks" and part.instance in run.spec.scale:
            site = run.there or run.here
            if cluster := eks.cluster(site, part.name):
                found |= _running(run, site, cluster) if run.there else _specified(run, part, cluster)
    matches = [match for image in found if (match := _IMAGE.fullmatch(image))]
    ours = [match for match in matches if match["repository"].startswith(f"{run.spec.name}/")]
    return {(match["repository"], match["digest"] or match["tag"] or "latest") for match in ours}


def _running(run: Run, site: Site, cluster: dict[str, Any]) -> set[str]:
    """What the pods of a cluster run, by digest."""
    access = eks.access(site, cluster)
    pods = running.pods(lambda path: run.world.kubernetes(access, "GET", path, None))
    statuses = [one for pod in pods for one in (pod.get("status") or {}).get("containerStatuses") or []]
    return {str(one.get("imageID", "")).removeprefix("docker-pullable://") for one in statuses}


def _specified(run: Run, part: Part, cluster: dict[str, Any]) -> set[str]:
    """What the deployments that `scale` names are to run."""
    found: set[str] = set()
    for name in run.spec.scale[part.instance].deployments:
        said = run.world.kubernetes(eks.access(run.here, cluster), "GET", eks.deployment(name), None)
        pod = ((said.get("spec") or {}).get("template") or {}).get("spec") or {}
        found |= {str(one.get("image", "")) for one in pod.get("containers") or []}
    return found


def _has(site: Site, repository: str, wanted: str) -> bool:
    key = "imageDigest" if wanted.startswith("sha256:") else "imageTag"
    try:
        site.look("ecr", "describe_images", repositoryName=repository, imageIds=[{key: wanted}])
    except AwsError as error:
        if error.code in ("ImageNotFoundException", "RepositoryNotFoundException"):
            return False
        raise
    return True
