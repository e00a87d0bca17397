"""Commands that a rehearsal runs as a user would, in an environment made for them; their words go into a log."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drgen.programs import tied


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    command: str
    code: int
    out: str
    err: str
    seconds: float

    @property
    def last_words(self) -> str:
        """What it said of its failure: Terraform's errors, else its last lines."""
        said = (self.err.strip() or self.out.strip()).splitlines()
        start = next((number for number, line in enumerate(said) if "Error:" in line or "error:" in line), -12)
        return "\n".join(line.strip("│╷╵ ") for line in said[start:][:12] if line.strip("│╷╵ "))


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Done:
    """Run a command to its end, which comes at the latest with this process's own."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603  Terraform and drgen themselves
        tied.command(*command), cwd=folder, env=dict(env), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    ended = Done(" ".join(command), done.returncode, done.stdout, done.stderr, time.monotonic() - began)
    with log.open("a", encoding="utf-8") as words:
        words.write(
            f"$ cd {folder}; {ended.command}\n{ended.out}{ended.err}= {ended.code} in {ended.seconds:.1f} s\n\n"
        )
    return ended


def drgen(project: Path, *arguments: str) -> list[str]:
    """drgen itself as a command, on the project in a folder."""
    return [sys.executable, "-m", "drgen.cli", "-C", str(project), *arguments]
