"""Certificates of the hosts, as ACM of each region has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from drgen import aws

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Certificate:
    """One certificate."""

    status: str
    names: frozenset[str]
    ends: datetime | None  # None until it is issued


def look(site: Site) -> dict[str, Certificate]:
    """The certificates that ours would be among, by ARN: those whose first name is the spec's first host."""
    if not any(part.module == "certificates" for part in site.run.parts):
        return {}
    first = site.run.spec.hosts[0]
    keys = {"keyTypes": ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]}
    listed = aws.pages(partial(site.look, "acm", "list_certificates", Includes=keys), "CertificateSummaryList")
    ours = [one["CertificateArn"] for one in listed if one.get("DomainName") == first]
    return {arn: _certificate(site, arn) for arn in sorted(ours)}


def _certificate(site: Site, arn: str) -> Certificate:
    found = site.look("acm", "describe_certificate", CertificateArn=arn)["Certificate"]
    names = frozenset({found["DomainName"], *(found.get("SubjectAlternativeNames") or [])})
    return Certificate(str(found.get("Status", "unknown")), names, found.get("NotAfter"))
