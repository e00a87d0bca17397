"""Both regions as a picture: the components, what joins them, and what happens to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from drgen import topology
from drgen.effects import at, blocks, side
from drgen.findings import Severity
from drgen.inventory.changes import Action, Change, Plan
from drgen.redaction import Redactor
from drgen.review.nouns import Edge, Look, Node, Picture, Region

_MOST = 10  # components: more is no picture
_KINDS = {
    "aws_rds_cluster": "Aurora",
    "aws_db_instance": "RDS",
    "aws_docdb_cluster": "DocumentDB",
    "aws_neptune_cluster": "Neptune",
    "aws_dynamodb_table": "DynamoDB",
    "aws_elasticache_replication_group": "ElastiCache",
    "aws_elasticache_cluster": "ElastiCache",
    "aws_elasticache_serverless_cache": "ElastiCache",
    "aws_mq_broker": "Amazon MQ",
    "aws_msk_cluster": "Kafka",
    "aws_opensearch_domain": "OpenSearch",
    "aws_eks_cluster": "EKS",
    "aws_ecs_cluster": "ECS",
    "aws_lb": "Load balancer",
    "aws_s3_bucket": "S3",
    "aws_efs_file_system": "EFS",
    "aws_secretsmanager_secret": "Secrets",
    "aws_ecr_repository": "ECR",
    "aws_backup_vault": "Backup",
    "aws_lambda_function": "Lambda",
    "aws_kms_key": "KMS",
    "aws_vpc": "Network",
}
_PARTS = {
    "aws_rds_cluster_instance": "aws_rds_cluster",
    "aws_rds_global_cluster": "aws_rds_cluster",
    "aws_elasticache_global_replication_group": "aws_elasticache_replication_group",
    "aws_eks_node_group": "aws_eks_cluster",
    "aws_lb_listener": "aws_lb",
    "aws_s3_bucket_replication_configuration": "aws_s3_bucket",
    "aws_s3_bucket_versioning": "aws_s3_bucket",
    "aws_ecr_replication_configuration": "aws_ecr_repository",
    "aws_kms_replica_key": "aws_kms_key",
    "aws_subnet": "aws_vpc",
    "aws_backup_plan": "aws_backup_vault",
}
_TRAFFIC = ("aws_route53_record", "aws_route53_health_check", "aws_route53_zone", "aws_globalaccelerator_accelerator")
_SIGNS = {
    Action.DELETE: "−",
    Action.REPLACE: "±",
    Action.UPDATE: "~",
    Action.FORGET: "∅",
    Action.CREATE: "+",
}
_LINKS = {
    "global_cluster_identifier": "global database",
    "replication_source_identifier": "replica",
    "replicate_source_db": "replica",
    "global_replication_group_id": "global datastore",
}
_REPLICATED = ("aws_dynamodb_table", "aws_secretsmanager_secret")  # with blocks named `replica`
_CUTS = {"member_is_detached", "replication_is_destroyed", "bucket_stops_replicating", "images_stop_replicating"}
_CUTS |= {"secret_loses_its_replica", "table_loses_its_replica"}
Key = tuple[str, str]  # the component's name and kind


def picture(plans: Sequence[Plan], names: Mapping[str, str], looks: Iterable[Look], redactor: Redactor) -> Picture:
    """The two regions that most components are in; empty where the plans tell of none."""
    sources = {name: source for source, name in names.items()}
    worst = {(sources[look.root], look.finding.address): look for look in reversed(list(looks))}
    changes = [change for plan in plans for change in plan.changes if _kind(change) and not change.deposed]
    places = Counter(change.region for change in changes if change.region)
    two = sorted(sorted(places, key=lambda name: -places[name])[:2], key=lambda name: _rank(name, changes))
    found = {name: _region(name, changes, worst, redactor) for name in two}
    order = _order([node for nodes in found.values() for node in nodes])[:_MOST]
    regions = tuple(
        Region(
            redactor.words(name), _side(name, changes), _chosen(nodes, order), len(nodes) - len(_chosen(nodes, order))
        )
        for name, nodes in found.items()
    )
    shown = [{node.name for node in region.nodes} for region in regions]
    both = shown[0] & shown[1] if len(shown) > 1 else set()
    edges = _edges([one for one in changes if redactor.words(_component(one)) in both], worst, redactor) if both else []
    traffic = _nodes([one for plan in plans for one in plan.changes if one.type in _TRAFFIC], worst, redactor)
    return Picture(regions, tuple(edges), tuple(sorted(traffic, key=lambda node: -(node.severity or -1))[:1]))


def _kind(change: Change) -> str:
    return _KINDS.get(_PARTS.get(change.type, change.type), "")


def _component(change: Change) -> str:
    """Its module's name, or, in a root without modules, its own."""
    found = re.match(r"module\.([\w-]+)", change.address)
    return _spoken(found[1] if found else change.name) or _kind(change).lower()


@lru_cache(maxsize=4096)
def _spoken(name: str) -> str:
    """A name without the words for its side, which the picture tells."""
    return re.sub(r"[-_]?(primary|standby|secondary|dr|this|main)$", "", name)


def _rank(region: str, changes: Sequence[Change]) -> tuple[int, str]:
    sides = Counter(side(change) for change in changes if change.region == region)
    return sides["standby"] - sides["primary"], region


def _side(region: str, changes: Sequence[Change]) -> str:
    sides = Counter(said for change in changes if change.region == region and (said := side(change)))
    return sides.most_common(1)[0][0] if sides else ""


def _region(region: str, changes: Sequence[Change], worst: dict[Key, Look], redactor: Redactor) -> list[Node]:
    """Its components, and the replicas that others have in it."""
    found = _nodes([one for one in changes if one.region == region], worst, redactor)
    names = {node.name for node in found}
    for change in (one for one in changes if one.region != region and one.type in _REPLICATED):
        places = {at(block, key) for key in ("region", "region_name") for block in blocks(change.before, "replica")}
        if region in places and (name := redactor.words(_component(change))) not in names:
            names.add(name)
            found.append(Node(name, "replica"))
    return found


def _chosen(nodes: Sequence[Node], order: Sequence[str]) -> tuple[Node, ...]:
    return tuple(sorted((node for node in nodes if node.name in order), key=lambda node: order.index(node.name)))


def _order(nodes: Sequence[Node]) -> list[str]:
    """The names of components: those that matter first."""
    ranked = sorted(nodes, key=lambda node: (-(node.severity or -1), not node.mark, _rank_of(node.kind), node.name))
    return list(dict.fromkeys(node.name for node in ranked))


def _nodes(changes: Sequence[Change], worst: dict[Key, Look], redactor: Redactor) -> list[Node]:
    """One a component."""
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(_component(change), []).append(change)
    return [_node(name, group, worst, redactor) for name, group in grouped.items()]


def _node(name: str, changes: Sequence[Change], worst: dict[Key, Look], redactor: Redactor) -> Node:
    acting = [change for change in changes if change.action in _SIGNS]
    mark = next((sign for action, sign in _SIGNS.items() if any(one.action is action for one in acting)), "")
    looks = [worst[key] for one in acting if worst and (key := (one.root, redactor.words(one.address))) in worst]
    kinds = Counter(_kind(change) for change in changes if change.type in _KINDS) or Counter(map(_kind, changes))
    severity: Severity | None = max((look.severity for look in looks), default=None)
    return Node(redactor.words(name), kinds.most_common(1)[0][0] or "Traffic", mark, severity)


def _rank_of(kind: str) -> int:
    known = list(_KINDS.values())
    return known.index(kind) if kind in known else len(known)


def _edges(changes: Sequence[Change], worst: dict[Key, Look], redactor: Redactor) -> list[Edge]:
    found: dict[str, Edge] = {}
    for change in changes:
        kind = _link(change)
        if not kind:
            continue
        name = redactor.words(_component(change))
        look = worst.get((change.root, redactor.words(change.address)))
        cut = bool(look and look.finding.check in _CUTS) or (found[name].cut if name in found else False)
        found[name] = Edge(name, kind, cut, change.action in _SIGNS)
    return list(found.values())


def _link(change: Change) -> str:
    """What joins it to the other region; "" for what stands alone."""
    if change.type in topology.LINKS:
        return topology.LINKS[change.type]
    if change.type in topology.TOPOLOGY:
        values = change.before or change.after
        return next((kind for attribute, kind in _LINKS.items() if at(values, attribute)), "")
    return "replica" if change.type in _REPLICATED and blocks(change.before or change.after, "replica") else ""
