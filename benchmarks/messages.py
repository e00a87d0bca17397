"""How long definitions of 1,000 queues take, on one real RabbitMQ node: applied, applied again, and asked for.

python benchmarks/messages.py           prints, and writes benchmarks/results/messages.json
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from drgen.messages.applying import apply
from drgen.messages.definitions import definitions
from drgen.messages.placeholders import filled
from drgen.messages.status import status
from drgen.messages.topology import Brokers, Exchange, Queue
from drgen.terms import Side

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.messages import nodes
from tests.messages.linked import FEDERATED, values
from tests.messages.nodes import Node

from drgen.programs.emulators import free_port

QUEUES = 1000
TARGETS = {"apply": 10.0, "status": 2.0}  # seconds
RESULT = Path(__file__).parent / "results" / "messages.json"


def main() -> int:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        nodes.certificates(folder / "tls")
        node = Node("bench", folder / "bench", folder / "tls", free_port(), schedulers=os.cpu_count() or 1)
        try:
            node.start()
            node.wait()
            found = {kind: _measured(node, kind) for kind in ("quorum", "classic")}
        finally:
            node.kill()
            nodes.stop_epmd(node.epmd)
    RESULT.write_text(json.dumps({"queues": QUEUES, "targets": TARGETS, "seconds": found}, indent=2) + "\n")
    print(RESULT.read_text(), end="")
    return int(any(seconds[what] > target for seconds in found.values() for what, target in TARGETS.items()))


def _measured(node: Node, kind: str) -> dict[str, float]:
    exchange = Exchange("many", link="federation")
    queues = tuple(Queue(f"{kind}-{number}", type=kind, bindings={"many": (str(number),)}) for number in range(QUEUES))
    address: dict[Side, str] = {"primary": node.address, "standby": node.address}
    brokers: Brokers = replace(FEDERATED, instance=kind, exchanges=(exchange,), queues=queues, addresses=address)
    wanted = filled(definitions(brokers, "primary", "primary"), values())
    with node.management() as api:
        found = {
            "apply": _timed(lambda: apply(api, kind, wanted)),
            "apply_again": _timed(lambda: apply(api, kind, wanted)),
            "status": _timed(lambda: status(brokers, "primary", lambda _side, _mover: node.management())),
        }
        apply(api, kind, {})
        return found


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return round(time.monotonic() - began, 2)


if __name__ == "__main__":
    sys.exit(main())
