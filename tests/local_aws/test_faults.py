"""What fails, and who is counted."""

from drgen.local_aws.faults import Faults, Kind, Rule
from drgen.local_aws.request import Request


def asking(service: str = "rds", region: str = "us-east-1", action: str = "DescribeDBInstances") -> Request:
    headers = {"x-amz-target": f"x.{action}"}
    return Request("POST", "/", headers, b"", service, region)


def test_a_dark_region_fails_and_the_other_answers() -> None:
    faults = Faults()
    faults.darken(["us-east-1"], Kind.RESET)
    assert faults.decide(asking()) == Rule(Kind.RESET)
    assert faults.decide(asking(region="us-west-2")) is None


def test_with_us_east_1_iam_is_dark_for_everybody() -> None:
    faults = Faults()
    faults.darken(["us-east-1"])
    assert faults.decide(asking("iam", "us-west-2")) == Rule(Kind.REFUSE)
    assert faults.in_the_dark == {("us-east-1", "iam", "DescribeDBInstances"): 1}


def test_darkness_counts_from_zero() -> None:
    faults = Faults()
    faults.darken(["us-east-1"])
    faults.decide(asking())
    faults.darken(["us-east-1"])
    assert not faults.in_the_dark


def test_light_ends_everything() -> None:
    faults = Faults(rules=[Rule(Kind.ERROR)])
    faults.darken(["us-east-1"])
    faults.light()
    assert faults.decide(asking()) is None
    assert not faults.since


def test_a_rule_fails_as_often_as_it_says() -> None:
    faults = Faults(rules=[Rule(Kind.THROTTLE, service="rds", times=2)])
    kinds = [faults.decide(asking()) is not None for _ in range(3)]
    assert kinds == [True, True, False]
    assert faults.decide(asking("eks")) is None


def test_a_partition_takes_control_planes_away_and_leaves_every_region() -> None:
    faults = Faults()
    faults.partition()
    assert faults.decide(asking("iam", "us-west-2")) == Rule(Kind.REFUSE)
    assert faults.decide(asking("rds", "us-east-1")) is None
    assert faults.decide(Request("PUT", "/a-bucket", {}, b"", "s3", "us-west-2")) == Rule(Kind.REFUSE)
    assert faults.decide(Request("PUT", "/a-bucket/state", {}, b"", "s3", "us-east-1")) is None
    assert {service for _, service, _ in faults.in_the_dark} == {"iam", "s3"}
    faults.light()
    assert faults.decide(asking("iam", "us-west-2")) is None


def test_what_a_rule_failed_is_counted_by_service() -> None:
    faults = Faults(rules=[Rule(Kind.THROTTLE, "rds", times=2)])
    for service in ("rds", "rds", "rds", "eks"):
        faults.decide(asking(service))
    assert faults.failed == {("rds", Kind.THROTTLE): 2}
