"""What the checks ask about a queue, as the settings have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.sides import Pair


def feeding(pair: Pair, queue: Mapping[str, Any]) -> list[str]:
    """The exchanges that fill a queue and are linked: both regions' queues get their messages."""
    linked = {name for name, one in pair.primary["exchanges"].items() if one["link"] != "none"}
    return sorted(linked & queue["bindings"].keys())


def is_shovelled(queue: Mapping[str, Any]) -> bool:
    """Whether a shovel takes copies of its messages, from a queue beside it."""
    return queue["link"] == "shovel" and bool(queue["bindings"]) and not queue["moves"]


def is_copied(pair: Pair, queue: Mapping[str, Any]) -> bool:
    """Whether the passive region holds copies of it that nobody consumes there."""
    return is_shovelled(queue) or bool(feeding(pair, queue))


def is_linked(pair: Pair) -> bool:
    """Whether anything of these brokers crosses the regions."""
    both = [*pair.primary["queues"].values(), *pair.primary["exchanges"].values()]
    return any(one["link"] != "none" for one in both)
