"""Every check of what runs fails where AWS says what it looks for, and only there.

Nothing is handed to a check here: it gets what `drgen status` saw of both regions, of the fakes of a whole platform.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from drgen import checks, handover
from drgen.failover import status
from drgen.project import Project
from drgen.spec import Spec
from drgen.stacks import Stack
from tests.failover.fakes.cloud import Cloud, cloud
from tests.test_whole import copied

P, S = "us-east-1", "us-west-2"
ORDERS, CARTS, REPORTING = "shop-prod-orders", "shop-prod-carts", "shop-prod-reporting"


class _Fixed(Project):
    """A copy of the shipped project, read once."""

    @cache  # noqa: B019  one object, as long as the tests
    def load(self, name: str) -> tuple[Spec, list[Stack]]:
        return super().load(name)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """shop-prod, every root handed what its givers give in `applied`."""
    project = _Fixed(copied(tmp_path_factory.mktemp("live"), "shop-prod").root)
    spec, stacks = project.load("shop-prod")
    for stack in stacks:
        if values := handover.fakes(stack, spec):
            path = project.environment("shop-prod") / stack.name / handover.FILE
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(values))
    return project


def applied(here: Project) -> Cloud:
    """The platform, its states in their buckets with the outputs that were handed over."""
    spec, stacks = here.load("shop-prod")
    made = cloud(spec, stacks)
    outputs: dict[str, dict[str, object]] = {}
    for stack in stacks:
        values = handover.fakes(stack, spec)
        for variable in (one for one in stack.variables if one.giver):
            value = values[variable.name]
            both = outputs.setdefault(variable.giver, {}).setdefault(variable.output, {"value": {}})
            both["value"] = both["value"] | {stack.name: value} if stack.name != "global" else value  # type: ignore[index,operator]
    for root, said in outputs.items():
        for one in said.values():
            value = one["value"]  # type: ignore[index]
            if isinstance(value, dict) and set(value) != {"primary", "standby"}:
                [one["value"]] = value.values()  # type: ignore[index]
        bucket = f"acme-shop-prod-state-{P if root == 'primary' else S}"
        body = json.dumps({"version": 4, "outputs": said}).encode()
        made.stores.objects[bucket, f"{root}/terraform.tfstate"] = (body, made.clock.true())
    return made


def _rule(region: str, prefix: str) -> dict[str, object]:
    filters = [{"filter": prefix, "filterType": "PREFIX_MATCH"}]
    return {"destinations": [{"region": region, "registryId": "111122223333"}], "repositoryFilters": filters}


def _redeployed(aws: Cloud) -> None:
    at = (f"acme-shop-prod-state-{S}", "foundation/terraform.tfstate")
    body, when = aws.stores.objects[at]
    aws.stores.objects[at] = (body.replace(b"fake", b"other"), when)


# The check, what AWS says otherwise, and a word of the finding.
Change = Callable[[Cloud], object]
CASES: list[tuple[str, str, Change, str]] = [
    (
        "writer_is_not_where_the_spec_says",
        "after a failover",
        lambda a: setattr(a.rds.globals[ORDERS], "writer", S),
        "orders: the standby takes the writes",
    ),
    (
        "both_regions_take_writes",
        "after a promotion",
        lambda a: setattr(a.rds.instances[S, REPORTING], "source", ""),
        "reporting: primary and standby both",
    ),
    (
        "copy_is_behind_its_objective",
        "61 s",
        lambda a: a.edge.lag.update(AuroraGlobalDBRPOLag=61_000.0),
        "orders: the standby's copy is 61 s behind, its RPO is 60 s",
    ),
    (
        "copy_is_behind_its_objective",
        "silence",
        lambda a: a.edge.lag.update(ReplicaLag=None),
        "reporting: the standby's copy is unknown behind",
    ),
    ("copy_is_behind_its_objective", "NaN", lambda a: a.edge.lag.update(ReplicaLag=float("nan")), "unknown"),
    ("replication_has_stopped", "a member is gone", lambda a: a.rds.globals[ORDERS].regions.remove(S), "orders"),
    (
        "replication_has_stopped",
        "not connected",
        lambda a: setattr(a.rds.globals[ORDERS], "synchronization", "pending-resync"),
        "orders: replication to us-west-2 is pending-resync",
    ),
    (
        "replication_has_stopped",
        "a replica in error",
        lambda a: setattr(a.rds.instances[S, REPORTING], "replication", "error"),
        "reporting: replication to us-west-2 is error",
    ),
    (
        "replication_has_stopped",
        "a cache that left",
        lambda a: setattr(a.caches.stores[CARTS], "association", "disassociating"),
        "carts: replication to",
    ),
    ("replication_has_stopped", "no datastore", lambda a: a.caches.stores.pop(CARTS), "carts has no copy"),
    (
        "running_stores_differ_in_version",
        "a database",
        lambda a: a.rds.globals[ORDERS].versions.update({S: "16.9"}),
        "orders: 16.8 runs in the primary, 16.9",
    ),
    (
        "running_caches_differ",
        "a node type",
        lambda a: a.caches.types.update({(S, CARTS): "cache.r7g.xlarge"}),
        "cache.r7g.xlarge × 1 in the standby",
    ),
    (
        "running_clusters_differ_in_version",
        "raised by EKS",
        lambda a: a.eks.versions.update({S: "1.34"}),
        "Kubernetes 1.33 runs in the primary, 1.34",
    ),
    (
        "running_brokers_differ",
        "a version",
        lambda a: a.stores.broker_versions.update({P: "4.2"}),
        "mail: 4.2 mq.m5.large",
    ),
    (
        "node_group_cannot_grow_to_the_load",
        "a low maximum",
        lambda a: setattr(a.eks.groups[S, "shop-prod-eks", "general"], "most", 5),
        "at most 5 nodes in the standby, 6 must serve",
    ),
    (
        "node_group_cannot_grow_to_the_load",
        "a busy primary",
        lambda a: setattr(a.eks.groups[P, "shop-prod-eks", "general"], "desired", 25),
        "25 must serve",
    ),
    (
        "serving_region_runs_too_few_nodes",
        "somebody's hand",
        lambda a: setattr(a.eks.groups[P, "shop-prod-eks", "general"], "desired", 3),
        "ACTIVE, 3 of 6 nodes",
    ),
    (
        "serving_region_runs_too_few_nodes",
        "degraded",
        lambda a: setattr(a.eks.groups[P, "shop-prod-eks", "general"], "status", "DEGRADED"),
        "DEGRADED",
    ),
    (
        "latch_contradicts_the_spec",
        "out is set",
        lambda a: a.edge.alarms["out"].values.append((9, 1.0)),
        "latch out is set, the spec says that the primary",
    ),
    (
        "latch_contradicts_the_spec",
        "back is set",
        lambda a: a.edge.alarms["back"].values.append((9, 1.0)),
        "latch back is set",
    ),
    (
        "latch_contradicts_the_spec",
        "a schedule repeats it",
        lambda a: a.edge.schedules["back"].update(State="ENABLED"),
        "latch back",
    ),
    ("latch_contradicts_the_spec", "no alarm", lambda a: a.edge.alarms.pop("out"), "latch out has no alarm"),
    (
        "latch_alarm_was_changed",
        "the statistic",
        lambda a: a.edge.alarms["out"].settings.update(Statistic="Average"),
        "Statistic is Average, and should be Maximum",
    ),
    (
        "latch_alarm_was_changed",
        "silence",
        lambda a: a.edge.alarms["back"].settings.update(TreatMissingData="breaching"),
        "TreatMissingData is breaching",
    ),
    (
        "health_check_was_changed",
        "disabled",
        lambda a: a.rest.health_checks["out"].update(Disabled=True),
        "out is disabled",
    ),
    (
        "health_check_was_changed",
        "turned round",
        lambda a: a.rest.health_checks["out"].update(Inverted=True),
        "out is turned round",
    ),
    (
        "health_check_was_changed",
        "silence",
        lambda a: a.rest.health_checks["back"].update(InsufficientDataHealthStatus="Healthy"),
        "takes silence for Healthy",
    ),
    (
        "health_check_was_changed",
        "the formula",
        lambda a: a.rest.health_checks["all"].update(HealthThreshold=2),
        "wants 2 of 2 children healthy, and should want 1 of 2",
    ),
    ("health_check_was_changed", "gone", lambda a: a.rest.health_checks.pop("back"), "back is missing"),
    ("health_check_was_changed", "all gone", lambda a: a.rest.health_checks.clear(), "may_serve is missing"),
    (
        "secret_is_not_in_sync",
        "failed",
        lambda a: a.stores.out_of_sync.add("shop-prod-mail"),
        "mail is Failed in us-west-2, not InSync",
    ),
    (
        "secret_is_not_in_sync",
        "no value",
        lambda a: a.stores.secrets.discard((S, "shop-prod-mail")),
        "mail has no value in the standby",
    ),
    (
        "registry_replicates_elsewhere",
        "somebody else's",
        lambda a: a.stores.registries.update({P: [_rule(S, "team-b/")]}),
        "the registry of the primary has no rule",
    ),
    (
        "registry_replicates_elsewhere",
        "another region",
        lambda a: a.stores.registries.update({S: [_rule("eu-west-1", "shop-prod/")]}),
        "to us-east-1",
    ),
    (
        "sessions_replica_is_not_active",
        "out of the table",
        lambda a: setattr(a.stores, "replica_status", "INACCESSIBLE_ENCRYPTION_CREDENTIALS"),
        "calls the table's copy in us-west-2 INACC",
    ),
    (
        "newest_backup_is_too_old",
        "49 h",
        lambda a: a.rest.backup_hours.update({S: 49}),
        "vault shop-prod in the standby: the newest backup of Aurora is 49 h old",
    ),
    (
        "newest_backup_is_too_old",
        "none for days",
        lambda a: a.rest.backup_hours.update({P: 200}),
        "no complete backup, one is due every 24 h",
    ),
    (
        "certificate_ends_soon",
        "29 days",
        lambda a: a.rest.days_left.update({S: 29}),
        "the certificate of the standby ends in 29 days",
    ),
    (
        "certificate_ends_soon",
        "another host",
        lambda a: setattr(a.rest, "hosts", ["shop.example.com"]),
        "has no issued certificate for all of shop.example.com, example.com",
    ),
    (
        "running_database_keeps_no_backups",
        "a rebuilt one",
        lambda a: setattr(a.rds.instances[S, REPORTING], "backups", 0),
        "reporting in standby: backups of 0 days, the spec says 14",
    ),
    (
        "running_database_can_be_deleted",
        "RDS",
        lambda a: setattr(a.rds.instances[P, REPORTING], "protected", False),
        "reporting in primary has no",
    ),
    (
        "running_database_can_be_deleted",
        "Aurora",
        lambda a: setattr(a.rds.globals[ORDERS], "protected", False),
        "orders in standby has no",
    ),
    (
        "standby_quota_is_smaller",
        "vCPUs",
        lambda a: a.rest.quotas.update({(P, "L-1216C47A"): 512.0}),
        "5 in the standby's region, 512 in the primary's",
    ),
    (
        "database_class_cannot_be_had",
        "in no zone",
        lambda a: a.rds.unknown_classes.add("db.r7g.xlarge"),
        "aurora-postgresql 16.8 db.r7g.xlarge in no zone",
    ),
    (
        "bucket_no_longer_replicates",
        "suspended",
        lambda a: setattr(a.stores, "versioning", "Suspended"),
        "bucket state of the primary keeps no versions",
    ),
    (
        "standby_subnet_runs_out_of_addresses",
        "few left",
        lambda a: setattr(a.rds, "free_addresses", 20),
        "40 addresses are free in the standby",
    ),
    (
        "workers_are_told_otherwise",
        "the standby",
        lambda a: a.stores.parameters[S, "/shop-prod/active"].update(Value="standby"),
        "workers of the standby are told standby",
    ),
    ("handover_is_out_of_date", "a new key", _redeployed, "was handed another foundation_certificates_certificate_arn"),
]


def test_a_healthy_platform_has_no_finding_and_nothing_unknown(here: Project) -> None:
    found = status.look(here, "shop-prod", applied(here).world())
    assert found.findings == []
    assert [row for row in found.rows if row.state not in ("ok", "note")] == []
    assert found.is_well


@pytest.mark.parametrize(
    ("check", "change", "word"), [case[:1] + case[2:] for case in CASES], ids=[f"{case[0]}-{case[1]}" for case in CASES]
)
def test_a_check_fails_when_aws_says_so(check: str, change: Change, word: str, here: Project) -> None:
    aws = applied(here)
    change(aws)
    found = status.look(here, "shop-prod", aws.world())
    assert any(word in one.message for one in found.findings if one.check == check), found.findings
    assert all(one.fix and one.severity > 0 for one in found.findings)
    assert not found.is_well


def test_every_check_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(checks.ids("live"))


def test_nothing_is_changed_by_looking(here: Project) -> None:
    aws = applied(here)
    before = dict(aws.stores.objects)
    status.look(here, "shop-prod", aws.world())
    assert (aws.acts(), aws.stores.objects) == ([], before)


@pytest.mark.parametrize("side", ["primary", "standby"])
def test_a_region_that_is_silent_makes_things_unknown_and_nothing_else(side: str, here: Project) -> None:
    aws = applied(here)
    aws.dark.add(aws.region(side))
    found = status.look(here, "shop-prod", aws.world())
    words = {(row.about, row.name): row for row in found.rows}
    assert words["region", side].state == "bad"
    assert words["writer", "reporting"].state == "unknown"
    assert words["checks", side].state == "unknown"
    assert [one.check for one in found.findings] == []
    assert not found.is_well
    calls = [call for call in aws.calls if call.region == aws.region(side)]
    assert {call.operation for call in calls} == {"get_caller_identity"}


def test_what_one_may_not_ask_is_unknown_with_the_checks_that_it_blinds(here: Project) -> None:
    aws = applied(here)
    aws.faults.append(lambda call: "denied" if call.operation == "describe_secret" else "")
    found = status.look(here, "shop-prod", aws.world())
    [row] = [row for row in found.rows if (row.about, row.name) == ("checks", "secrets") and "primary" in row.words]
    assert row.state == "unknown"
    assert "not authorized to perform" in row.words
    assert "nobody decides secret_is_not_in_sync" in row.words


def test_a_state_that_may_not_be_read_leaves_its_handover_unknown(here: Project) -> None:
    aws = applied(here)
    keys = ("foundation/terraform.tfstate",)
    aws.faults.append(lambda call: "denied" if call.params.get("Key") in keys else "")
    found = status.look(here, "shop-prod", aws.world())
    [row] = [row for row in found.rows if (row.about, row.name) == ("handover", "standby")]
    assert (row.state, "what foundation gives cannot be read" in row.words) == ("unknown", True)


def test_other_credentials_see_nothing_of_the_platform(here: Project) -> None:
    aws = applied(here)
    aws.stores.account = "999988887777"
    found = status.look(here, "shop-prod", aws.world())
    assert all("of account 999988887777" in row.words for row in found.rows if row.about == "region")
    assert {call.operation for call in aws.calls} == {"get_caller_identity"}


def test_an_answer_that_does_not_come_is_not_waited_for(here: Project, tmp_path: Path) -> None:
    from threading import Event
    from time import monotonic

    del tmp_path
    aws, never = applied(here), Event()
    aws.faults.append(lambda call: "" if call.operation != "describe_registry" else (never.wait(20) and "") or "")
    began = monotonic()
    found = status.look(here, "shop-prod", aws.world(), seconds=0.7)
    never.set()
    assert monotonic() - began < 3
    late = [row.words for row in found.rows if (row.about, row.name) == ("checks", "registries")]
    assert [words.partition(": no answer within")[0] for words in late] == ["primary", "standby"]


def test_a_platform_that_keeps_only_backups_could_not_fail_over() -> None:
    from tests.failover.trying import HERE

    found = status.look(HERE, "minimal", cloud(*HERE.load("minimal")).world())
    [row] = [row for row in found.rows if row.about == "failover"]
    assert row.state == "bad"
    assert "keeps only backups" in row.words
