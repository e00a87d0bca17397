"""An encrypted database in the standby is given no key of its own region.

A key is of one region. RDS encrypts a replica in another region only with a key that it is told, and refuses it
otherwise.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html

Set `kms_key_id` to the ARN of a key in the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, couples, replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, is_on

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in [*replicas(links), *cluster_replicas(links)]:
        yield from _keyless(one.source, one.replica)
    for primary, standby in couples(links):
        yield from _keyless(primary, standby)


def _keyless(source: Resource, replica: Resource) -> Iterator[Finding]:
    is_encrypted = is_on(source, "storage_encrypted") or is_on(replica, "storage_encrypted")
    if is_encrypted and is_absent(replica, "kms_key_id"):
        message = f"is not set; {source.address} is encrypted with {given(source, 'kms_key_id')}"
        yield about(replica, "kms_key_id", message.replace("with not set", "with the default key"))
