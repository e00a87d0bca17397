"""A queue and an exchange of one name are both shovelled, from one buffer.

A shovel takes its copies from a queue beside what it copies, `<name>.to.<side>`. Of two shovels on the same one each
gets a part: the other region has some messages in the queue, some in the exchange, and all of them in neither.

Give the queue or the exchange another name; or leave the link to the exchange, which fills both regions' queues.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.messages import queues
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        exchanges = pair.primary["exchanges"]
        for name, queue in pair.primary["queues"].items():
            other = exchanges.get(name)
            if queues.is_shovelled(queue) and other and other["link"] == "shovel" and other["vhost"] == queue["vhost"]:
                message = f"{pair.name}: shovels of queue and exchange {name} share the buffer {name}.to.<side>"
                yield Finding(("components", pair.name, "queues", name, "link"), message)
