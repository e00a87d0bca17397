"""A link between brokers does not wait for confirmation.

With `no-ack` or `on-publish` a message is taken from the source before the other region has it: what is under way when
a region dies is lost.
https://www.rabbitmq.com/docs/shovel-dynamic

Set the acknowledgement mode to `on-confirm`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM


_MODES = {"rabbitmq_federation_upstream": "definition.0.ack_mode", "rabbitmq_shovel": "info.0.ack_mode"}


def check(regions: Regions) -> Iterator[Finding]:
    for link in regions.everything.of(*_MODES):
        mode = text(link, _MODES[link.type])
        if mode and mode != "on-confirm":
            yield about(link, _MODES[link.type], f"is {mode}, not on-confirm")
