"""A workload of the standby pulls its image from the primary's registry.

An image's name contains the registry's region. While the primary is dark nothing new can start in the standby: no
node that is added, no pod that is moved.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Replicate the repositories, and name the registry of the standby's own region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


_WORKLOADS = {
    "aws_ecs_task_definition": "container_definitions",
    "aws_lambda_function": "image_uri",
    "aws_apprunner_service": "source_configuration",
    "kubernetes_deployment": "spec",
    "kubernetes_deployment_v1": "spec",
    "helm_release": "set",
}


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    registry = f".dkr.ecr.{regions.primary_region}."
    for one in (each for each in regions.standby.resources if each.type in _WORKLOADS and each.mode == "managed"):
        argument = _WORKLOADS[one.type]
        if regions.primary_region and registry in str(one.known(argument, "")):
            yield about(one, argument, f"names the registry of {regions.primary_region}")
            continue
        far = [each for each in links.of(one, argument, "aws_ecr_repository") if is_primary(regions, each)]
        if far and is_standby(regions, one):
            yield about(one, argument, f"pulls from {far[0].address} in {far[0].region}")
