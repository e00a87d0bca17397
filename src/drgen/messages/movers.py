"""The mover for RabbitMQ's operators in Kubernetes: a small broker on each cluster that runs the shovels between two
brokers of Amazon MQ.

It holds no message: a pod that is lost is made anew, takes its shovels from its disk or from the operator, and goes on
with what nobody has confirmed. It talks to both regions' brokers, to its own cluster, and to nobody else.
"""

from __future__ import annotations

from typing import Any

from drgen.messages import resources
from drgen.messages.definitions import Object, mover
from drgen.messages.topology import AMQPS, Brokers
from drgen.terms import SIDES, Side

MANAGEMENT = 15671  # with TLS
_DNS = 53
_HTTPS = 443  # the cluster's own API, by which RabbitMQ's operator has it find its peers
_OPERATORS = "rabbitmq-system"  # the namespace that both operators are installed in
_SIZE = {"cpu": "500m", "memory": "1Gi"}


def manifests(brokers: Brokers, active: Side, cidrs: dict[Side, str]) -> dict[str, Any]:
    """Documents by path, as for a broker: `base/`, and `primary/` and `standby/` with what one of them has more."""
    named = resources.Named(f"{brokers.name}-mover", brokers.namespace)
    found: dict[str, Any] = {
        "base/kustomization.yaml": resources.kustomization(named, "objects.json"),
        "base/objects.json": resources.listed([_cluster(named)]),
    }
    for side in SIDES:
        links = [resources.link(named, one) for one in mover(brokers, side, active)["parameters"]]
        found[f"{side}/kustomization.yaml"] = resources.kustomization(named, "../base", "objects.json")
        found[f"{side}/objects.json"] = resources.listed([_policy(named, side, cidrs), *links])
    return found


def _cluster(named: resources.Named) -> Object:
    """Credentials and certificate are Secrets that something else brings there: only their names are here."""
    spec = {
        "replicas": 1,
        "persistence": {"storage": "1Gi"},
        "rabbitmq": {"additionalPlugins": ["rabbitmq_shovel", "rabbitmq_shovel_management"]},
        "resources": {"requests": _SIZE, "limits": _SIZE},
        "secretBackend": {"externalSecret": {"name": f"{named.name}-default-user"}},
        "tls": {"secretName": f"{named.name}-tls", "disableNonTLSListeners": True},
    }
    return {"apiVersion": resources.API, "kind": "RabbitmqCluster", "metadata": {"name": named.name}, "spec": spec}


def _policy(named: resources.Named, side: Side, cidrs: dict[Side, str]) -> Object:
    spec = {
        "podSelector": {"matchLabels": {"app.kubernetes.io/name": named.name}},
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [{"from": [_namespace(_OPERATORS), {"podSelector": {}}], "ports": [_port(MANAGEMENT)]}],
        "egress": [
            {"to": [_namespace("kube-system")], "ports": [_port(_DNS), _port(_DNS, "UDP")]},
            {"to": [_block(cidrs[one]) for one in SIDES], "ports": [_port(AMQPS)]},
            {"to": [_block(cidrs[side])], "ports": [_port(_HTTPS)]},
        ],
    }
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": named.name},
        "spec": spec,
    }


def _namespace(name: str) -> Object:
    return {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}


def _block(cidr: str) -> Object:
    return {"ipBlock": {"cidr": cidr}}


def _port(number: int, protocol: str = "TCP") -> Object:
    return {"port": number, "protocol": protocol}
