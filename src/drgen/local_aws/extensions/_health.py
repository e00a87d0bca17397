"""What Route 53's health checkers and name servers make of checks and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drgen.local_aws.extensions import _readings

if TYPE_CHECKING:
    from drgen.local_aws.extensions import Extensions


def healthy(aws: Extensions, own: str) -> bool:
    """Whether a check is healthy now; one that does not exist is not."""
    check = aws.state("route53").checks.get(own)
    if check is None:
        return False
    config = check["HealthCheckConfig"]
    if config.get("Disabled"):
        return not config.get("Inverted")
    match config["Type"]:
        case "CALCULATED":
            children = [healthy(aws, child) for child in config.get("ChildHealthChecks", [])]
            found = sum(children) >= config["HealthThreshold"]
        case "CLOUDWATCH_METRIC":
            found = _by_alarm(aws, check)
        case _:
            found = not any(
                region in aws.faults.dark for region in _regions(config.get("FullyQualifiedDomainName", ""))
            )
    return bool(found) != bool(config.get("Inverted"))


def answers(aws: Extensions, name: str) -> list[dict[str, Any]]:
    """The records that the zone's name servers answer to a query for addresses."""
    low = f"{name.rstrip('.').lower()}."
    records = [record for (own, kind, _), record in aws.state("route53").records.items() if own == low and kind == "A"]
    order = {"PRIMARY": 0, "SECONDARY": 1}
    ranked = sorted(records, key=lambda record: order.get(record.get("Failover", ""), 2))
    if not ranked or "Failover" not in ranked[0]:
        return ranked
    return [next((record for record in ranked if _may_answer(aws, record)), ranked[0])]


def _may_answer(aws: Extensions, record: dict[str, Any]) -> bool:
    check = record.get("HealthCheckId")
    if record.get("AliasTarget", {}).get("EvaluateTargetHealth") and any(
        region in aws.faults.dark for region in _regions(record["AliasTarget"]["DNSName"])
    ):
        return False
    return not check or healthy(aws, check)


def _by_alarm(aws: Extensions, check: dict[str, Any]) -> bool:
    """By the last reading that came before the alarm's region went dark; a check that never had one is healthy."""
    region, known = check["HealthCheckConfig"]["AlarmIdentifier"]["Region"], aws.state("route53").known
    if region not in aws.faults.dark:
        settings = check["CloudWatchAlarmConfiguration"]
        value = _readings.last(aws.state("cloudwatch"), region, settings)
        if value is not None:
            known[check["Id"]] = not _readings.rings(settings, value)
    return bool(known.get(check["Id"], True))


def _regions(name: str) -> list[str]:
    """The region in a load balancer's name, <name>.<region>.elb.amazonaws.com."""
    labels = name.rstrip(".").split(".")
    return labels[-4:-3] if labels[-3:] == ["elb", "amazonaws", "com"] else []
