"""Images go to the other region as ECR's rules say; quotas are a region's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from botocore.exceptions import ClientError

from drgen.local_aws import LocalAws
from tests.emulator import ACCOUNT, running_aws

__all__ = ["running_aws"]
EAST, WEST = "us-east-1", "us-west-2"
KIND = "application/vnd.docker.distribution.manifest.v2+json"


def manifest(number: int) -> str:
    layers = [{"digest": f"sha256:{number:064x}", "size": 1}]
    return json.dumps({"schemaVersion": 2, "mediaType": KIND, "layers": layers})


def push(aws: LocalAws, repository: str, number: int, region: str = EAST) -> str:
    image = aws.client("ecr", region).put_image(
        repositoryName=repository, imageManifest=manifest(number), imageTag=f"v{number}"
    )
    return str(image["image"]["imageId"]["imageDigest"])


def there(aws: LocalAws, region: str, repository: str) -> dict[str, list[str]]:
    """Tags by digest."""
    try:
        found = aws.client("ecr", region).describe_images(repositoryName=repository)["imageDetails"]
    except ClientError:
        return {}
    return {one["imageDigest"]: one["imageTags"] for one in found}


@pytest.fixture
def aws(running_aws: LocalAws) -> Iterator[LocalAws]:
    """Everything that begins with shop/ goes west; one image was there before that was said."""
    ecr: Any = running_aws.client("ecr", EAST)
    if not ecr.describe_repositories()["repositories"]:
        for name in ("shop/web", "other"):
            ecr.create_repository(repositoryName=name)
        push(running_aws, "shop/web", 1)
        rule = {
            "destinations": [{"region": WEST, "registryId": ACCOUNT}],
            "repositoryFilters": [{"filter": "shop/", "filterType": "PREFIX_MATCH"}],
        }
        ecr.put_replication_configuration(replicationConfiguration={"rules": [rule]})
    yield running_aws
    running_aws.faults.light()


def test_an_image_is_copied_with_its_digest_and_what_was_there_before_is_not(aws: LocalAws) -> None:
    digest = push(aws, "shop/web", 2)
    assert digest == f"sha256:{sha256(manifest(2).encode()).hexdigest()}"
    assert there(aws, WEST, "shop/web") == {digest: ["v2"]}
    [found] = aws.client("ecr", WEST).batch_get_image(repositoryName="shop/web", imageIds=[{"imageTag": "v2"}])[
        "images"
    ]
    assert (found["imageId"]["imageDigest"], found["imageManifest"]) == (digest, manifest(2))


def test_a_repository_that_no_rule_names_stays_where_it_is(aws: LocalAws) -> None:
    push(aws, "other", 3)
    assert there(aws, WEST, "other") == {}


def test_a_copy_waits_for_a_region_that_is_dark(aws: LocalAws) -> None:
    aws.faults.darken([WEST])
    digest = push(aws, "shop/web", 4)
    asked = {"repositoryName": "shop/web", "imageId": {"imageDigest": digest}}
    ecr = aws.client("ecr", EAST)
    assert ecr.describe_image_replication_status(**asked)["replicationStatuses"][0]["status"] == "IN_PROGRESS"
    aws.faults.light()
    assert ecr.describe_image_replication_status(**asked)["replicationStatuses"][0]["status"] == "COMPLETE"
    assert there(aws, WEST, "shop/web")[digest] == ["v4"]


def test_a_digest_that_is_not_the_manifests_is_refused(aws: LocalAws) -> None:
    with pytest.raises(ClientError, match="ImageDigestDoesNotMatchException"):
        aws.client("ecr", EAST).put_image(
            repositoryName="shop/web", imageManifest=manifest(5), imageTag="v5", imageDigest=f"sha256:{5:064x}"
        )


def test_quotas_are_a_regions_own_and_are_raised_on_request(running_aws: LocalAws) -> None:
    named = {"ServiceCode": "ec2", "QuotaCode": "L-1216C47A"}
    east, west = (running_aws.client("service-quotas", region) for region in (EAST, WEST))
    with pytest.raises(ClientError, match="NoSuchResourceException"):
        east.get_service_quota(**named)
    assert east.get_aws_default_service_quota(**named)["Quota"]["Value"] == 5
    request = east.request_service_quota_increase(**named, DesiredValue=256)["RequestedQuota"]
    assert request["Status"] == "PENDING"
    with pytest.raises(ClientError, match="Only one open"):
        east.request_service_quota_increase(**named, DesiredValue=512)
    running_aws.extensions.state("service-quotas").grant(EAST, "ec2", "L-1216C47A", 256)
    assert east.get_service_quota(**named)["Quota"]["Value"] == 256
    assert east.get_requested_service_quota_change(RequestId=request["Id"])["RequestedQuota"]["Status"] == "APPROVED"
    assert [one["Value"] for one in west.list_service_quotas(ServiceCode="ec2")["Quotas"]] == [5, 5]
