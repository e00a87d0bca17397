"""Where a cache is filled by hand: in the region that waits, from the one that serves, unless URLs say otherwise."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

from drgen import platform
from drgen.aws import AwsError
from drgen.errors import DrgenError
from drgen.terms import SIDES
from drgen.warming import jobs, loading
from drgen.warming.loading import Load
from drgen.warming.notes import Progress

if TYPE_CHECKING:
    from drgen.failover.run import World
    from drgen.spec import Spec
    from drgen.stacks import Stack
    from drgen.warming.plan import Family, Loader

_TICK = 5.0  # seconds between two looks at a Job
_PATIENCE = 3.0  # times what the plan says a Job may take


@dataclass
class Places:
    """One instance's caches in both regions, and the cluster whose Jobs load them."""

    spec: Spec
    stacks: Iterable[Stack]
    instance: str
    source: str | None = None  # URLs, in place of what AWS says
    target: str | None = None
    sleep: Callable[[float], None] = time.sleep
    owner: str = field(default_factory=lambda: uuid4().hex)

    def load(self, family: Family, loader: Loader, *, folder: Path, note: Path) -> Progress:
        """Load one family to its end. Raises DrgenError where it cannot be loaded."""
        if loader.kind == "job":
            return self._job(family, loader)
        target = with_password(self.target) if self.target else self._url(self._waiting)
        source = ""
        if loader.kind == "copy":
            source = with_password(self.source) if self.source else self._url(self._serving)
        return loading.run(Load(family, loader, target, source, folder, note, self.owner))

    @property
    def _waiting(self) -> str:
        side = SIDES[1 - SIDES.index(self.spec.active)]
        return str(getattr(self.spec.regions, side).name)

    @property
    def _serving(self) -> str:
        return str(getattr(self.spec.regions, self.spec.active).name)

    @cached_property
    def _world(self) -> World:
        from drgen.failover import world

        return world.real()

    def _url(self, region: str) -> str:
        """Where AWS has a region's cache, and how to log in."""
        from drgen.failover import caches

        name = str(platform.own(self.spec, self.instance)["name"])
        said = self._world.aws(region, "elasticache", "describe_replication_groups", {"ReplicationGroupId": name})[
            "ReplicationGroups"
        ]
        settings = next(
            call.settings for stack in self.stacks for call in stack.calls if call.instance == self.instance
        )
        found = caches.address(region, name, dict(said[0]), auth=str(settings.get("auth", "iam")))
        if found is None:
            raise DrgenError(f"cache {name} in {region} has no address yet", hint="wait until it is available")
        return self._world.caches.url(found)

    def _job(self, family: Family, loader: Loader) -> Progress:
        """Run a Job of the cluster in the region that waits, and watch it to its end."""
        name, began = str(loader.run), time.monotonic()
        path = jobs.job(name, f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        template = self._ask("GET", jobs.cronjob(name), None)
        if template is None:
            raise DrgenError(f"there is no CronJob {name} in {self._waiting}", hint="deploy it, suspended")
        told = {"DRGEN_WARMING_MATCH": family.match, "DRGEN_WARMING_RATE": str(loader.rate)}
        self._ask(*jobs.request(template["spec"]["jobTemplate"], path, told))
        until = began + max(60.0, _PATIENCE * family.keys / loader.rate)
        while not jobs.settled(self._ask("GET", path, None), name):
            if time.monotonic() > until:
                raise DrgenError(f"the job of {name} does not end", hint="look at its pods; it goes on by itself")
            self.sleep(_TICK)
        return Progress(name, loaded=family.keys, seconds=time.monotonic() - began, done=True)

    def _ask(self, method: str, path: str, body: Any) -> dict[str, Any] | None:
        try:
            return self._world.kubernetes(self._cluster, method, path, body)
        except AwsError as error:
            if error.code == "404":
                return None
            raise

    @cached_property
    def _cluster(self) -> dict[str, str]:
        """The first cluster of the spec."""
        named = sorted(name for name, component in self.spec.components.items() if component.module == "eks")
        if not named:
            raise DrgenError(f"{self.spec.name} has no cluster to run a Job in", hint="give the family another loader")
        name = str(platform.own(self.spec, named[0])["name"])
        said = self._world.aws(self._waiting, "eks", "describe_cluster", {"name": name})["cluster"]
        authority = (said.get("certificateAuthority") or {}).get("data", "")
        return {"name": name, "region": self._waiting, "endpoint": said["endpoint"], "authority": authority}


def with_password(said: str) -> str:
    """The password comes from the environment: arguments are seen by everybody on the machine."""
    password = os.environ.get("DRGEN_WARMING_PASSWORD")
    scheme, _, rest = said.partition("://")
    user, _, host = rest.rpartition("@")
    return f"{scheme}://{user}:{quote(password, safe='')}@{host}" if password and ":" not in user else said
