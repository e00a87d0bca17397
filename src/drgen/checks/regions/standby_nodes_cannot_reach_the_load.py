"""The standby's nodes cannot grow to what the primary runs.

After a failover the standby takes all the load. Its groups stop at their maximum, below what the primary runs today.

Raise the maximum of the standby's groups to the primary's.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sizes
from drgen.checks.regions._links import about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import number

severity = Severity.BLOCKER


_GROUPS = {
    "aws_eks_node_group": ("scaling_config.0.max_size", "scaling_config.0.desired_size", "instance_types.0"),
    "aws_autoscaling_group": ("max_size", "desired_capacity", ""),
}
_GROWS = ("karpenter", "cluster_autoscaler", "spot_ocean")


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "eks|node|karpenter|asg|autoscal|scal"):
        return
    if any(any(word in one.address for word in _GROWS) for one in regions.everything.resources):
        return
    for kind, (most, runs, instance) in _GROUPS.items():
        pairs = list(regions.paired(kind))
        alone = [one for one in regions.only_standby if one.type == kind]
        here = [_capacity(pair.primary, runs, instance) for pair in pairs]
        there = [_capacity(pair.standby, most, instance) for pair in pairs]
        if not pairs or alone or None in [*here, *there]:
            continue
        need, room = sum(filter(None, here)), sum(filter(None, there))
        if room < need:
            unit = "vCPUs" if instance else "instances"
            message = f"allows {room:g} {unit} in all; {pairs[0].primary.address} and its like run {need:g}"
            yield about(pairs[0].standby, most, message)


def _capacity(one: Resource, count: str, instance: str) -> float | None:
    """vCPUs of a group at a count, or the instances themselves where their type is not said here."""
    found = number(one, count)
    known = sizes.size(one.known(instance, "t3.medium")) if instance else None
    return found if not instance else found * known.vcpus if found is not None and known else None
