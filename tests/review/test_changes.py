"""The checks of changes on anybody's plans: what they say of the hard cases, and what they let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drgen.findings import Severity
from drgen.review import Look, review
from tests.review import planned
from tests.review.planned import foreign, loose, resource

ARN = "arn:aws:rds:us-east-1:111122223333:db:orders"
EAST, WEST = {"region": "us-east-1"}, {"region": "us-west-2"}
LISTENER = {"from_port": 443, "to_port": 443, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"}
OPEN = {"from_port": 5432, "to_port": 5432, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"}
LAG = {"alarm_name": "lag", "metric_name": "ReplicaLag", "threshold": 60, "comparison_operator": "GreaterThanThreshold"}
CHECK = {"type": "HTTPS", "request_interval": 30, "failure_threshold": 3, "resource_path": "/healthz"}


def updated(address: str, before: dict[str, Any], after: dict[str, Any], **known: Any) -> dict[str, Any]:
    return resource(address, "update", before, before | after, **known)


def seen(folder: Path, *entries: dict[str, Any], others: tuple[dict[str, Any], ...] = ()) -> dict[str, Look]:
    """What is to be looked at, by check."""
    return {look.finding.check: look for look in review(loose(folder, *entries, others=others)).looks}


FOUND = {
    "a replica that was promoted is made one again": (
        updated("aws_db_instance.a", {"identifier": "a"}, {"replicate_source_db": ARN}),
        ("member_is_detached", Severity.HIGH, "attaches"),
    ),
    "the source is known after apply only": (
        updated("aws_db_instance.a", {"replicate_source_db": ARN}, {}, after_unknown={"replicate_source_db": True}),
        ("member_is_detached", Severity.HIGH, "may detach"),
    ),
    "a replica is replaced for another reason": (
        resource("aws_db_instance.a", "replace", {"replicate_source_db": ARN}, {}, replace_paths=[["az"]]),
        ("replication_is_destroyed", Severity.BLOCKER, "the replica of"),
    ),
    "a bucket that is forced is destroyed with what it holds": (
        resource("aws_s3_bucket.a", "delete", {"bucket": "a", "force_destroy": True}),
        ("data_store_is_destroyed", Severity.BLOCKER, "destroys the bucket"),
    ),
    "a bucket that must be empty is destroyed": (
        resource("aws_s3_bucket.a", "delete", {"bucket": "a"}),
        ("data_store_is_destroyed", Severity.HIGH, "destroys the bucket"),
    ),
    "a port is opened in a running platform": (
        updated("aws_vpc_security_group_ingress_rule.a", OPEN | {"cidr_ipv4": "10.0.0.0/8"}, OPEN),
        ("firewall_opens", Severity.HIGH, "opens port 5432"),
    ),
    "a port is opened inline": (
        updated(
            "aws_security_group.a",
            {"name": "db", "ingress": []},
            {"ingress": [{"from_port": 0, "to_port": 65535, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}]},
        ),
        ("firewall_opens", Severity.HIGH, 'opens ports 0 to 65535 of "db"'),
    ),
    "a weight falls to zero": (
        updated(
            "aws_route53_record.a",
            {"weighted_routing_policy": [{"weight": 100}]},
            {"weighted_routing_policy": [{"weight": 0}]},
        ),
        ("failover_policy_is_changed", Severity.HIGH, "sends no more traffic"),
    ),
    "both halves of a record lose their policy": (
        updated("aws_route53_record.a", {"latency_routing_policy": [{"region": "a"}]}, {"latency_routing_policy": []}),
        ("failover_policy_is_changed", Severity.BLOCKER, "takes the latency policy"),
    ),
    "silence counts as healthy": (
        updated("aws_route53_health_check.a", CHECK, {"insufficient_data_health_status": "Healthy"}),
        ("health_check_is_loosened", Severity.HIGH, "takes silence for health"),
    ),
    "an alarm's missing data breaches no more": (
        updated(
            "aws_cloudwatch_metric_alarm.a", LAG | {"treat_missing_data": "breaching"}, {"treat_missing_data": "ignore"}
        ),
        ("lag_alarm_is_removed", Severity.HIGH, "take silence for health"),
    ),
    "a global database changes its source": (
        resource(
            "aws_rds_global_cluster.a",
            "replace",
            {"source_db_cluster_identifier": ARN},
            {},
            replace_paths=[["source_db_cluster_identifier"]],
        ),
        ("replication_is_destroyed", Severity.BLOCKER, "replaces the global database"),
    ),
}


@pytest.mark.parametrize(("entry", "expected"), FOUND.values(), ids=FOUND)
def test_it_is_found(entry: dict[str, Any], expected: tuple[str, Severity, str], tmp_path: Path) -> None:
    check, severity, words = expected
    found = seen(tmp_path, entry, resource("aws_x.stays", "no-op", {}, {}))
    assert (found[check].severity, words in found[check].does) == (severity, True), found[check].does


QUIET = {
    "retention grows": updated("aws_db_instance.a", {"backup_retention_period": 7}, {"backup_retention_period": 14}),
    "an instance grows": updated(
        "aws_db_instance.a", {"instance_class": "db.r7g.large"}, {"instance_class": "db.r7g.xlarge"}
    ),
    "a check is faster": updated("aws_route53_health_check.a", CHECK, {"request_interval": 10}),
    "a check is as fast in another way": updated(
        "aws_route53_health_check.a", CHECK, {"request_interval": 10, "failure_threshold": 9}
    ),
    "a threshold falls": updated("aws_cloudwatch_metric_alarm.a", LAG, {"threshold": 30}),
    "an alarm on something else goes": resource(
        "aws_cloudwatch_metric_alarm.a", "delete", {"alarm_name": "cpu", "metric_name": "CPUUtilization"}
    ),
    "a simple record goes": resource("aws_route53_record.a", "delete", {"name": "x", "records": ["10.0.0.1"]}),
    "a simple record's time to live rises": updated("aws_route53_record.a", {"ttl": 60}, {"ttl": 3600}),
    "a web port is opened": updated(
        "aws_vpc_security_group_ingress_rule.a", LISTENER | {"cidr_ipv4": "10.0.0.0/8"}, LISTENER
    ),
    "deletion protection is turned on": updated(
        "aws_db_instance.a", {"deletion_protection": False}, {"deletion_protection": True}
    ),
    "a secret gets a replica": updated(
        "aws_secretsmanager_secret.a", {"replica": []}, {"replica": [{"region": "us-west-2"}]}
    ),
    "a replica's status is refreshed": updated(
        "aws_secretsmanager_secret.a", {"replica": [{"region": "a", "status": "x"}]}, {"replica": [{"region": "a"}]}
    ),
    "replicas in another order": updated(
        "aws_dynamodb_table.a",
        {"replica": [{"region_name": "a"}, {"region_name": "b"}]},
        {"replica": [{"region_name": "b"}, {"region_name": "a"}]},
    ),
    "what is forgotten": resource("aws_db_instance.a", "forget", {"identifier": "a"}),
    "a deposed object of a store": resource("aws_db_instance.a", "delete", {"identifier": "a"}, deposed="abcd1234"),
    "a role that has nothing to do with it": resource("aws_iam_role.a", "delete", {"name": "reporting-job"}),
    "a listener's rule": resource("aws_lb_listener_rule.a", "replace", {"priority": 1}, {"priority": 2}),
    "what the provider writes for nothing": updated(
        "aws_db_instance.a", {"replicate_source_db": ""}, {"replicate_source_db": None}
    ),
    "a password is rotated": updated("aws_db_instance.a", {"password": "a"}, {"password": "b"}),
}


@pytest.mark.parametrize("entry", QUIET.values(), ids=QUIET)
def test_it_passes(entry: dict[str, Any], tmp_path: Path) -> None:
    assert list(seen(tmp_path, entry, resource("aws_x.stays", "no-op", {}, {}))) == []


def test_stores_of_both_regions_in_one_review_are_told(tmp_path: Path) -> None:
    east = updated("aws_db_instance.a", EAST | {"identifier": "a", "port": 1}, {"port": 2})
    west = updated("aws_db_instance.a", WEST | {"identifier": "a", "port": 1}, {"port": 2})
    assert "both_regions_change_at_once" in seen(tmp_path, east, others=(west,))
    assert "both_regions_change_at_once" not in seen(tmp_path / "alone", east)
    tagged = updated("aws_db_instance.a", WEST | {"identifier": "a"}, {"tags": {"a": "b"}})
    assert "both_regions_change_at_once" not in seen(tmp_path / "tags", east, others=(tagged,))


def test_a_promotion_behind_terraforms_back_is_told(tmp_path: Path) -> None:
    drifted = updated(
        "aws_db_instance.a", {"identifier": "a", "replicate_source_db": ARN}, {"replicate_source_db": None}
    )
    plan = foreign([resource("aws_x.a", "no-op", {}, {})], resource_drift=[drifted])
    told = review(planned.read(tmp_path, {"west": plan}))
    assert [look.finding.check for look in told.looks] == ["role_moved_outside_terraform"]


def test_a_version_that_both_regions_take_opens_no_skew(tmp_path: Path) -> None:
    east = updated("aws_eks_cluster.a", EAST | {"name": "a", "version": "1.33"}, {"version": "1.34"})
    west = updated("aws_eks_cluster.a", WEST | {"name": "a", "version": "1.33"}, {"version": "1.34"})
    stays = resource(
        "aws_eks_cluster.a", "no-op", WEST | {"name": "a", "version": "1.33"}, WEST | {"name": "a", "version": "1.33"}
    )
    assert seen(tmp_path / "both", east, others=(west,)) == {}
    assert seen(tmp_path / "one", east, others=(stays,))["versions_drift_apart"].severity is Severity.HIGH
    assert seen(tmp_path / "alone", east)["versions_drift_apart"].severity is Severity.MEDIUM


def test_a_cluster_that_goes_with_its_instances_is_told_once(tmp_path: Path) -> None:
    cluster = resource("aws_rds_cluster.a", "delete", {"cluster_identifier": "a"})
    instance = resource("aws_rds_cluster_instance.a", "delete", {"cluster_identifier": "a", "identifier": "a-1"})
    assert list(seen(tmp_path, cluster, instance)) == ["data_store_is_destroyed"]


def test_a_plan_that_is_partial_says_so_in_its_verdict(tmp_path: Path) -> None:
    plan = foreign([resource("aws_x.a", "no-op", {}, {})], complete=False)
    told = review(planned.read(tmp_path, {"west": plan}))
    assert told.verdict == "No changes. Not the whole story: see the warnings about west."


@pytest.mark.parametrize(
    ("action", "verdict"),
    [
        ("update", "Nothing found here that harms a failover: 1 changed."),
        ("delete", "Nothing found here that harms a failover; look at what goes all the same: 1 destroyed."),
        ("create", "Only new resources: 1 to add, and nothing that is there is touched."),
        ("no-op", "No changes."),
    ],
)
def test_a_verdict_promises_no_more_than_was_looked_at(action: str, verdict: str, tmp_path: Path) -> None:
    plan = foreign([resource("aws_x.a", action, {"a": 1}, {"a": 2} if action != "no-op" else {"a": 1})])
    assert review(planned.read(tmp_path, {"west": plan})).verdict == verdict


@pytest.mark.parametrize(
    ("address", "side"),
    [
        ("module.a.aws_eks_node_group.dr", "standby"),
        ('module.secondary["x"].aws_eks_node_group.a', "standby"),
        ("module.primary.aws_eks_node_group.a", "primary"),
        ("aws_eks_node_group.drone", ""),
        ("aws_eks_node_group.main", ""),
    ],
)
def test_the_side_is_read_from_the_words_of_an_address(address: str, side: str, tmp_path: Path) -> None:
    scaling = {"scaling_config": [{"max_size": 9}], **EAST}
    entry = updated(address, scaling, {"scaling_config": [{"max_size": 3}]})
    [look] = review(planned.read(tmp_path, {"all": foreign([entry])})).looks
    assert (f"({side})" in look.does) is bool(side)
    assert look.severity is (Severity.MEDIUM if side == "primary" else Severity.HIGH)
