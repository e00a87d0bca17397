"""RabbitMQ's management API, over TLS that is always verified."""

from __future__ import annotations

import base64
import http.client
import json
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from drgen import urls
from drgen.aws import AwsError, Kind

TIMEOUT = 30.0  # seconds for a connection and for each read
_PORT = 443
_STATUS: dict[int, Kind] = {401: "denied", 403: "denied", 429: "throttled"}
_SERVER_ERROR = 500
_ELSEWHERE = "is this the management API's address? a proxy before it may want a login of its own"


class BrokerError(AwsError):
    """A broker refused, or never answered; `kind` and `code` as of AWS."""


class Management:
    """A connection to one broker. Raises BrokerError that says which broker, what it answered, and what to do."""

    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        *,
        timeout: float = TIMEOUT,
        context: ssl.SSLContext | None = None,
    ) -> None:
        parts = urls.parted(url, "https", hint="the management API takes passwords: give its TLS listener")
        self.where = f"{parts.hostname}:{parts.port or _PORT}"
        self._base = parts.path.rstrip("/")
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        self._said = (url, user, password)
        self._timeout = timeout
        self._context = context or ssl.create_default_context()
        self._http = http.client.HTTPSConnection(
            str(parts.hostname), parts.port or _PORT, timeout=timeout, context=self._context
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def another(self) -> Management:
        """A second connection to the same broker."""
        return Management(*self._said, timeout=self._timeout, context=self._context)

    def get(self, *path: str, query: str = "") -> Any:
        """What is there; None where nothing is."""
        return self._call("GET", path, None, query)

    def must(self, *path: str) -> dict[str, Any]:
        """What every broker has. Raises BrokerError where it is not: this is something else."""
        found = self.get(*path)
        if not isinstance(found, dict):
            raise BrokerError(f"{self.where} has no {'/'.join(path)}", _ELSEWHERE, code="NoBroker")
        return found

    def put(self, *path: str, body: Any) -> None:
        """Make or replace one object."""
        self._call("PUT", path, body)

    def post(self, *path: str, body: Any) -> Any:
        """Send what is not one object."""
        return self._call("POST", path, body)

    def delete(self, *path: str) -> None:
        """Take one object away; one that is gone already is no error."""
        self._call("DELETE", path, None)

    def alarms(self) -> list[str]:
        """The resource alarms in effect, as `disk on rabbit@a`: while there is one, publishers are blocked."""
        found = self.must("health", "checks", "alarms")
        return [f"{one['resource']} on {one['node']}" for one in found.get("alarms", [])]

    def _call(self, verb: str, path: tuple[str, ...], body: Any, query: str = "") -> Any:
        target = "/".join((self._base, "api", *(quote(part, safe="") for part in path)))
        try:
            status, content = self._send(verb, f"{target}?{query}" if query else target, body)
        except ssl.SSLCertVerificationError as error:
            hint = "SSL_CERT_FILE names the CA; the address must be one that the certificate holds"
            raise BrokerError(f"{self.where}: {error.verify_message or error}", hint, code="Certificate") from error
        except (OSError, http.client.HTTPException) as error:
            self._http.close()
            hint = "nothing is undone: run it again when the broker answers, and it goes on where it stopped"
            asked = f"{verb} {'/'.join(path)}"
            message = f"{self.where} does not answer {asked}: {error!r}"
            raise BrokerError(message, hint, kind="silent", code=type(error).__name__) from error
        return self._judged(verb, path, status, content)

    def _send(self, verb: str, target: str, body: Any) -> tuple[int, bytes]:
        """One request. A connection that the broker closed is opened anew, once: all that we ask can be asked twice."""
        payload = None if body is None else json.dumps(body).encode()
        fresh = self._http.sock is None
        try:
            self._http.request(verb, target, payload, self._headers)
            answer = self._http.getresponse()
            return answer.status, answer.read()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._http.close()
            if fresh:
                raise
        return self._send(verb, target, body)

    def _judged(self, verb: str, path: tuple[str, ...], status: int, content: bytes) -> Any:
        if status in (200, 201, 204) or (status == 503 and path[0] == "health"):  # noqa: PLR2004  a check that fails
            return self._parsed(verb, path, content)
        if status == 404 and verb in ("GET", "DELETE"):  # noqa: PLR2004  not found
            return None
        why, code = _reason(content), str(status)
        kind = _STATUS.get(status, "silent" if status >= _SERVER_ERROR else "refused")
        if kind == "denied":
            hint = "check the user, its secret, and that it has the tag administrator"
            raise BrokerError(
                f"{self.where} refuses the user {self._said[1]}: {status} {why}", hint, kind=kind, code=code
            )
        raise BrokerError(f"{self.where} answers {verb} {'/'.join(path)} with {status}: {why}", kind=kind, code=code)

    def _parsed(self, verb: str, path: tuple[str, ...], content: bytes) -> Any:
        try:
            return json.loads(content) if content else None
        except ValueError as error:
            message = f"{self.where} answers {verb} {'/'.join(path)} with something else than JSON"
            raise BrokerError(message, _ELSEWHERE, code="NoBroker") from error


def _reason(content: bytes) -> str:
    try:
        said = json.loads(content)
    except ValueError:
        return content.decode(errors="replace")[:300]
    return str(said.get("reason") or said.get("error") or said) if isinstance(said, dict) else str(said)
