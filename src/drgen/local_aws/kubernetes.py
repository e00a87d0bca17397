"""A cluster's Kubernetes API on loopback: deployments, autoscalers and jobs, as far as a failover deals with them.

Copied, from the Kubernetes API reference (apps/v1, autoscaling/v2, batch/v1): GET, PUT and merge PATCH of one object,
the `scale` subresource of deployments, POST into a namespace's collection (409 for a name that is taken) and its list,
404 for what was never made, 401 without a bearer token, /version; a job is active for a while, and then `Complete` with
as many pods succeeded as it wants completions.
Not copied: pods (the list is empty), watches, controllers: no CronJob starts by its schedule; a deployment is ready as
soon as it is scaled; no job fails.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from drgen.local_aws.proxy import LOOPBACK

if TYPE_CHECKING:
    from drgen.local_aws.faults import Faults

_JOB_SECONDS = 2.0  # long enough to be seen at work
_COLLECTION = re.compile(r"/namespaces/[^/]+/[^/]+$")
_VERSION = {"major": "1", "minor": "33", "gitVersion": "v1.33.0"}


@dataclass
class Cluster:
    """One cluster's API server, and the objects that it holds by path."""

    region: str
    faults: Faults
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    port: int = 0
    clock: Callable[[], float] = time.monotonic
    began: dict[str, float] = field(default_factory=dict)  # jobs, by path

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and object for one request."""
        if path == "/version":
            return 200, _VERSION
        if path.startswith("/api/v1/pods"):
            return 200, {"kind": "PodList", "metadata": {}, "items": []}
        if _COLLECTION.search(path):
            return self._made(path, body) if method == "POST" else (200, self._listed(path))
        own, scale = path.removesuffix("/scale"), path.endswith("/scale")
        if method == "PUT" and not scale:
            self.objects[own] = body
        if own not in self.objects:
            return 404, {"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}
        if method == "PATCH" or (method == "PUT" and scale):
            spec = self.objects[own].setdefault("spec", {})
            spec |= body.get("spec", {})
        found = self._shown(own)
        return 200, found if not scale else {"kind": "Scale", "spec": {"replicas": found["spec"].get("replicas", 1)}}

    def _made(self, collection: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        own = f"{collection}/{body['metadata']['name']}"
        if own in self.objects:
            return 409, {"kind": "Status", "status": "Failure", "reason": "AlreadyExists", "code": 409}
        self.objects[own], self.began[own] = body, self.clock()
        return 201, self._shown(own)

    def _listed(self, collection: str) -> dict[str, Any]:
        own = [path for path in sorted(self.objects) if path.rpartition("/")[0] == collection]
        return {"kind": "List", "metadata": {}, "items": [self._shown(path) for path in own]}

    def _shown(self, own: str) -> dict[str, Any]:
        """An object with its status as it is now."""
        ended = self.clock() - self.began.get(own, 0.0) >= _JOB_SECONDS
        return self.objects[own] | _status(own, self.objects[own].get("spec", {}), ended=ended)


def serve(cluster: Cluster) -> str:
    """Serve a cluster on a port of its own for as long as this process lives; gives its address."""
    server = _Server((LOOPBACK, 0), _Handler)
    server.cluster = cluster
    threading.Thread(target=server.serve_forever, name="kubernetes", daemon=True).start()
    cluster.port = server.server_address[1]
    return f"http://{LOOPBACK}:{cluster.port}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    cluster: Cluster


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  http.server's name
        """Nothing: the API server's log is nobody's."""

    def _serve(self) -> None:
        said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        cluster = self.server.cluster
        if cluster.region in cluster.faults.dark:
            self.close_connection = True
        elif not self.headers.get("Authorization", "").startswith("Bearer "):
            self._send(401, {"kind": "Status", "code": 401})
        else:
            self._send(*cluster.answer(self.command, self.path, json.loads(said) if said else {}))

    do_GET = do_PATCH = do_POST = do_PUT = _serve  # noqa: N815  http.server's names

    def _send(self, status: int, found: dict[str, Any]) -> None:
        content = json.dumps(found).encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _status(path: str, spec: dict[str, Any], *, ended: bool) -> dict[str, Any]:
    if "/jobs/" in path:
        pods = spec.get("completions", 1)
        over = {"succeeded": pods, "conditions": [{"type": "Complete", "status": "True"}]}
        return {"status": over if ended else {"active": min(pods, spec.get("parallelism", 1))}}
    if "/deployments/" not in path:
        return {}
    replicas = spec.get("replicas", 1)
    return {"status": {"replicas": replicas, "readyReplicas": replicas, "availableReplicas": replicas}}
