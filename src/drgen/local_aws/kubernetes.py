"""A cluster's Kubernetes API on loopback: deployments and autoscalers, as far as a failover scales them.

Copied, from the Kubernetes API reference (apps/v1, autoscaling/v2): GET, PUT and merge PATCH of one object, the `scale`
subresource of deployments, 404 for what was never made, 401 without a bearer token, /version.
Not copied: pods (the list is empty), watches, controllers; a deployment is ready as soon as it is scaled.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from drgen.local_aws.proxy import LOOPBACK

if TYPE_CHECKING:
    from drgen.local_aws.faults import Faults

_VERSION = {"major": "1", "minor": "33", "gitVersion": "v1.33.0"}


@dataclass
class Cluster:
    """One cluster's API server, and the objects that it holds by path."""

    region: str
    faults: Faults
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    port: int = 0

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and object for one request."""
        if path == "/version":
            return 200, _VERSION
        if path.startswith("/api/v1/pods"):
            return 200, {"kind": "PodList", "metadata": {}, "items": []}
        own, scale = path.removesuffix("/scale"), path.endswith("/scale")
        if method == "PUT" and not scale:
            self.objects[own] = body
        if own not in self.objects:
            return 404, {"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}
        if method == "PATCH" or (method == "PUT" and scale):
            spec = self.objects[own].setdefault("spec", {})
            spec |= body.get("spec", {})
        found = self.objects[own] | _status(own, self.objects[own].get("spec", {}))
        return 200, found if not scale else {"kind": "Scale", "spec": {"replicas": found["spec"].get("replicas", 1)}}


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

    do_GET = do_PATCH = do_PUT = _serve  # noqa: N815  http.server's names

    def _send(self, status: int, found: dict[str, Any]) -> None:
        content = json.dumps(found).encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _status(path: str, spec: dict[str, Any]) -> dict[str, Any]:
    if "/deployments/" not in path:
        return {}
    replicas = spec.get("replicas", 1)
    return {"status": {"replicas": replicas, "readyReplicas": replicas, "availableReplicas": replicas}}
