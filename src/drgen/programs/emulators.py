"""The emulators of AWS: the only place that starts and ends them, and looks where they listen."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from drgen.errors import DrgenError
from drgen.programs import tied

_LOOPBACK = "127.0.0.1"
_LONGEST_START_SECONDS = 90  # on a machine under load
_GRACE_SECONDS = 5
_LISTENING = "0A"  # /proc/net/tcp's word for it
_PACKAGES = ("ministack", "moto")
_PASSED = ("HOME", "LANG", "LC_ALL", "PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "TMPDIR")


@contextmanager
def running(account: str, logs: Path) -> Iterator[dict[str, int]]:
    """ministack and moto, each on a free port of loopback, by name; ended with the context, or with this process.

    Raises DrgenError where one is not installed, does not answer, or listens on any other address.
    """
    refuse_missing()
    logs.mkdir(parents=True, exist_ok=True)
    ports = {name: free_port() for name in _PACKAGES}
    commands = {"ministack": ["ministack"], "moto": ["moto.server", "-H", _LOOPBACK, "-p", str(ports["moto"])]}
    settings = {"ministack": _ministack(account, ports["ministack"]), "moto": _moto(account)}
    with ExitStack() as ends:
        started = {}
        for name, command in commands.items():
            started[name] = ends.enter_context(_started(command, settings[name], logs / f"{name}.log"))
        for name, process in started.items():
            _wait_for(name, ports[name], process)
            refuse_open_listeners(name, process.pid)
        yield ports


def refuse_missing() -> None:
    """Raise DrgenError where an emulator is not installed."""
    if missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]:
        raise DrgenError(f"{' and '.join(missing)} cannot be imported", hint="pip install 'drgen[rehearse]'")


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as free:
        free.bind((_LOOPBACK, 0))
        port: int = free.getsockname()[1]
        return port


def refuse_open_listeners(name: str, pid: int) -> None:
    """Raise DrgenError where a process listens on an address that is not loopback. Looks in /proc: Linux alone."""
    if open_to_others := sorted(address for address in listeners(pid) if not ipaddress.ip_address(address).is_loopback):
        hint = "an emulator takes any credential: it must never be reachable from outside"
        raise DrgenError(f"{name} listens on {', '.join(open_to_others)}", hint=hint)


def listeners(pid: int) -> set[str]:
    """The addresses on which a process listens, and all that it started."""
    inodes = {_inode(link) for one in _family(pid) for link in Path(f"/proc/{one}/fd").glob("*")}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        if (path := Path(f"/proc/{pid}/net/{table}")).exists()
        for line in path.read_text(encoding="ascii").splitlines()[1:]
    ]
    return {_address(fields[1].split(":")[0]) for fields in lines if fields[3] == _LISTENING and fields[9] in inodes}


def _ministack(account: str, port: int) -> dict[str, str]:
    return {
        "BIND_HOST": _LOOPBACK,
        "DOCKER_HOST": "unix:///nonexistent",  # else it would start real databases where there is Docker
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",  # else a second listener, on all addresses
        "MINISTACK_ACCOUNT_ID": account,
        "MINISTACK_HOST": _LOOPBACK,
    }


def _moto(account: str) -> dict[str, str]:
    # It validates a certificate a minute after it was asked for unless told otherwise.
    return {"MOTO_ACCOUNT_ID": account, "MOTO_ACM_VALIDATION_WAIT": "0"}


@contextmanager
def _started(command: list[str], settings: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    env = {name: value for name, value in os.environ.items() if name in _PASSED} | settings
    with (
        log.open("wb") as words,
        subprocess.Popen(  # noqa: S603  the emulator beside this Python
            tied.command(sys.executable, "-m", *command), env=env, stdin=subprocess.DEVNULL, stdout=words, stderr=words
        ) as process,
    ):
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_for(name: str, port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _LONGEST_START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((_LOOPBACK, port)) == 0:
                return
        time.sleep(0.05)
    raise DrgenError(f"{name} did not start", hint="its words are in the rehearsal's logs")


def _family(pid: int) -> list[int]:
    """A process, its children, and theirs."""
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):  # it has ended meanwhile
                found += [int(child) for child in path.read_text(encoding="ascii").split()]
    return found


def _inode(link: Path) -> str:
    try:
        return link.readlink().name.removeprefix("socket:[").removesuffix("]")
    except OSError:
        return ""  # closed meanwhile


def _address(hexadecimal: str) -> str:
    """/proc writes each group of four bytes in the machine's order."""
    raw = bytes.fromhex(hexadecimal)
    words = [raw[start : start + 4] for start in range(0, len(raw), 4)]
    found = ipaddress.ip_address(b"".join(word[:: -1 if sys.byteorder == "little" else 1] for word in words))
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
