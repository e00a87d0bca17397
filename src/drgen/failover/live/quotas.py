"""Service quotas that a failover lives on, as each region's account has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site

# The modules that live on a quota → service, code, and what it counts.
QUOTAS = {
    "eks": ("ec2", "L-1216C47A", "vCPUs of standard on-demand instances"),
    "network": ("ec2", "L-0263D0A3", "Elastic IP addresses"),
    "rds": ("rds", "L-7B6409FD", "database instances"),
    "aurora": ("rds", "L-7B6409FD", "database instances"),
}


def look(site: Site) -> dict[str, float]:
    """What may be had of each thing, by its words; the default of a quota that was never raised."""
    wanted = sorted({QUOTAS[part.module] for part in site.run.parts if part.module in QUOTAS})
    return {words: _quota(site, service, code) for service, code, words in wanted}


def _quota(site: Site, service: str, code: str) -> float:
    named = {"ServiceCode": service, "QuotaCode": code}
    try:
        found = site.look("service-quotas", "get_service_quota", **named)
    except AwsError as error:
        if error.code != "NoSuchResourceException":
            raise
        found = site.look("service-quotas", "get_aws_default_service_quota", **named)
    return float(found["Quota"]["Value"])
