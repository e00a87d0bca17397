"""What a planned change does to a recovery: the words that the checks of changes share.

A message of theirs goes on after "this plan": its first line says what the plan does, the rest what that means on
the day of a failover.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drgen.findings import Finding, Severity
from drgen.inventory import Sensitive, Unknown
from drgen.inventory.changes import Action, Change, Plan
from drgen.redaction import Redactor

STAYS = (Action.UPDATE, Action.REPLACE)
_STANDBY = re.compile(r"(?:^|[^a-z])(?:standby|secondary|dr|replica|passive|recovery)(?:[^a-z]|$)")
_PRIMARY = re.compile(r"(?:^|[^a-z])(?:primary|active)(?:[^a-z]|$)")
_PLAIN = Redactor()
_NAMED_BY = (
    "cluster_identifier", "identifier", "replication_group_id", "global_replication_group_id",
    "global_cluster_identifier", "broker_name", "bucket", "domain_name", "table_name", "alarm_name",
    "node_group_name", "cluster_name", "function_name", "reference_name", "fqdn", "name",
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One value that a plan changes."""

    change: Change
    attribute: str  # its dotted path
    before: Any
    after: Any

    @property
    def goes(self) -> bool:
        """Whether there is nothing afterwards: null, false, empty."""
        return not isinstance(self.after, Unknown) and self.after in (None, "", False, [], {})

    @property
    def uncertain(self) -> bool:
        """Whether the value is known after apply only."""
        return isinstance(self.after, Unknown)


def removed(plans: Iterable[Plan], *types: str) -> Iterator[Change]:
    """The resources of some types that are destroyed or replaced."""
    return (change for change in _of(plans, types) if change.action.removes)


def kept(plans: Iterable[Plan], *types: str) -> Iterator[Change]:
    """The resources of some types that are changed in place, or replaced."""
    return (change for change in _of(plans, types) if change.action in STAYS)


def updated(plans: Iterable[Plan], *types: str) -> Iterator[Change]:
    """The resources of some types that are changed in place."""
    return (change for change in _of(plans, types) if change.action is Action.UPDATE)


def _of(plans: Iterable[Plan], types: Sequence[str]) -> Iterator[Change]:
    chosen = frozenset(types)
    return (change for plan in plans for change in plan.changes if change.type in chosen)


def at(values: Any, path: str, default: Any = None) -> Any:
    """The value at a dotted path, `default` for null; Unknown and Sensitive values as they are."""
    found = values
    for part in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list | tuple) and part.isdigit() and int(part) < len(found):
            found = found[int(part)]
        else:
            return found if isinstance(found, Unknown) else default
    return default if found is None else found


def turn(change: Change, path: str) -> Turn | None:
    """What becomes of one value; None where it stays."""
    before, after = at(change.before, path), at(change.after, path)
    same = before == after or (_is_nothing(before) and _is_nothing(after))
    return None if same else Turn(change, path, before, after)


def _is_nothing(value: Any) -> bool:
    """Whether it is what providers write for nothing; false and zero are something."""
    return value is None or value in ("", [], {})


def turns(change: Change, *paths: str) -> Iterator[Turn]:
    """What becomes of several."""
    return (found for path in paths if (found := turn(change, path)))


def number(value: Any) -> float | None:
    """A number, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def falls(found: Turn) -> bool:
    """Whether a number becomes smaller, or nothing."""
    before, after = number(found.before), number(found.after)
    return before is not None and (after < before if after is not None else found.goes and before > 0)


def rises(found: Turn) -> bool:
    """Whether a number becomes larger."""
    before, after = number(found.before), number(found.after)
    return before is not None and after is not None and after > before


def blocks(values: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
    """The nested blocks at a path; [] where there are none or they are unknown."""
    found = at(values, path, [])
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list | tuple) else []


def text(values: Mapping[str, Any], path: str) -> str:
    """A text at a path, "" where there is none that can be told."""
    found = at(values, path, "")
    return found if isinstance(found, str) else ""


def name(change: Change) -> str:
    """What people call it: the identifier that AWS knows it by, else the address's last words."""
    values = change.before or change.after
    known = next((found for key in _NAMED_BY if (found := text(values, key))), "")
    return f'"{_PLAIN.words(known or _spoken(change))}"'


def _spoken(change: Change) -> str:
    """The last words of an address: eks general, of module.eks.aws_eks_node_group.this["general"]."""
    module = re.search(r"module\.([\w-]+)(?:\[[^\]]*\])?\.[^.]+\.[^.]+$", change.address)
    index = re.search(r'\["(.*)"\]$', change.address)
    own = "" if change.name in ("this", "main", "default") and (module or index) else change.name
    return " ".join(filter(None, [module[1] if module else "", own, index[1] if index else ""]))


def side(change: Change) -> str:
    """`standby` or `primary`, where its root, provider or module says so; else ""."""
    for said in (change.provider, change.root.rpartition("/")[2], change.address.replace(change.type, "")):
        if _STANDBY.search(said.lower()):
            return "standby"
        if _PRIMARY.search(said.lower()):
            return "primary"
    return ""


def where(change: Change) -> str:
    """In words that end a phrase: ` in us-west-2 (standby)`, or nothing."""
    found = [change.region, f"({side(change)})" if side(change) else ""]
    return f" in {' '.join(filter(None, found))}" if change.region else ""


def verb(change: Change) -> str:
    """`destroys` or `replaces`."""
    return "replaces" if change.action is Action.REPLACE else "destroys"


def forced(change: Change) -> str:
    """The attribute that forces a replacement, "" for anything else."""
    return change.forced_by[0] if change.forced_by else ""


def shown(value: Any, path: str = "", type_: str = "") -> str:
    """A value without secrets, for a message."""
    return _PLAIN.value(value, *path.split("."), type_=type_)


def is_sensitive(value: Any) -> bool:
    return isinstance(value, Sensitive)


def finding(change: Change, does: str, means: str, attribute: str = "", *, instead: Severity | None = None) -> Finding:
    """What a check says of one change."""
    return Finding((change.root,), f"{does}.\n{means}", instead=instead, address=change.address, attribute=attribute)
