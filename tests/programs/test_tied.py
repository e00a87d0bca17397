"""What a process started ends with it, however it ends: real processes, real signals."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drgen.programs import children, tied

# A rehearsal in small: it starts a command that starts another, says who they are, and waits.
COMMAND = ("sh", "-c", "trap '' HUP; sleep 300 & echo $$ $!; wait")
PARENT = """
import subprocess
from drgen.programs import tied
from drgen.rehearsal import ending

with ending.at_once():
    subprocess.run(tied.command(*COMMAND))
"""
EMULATORS = """
import sys, time
from pathlib import Path
from drgen.programs import emulators

with emulators.running("123456789012", Path(sys.argv[1])) as ports:
    print(*ports.values(), flush=True)
    time.sleep(300)
"""


def alive(pid: int) -> bool:
    """Whether a process runs: a dead one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def soon(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happened()


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python code whose first line tells numbers; killed at the end, if it still is."""
    started: list[subprocess.Popen[str]] = []

    def begin(code: str, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", f"COMMAND = {COMMAND!r}\n{code}", *arguments]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def numbers(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout
    return [int(word) for word in process.stdout.readline().split()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda s: s.name)
def test_a_command_and_its_own_children_end_with_who_started_it(
    how: signal.Signals, start: Callable[..., object]
) -> None:
    parent = start(PARENT)
    pids = numbers(parent)
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)
    parent.send_signal(how)
    assert parent.wait(20) == (-how if how == signal.SIGKILL else 128 + how)
    assert soon(lambda: not any(alive(pid) for pid in pids))


def test_the_emulators_end_with_a_rehearsal_that_was_killed(tmp_path: Path, start: Callable[..., object]) -> None:
    parent = start(EMULATORS, str(tmp_path))
    assert len(numbers(parent)) == 2
    family = _below(parent.pid)
    assert len(family) >= 4  # each emulator, and what ties it
    parent.kill()
    assert soon(lambda: not any(alive(pid) for pid in family))


def test_what_is_left_behind_by_a_command_that_ended_is_ended_too() -> None:
    done = subprocess.run(tied.command("sh", "-c", "sleep 300 >&- & echo $!"), capture_output=True, text=True)
    assert soon(lambda: not alive(int(done.stdout)))


def test_a_command_tells_its_own_words_and_exit_code(tmp_path: Path) -> None:
    done = children.run(["sh", "-c", "echo out; echo err >&2; exit 7"], tmp_path, {}, tmp_path / "log")
    assert (done.code, done.out, done.err) == (7, "out\n", "err\n")
    killed = children.run(["sh", "-c", "kill -9 $$"], tmp_path, {}, tmp_path / "log")
    assert killed.code == 128 + 9


def _below(pid: int) -> list[int]:
    own = [int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    return own + [below for one in own for below in _below(one)]
