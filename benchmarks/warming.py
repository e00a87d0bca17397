"""How fast a cache is warmed: 1,000,000 keys with TTLs, against `redis-cli --pipe` of the same keys in the same run.

python benchmarks/warming.py            prints, and writes benchmarks/results/warming.json
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from drgen.warming.copying import copy
from drgen.warming.resp import Connection, command

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.warming.conftest import server

KEYS = 1_000_000
ROUNDS = 3
VALUE = b"x" * 200  # bytes, a small rendered fragment
RESULT = Path(__file__).parent / "results" / "warming.json"


@dataclass(frozen=True)
class Taken:
    """What one load took, in seconds: by the clock, and of all processes' processor time."""

    wall: float
    cpu: float


def main() -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        with server(folder / "source") as source, server(folder / "target") as target:
            rounds = [_round(source, target) for _ in range(ROUNDS)]
    piped, copied = rounds[0]
    shares = sorted(pipe.wall / made.wall for pipe, made in rounds)
    found = {
        "keys": KEYS,
        "bytes_per_value": len(VALUE),
        "redis_cli_pipe_seconds": [round(pipe.wall, 2) for pipe, _ in rounds],
        "copy_seconds": [round(made.wall, 2) for _, made in rounds],
        "share_of_pipe": round(shares[len(shares) // 2], 2),
        "keys_per_second": round(KEYS / min(made.wall for _, made in rounds)),
        "cpu_share_of_pipe": round(piped.cpu / copied.cpu, 2),
        "load_average": round(os.getloadavg()[0], 1),
    }
    RESULT.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


def _round(source: str, target: str) -> tuple[Taken, Taken]:
    """Fill the source by `redis-cli --pipe`, copy it, and look whether all is there."""
    with Connection(source) as here, Connection(target) as there:
        here.call("FLUSHALL", "ASYNC")
        there.call("FLUSHALL", "ASYNC")
        load = b"".join(command("SET", f"page:{number}", VALUE, "EX", 86_400) for number in range(KEYS))
        piped = _taken(lambda: _piped(source, load), here)
        copied = _taken(lambda: copy(here, there), here, there)
        assert there.call("DBSIZE") == KEYS
        ttl = there.call("TTL", "page:7")
        assert isinstance(ttl, int)
        assert 0 < ttl <= 86_400
    return piped, copied


def _piped(url: str, load: bytes) -> None:
    subprocess.run(["redis-cli", "-u", url, "--pipe"], input=load, check=True, capture_output=True)


def _taken(work: Callable[[], object], *servers: Connection) -> Taken:
    began, before = time.monotonic(), _cpu(servers)
    work()
    return Taken(time.monotonic() - began, _cpu(servers) - before)


def _cpu(servers: Iterable[Connection]) -> float:
    """Processor time of the servers, of this process and of those that it started."""
    own = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    said = [str(one.call("INFO", "cpu")) for one in servers]
    found = [float(figure) for text in said for figure in re.findall(r"used_cpu_(?:sys|user):([0-9.]+)", text)]
    return sum(found) + sum(one.ru_utime + one.ru_stime for one in own)


if __name__ == "__main__":
    main()
