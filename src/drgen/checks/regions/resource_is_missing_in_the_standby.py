"""The standby has nothing for something that the primary has.

What is missing there must be built on the day of the failover, from memory. Counterparts are found by type, name
(without what names the region or the role), module and shape. What joins the regions or belongs to none needs no
counterpart, nor does a certificate that only CloudFront uses; secrets, tables and images have checks of their own. A
standby without any workload is taken for a pilot light: that is its design, so what it lacks is said once, and is
less severe.

Add it to the standby; or accept it, with the reason, in the file for `--allow`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drgen.checks.regions._links import Links
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.parity import kinds
from drgen.parity.kinds import Kind

severity = Severity.HIGH

_OWN_CHECKS = (
    *("aws_cloudwatch_", "aws_secretsmanager_", "aws_dynamodb_", "aws_ecr_", "aws_wafv2_", "aws_wafregional_"),
    *("aws_backup_", "aws_appautoscaling_"),
)
_OF_PEOPLE = re.compile(
    r"bastion|jump|jenkins|runner|vpn|sandbox|workstation|cloud9|test|debug|build|ci\b|cicd", re.IGNORECASE
)
_CERTIFICATES = ("aws_acm_certificate", "aws_acm_certificate_validation")
_SHOWN = 6  # addresses in one message
_BACKUPS = ("aws_db_instance_automated_backups_replication", "aws_backup_plan", "aws_dms_replication_task")


def check(regions: Regions) -> Iterator[Finding]:
    edge = _of_cloudfront(Links(regions)) if any(one.type in _CERTIFICATES for one in regions.only_primary) else []
    wanted = [one for one in regions.only_primary if not any(one is other for other in edge)]
    missing = [one for one in wanted if not one.type.startswith(_OWN_CHECKS)]
    if missing and not any(kinds.counts(one) for one in regions.standby.resources):
        yield _finding(missing, f"nothing of {_standby(regions)} is found at all; the primary has", Severity.HIGH)
        return
    groups: dict[tuple[str, str, Kind], list[Resource]] = defaultdict(list)
    for one in missing:
        kind = kinds.OTHERS if _is_aside(one) else kinds.of(one)
        groups[one.source, "" if kind is kinds.OTHERS else _module(one), kind].append(one)
    for (_, _, kind), group in groups.items():
        there = [one for one in regions.standby.resources if kinds.of(one) is kind and kinds.counts(one)]
        yield _finding(group, _words(regions, kind, there, group), _severity(regions, kind, there))


def _of_cloudfront(links: Links) -> list[Resource]:
    """The certificates, and their validations, that CloudFront takes from us-east-1 and no listener uses."""
    edges = links.regions.everything.of("aws_cloudfront_distribution")
    used = [one for edge in edges for one in _chain(links, edge, "viewer_certificate.0.acm_certificate_arn")]
    listeners = links.regions.everything.of("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_certificate")
    shared = [one for listener in listeners for one in _chain(links, listener, "certificate_arn")]
    return [one for one in used if not any(one is other for other in shared)]


def _chain(links: Links, user: Resource, path: str) -> list[Resource]:
    """A certificate that is used, and the validation that it may be named by."""
    named = links.of(user, path, *_CERTIFICATES)
    return [*named, *(one for via in named for one in links.of(via, "certificate_arn", _CERTIFICATES[0]))]


def _words(regions: Regions, kind: Kind, there: list[Resource], group: list[Resource]) -> str:
    if kind is kinds.OTHERS:
        return f"{_standby(regions)} has no counterpart for {len(group)} of the primary's resources:"
    if there:
        return f"{_standby(regions)} has {kind.name}, but none for"
    return f"{_standby(regions)} has no {kind.name}; the primary has"


def _severity(regions: Regions, kind: Kind, there: list[Resource]) -> Severity:
    """As bad as the kind; less, where the standby is a pilot light or restores from backups, or has others of it."""
    if kinds.holds_data(kind):
        copied = any(True for _ in regions.everything.of(*_BACKUPS))
        return Severity.MEDIUM if copied and not there else kind.missing
    if there or (kinds.carries_load(kind) and _is_pilot_light(regions)):
        return min(kind.missing, Severity.MEDIUM)
    return kind.missing


def _is_pilot_light(regions: Regions) -> bool:
    """Whether the standby keeps its data, and nothing that serves."""
    there = {kinds.of(one).name for one in regions.standby.resources if kinds.counts(one)}
    return any(kinds.holds_data(kinds.of(one)) for one in regions.standby.resources) and "workloads" not in there


def _finding(group: list[Resource], words: str, how_bad: Severity) -> Finding:
    shown = ", ".join(one.address for one in group[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    first = group[0]
    return Finding((), f"{words} {shown}{more}", address=first.address, mark=first.mark, instead=how_bad)


def _is_aside(one: Resource) -> bool:
    """Whether it serves people at work, not the platform; or repeats what stands beside it."""
    said = f"{one.name} {one.module}"
    return bool(_OF_PEOPLE.search(said)) or (
        one.type == "aws_db_instance" and one.get("replicate_source_db") is not None
    )


def _module(one: Resource) -> str:
    return ".".join(one.module.split(".")[:2])


def _standby(regions: Regions) -> str:
    return regions.standby_region or "the standby"
