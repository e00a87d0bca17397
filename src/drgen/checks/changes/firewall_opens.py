"""A plan opens a port of a running platform to the whole Internet.

A standby is seldom looked at: what is open there stays open. For anything but a public web page, the address of
everybody is the wrong source.

Name the source: a security group, a prefix list, the other region's range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import blocks, finding, name, number, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.HIGH

_RULES = ("aws_security_group_rule", "aws_vpc_security_group_ingress_rule")
_EVERYBODY = {"0.0.0.0/0", "::/0"}
_WEB = {80, 443}


def check(plans: list[Plan]) -> Iterator[Finding]:
    for plan in plans:
        is_new = all(change.action in (Action.CREATE, Action.READ) for change in plan.changes)
        for change in plan.changes:
            if change.type in _RULES and not is_new and _is_ingress(change) and _opens(change.before, change.after):
                yield _told(change, change.after)
    for change in updated(plans, "aws_security_group", "aws_default_security_group"):
        before = [dict(rule) for rule in blocks(change.before, "ingress")]
        for rule in blocks(change.after, "ingress"):
            if dict(rule) not in before and _opens({}, rule):
                yield _told(change, rule)


def _is_ingress(change: Change) -> bool:
    is_made = change.action in (Action.CREATE, Action.UPDATE, Action.REPLACE)
    return is_made and change.after.get("type", "ingress") == "ingress"


def _opens(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    web = {number(after.get("from_port")), number(after.get("to_port"))} <= _WEB
    return _is_open(after) and not (_is_open(before) and _ports(before) == _ports(after)) and not web


def _is_open(rule: Mapping[str, Any]) -> bool:
    said = [rule.get("cidr_ipv4"), rule.get("cidr_ipv6")]
    said += [
        one for key in ("cidr_blocks", "ipv6_cidr_blocks") if isinstance(found := rule.get(key), list) for one in found
    ]
    return any(one in _EVERYBODY for one in said if isinstance(one, str))


def _ports(rule: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return rule.get("from_port"), rule.get("to_port"), rule.get("protocol", rule.get("ip_protocol"))


def _told(change: Change, rule: Mapping[str, Any]) -> Finding:
    first, last, protocol = _ports(rule)
    ports = "every port" if protocol in ("-1", -1) else f"port {first}" if first == last else f"ports {first} to {last}"
    attribute = (
        "ingress" if change.type.endswith("security_group") else "cidr_ipv4" if rule.get("cidr_ipv4") else "cidr_blocks"
    )
    does = f"opens {ports} of {name(change)} to the Internet{where(change)}"
    return finding(change, does, "Whoever gets in through one region is in both: they trust each other.", attribute)
