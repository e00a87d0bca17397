"""Roles of the workloads trust the tokens of the primary's cluster only.

A role for service accounts names the issuer of one cluster. Pods of the other cluster are refused by every call of an
AWS API, the first one after the failover among them.
https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html

Add an `aws_iam_openid_connect_provider` for the standby's cluster and its issuer to the roles' trust, or use EKS Pod
Identity.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "eks|irsa|oidc|iam"):
        return
    links = Links(regions)
    providers = list(regions.everything.of("aws_iam_openid_connect_provider"))
    trusted = [one for each in providers for one in links.of(each, "url", "aws_eks_cluster")]
    if len(trusted) < len(providers) or not any(is_primary(regions, one) for one in trusted):
        return
    has_identity = any(is_standby(regions, one) for one in regions.everything.of("aws_eks_pod_identity_association"))
    for cluster in regions.everything.of("aws_eks_cluster"):
        if is_standby(regions, cluster) and cluster not in trusted and not has_identity:
            yield about(
                cluster, "name", f"has no OpenID Connect provider; {providers[0].address} is of another cluster"
            )
