"""The operators' resources: kustomize takes them, and each holds only fields that the operators know."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from drgen.messages import rendering, resources
from drgen.project import Project
from tests.conftest import ROOT

SHIPPED = rendering.files(*Project(ROOT).load("shop-prod"))
# What drgen uses of the operators' schemas (CRDs of rabbitmq.com/v1beta1, read 2026-11).
FIELDS = {
    "Binding": {"vhost", "source", "destination", "destinationType", "routingKey"},
    "Exchange": {"name", "vhost", "type", "durable", "autoDelete"},
    "Federation": {"name", "vhost", "uriSecret", "ackMode", "exchange", "expires", "maxHops", "messageTTL",
                   "prefetch-count", "queue", "reconnectDelay", "trustUserId"},
    "Permission": {"vhost", "user", "permissions"},
    "Policy": {"name", "vhost", "pattern", "applyTo", "definition", "priority"},
    "Queue": {"name", "vhost", "type", "durable", "autoDelete", "deletionPolicy"},
    "RabbitmqCluster": {"persistence", "replicas", "rabbitmq", "resources", "secretBackend", "tls"},
    "Shovel": {"name", "vhost", "uriSecret", "ackMode", "destExchange", "destProtocol", "destQueue",
               "destAddForwardHeaders", "reconnectDelay", "srcDeleteAfter", "srcPrefetchCount", "srcProtocol",
               "srcQueue"},
    "User": {"tags", "importCredentialsSecret"},
    "Vhost": {"name"},
}  # fmt: skip


def objects() -> list[dict[str, object]]:
    texts = [text for path, text in SHIPPED.items() if path.endswith("objects.json")]
    return [one for text in texts for one in json.loads(text)["items"]]


def test_a_resource_has_only_fields_that_the_operators_know() -> None:
    for one in [one for one in objects() if str(one["apiVersion"]).startswith("rabbitmq.com/")]:
        spec, kind = one["spec"], str(one["kind"])
        assert isinstance(spec, dict)
        assert spec.keys() - {"rabbitmqClusterReference"} <= FIELDS[kind]


def test_every_kind_of_link_is_there_and_no_uri() -> None:
    assert {str(one["kind"]) for one in objects()} >= {"Federation", "Shovel", "Policy", "Queue", "RabbitmqCluster"}
    assert not [path for path, text in SHIPPED.items() if "/kubernetes/" in path and "amqps://" in text]


def _built(instance: str, side: str, folder: Path) -> list[dict[str, Any]]:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("there is no kubectl")
    for path, text in SHIPPED.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    command = [kubectl, "kustomize", str(folder / instance / "kubernetes" / side)]
    return list(yaml.safe_load_all(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


@pytest.mark.parametrize("side", ["primary", "standby"])
def test_kustomize_builds_an_overlay_for_each_region(side: str, tmp_path: Path) -> None:
    made = _built("events", side, tmp_path)
    names = [(one["kind"], one["metadata"]["name"]) for one in made]
    assert len(names) == len(set(names))
    [cluster] = [one for one in made if one["kind"] == "RabbitmqCluster"]
    assert cluster["spec"]["rabbitmq"]["additionalConfig"] == f"cluster_name = shop-prod-events-{side}\n"
    assert cluster["spec"]["replicas"] == 3
    assert ("Federation" in {kind for kind, _ in names}) == (side == "standby")


@pytest.mark.parametrize("side", ["primary", "standby"])
def test_a_mover_talks_to_both_brokers_and_to_nobody_else(side: str, tmp_path: Path) -> None:
    made = _built("mail", side, tmp_path)
    [cluster] = [one for one in made if one["kind"] == "RabbitmqCluster"]
    [policy] = [one for one in made if one["kind"] == "NetworkPolicy"]
    assert cluster["metadata"]["name"] == "shop-prod-mail-mover"
    assert cluster["spec"]["tls"]["disableNonTLSListeners"]
    assert cluster["spec"]["secretBackend"] == {"externalSecret": {"name": "shop-prod-mail-mover-default-user"}}
    assert policy["spec"]["podSelector"]["matchLabels"] == {"app.kubernetes.io/name": "shop-prod-mail-mover"}
    ranges = {
        (to["ipBlock"]["cidr"], port["port"])
        for rule in policy["spec"]["egress"]
        for to in rule["to"]
        for port in rule["ports"]
        if "ipBlock" in to
    }
    own = {"primary": "10.0.0.0/16", "standby": "10.1.0.0/16"}[side]
    assert ranges == {("10.0.0.0/16", 5671), ("10.1.0.0/16", 5671), (own, 443)}
    shovels = [one["spec"]["uriSecret"]["name"] for one in made if one["kind"] == "Shovel"]
    assert shovels == (["shop-prod-mail-mover-drgen-queue-outbox-uri"] if side == "standby" else [])


def test_links_of_different_names_have_secrets_of_different_names() -> None:
    cluster = resources.Named("events", "rabbitmq")
    names = ("drgen.queue.a-b", "drgen.queue.a.b", "drgen.queue.A-b", "drgen.queue.a b", "drgen.queue.")
    links = [{"component": "shovel", "name": name, "vhost": "/", "value": {}} for name in names]
    secrets = [resources.link(cluster, one)["spec"]["uriSecret"]["name"] for one in links]
    assert secrets[0] == "events-drgen-queue-a-b-uri"
    assert len(set(secrets)) == len(names)
