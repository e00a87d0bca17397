"""The local AWS as its clients see it: routed, dark, throttled, slow, and always on loopback."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from drgen.errors import DrgenError
from drgen.local_aws import LocalAws, proxy
from drgen.local_aws.extensions import route53
from drgen.local_aws.faults import Kind, Rule
from drgen.programs import emulators
from tests.emulator import ACCOUNT, running_aws

__all__ = ["running_aws"]
CALL = "amz-sdk-invocation-id"
PAIR = ("us-east-1", "us-west-2")


@pytest.fixture
def aws(running_aws: LocalAws) -> Iterator[LocalAws]:
    yield running_aws
    running_aws.faults.light()


def vpcs(aws: LocalAws, region: str) -> Any:
    return aws.client("ec2", region).describe_vpcs()["Vpcs"]


@pytest.mark.parametrize(
    ("service", "operation"),
    [("sts", "get_caller_identity"), ("ec2", "describe_vpcs"), ("cloudwatch", "describe_alarms"),
     ("s3", "list_buckets"),
     ("route53", "get_hosted_zone"), ("ecr", "describe_repository_creation_templates")],
)  # fmt: skip
def test_a_service_is_answered_by_whoever_copies_it_best(aws: LocalAws, service: str, operation: str) -> None:
    parameters = {"Id": aws.given.zone_id} if service == "route53" else {}
    answer = getattr(aws.client(service, "us-west-2"), operation)(**parameters)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_everybody_is_in_the_platforms_account(aws: LocalAws) -> None:
    assert aws.client("sts", "us-west-2").get_caller_identity()["Account"] == ACCOUNT
    assert {vpc["OwnerId"] for vpc in vpcs(aws, "us-west-2")} == {ACCOUNT}


@pytest.mark.parametrize("kind", [Kind.REFUSE, Kind.RESET])
def test_a_dark_region_answers_nothing_and_the_other_goes_on(aws: LocalAws, kind: Kind) -> None:
    aws.faults.darken(["us-east-1"], kind)
    with pytest.raises(BotoCoreError):
        vpcs(aws, "us-east-1")
    assert vpcs(aws, "us-west-2")
    assert aws.faults.in_the_dark == {("us-east-1", "ec2", "DescribeVpcs"): 1}


def test_a_throttled_call_says_so_and_the_next_one_passes(aws: LocalAws) -> None:
    aws.faults.rules = [Rule(Kind.THROTTLE, service="ec2", times=1)]
    with pytest.raises(ClientError, match="ThrottlingException"):
        vpcs(aws, "us-west-2")
    assert vpcs(aws, "us-west-2")


def test_a_lost_answer_was_carried_out(aws: LocalAws) -> None:
    aws.faults.rules = [Rule(Kind.LOST, service="sns", action="CreateTopic", times=1)]
    sns = aws.client("sns", "us-west-2")
    with pytest.raises(BotoCoreError):
        sns.create_topic(Name="lost")
    assert [topic["TopicArn"].rsplit(":", 1)[-1] for topic in sns.list_topics()["Topics"]] == ["lost"]


def test_a_slow_answer_comes_late(aws: LocalAws) -> None:
    aws.faults.rules = [Rule(Kind.SLOW, service="ec2", times=1, seconds=0.3)]
    began = time.monotonic()
    assert vpcs(aws, "us-west-2")
    assert time.monotonic() - began >= 0.3


def test_what_an_emulator_lacks_is_refused_at_once(aws: LocalAws) -> None:
    with pytest.raises(ClientError, match="NotRehearsable"):
        aws.client("mq", "us-west-2").promote(BrokerId="b", Mode="FAILOVER")


def test_a_bug_of_ours_is_an_answer_with_its_words(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_: object) -> None:
        raise KeyError("ResourceRecordSet")

    monkeypatch.setattr(route53, "get_hosted_zone", bug)
    words = r"RehearsalFailed.*route53 /2013-04-01/hostedzone/\w+: KeyError: 'ResourceRecordSet'"
    with pytest.raises(ClientError, match=words) as refused:
        aws.client("route53", "us-west-2").get_hosted_zone(Id=aws.given.zone_id)
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400  # no client asks again


def test_an_emulator_that_does_not_answer_may_be_asked_again(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(proxy, "forward", gone)
    with pytest.raises(ClientError, match="nobody listens") as refused:
        vpcs(aws, "us-west-2")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503


def record(aws: LocalAws, call: str) -> int:
    """Create a record by a call of that id; the status of the answer."""
    change = {"Action": "CREATE", "ResourceRecordSet": {"Name": "again.example.com", "Type": "A", "TTL": 60}}
    change["ResourceRecordSet"] |= {"ResourceRecords": [{"Value": "192.0.2.1"}]}  # type: ignore[operator]
    client = aws.client("route53", "us-west-2")
    client.meta.events.register("before-send", lambda request, **_: request.headers.update({CALL: call}))
    try:
        client.change_resource_record_sets(HostedZoneId=aws.given.zone_id, ChangeBatch={"Changes": [change]})
    except ClientError as error:
        return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
    return 200


def test_a_call_that_an_sdk_sends_again_is_carried_out_once(aws: LocalAws) -> None:
    assert [record(aws, call) for call in ("one", "one", "two")] == [200, 200, 400]


def test_no_credential_or_profile_of_the_user_is_passed_on(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AWS_PROFILE",
        "AWS_SESSION_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ENDPOINT_URL_S3",
        "TF_VAR_password",
        "DRGEN_MESSAGES_URL_MAIL_STANDBY",
    ):
        monkeypatch.setenv(name, "real")
    assert "real" not in aws.environment.values()


@pytest.mark.usefixtures("aws")
def test_a_process_that_listens_on_loopback_alone_is_let_be() -> None:
    assert emulators.listeners(os.getpid()) == {"127.0.0.1"}
    emulators.refuse_open_listeners("drgen", os.getpid())


def test_a_process_that_others_can_reach_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulators, "listeners", lambda _: {"127.0.0.1", "0.0.0.0"})
    with pytest.raises(DrgenError, match=r"moto listens on 0\.0\.0\.0"):
        emulators.refuse_open_listeners("moto", 1)
