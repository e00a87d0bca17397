"""The components of a suggested spec, each from the resources that it would be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from drgen.inventory import Regions, Resource
from drgen.parity import kinds, words


@dataclass(frozen=True)
class Component:
    """One component: its settings, where it comes from, and what of it could not be told."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    origin: str = ""
    untold: tuple[str, ...] = ()


def found(regions: Regions) -> list[Component]:
    """What the primary is made of, by the modules that drgen has; names are unique."""
    components = [Component("iam"), Component("keys"), _network(regions)]
    for type_, read in _READERS.items():
        components += [read(one, regions) for one in regions.primary.of(type_) if not kinds.is_replica(one)]
    components += [one for read in (_ecr, _secrets, _backup) if (one := read(regions))]
    return list(_named(components))


def flow(value: Any) -> str:
    """A value in YAML's flow form, on one line; text that YAML might take for something else in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9._-]*[a-z0-9]", value) and value not in _YAML:
        return value
    return json.dumps(value, ensure_ascii=False)


def number(value: Any) -> float | None:
    """A number, also when it is written as text."""
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


_YAML = {"true", "false", "null", "yes", "no", "on", "off"}


def _network(regions: Regions) -> Component:
    gateways = sum(1 for _ in regions.primary.of("aws_nat_gateway"))
    if not gateways:
        return Component("network", {"nat": "single"}, untold=("the NAT gateways: `nat` is single or per_zone",))
    return Component("network", {"nat": "single" if gateways == 1 else "per_zone"}, f"{gateways} NAT gateways")


def _aurora(one: Resource, regions: Regions) -> Component:
    if one.known("engine", "aurora-postgresql") != "aurora-postgresql":
        return _without_module(one)
    told = _Told(one)
    engine = told.text("engine_version")
    types = sorted(
        {str(member.known("instance_class")) for member in regions.primary.of("aws_rds_cluster_instance")} - {"None"}
    )
    settings = {"module": "aurora", **({"engine": {"version": engine}} if engine else {})}
    if len(types) == 1 and types[0].startswith("db."):
        settings["instances"] = {"writer": {"class": types[0]}}
    else:
        told.missing.append(
            f"the instances: `instances: {{writer: {{class: …}}}}`; it found {', '.join(types) or 'none'}"
        )
    if one.known("engine") not in ("aurora-postgresql", None):
        told.missing.append(f"how to run {one.known('engine')}: the module is for aurora-postgresql")
    return told.component(settings)


def _rds(one: Resource, _: Regions) -> Component:
    if one.known("engine", "postgres") != "postgres":
        return _without_module(one)
    told = _Told(one)
    engine, size = told.text("engine_version"), told.text("instance_class")
    settings: dict[str, Any] = {"module": "rds"}
    settings |= {"engine": {"version": engine}} if engine else {}
    settings |= {"class": size} if size else {}
    return told.component(settings)


def _elasticache(one: Resource, _: Regions) -> Component:
    told = _Told(one)
    size = told.text("node_type")
    in_datastore = one.get("global_replication_group_id") is not None
    settings: dict[str, Any] = {"module": "elasticache", "replication": "global_datastore" if in_datastore else "warm"}
    settings |= {"durable": in_datastore} | ({"node": {"type": size}} if size else {})
    if not in_datastore:
        settings["because"] = "its content can be rebuilt: to be confirmed"
    return told.component(settings)


def _without_module(one: Resource) -> Component:
    return Component("", untold=(f"how to run {one.address}: there is no module for {one.known('engine', 'it')}",))


def _rabbitmq(one: Resource, _: Regions) -> Component:
    if str(one.known("engine_type", "RabbitMQ")).lower() != "rabbitmq":
        return Component("", untold=(f"how to run {one.address}: there is no module for {one.known('engine_type')}",))
    told = _Told(one)
    engine = told.text("engine_version")
    settings: dict[str, Any] = {"module": "rabbitmq", "hosted": "amazon_mq"}
    settings |= {"engine": {"version": engine}} if engine else {}
    told.missing.append("the queues: `queues: {orders: {durable: true, link: shovel}}`")
    return told.component(settings | {"queues": {}})


def _eks(one: Resource, regions: Regions) -> Component:
    told = _Told(one)
    version = told.text("version")
    settings: dict[str, Any] = {"module": "eks", **({"kubernetes": {"version": version}} if version else {})}
    groups = {}
    for group in regions.primary.of("aws_eks_node_group"):
        types, sizes = group.known("instance_types"), [number(group.known(f"scaling_config.0.{k}_size")) for k in _ENDS]
        if isinstance(types, list) and all(isinstance(t, str) for t in types) and None not in sizes:
            low, high = (int(size or 0) for size in sizes)
            groups[_plain(group) or "general"] = {"instance_types": types, "min": low, "max": high}
        else:
            told.missing.append(f"the sizes or types of {group.address}")
    if groups:
        settings["nodes"] = groups
    else:
        told.missing.append("the nodes: `nodes: {general: {instance_types: […], min: …, max: …}}`")
    return told.component(settings)


_ENDS = ("min", "max")


def _ecr(regions: Regions) -> Component | None:
    names = _texts(regions, "aws_ecr_repository", "name")
    return Component("ecr", {"repositories": names}, "the repositories") if names else None


def _secrets(regions: Regions) -> Component | None:
    names = _texts(regions, "aws_secretsmanager_secret", "name")
    fit = [name for name in names if re.fullmatch(r"[a-z][a-z0-9-]{0,30}", name)]
    return Component("secrets", {"names": {name: {} for name in fit}}, "the secrets") if fit else None


def _backup(regions: Regions) -> Component | None:
    there = any(True for _ in regions.everything.of("aws_backup_plan"))
    return Component("backup", {}, "the backup plans", ("how often is copied, and what is kept",)) if there else None


def _texts(regions: Regions, type_: str, argument: str) -> list[str]:
    return sorted({value for one in regions.primary.of(type_) if isinstance(value := one.known(argument), str)})


@dataclass
class _Told:
    """What is known of one resource, and what is missed on the way."""

    resource: Resource
    missing: list[str] = field(default_factory=list)

    def text(self, argument: str) -> str:
        """A known text; "" and a note, where it is not."""
        value = self.resource.known(argument)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        self.missing.append(f"{argument} of {self.resource.address}")
        return ""

    def component(self, settings: dict[str, Any]) -> Component:
        """The component, named after the resource."""
        return Component(_plain(self.resource), settings, self.resource.address, tuple(self.missing))


def _plain(one: Resource) -> str:
    said = next((value for name in _NAMES if isinstance(value := one.known(name), str)), one.name)
    for name in (said, one.name, one.module.rpartition(".")[2]):
        plain = re.sub(r"[^a-z0-9]+", "_", words.plain(name)).strip("_")[:31]
        if re.fullmatch(r"[a-z][a-z0-9_]{0,30}", plain) and plain not in ("this", "default"):
            return plain
    return one.type.removeprefix("aws_")[:31]


_NAMES = ("cluster_identifier", "identifier", "replication_group_id", "broker_name", "name")


def _named(components: list[Component]) -> Iterator[Component]:
    """Each by a name that no other one has; the names of modules are for their own."""
    taken: set[str] = set()
    for component in components:
        if not component.name:
            yield component
            continue
        name, module = component.name, component.settings.get("module", component.name)
        if name in _MODULES and name != module:
            name = f"{module}_{name}"[:31]
        while name in taken:
            name = f"{name[:28]}_{len(taken)}"
        taken.add(name)
        yield Component(name, component.settings, component.origin, component.untold)


_MODULES = {
    *("activity", "alarms", "aurora", "backup", "buckets", "certificates", "dns", "ecr", "eks", "elasticache", "iam"),
    *("ingress", "keys", "network", "peering", "rabbitmq", "rds", "secrets", "sessions"),
}
_READERS: dict[str, Callable[[Resource, Regions], Component]] = {
    "aws_rds_cluster": _aurora,
    "aws_db_instance": _rds,
    "aws_elasticache_replication_group": _elasticache,
    "aws_mq_broker": _rabbitmq,
    "aws_eks_cluster": _eks,
}
