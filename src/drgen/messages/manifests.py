"""The same objects for RabbitMQ's operators in Kubernetes: a kustomize base, and an overlay for each region.

Fields are those of `rabbitmq.com/v1beta1` (cluster operator and messaging topology operator). A URI or password is in a
Secret of the cluster that something else brings there (External Secrets): only its name is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.messages import links, resources
from drgen.messages.definitions import Object, definitions
from drgen.messages.resources import API
from drgen.messages.topology import Brokers
from drgen.terms import SIDES, Side

_PLUGINS = {"rabbitmq_federation", "rabbitmq_federation_management", "rabbitmq_shovel", "rabbitmq_shovel_management"}


def manifests(brokers: Brokers, active: Side) -> dict[str, Any]:
    """Documents by path: `base/`, what both regions have, and `primary/` and `standby/`, what one has more."""
    objects = {side: list(_objects(brokers, side, active)) for side in SIDES}
    both = [one for one in objects["primary"] if one in objects["standby"]]
    found: dict[str, Any] = {
        "base/kustomization.yaml": resources.kustomization(brokers, "objects.json"),
        "base/objects.json": resources.listed([_cluster(brokers), *both]),
    }
    for side in SIDES:
        found[f"{side}/kustomization.yaml"] = resources.kustomization(brokers, "../base", "objects.json") | {
            "patches": [{"path": "cluster.json"}]
        }
        found[f"{side}/cluster.json"] = _named(brokers, side)
        found[f"{side}/objects.json"] = resources.listed([one for one in objects[side] if one not in both])
    return found


def _objects(brokers: Brokers, side: Side, active: Side) -> Iterator[Object]:
    made = definitions(brokers, side, active)
    for kind, render in _KINDS.items():
        for one in made[kind]:
            if kind != "permissions" or one["user"] != brokers.username:  # the operator gives the default user all
                yield render(brokers, one)


def _cluster(brokers: Brokers) -> Object:
    plugins = sorted(_PLUGINS | set(brokers.plugins))
    spec = {
        "replicas": 3,
        "rabbitmq": {"additionalPlugins": plugins},
        "secretBackend": {"externalSecret": {"name": f"{brokers.name}-default-user"}},
        "tls": {"secretName": f"{brokers.name}-tls", "disableNonTLSListeners": True},
    }
    return {"apiVersion": API, "kind": "RabbitmqCluster", "metadata": {"name": brokers.name}, "spec": spec}


def _named(brokers: Brokers, side: Side) -> Object:
    """Each region's own cluster name: with one and the same, federation takes the two for one."""
    one = _cluster(brokers)
    configured = {"additionalConfig": f"cluster_name = {links.cluster(brokers, side)}\n"}
    return one | {"spec": {"rabbitmq": one["spec"]["rabbitmq"] | configured}}


def _vhost(brokers: Brokers, one: Object) -> Object:
    return resources.resource(brokers, "Vhost", one["name"], {"name": one["name"]})


def _user(brokers: Brokers, one: Object) -> Object:
    spec = {
        "tags": one["tags"],
        "importCredentialsSecret": {"name": f"{brokers.name}-user-{resources.plain(one['name'])}"},
    }
    return resources.resource(brokers, "User", one["name"], spec)


def _permission(brokers: Brokers, one: Object) -> Object:
    allowed = {key: one.get(key, "") for key in ("configure", "write", "read")}
    spec = {"vhost": one["vhost"], "user": one["user"], "permissions": allowed}
    return resources.resource(brokers, "Permission", f"{one['user']}.{one['vhost']}", spec)


def _exchange(brokers: Brokers, one: Object) -> Object:
    spec = {"name": one["name"], "vhost": one["vhost"], "type": one["type"], "durable": True, "autoDelete": False}
    return resources.resource(brokers, "Exchange", one["name"], spec)


def _queue(brokers: Brokers, one: Object) -> Object:
    kind = one["arguments"]["x-queue-type"]
    spec = {"name": one["name"], "vhost": one["vhost"], "type": kind, "durable": True, "autoDelete": False}
    # A queue with messages in it is not deleted because a file is.
    return resources.resource(brokers, "Queue", one["name"], spec | {"deletionPolicy": "retain"})


def _binding(brokers: Brokers, one: Object) -> Object:
    spec = {"vhost": one["vhost"], "source": one["source"], "destination": one["destination"],
            "destinationType": one["destination_type"], "routingKey": one["routing_key"]}  # fmt: skip
    return resources.resource(brokers, "Binding", f"{one['source']}.{one['destination']}.{one['routing_key']}", spec)


def _policy(brokers: Brokers, one: Object) -> Object:
    spec = {key: one[key] for key in ("name", "vhost", "pattern", "definition", "priority")}
    return resources.resource(brokers, "Policy", one["name"], spec | {"applyTo": one["apply-to"]})


_KINDS = {
    "vhosts": _vhost,
    "users": _user,
    "permissions": _permission,
    "exchanges": _exchange,
    "queues": _queue,
    "bindings": _binding,
    "policies": _policy,
    "parameters": resources.link,
}
