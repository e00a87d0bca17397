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


def test_a_job_is_made_once_works_and_succeeds() -> None:
    now, jobs = [0.0], "/apis/batch/v1/namespaces/shop/jobs"
    cluster = kubernetes.Cluster("us-west-2", Faults(), clock=lambda: now[0])
    job = {"kind": "Job", "metadata": {"name": "load"}, "spec": {"completions": 3, "parallelism": 2}}
    assert cluster.answer("POST", jobs, job)[0] == 201
    assert cluster.answer("POST", jobs, job)[0] == 409
    assert cluster.answer("GET", f"{jobs}/load", {})[1]["status"] == {"active": 2}
    now[0] += 5
    status = cluster.answer("GET", f"{jobs}/load", {})[1]["status"]
    assert (status["succeeded"], status["conditions"][0]["type"]) == (3, "Complete")
    assert [one["metadata"]["name"] for one in cluster.answer("GET", jobs, {})[1]["items"]] == ["load"]


def test_a_cron_job_is_there_to_be_read_and_starts_nothing() -> None:
    cluster, path = served(), "/apis/batch/v1/namespaces/shop/cronjobs/warm"
    ask(cluster, "PUT", path, {"spec": {"schedule": "0 3 * * *", "jobTemplate": {"spec": {}}}})
    assert ask(cluster, "GET", path)[1]["spec"]["schedule"] == "0 3 * * *"
    assert ask(cluster, "GET", "/apis/batch/v1/namespaces/shop/jobs")[1]["items"] == []
