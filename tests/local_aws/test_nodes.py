"""Node groups as a failover raises them."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from drgen.local_aws import LocalAws
from tests.emulator import ACCOUNT, running_aws

__all__ = ["running_aws"]
HERE = "us-west-2"
GROUP = {"clusterName": "shop", "nodegroupName": "general"}


def test_a_node_group_is_raised_within_its_bounds(running_aws: LocalAws) -> None:
    ec2, eks = running_aws.client("ec2", HERE), running_aws.client("eks", HERE)
    subnets = [found["SubnetId"] for found in ec2.describe_subnets()["Subnets"]][:2]
    role = f"arn:aws:iam::{ACCOUNT}:role/eks"
    cluster = eks.create_cluster(name="shop", roleArn=role, resourcesVpcConfig={"subnetIds": subnets})["cluster"]
    assert cluster["resourcesVpcConfig"]["clusterSecurityGroupId"].startswith("sg-")
    eks.create_nodegroup(
        **GROUP, subnets=subnets, nodeRole=role, scalingConfig={"minSize": 3, "maxSize": 24, "desiredSize": 3}
    )
    size = {"minSize": 6, "maxSize": 24, "desiredSize": 6}
    assert eks.update_nodegroup_config(**GROUP, scalingConfig=size)["update"]["status"] == "Successful"
    assert eks.describe_nodegroup(**GROUP)["nodegroup"]["scalingConfig"] == size
    with pytest.raises(ClientError, match="between the minimum and the maximum"):
        eks.update_nodegroup_config(**GROUP, scalingConfig=size | {"desiredSize": 2})
