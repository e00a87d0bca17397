"""What the zone answers in every state of the latches and the endpoints, by the formula that the module has."""

import itertools
import re
from typing import Any

import pytest

from drgen.local_aws import names
from drgen.local_aws.extensions import Call, Extensions, cloudwatch, route53
from drgen.local_aws.faults import Faults
from drgen.local_aws.given import Given
from tests.conftest import ROOT

PRIMARY, STANDBY = "p.us-east-1.elb.amazonaws.com", "s.us-west-2.elb.amazonaws.com"
HOME = {"out": "us-west-2", "back": "us-east-1"}
STATES = list(itertools.product([None, 0, 1], [None, 0, 1], [True, False], [True, False]))


def formula(traffic: str) -> tuple[list[str], int]:
    """The children and the threshold of `may_serve`, as modules/global/dns says them."""
    text = (ROOT / "modules" / "global" / "dns" / "main.tf").read_text()
    [(children, threshold)] = re.findall(rf"{traffic}\s+= {{ children = \[(.*?)\], threshold = (\d) }}", text)
    return re.findall(r'"(\w+)"', children), int(threshold)


@pytest.fixture(params=["orchestrated", "automatic"])
def zone(request: pytest.FixtureRequest) -> tuple[str, Extensions]:
    """A zone with the checks and records of the module."""
    aws = Extensions(Given("123456789012", "", "Z1", "example.com"), Faults(), connect=lambda *_: None)
    for latch, region in HOME.items():
        alarm = {"AlarmName": latch, "Namespace": "drgen/latch", "MetricName": latch, "Threshold": 1.0}
        say(aws, cloudwatch.put_metric_alarm, "cloudwatch", region, **alarm,
            ComparisonOperator="GreaterThanOrEqualToThreshold")  # fmt: skip
    checks = {}
    for latch, region in HOME.items():
        alarm = {"Region": region, "Name": latch}
        checks[latch] = check(aws, Type="CLOUDWATCH_METRIC", Inverted=latch == "back", AlarmIdentifier=alarm)
    checks["endpoint"] = check(aws, Type="HTTPS", FullyQualifiedDomainName=PRIMARY)
    children, threshold = formula(request.param)
    may_serve = check(
        aws, Type="CALCULATED", ChildHealthChecks=[checks[one] for one in children], HealthThreshold=threshold
    )
    record(aws, "PRIMARY", PRIMARY, HealthCheckId=may_serve)
    record(aws, "SECONDARY", STANDBY)
    return request.param, aws


def say(aws: Extensions, function: Any, service: str, region: str, **parameters: Any) -> Any:
    return function(Call(service, region, aws.given.account, parameters, "", aws, aws.state(service)))


def check(aws: Extensions, **config: Any) -> str:
    made = say(aws, route53.create_health_check, "route53", "us-east-1", CallerReference="x", HealthCheckConfig=config)
    return str(made["HealthCheck"]["Id"])


def record(aws: Extensions, failover: str, target: str, **more: str) -> None:
    alias = {"HostedZoneId": "Z2", "DNSName": target, "EvaluateTargetHealth": False}
    own = {
        "Name": "shop.example.com",
        "Type": "A",
        "SetIdentifier": failover,
        "Failover": failover,
        "AliasTarget": alias,
    }
    change = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": own | more}]}
    say(aws, route53.change_resource_record_sets, "route53", "us-east-1", HostedZoneId="Z1", ChangeBatch=change)


def publish(aws: Extensions, latch: str, value: int) -> None:
    data = [{"MetricName": latch, "Value": float(value)}]
    say(aws, cloudwatch.put_metric_data, "cloudwatch", HOME[latch], Namespace="drgen/latch", MetricData=data)


@pytest.mark.parametrize(("out", "back", "primary_answers", "standby_answers"), STATES)
def test_the_zone_answers(
    zone: tuple[str, Extensions], out: int | None, back: int | None, primary_answers: bool, standby_answers: bool
) -> None:
    traffic, aws = zone
    for latch, value in (("out", out), ("back", back)):
        if value is not None:
            publish(aws, latch, value)
    dark = {"us-east-1": primary_answers, "us-west-2": standby_answers}
    names.addresses(aws, "shop.example.com")  # what the checkers saw before a region went dark
    aws.faults.darken([region for region, answers in dark.items() if not answers])
    votes = [out != 1, back == 1]
    serves = sum([primary_answers, *votes]) >= 2 if traffic == "automatic" else any(votes)
    assert names.addresses(aws, "shop.example.com") == [names.address(PRIMARY if serves else STANDBY)]


def test_no_state_answers_a_primary_that_was_told_to_stop(zone: tuple[str, Extensions]) -> None:
    _, aws = zone
    publish(aws, "out", 1)
    for regions in ([], ["us-east-1"], ["us-west-2"], ["us-east-1", "us-west-2"]):
        names.addresses(aws, "shop.example.com")
        aws.faults.darken(regions)
        assert names.addresses(aws, "shop.example.com") == [names.address(STANDBY)]
        aws.faults.light()


def test_a_health_check_on_the_secondary_would_answer_a_primary_that_was_told_to_stop(
    zone: tuple[str, Extensions],
) -> None:
    """The fault that the module avoids: both unhealthy, and Route 53 answers the primary."""
    _, aws = zone
    publish(aws, "out", 1)
    endpoint = check(aws, Type="HTTPS", FullyQualifiedDomainName=STANDBY)
    for (name, kind, own), found in list(aws.state("route53").records.items()):
        if own == "SECONDARY":
            aws.state("route53").records[name, kind, own] = found | {"HealthCheckId": endpoint}
    aws.faults.darken(["us-west-2"])
    assert names.addresses(aws, "shop.example.com") == [names.address(PRIMARY)]
