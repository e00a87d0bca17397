"""Pull requests of which the comments are kept, as tests/data/review/*.md.

`python -m tests.review.comments` writes them anew; read what changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drgen.report.review.markdown import markdown
from drgen.review import review
from tests.conftest import ROOT
from tests.review import planned
from tests.review.applied import ROOTS
from tests.review.planned import foreign, resource

DATA = ROOT / "tests" / "data" / "review"
Plans = dict[str, dict[str, Any]]


def deletes_the_global_cluster() -> Plans:
    """Someone takes `orders` out of the spec's replicated stores, and all that made it one goes."""
    lost = {"address": "module.orders.aws_rds_global_cluster.this[0]", "action": "delete"}
    alone = {"address": "module.orders.aws_rds_cluster.this", "path": "global_cluster_identifier", "to": None}
    standby = [
        {"address": "module.orders.aws_rds_cluster.this", "action": "delete"},
        {"address": 'module.orders.aws_rds_cluster_instance.this["reader"]', "action": "delete"},
        {"address": 'module.alarms.aws_cloudwatch_metric_alarm.lag["orders"]', "action": "delete"},
    ]
    return {"primary": planned.plan("primary", lost, alone), "standby": planned.plan("standby", *standby)}


def detaches_a_member() -> Plans:
    """The attribute is taken away, and the plan says "update in-place"."""
    change = {"address": "module.orders.aws_rds_cluster.this", "path": "global_cluster_identifier", "to": None}
    return {"standby": planned.plan("standby", change)}


def only_tags() -> Plans:
    plans = {root: planned.plan(root) for root in ("primary", "standby")}
    for entry in (one for plan in plans.values() for one in plan["resource_changes"]):
        body = entry["change"]
        if "tags" in body["before"] or entry["type"].startswith(("aws_rds", "aws_db", "aws_eks")):
            more = dict(body["before"].get("tags", {}), owner="payments")
            body |= {"actions": ["update"], "after": body["before"] | {"tags": more, "tags_all": more}}
    return {name: plan | {"applyable": True} for name, plan in plans.items()}


def moves_modules() -> Plans:
    """`module.orders` is called `module.ledger` from now on, with a `moved` block."""
    plans = {root: planned.plan(root) for root in ("primary", "standby")}
    for entry in (one for plan in plans.values() for one in plan["resource_changes"]):
        if entry.get("module_address") == "module.orders":
            entry["previous_address"] = entry["address"]
            entry["address"] = entry["address"].replace("module.orders", "module.ledger")
            entry["module_address"] = "module.ledger"
    return plans


def ten_thousand_changes() -> Plans:
    """A provider upgrade that touches everything, and in the middle of it a replica that is promoted."""
    alarms = [
        resource(
            f'module.alarms.aws_cloudwatch_metric_alarm.disk["node-{n}"]', "update", {"period": 60}, {"period": 300}
        )
        for n in range(4_000)
    ]
    records = [
        resource(f"aws_route53_record.host[{n}]", "update", {"ttl": 300, "name": f"h{n}"}, {"ttl": 60, "name": f"h{n}"})
        for n in range(3_998)
    ]
    roles = [
        resource(f"module.roles.aws_iam_role.job[{n}]", "create", None, {"name": f"job-{n}"}) for n in range(1_500)
    ]
    rules = [resource(f"aws_sns_topic.old[{n}]", "delete", {"name": f"old-{n}"}) for n in range(500)]
    source = {"identifier": "reporting", "replicate_source_db": "arn:aws:rds:us-east-1:111122223333:db:reporting"}
    hidden = resource(
        "module.reporting.aws_db_instance.replica", "update", source, source | {"replicate_source_db": ""}
    )
    smaller = {"node_group_name": "general", "scaling_config": [{"max_size": 24}]}
    shrunk = resource(
        "module.eks.aws_eks_node_group.general", "update", smaller, smaller | {"scaling_config": [{"max_size": 6}]}
    )
    return {"everything": foreign([*alarms, *records[:2_000], hidden, *records[2_000:], *roles, shrunk, *rules])}


def everything_at_once() -> Plans:
    """A bad day: one thing of most kinds."""
    changes: dict[str, list[dict[str, Any]]] = {root: [] for root in ROOTS}
    changes["foundation"] = [
        {"address": 'module.secrets.aws_secretsmanager_secret.this["payment-api"]', "path": "replica", "to": []},
        {"address": "module.backup.aws_backup_plan.primary", "path": "rule.0.copy_action", "to": []},
    ]
    changes["primary"] = [
        {"address": "module.reporting.aws_db_instance.this", "path": "backup_retention_period", "to": 0},
        {
            "address": "module.mail.aws_mq_broker.this[0]",
            "action": "replace",
            "path": "user",
            "to": [],
            "forced_by": "user",
        },
    ]
    changes["standby"] = [
        {"address": "module.reporting.aws_db_instance.this", "path": "replicate_source_db", "to": None},
        {"address": 'module.eks.aws_eks_node_group.this["general"]', "path": "scaling_config.0.max_size", "to": 4},
    ]
    changes["global"] = [
        {"address": "module.dns.aws_route53_health_check.endpoint", "path": "failure_threshold", "to": 10},
        {"address": 'module.dns.aws_route53_record.standby["shop.example.com"]', "action": "delete"},
    ]
    return {root: planned.plan(root, *said) for root, said in changes.items()}


COMMENTS: dict[str, Callable[[], Plans]] = {
    "deletes-the-global-cluster": deletes_the_global_cluster,
    "detaches-a-member": detaches_a_member,
    "only-tags": only_tags,
    "moves-modules": moves_modules,
    "ten-thousand-changes": ten_thousand_changes,
    "everything-at-once": everything_at_once,
}


def comment(name: str, folder: Path) -> str:
    """What drgen says of a pull request."""
    return markdown(review(planned.read(folder, COMMENTS[name]())))


if __name__ == "__main__":
    for name_ in COMMENTS:
        with tempfile.TemporaryDirectory() as folder_:
            (DATA / f"{name_}.md").write_text(comment(name_, Path(folder_)), encoding="utf-8")
