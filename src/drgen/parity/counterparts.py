"""Which resource of the standby stands for which of the primary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drgen.inventory import Pair, Resource, Unknown
from drgen.parity import words

# Two types that are one thing in different regions.
_SAME = {"aws_kms_replica_key": "aws_kms_key", "aws_alb": "aws_lb", "aws_alb_listener": "aws_lb_listener"}
_NAMES = ("name", "identifier", "cluster_identifier", "bucket", "function_name", "alarm_name", "replication_group_id")
_INDEX = re.compile(r"\[(\d+|\"[^\"]*\")\]")
_CALLED_BY_USE = (
    "aws_lambda_function",
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_ssm_parameter",
)
_CROWD = 200  # leftovers of a type on one side: beyond that likeness is not looked for


@dataclass(frozen=True)
class Matched:
    """The pairs, and what is left over on either side."""

    pairs: tuple[Pair, ...]
    only_primary: tuple[Resource, ...]
    only_standby: tuple[Resource, ...]


def matched(primary: Iterable[Resource], standby: Iterable[Resource]) -> Matched:
    """Pairs by the strictest likeness first: place and name, then name, then what AWS calls it, then shape."""
    left, right = list(primary), list(standby)
    pairs: list[Pair] = []
    for key in (_place, _module_and_name, _own_name, _called):
        pairs += _by(key, left, right)
    pairs += _by_likeness(left, right)
    order = {id(one): at for at, one in enumerate(primary)} if isinstance(primary, list) else {}
    pairs.sort(key=lambda pair: order.get(id(pair.primary), 0))
    return Matched(tuple(pairs), tuple(left), tuple(right))


def kind(resource: Resource) -> str:
    """Its type; what is one thing under two types has one."""
    if resource.mode == "module":
        return f"module {resource.known('source', '')}"
    return _SAME.get(resource.type, resource.type)


def _by(key: Callable[[Resource], Hashable], left: list[Resource], right: list[Resource]) -> Iterator[Pair]:
    """Pairs of equal keys, in order; they leave both lists."""
    waiting: dict[Hashable, list[Resource]] = defaultdict(list)
    for one in right:
        if (found := key(one)) is not None:
            waiting[found].append(one)
    kept, taken = [], set()
    for one in left:
        found = key(one)
        if found is not None and waiting.get(found):
            other = waiting[found].pop(0)
            taken.add(id(other))
            yield Pair(one, other)
        else:
            kept.append(one)
    left[:] = kept
    right[:] = [one for one in right if id(one) not in taken]


def _place(one: Resource) -> Hashable:
    root = words.plain(Path(one.source).name) if one.source else ""
    return kind(one), root, _plain_address(one.module), words.plain(one.name), _index(one)


def _module_and_name(one: Resource) -> Hashable:
    return kind(one), _plain_address(one.module), words.plain(one.name), _index(one)


def _own_name(one: Resource) -> Hashable:
    name = words.plain(one.name)
    return (kind(one), name, _index(one)) if name not in ("", "this") else None


def _called(one: Resource) -> tuple[str, str] | None:
    """By the name that AWS knows it by."""
    name = next((value for argument in _NAMES if isinstance(value := one.known(argument), str)), "")
    return (kind(one), plain) if (plain := words.plain(name)) else None


def _by_likeness(left: list[Resource], right: list[Resource]) -> Iterator[Pair]:
    """Of what is left of one type, the most alike first; one that is alone on both sides is the other's."""
    for type_ in sorted({kind(one) for one in left} & {kind(one) for one in right}):
        ones = [one for one in left if kind(one) == type_][:_CROWD]
        others = [one for one in right if kind(one) == type_][:_CROWD]
        ranked = sorted(
            (
                (_likeness(one, other), at, to)
                for at, one in enumerate(ones)
                for to, other in enumerate(others)
                if _may_be_one(one, other)
            ),
            key=lambda row: (-row[0], row[1], row[2]),
        )
        taken_left: set[int] = set()
        taken_right: set[int] = set()
        for _, at, to in ranked:
            if at not in taken_left and to not in taken_right:
                taken_left.add(at)
                taken_right.add(to)
                yield Pair(ones[at], others[to])
        gone = {id(ones[at]) for at in taken_left} | {id(others[to]) for to in taken_right}
        left[:] = [one for one in left if id(one) not in gone]
        right[:] = [one for one in right if id(one) not in gone]


def _may_be_one(one: Resource, other: Resource) -> bool:
    """Whether two that are called by what they do may do the same."""
    if one.type == "aws_cloudwatch_metric_alarm":
        watched = [(each.known("namespace"), each.known("metric_name")) for each in (one, other)]
        return watched[0] == watched[1] or None in (*watched[0], *watched[1])
    if one.type not in _CALLED_BY_USE:
        return True
    called = [
        _words(each) | {part for part in (_called(each) or ("", ""))[1].split("-") if part} for each in (one, other)
    ]
    return bool(called[0] & called[1])


def _likeness(one: Resource, other: Resource) -> float:
    """How alike two resources of a type are: their words, their arguments, what these are set to."""
    names = _overlap(_words(one), _words(other))
    arguments = _overlap(set(one.values), set(other.values))
    common = [name for name in one.values if name in other.values]
    equal = sum(_equal(one.values[name], other.values[name]) for name in common) / (len(common) or 1)
    return 2 * names + arguments + equal


def _equal(one: object, other: object) -> bool:
    return not isinstance(one, Unknown) and not isinstance(other, Unknown) and one == other


def _words(one: Resource) -> set[str]:
    tags = one.known("tags")
    tagged = tags.get("Name") if isinstance(tags, dict) else ""
    said = " ".join(filter(None, (one.name, one.module, tagged if isinstance(tagged, str) else "")))
    return set(words.plain(said).split("-")) - {"module", "this", ""}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _plain_address(module: str) -> str:
    return ".".join(words.plain(part) for part in _INDEX.sub(r".\1", module).split(".") if part != "module")


def _index(one: Resource) -> str:
    found = _INDEX.search(one.address[len(one.module) :])
    return words.plain(found[1].strip('"')) if found and not found[1].isdigit() else found[1] if found else ""
