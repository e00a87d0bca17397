"""The Kubernetes API of a cluster: one request, by whoever holds the AWS credentials."""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from drgen.aws import AwsError, Kind

_TIMEOUT = 10.0  # seconds
_LOOPBACK = ("127.0.0.1", "::1", "localhost")  # where an emulator may do without TLS
_STATUS: dict[int, Kind] = {401: "credentials", 403: "denied", 429: "throttled"}
_ERROR, _SERVER_ERROR = 400, 500


def request(token: str, cluster: Mapping[str, str], method: str, path: str, body: Any) -> dict[str, Any]:
    """Ask the API of a cluster (`name`, `endpoint`, `authority`). A PATCH is a merge patch.

    Raises AwsError when it refuses or does not answer.
    """
    headers = {
        "Accept": "application/json",
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/merge-patch+json" if method == "PATCH" else "application/json",
    }
    doing = f"{method} {path} of cluster {cluster['name']}"
    try:
        connection = _connection(cluster)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status >= _ERROR:
            silent: Kind = "silent" if answer.status >= _SERVER_ERROR else "refused"
            raise AwsError(
                f"{doing}: {answer.status}", kind=_STATUS.get(answer.status, silent), code=str(answer.status)
            )
        said: dict[str, Any] = json.loads(content)
    except (OSError, http.client.HTTPException, ValueError, binascii.Error) as error:
        raise AwsError(f"{doing}: {error}", kind="silent", code=type(error).__name__) from error
    return said


def _connection(cluster: Mapping[str, str]) -> http.client.HTTPConnection:
    at = urlsplit(cluster["endpoint"])
    host = at.hostname or ""
    if at.scheme == "http":
        if host not in _LOOPBACK:
            raise AwsError(f"{cluster['endpoint']} is not HTTPS: no token is sent there", code="PlainHttp")
        return http.client.HTTPConnection(host, at.port, timeout=_TIMEOUT)
    context = ssl.create_default_context()
    if cluster["authority"]:
        context = ssl.create_default_context(cadata=base64.b64decode(cluster["authority"]).decode())
    return http.client.HTTPSConnection(host, at.port, timeout=_TIMEOUT, context=context)
