"""Keys that a Kubernetes Job loads, made from a CronJob of the cluster that is to serve.

`ask` is the cluster's API: method, path and body in, its answer out; None where there is no such object.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from drgen.errors import DrgenError

Ask = Callable[[str, str, Any], dict[str, Any] | None]

_BATCH = "/apis/batch/v1/namespaces"
_LONGEST = 52  # characters of a Job's name that leave room for its pods' suffixes


def cronjob(name: str) -> str:
    """The path of a CronJob, `namespace/name`."""
    namespace, _, own = name.partition("/")
    return f"{_BATCH}/{namespace}/cronjobs/{own}"


def job(name: str, run: str) -> str:
    """The path of the Job that a run makes of it: one of a name, whoever asks for it again."""
    namespace, _, own = name.partition("/")
    suffix = f"-{run.lower()}"
    return f"{_BATCH}/{namespace}/jobs/{own[: _LONGEST - len(suffix)].rstrip('-.')}{suffix}"


def request(template: dict[str, Any], path: str, told: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    """What makes the Job of a CronJob's template: its containers are told the rate, as a command is."""
    made = copy.deepcopy(template)
    spec = made.setdefault("spec", {})
    pod = spec.setdefault("template", {}).setdefault("spec", {})
    for container in pod.get("containers") or []:
        known = [one for one in container.get("env") or [] if one["name"] not in told]
        container["env"] = known + [{"name": name, "value": value} for name, value in sorted(told.items())]
    folder, _, own = path.rpartition("/")
    metadata = {**made.get("metadata", {}), "name": own}
    return "POST", folder, {"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata, "spec": spec}


def settled(found: dict[str, Any] | None, name: str) -> bool:
    """Whether a Job has done its work. Raises DrgenError where it failed for good."""
    status = (found or {}).get("status") or {}
    conditions = {one["type"]: one for one in status.get("conditions") or [] if one.get("status") == "True"}
    if "Failed" in conditions:
        why = conditions["Failed"].get("message") or conditions["Failed"].get("reason") or "no reason given"
        raise DrgenError(
            f"the job of {name} failed: {why}", hint="look at its pods' logs; delete the Job to run it anew"
        )
    if "Complete" in conditions:
        return True
    wanted = ((found or {}).get("spec") or {}).get("completions") or 1
    return int(status.get("succeeded") or 0) >= int(wanted)
