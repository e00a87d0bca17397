"""What RabbitMQ's operators take in Kubernetes: fields of `rabbitmq.com/v1beta1`, and lists for kustomize."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Protocol

Object = dict[str, Any]

API = "rabbitmq.com/v1beta1"
_LONGEST = 63  # characters of a name in Kubernetes
_UPSTREAM = {"ack-mode": "ackMode", "exchange": "exchange", "expires": "expires", "max-hops": "maxHops",
             "message-ttl": "messageTTL", "prefetch-count": "prefetch-count", "queue": "queue",
             "reconnect-delay": "reconnectDelay", "trust-user-id": "trustUserId"}  # fmt: skip
_SHOVEL = {"ack-mode": "ackMode", "dest-exchange": "destExchange", "dest-protocol": "destProtocol",
           "dest-queue": "destQueue", "reconnect-delay": "reconnectDelay", "src-delete-after": "srcDeleteAfter",
           "src-prefetch-count": "srcPrefetchCount", "src-protocol": "srcProtocol", "src-queue": "srcQueue",
           "dest-add-forward-headers": "destAddForwardHeaders"}  # fmt: skip


class Cluster(Protocol):
    """What names a RabbitmqCluster."""

    @property
    def name(self) -> str: ...
    @property
    def namespace(self) -> str: ...


@dataclass(frozen=True)
class Named:
    """A RabbitmqCluster that is nothing else."""

    name: str
    namespace: str


def resource(cluster: Cluster, kind: str, name: str, spec: Object) -> Object:
    """An object of a cluster, under a name that Kubernetes takes."""
    named = f"{cluster.name}-{kind.lower()}-{plain(name)}"
    reference = {"rabbitmqClusterReference": {"name": cluster.name}}
    return {"apiVersion": API, "kind": kind, "metadata": {"name": _short(named, name)}, "spec": spec | reference}


def link(cluster: Cluster, one: Object) -> Object:
    """A federation upstream or a shovel; its URIs, `uri` or `srcUri` and `destUri`, are in a Secret."""
    federated = one["component"] == "federation-upstream"
    names = _UPSTREAM if federated else _SHOVEL
    spec = {names[key]: value for key, value in one["value"].items() if key in names}
    secret = {"uriSecret": {"name": f"{cluster.name}-{_readable(one['name'])}-uri"}}
    kind = "Federation" if federated else "Shovel"
    return resource(cluster, kind, one["name"], {"name": one["name"], "vhost": one["vhost"]} | secret | spec)


def plain(name: str) -> str:
    """A name of RabbitMQ's in the letters that Kubernetes takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "default"


def listed(items: list[Object]) -> Object:
    return {"apiVersion": "v1", "kind": "List", "items": items}


def kustomization(cluster: Cluster, *resources: str) -> Object:
    head = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
    return head | {"namespace": cluster.namespace, "resources": list(resources)}


def _short(named: str, name: str) -> str:
    """Distinct where RabbitMQ's names are: what they lose on the way comes back as a hash."""
    return f"{named[: _LONGEST - 7].rstrip('-')}-{_digest(name)}"


def _readable(link: str) -> str:
    """A link's name for what people make by hand; with its hash where `plain` loses something of it."""
    is_whole = all(part == plain(part) for part in link.split(".", 2))  # drgen.queue.outbox
    return plain(link) if is_whole else f"{plain(link)}-{_digest(link)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
