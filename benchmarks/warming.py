"""How fast a cache is warmed: 1,000,000 keys with TTLs, against `redis-cli --pipe` of the same keys in the same run.

python benchmarks/warming.py            prints, and writes benchmarks/results/warming.json
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drgen.warming.copying import Progress, copy
from drgen.warming.resp import Connection, command

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.warming.conftest import server

KEYS = 1_000_000
VALUE = b"x" * 200  # bytes, a small rendered fragment
RESULT = Path(__file__).parent / "results" / "warming.json"


def main() -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        with server(folder / "source") as source, server(folder / "target") as target:
            piped = _piped(source)
            copied = _copied(source, target)
            with Connection(target) as cache:
                assert cache.call("DBSIZE") == KEYS
                ttl = cache.call("TTL", "page:7")
                assert isinstance(ttl, int)
                assert 0 < ttl <= 86_400
    found = {
        "keys": KEYS,
        "bytes_per_value": len(VALUE),
        "redis_cli_pipe_seconds": round(piped, 2),
        "copy_seconds": round(copied.seconds, 2),
        "share_of_pipe": round(piped / copied.seconds, 2),
        "keys_per_second": round(KEYS / copied.seconds),
    }
    RESULT.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


def _piped(url: str) -> float:
    """Fill a cache by `redis-cli --pipe`; seconds."""
    load = b"".join(command("SET", f"page:{number}", VALUE, "EX", 86_400) for number in range(KEYS))
    began = time.monotonic()
    subprocess.run(["redis-cli", "-u", url, "--pipe"], input=load, check=True, capture_output=True)
    return time.monotonic() - began


def _copied(source: str, target: str) -> Progress:
    with Connection(source) as here, Connection(target) as there:
        return copy(here, there)


if __name__ == "__main__":
    main()
