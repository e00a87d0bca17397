"""What the clusters of the region that serves run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drgen import platform
from drgen.images import running as pods

if TYPE_CHECKING:
    from drgen.failover.run import World
    from drgen.spec import Spec


def running(spec: Spec, world: World) -> set[tuple[str, str]]:
    """Repository and digest of each of the platform's images. Raises AwsError where a cluster does not answer."""
    region = str(getattr(spec.regions, spec.active).name)
    found: set[tuple[str, str]] = set()
    for name in sorted(name for name, component in spec.components.items() if component.module == "eks"):
        said = world.aws(region, "eks", "describe_cluster", {"name": str(platform.own(spec, name)["name"])})["cluster"]
        authority = (said.get("certificateAuthority") or {}).get("data", "")
        access = {"name": said["name"], "region": region, "endpoint": said.get("endpoint", ""), "authority": authority}

        def ask(path: str, access: dict[str, str] = access) -> dict[str, Any]:
            return world.kubernetes(access, "GET", path, None)

        found |= pods.digests(ask, spec.name)
    return found
