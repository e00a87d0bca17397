"""A cluster's API, as far as a failover scales what runs in it."""

import http.client
import json
from typing import Any

from drgen.local_aws import kubernetes
from drgen.local_aws.faults import Faults

PATH = "/apis/apps/v1/namespaces/shop/deployments/checkout"


def ask(cluster: kubernetes.Cluster, method: str, path: str, body: Any = None, token: str = "t") -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", cluster.port, timeout=5)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    connection.request(method, path, json.dumps(body) if body else None, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, json.loads(content)


def served(**faults: Any) -> kubernetes.Cluster:
    cluster = kubernetes.Cluster("us-west-2", Faults(**faults))
    kubernetes.serve(cluster)
    return cluster


def test_a_deployment_is_patched_and_its_pods_are_ready() -> None:
    cluster = served()
    ask(cluster, "PUT", PATH, {"spec": {"replicas": 1}})
    assert ask(cluster, "PATCH", PATH, {"spec": {"replicas": 6}})[0] == 200
    status, found = ask(cluster, "GET", PATH)
    assert (status, found["spec"]["replicas"], found["status"]["readyReplicas"]) == (200, 6, 6)
    assert ask(cluster, "GET", f"{PATH}/scale")[1]["spec"] == {"replicas": 6}


def test_what_was_never_made_is_not_found() -> None:
    assert ask(served(), "GET", PATH)[0] == 404


def test_nobody_is_answered_without_a_token() -> None:
    assert ask(served(), "GET", "/version", token="")[0] == 401
