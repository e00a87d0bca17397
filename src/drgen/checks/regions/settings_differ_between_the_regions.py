"""A resource of the standby is set otherwise than the primary's.

What was tested in one region is not what serves after the failover. Regions, zones, accounts, address ranges, ids,
AMIs, generated names and what is not known are left out; so is what a check of its own judges, and capacity is only
noted: a smaller standby may be meant.

Set both alike, best from one module with one set of arguments; or accept the difference, with the reason, in the file
for `--allow`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drgen import masking
from drgen.findings import Finding, Severity
from drgen.inventory import Pair, Regions, Sensitive
from drgen.parity import normal
from drgen.problems import echo

severity = Severity.MEDIUM

_MOST = 25  # findings: more is another platform, and nobody reads on
_SHOWN = 5  # arguments in one message
# What checks of their own compare.
_OWN_CHECKS = re.compile(
    r"(^|\.)(engine_version|engine|instance_class|backup_retention_period|multi_az|node_type|deletion_protection|"
    r"kubernetes_version|ami_type|instance_types|internal|failure_threshold|request_interval|resource_path|ttl|"
    r"set_identifier|failover_routing_policy|weighted_routing_policy|health_check_id|ignore_changes|ingress|egress)(\.|$)"
)
_CAPACITY = re.compile(
    r"(^|\.)(min_size|max_size|desired_size|desired_capacity|desired_count|instance_type|size|count|allocated_storage|"
    r"max_allocated_storage|iops|storage_throughput|num_cache_nodes|num_cache_clusters|num_node_groups|memory_size|"
    r"replicas_per_node_group|read_capacity|write_capacity|min_capacity|max_capacity|memory|cpu|throughput|"
    r"reserved_concurrent_executions|number_cache_clusters|instance_count|volume_size|min_size_count|capacity)(\.|$)"
)


def check(regions: Regions) -> Iterator[Finding]:
    found = [finding for pair in regions.pairs for finding in _findings(pair)]
    found.sort(key=lambda finding: finding.instead or severity, reverse=True)
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield Finding((), f"{len(found) - _MOST} more resources differ", instead=Severity.NOTE)


def _findings(pair: Pair) -> Iterator[Finding]:
    differing = [one for one in normal.differences(pair) if not _OWN_CHECKS.search(one[0])]
    kept = [one for one in differing if not _CAPACITY.search(one[0])] or differing
    if kept:
        only_capacity = bool(_CAPACITY.search(kept[0][0]))
        shown = [f"{path} is {_said(there, path)}, not {_said(here, path)}" for path, here, there in kept[:_SHOWN]]
        more = f"; and {len(kept) - _SHOWN} more" if len(kept) > _SHOWN else ""
        path = kept[0][0]
        yield Finding(
            (),
            f"{'; '.join(shown)}{more} as in {pair.primary.address}",
            address=pair.standby.address,
            attribute=path,
            mark=pair.standby.place(path.partition(".")[0]),
            instead=Severity.NOTE if only_capacity else None,
        )


def _said(value: Any, path: str) -> str:
    """A value in words; nothing that may be secret."""
    if value in (None, "", [], {}):
        return "not set"
    if isinstance(value, Sensitive) or any(masking.names_secret(part) for part in path.split(".")):
        return "(sensitive value)"
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return masking.hidden(echo(", ".join(map(str, value))))
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return masking.hidden(echo(value))
