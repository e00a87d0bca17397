"""A role trusts the issuer of one cluster.

With IAM roles for service accounts a role names the OpenID issuer of a cluster: the standby's cluster has another one,
and its pods get no credentials. The trust can only be changed at IAM's control plane, in us-east-1.
https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html

Trust `pods.eks.amazonaws.com` (EKS Pod Identity) for the clusters of both regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        for block in module.blocks:
            told = block.body if block.kind != "variable" else ""
            if "AssumeRoleWithWebIdentity" in told or "aws_iam_openid_connect_provider" in block.labels:
                message = f"{module.name}: {block} trusts an OpenID issuer (sts:AssumeRoleWithWebIdentity)"
                yield Finding((), message, mark=block.mark)
