"""Two real RabbitMQ nodes on loopback, TLS only, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pika

from drgen.errors import DrgenError
from drgen.messages.management import Management
from drgen.programs.emulators import free_port

if TYPE_CHECKING:
    from pika.adapters.blocking_connection import BlockingChannel

PASSWORD = "correct horse/battery"  # a slash and a space: it must be quoted in URIs
PLUGINS = ("rabbitmq_management", "rabbitmq_federation", "rabbitmq_federation_management", "rabbitmq_shovel",
           "rabbitmq_shovel_management")  # fmt: skip
# Figures are renewed every second instead of every five. More often would break 3.10: a queue whose making takes longer
# than a tick crashes at it.
_ADVANCED = """[
  {rabbit, [{quorum_tick_interval, 1000}]},
  {rabbitmq_management_agent, [{sample_retention_policies,
    [{global, [{60, 1}, {600, 60}]}, {basic, [{60, 1}, {600, 60}]}, {detailed, [{10, 1}]}]}]}
].
"""
_PATIENCE = 180  # seconds until a node must be up


def program() -> Path | None:
    """The server's own script, without Debian's wrapper that changes the user."""
    found = sorted(Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin/rabbitmq-server"))
    return found[-1] if found else None


def certificates(folder: Path) -> None:
    """A CA of our own; and a certificate for localhost, which no other CA vouches for."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    for name in ("ca", "stranger"):
        _openssl("req", *authority, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN={name}", at=folder)
    ask = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    _openssl("req", *ask, "-keyout", "server.key", "-out", "server.csr", at=folder)
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    sign = ["-req", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
    _openssl("x509", *sign, "-in", "server.csr", "-out", "server.pem", at=folder)


def stop_epmd(port: int) -> None:
    """The port mapper that the nodes started stays behind: ours goes, once it has seen that the nodes are gone."""
    for _ in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        subprocess.run(["epmd", "-port", str(port), "-kill"], capture_output=True)
        time.sleep(0.1)


@dataclass
class Node:
    """One node; it can be killed and started again, and keeps what is on its disk."""

    name: str
    folder: Path
    tls: Path
    epmd: int
    amqps: int = field(default_factory=free_port)
    api: int = field(default_factory=free_port)
    distribution: int = field(default_factory=free_port)
    schedulers: int = 1  # of Erlang: it takes what it gets
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"localhost:{self.amqps}"

    @property
    def url(self) -> str:
        return f"https://localhost:{self.api}"

    def start(self) -> None:
        """Start it; `wait` until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "rabbitmq.conf").write_text(self._configuration())
        (self.folder / "advanced.config").write_text(_ADVANCED)
        (self.folder / "plugins").write_text(f"[{','.join(PLUGINS)}].\n")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(program())], env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                with self.management() as api:
                    if api.get("overview"):
                        return
            except DrgenError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def kill(self) -> None:
        """Kill it as the loss of a region would: no goodbye."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def management(self, password: str = PASSWORD, ca: str = "ca.pem", host: str = "localhost") -> Management:
        context = ssl.create_default_context(cafile=self.tls / ca)
        return Management(f"https://{host}:{self.api}", "drgen", password, context=context)

    @contextmanager
    def channel(self, vhost: str = "/") -> Iterator[BlockingChannel]:
        """An AMQP channel on which every publishing is confirmed."""
        context = ssl.create_default_context(cafile=self.tls / "ca.pem")
        parameters = pika.ConnectionParameters(
            "localhost", self.amqps, vhost, pika.PlainCredentials("drgen", PASSWORD),
            ssl_options=pika.SSLOptions(context, "localhost"), heartbeat=0,
        )  # fmt: skip
        with closing(pika.BlockingConnection(parameters)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            yield channel

    def set(self, expression: str) -> None:
        """Evaluate Erlang on the node, for what only an operator's hands do to a real one."""
        ctl = Path(str(program())).with_name("rabbitmqctl")
        subprocess.run([ctl, "-q", "eval", expression], env=self._environment(), check=True, capture_output=True)

    def _configuration(self) -> str:
        tls = [f"{key} = {self.tls / name}" for key, name in
               (("cacertfile", "ca.pem"), ("certfile", "server.pem"), ("keyfile", "server.key"))]  # fmt: skip
        lines = [
            "listeners.tcp = none",
            f"listeners.ssl.default = 127.0.0.1:{self.amqps}",
            "management.ssl.ip = 127.0.0.1",
            f"management.ssl.port = {self.api}",
            *(f"{prefix}.{line}" for prefix in ("ssl_options", "management.ssl") for line in tls),
            "default_user = drgen",
            f"default_pass = {PASSWORD}",
            f"cluster_name = {self.name}",
            "collect_statistics_interval = 500",
            "disk_free_limit.absolute = 10MB",
            "log.console.level = warning",
        ]
        return "\n".join(lines) + "\n"

    def _environment(self) -> dict[str, str]:
        threads = f"+S {self.schedulers}:{self.schedulers} +sbwt none"
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "LANG": "C.UTF-8",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self.epmd),
            "RABBITMQ_NODENAME": f"{self.name}@localhost",
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self.folder / "advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "logs"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"-kernel inet_dist_use_interface {{127,0,0,1}} {threads}",
        }


def _openssl(*arguments: str, at: Path) -> None:
    subprocess.run([str(shutil.which("openssl")), *arguments], cwd=at, check=True, capture_output=True)
