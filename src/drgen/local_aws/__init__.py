"""A local AWS: two emulators, what they lack, and a proxy in front that makes regions dark. All of it on loopback."""

from __future__ import annotations

import os
import shlex
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from drgen.local_aws import codec, extensions, names, proxy, refusal, routes
from drgen.local_aws.faults import Faults
from drgen.local_aws.given import Given
from drgen.local_aws.request import Answer, Request
from drgen.local_aws.routes import Emulator
from drgen.programs import emulators

_making = threading.Lock()
_SERVER_ERROR = 500
_OURS = ("DRGEN_NAME_SERVERS", "NO_PROXY")
_REAL = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_SESSION_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE")
_SERVICES = {"elbv2": "elasticloadbalancing", "cloudwatch": "monitoring"}


@dataclass(frozen=True)
class LocalAws:
    """A local AWS that runs: where it is, and what goes wrong in it."""

    given: Given
    port: int
    name_server: int  # its UDP port
    faults: Faults
    extensions: extensions.Extensions = field(repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """Under which boto3, Terraform and drgen talk to it and to nothing else: no credential or broker is real."""
        foreign = ("AWS_", "DRGEN_MESSAGES_", "TF_VAR_")
        own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return own | {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": f"http://{proxy.LOOPBACK}:{self.port}",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "DRGEN_NAME_SERVERS": f"{proxy.LOOPBACK}:{self.name_server}",
            "NO_PROXY": proxy.LOOPBACK,
        }

    @property
    def settings(self) -> str:
        """The same as lines for a shell to read; a profile, session or role of the user's is taken away."""
        told = self.environment
        own = sorted(name for name in told if name.startswith("AWS_") or name in _OURS)
        return (
            "\n".join([f"unset {' '.join(_REAL)}", *(f"export {name}={shlex.quote(told[name])}" for name in own)])
            + "\n"
        )

    def client(self, service: str, region: str) -> Any:
        """A boto3 client of it, through the proxy."""
        return _client(service, region, self.port)


@contextmanager
def start(given: Given, logs: Path) -> Iterator[LocalAws]:
    """A local AWS for as long as the context lasts; the emulators' words go into the folder `logs`.

    Raises DrgenError where an emulator is not installed, does not start, or listens on more than loopback.
    """
    faults = Faults()
    with emulators.running(given.account, logs) as ports:
        behind = {Emulator(name): port for name, port in ports.items()}
        added = extensions.Extensions(given, faults, _connections(behind))
        with (
            proxy.serve(partial(_answer, behind, added), faults, logs / "proxy.log") as port,
            names.serve(added) as name_server,
        ):
            yield LocalAws(given, port, name_server, faults, added)


def _answer(behind: dict[Emulator, int], added: extensions.Extensions, request: Request) -> Answer:
    answer = added.answer(request) or proxy.forward(behind[routes.emulator(request.service)], request)
    if answer.status < _SERVER_ERROR and not answer.body.lower().startswith(b"<!doctype html>"):
        return answer
    # An emulator's way of saying that it lacks the operation; clients would ask again for minutes.
    what = f"{routes.emulator(request.service)} has no {request.service} {request.action or request.path}"
    return refusal.answer(request, "NotRehearsable", what)


def _connections(behind: dict[Emulator, int]) -> Any:
    """Clients of the emulators behind the proxy, made once each: making one takes a tenth of a second."""
    made: dict[tuple[str, str, Emulator], Any] = {}
    lock = threading.Lock()

    def connect(service: str, region: str, emulator: Emulator | None = None) -> Any:
        key = service, region, emulator or routes.emulator(_SERVICES.get(service, service))
        with lock:
            if key not in made:
                made[key] = _client(service, region, behind[key[2]])
            return made[key]

    return connect


@lru_cache(maxsize=1)
def _session() -> Any:
    """One for all clients: it reads the models once."""
    import boto3

    return boto3.session.Session("test", "test")


def _client(service: str, region: str, port: int) -> Any:
    from botocore.config import Config

    config = Config(retries={"total_max_attempts": 1})
    with _making:  # a session makes one client at a time
        return _session().client(service, region, endpoint_url=f"http://{proxy.LOOPBACK}:{port}", config=config)


__all__ = ["LocalAws", "codec", "start"]
