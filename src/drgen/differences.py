"""What a component says about its standby, and whether it says why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from drgen import durations, types
from drgen.merge import merge
from drgen.problems import Issue, Path, did_you_mean, echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drgen.terms import Module

PRESENCE = ("present", "absent")

_ABOUT = ("because", "until")  # of a standby block, about the differences
_WHY = "add because: and the reason"


def of(said: dict[str, Any]) -> dict[str, Any]:
    """The settings in which the standby differs."""
    return {key: value for key, value in _block(said).items() if key not in _ABOUT}


def presence(said: dict[str, Any]) -> str | None:
    """`present` or `absent`, where the component says so instead."""
    standby = said.get("standby")
    return standby if isinstance(standby, str) and standby in PRESENCE else None


def because(said: dict[str, Any]) -> str:
    """The reasons that a component gives, beside its standby block and inside."""
    reasons = (said.get("because"), _block(said).get("because"))
    return "; ".join(reason for reason in reasons if isinstance(reason, str))


def until(said: dict[str, Any]) -> date | None:
    """The last day that the standby block holds, where it says one."""
    try:
        return durations.day(_block(said)["until"])
    except (KeyError, ValueError):
        return None


def issues(said: dict[str, Any], module: Module, strategy: str, path: Path) -> Iterator[Issue]:
    """Everything that is wrong with what a component at `path` says about its standby, but the values."""
    explained = bool(because(said).strip())
    if "standby" in said:
        yield from _standby(said, module, strategy, path, explained=explained)
    for at, block in ((path, said), ((*path, "standby"), _block(said))):
        reason = block.get("because", "none needed")
        if not isinstance(reason, str) or not reason.strip():
            yield Issue((*at, "because"), "wants a reason in words", "because: it is rebuilt every night")
    yield from _until(_block(said), path)
    yield from _durable(said, path, explained=explained)


def misfits(module: Module, key: str, base: object, value: object, path: Path) -> Iterator[Issue]:
    """In what a difference does not fit: judged alone where the module takes both, else laid over the setting."""
    if beside := module.inputs.get(f"standby_{key}"):
        yield from types.check(types.parse(beside.type), value, path)
        return
    wanted = types.parse(module.inputs[key].type)
    known = {(issue.path, issue.message) for issue in types.check(wanted, base, path)}
    found = types.check(wanted, merge({key: base}, {key: value})[key], path)
    yield from (issue for issue in found if (issue.path, issue.message) not in known)


def _block(said: dict[str, Any]) -> dict[str, Any]:
    standby = said.get("standby")
    return standby if isinstance(standby, dict) else {}


def _until(block: dict[str, Any], path: Path) -> Iterator[Issue]:
    try:
        durations.day(block.get("until", "2000-01-01"))
    except ValueError as error:
        hint = "the last day that the difference holds: until: 2027-03-31"
        yield Issue((*path, "standby", "until"), f"{echo(block['until'])} {error}", hint)


def _standby(said: dict[str, Any], module: Module, strategy: str, path: Path, *, explained: bool) -> Iterator[Issue]:
    standby, at = said["standby"], (*path, "standby")
    if module.scope != "regional":
        hint = f"{module.name} exists once, for both regions: remove the block"
        yield Issue(at, "there is no standby of it", hint, at_key=True)
    elif isinstance(standby, dict):
        if _any_value(of(said)) and not explained:
            yield Issue(at, "the regions differ, and nothing says why", _WHY, at_key=True)
    elif standby not in PRESENCE:
        hint = did_you_mean(standby, PRESENCE, "it takes a map of settings, or")
        yield Issue(at, f"{echo(standby)} is no difference", hint)
    elif standby == "absent" and not explained and not module.is_absent(strategy, said):
        yield Issue(at, "the strategy would have one there, and nothing says why not", _WHY)


def _any_value(value: object) -> bool:
    """Whether there is anything but empty maps and lists: nothing at all is what a strategy implies."""
    if isinstance(value, dict):
        return any(map(_any_value, value.values()))
    return value != []


def _durable(value: object, path: Path, *, explained: bool) -> Iterator[Issue]:
    """`durable: false` gives data away: someone must have meant it."""
    if not isinstance(value, dict):
        return
    explained = explained or bool(value.get("because"))
    if value.get("durable") is False and not explained:
        yield Issue((*path, "durable"), "a failover loses what is not durable, and nothing says why", _WHY)
    for key, inner in value.items():
        yield from _durable(inner, (*path, key), explained=explained)
