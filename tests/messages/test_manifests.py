"""The operators' resources: kustomize takes them, and each holds only fields that the operators know."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from drgen.messages import rendering
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
    "RabbitmqCluster": {"replicas", "rabbitmq", "secretBackend", "tls"},
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
    for one in objects():
        spec, kind = one["spec"], str(one["kind"])
        assert isinstance(spec, dict)
        assert spec.keys() - {"rabbitmqClusterReference"} <= FIELDS[kind]


def test_every_kind_of_link_is_there_and_no_uri() -> None:
    assert {str(one["kind"]) for one in objects()} >= {"Federation", "Shovel", "Policy", "Queue", "RabbitmqCluster"}
    assert not [path for path, text in SHIPPED.items() if "/kubernetes/" in path and "amqps://" in text]


@pytest.mark.parametrize("side", ["primary", "standby"])
def test_kustomize_builds_an_overlay_for_each_region(side: str, tmp_path: Path) -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("there is no kubectl")
    for path, text in SHIPPED.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    command = [kubectl, "kustomize", str(tmp_path / "events" / "kubernetes" / side)]
    made = list(yaml.safe_load_all(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    names = [(one["kind"], one["metadata"]["name"]) for one in made]
    assert len(names) == len(set(names))
    [cluster] = [one for one in made if one["kind"] == "RabbitmqCluster"]
    assert cluster["spec"]["rabbitmq"]["additionalConfig"] == f"cluster_name = shop-prod-events-{side}\n"
    assert cluster["spec"]["replicas"] == 3
    assert ("Federation" in {kind for kind, _ in names}) == (side == "standby")
