"""The components of a spec, held against the modules that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drgen import types
from drgen.merge import merge
from drgen.problems import Issue, Path, did_you_mean, echo
from drgen.terms import Input, Module
from drgen.wiring import is_outside

RESERVED = ("because", "module", "objectives", "standby")
PRESENCE = ("present", "absent")
INSTANCE = "^[a-z][a-z0-9_]{0,30}$"

_NAME = "lowercase letters, digits and underscores, at most 31; a letter first"
_ONCE = "what it makes is named after the platform: one is all there can be"
_WHY = "add because: and the reason"

# What nobody sets because the platform or another module gives it; it may be set, but is not worth proposing.
_GIVEN = re.compile(
    "name|platform|strategy|active|traffic|partition|account_id|role_arn_prefix|objectives|tags|hosts|zone_id|zone_name"
    "|role|((peer|primary|standby)_)?(region|cidr|zones|state_bucket)|(all|foundation|primary|standby|peer)_.*"
)


@dataclass(frozen=True)
class _Written:
    """One component as it stands in the spec."""

    name: str
    said: dict[str, Any]
    module: Module
    wired: frozenset[str]  # what some module gives: inputs of that name need no setting

    @property
    def path(self) -> Path:
        return ("components", self.name)

    @property
    def settings(self) -> dict[str, Any]:
        return {key: value for key, value in self.said.items() if key not in RESERVED}

    @property
    def differences(self) -> dict[str, Any]:
        return _without_because(self.said.get("standby"))


def split(components: Mapping[str, Any]) -> dict[str, Any]:
    """Each component as `spec.Component` takes it; what has the wrong shape is left out, since `issues` names it."""
    return {name: _component(name, said if isinstance(said, dict) else {}) for name, said in components.items()}


def issues(data: Mapping[str, Any], catalog: Mapping[str, Module]) -> Iterator[Issue]:
    """Everything in which the components do not fit their modules."""
    components = data.get("components")
    known = {name: module for name, module in catalog.items() if module.scope != "bootstrap"}
    wired = frozenset(output for module in known.values() for output in module.outputs)
    first: dict[str, str] = {}  # module → its first instance
    for name, said in components.items() if isinstance(components, dict) else ():
        if not re.match(INSTANCE, name):
            yield Issue(("components", name), f"{echo(name)} is no name", _NAME, at_key=True)
        if not isinstance(said, dict):
            what = "has no value" if said is None else f"wants a map, and this is {echo(said)}"
            yield Issue(("components", name), what, f"write {name}: {{}}")
            continue
        module = known.get(_component(name, said)["module"])
        if module is None or not isinstance(said.get("module", ""), str):
            yield _no_module(name, said, known)
            continue
        if module.singleton and first.setdefault(module.name, name) != name:
            yield Issue(("components", name), f"there is one {module.name} already: {first[module.name]}", _ONCE)
        yield from _issues(_Written(name, said, module, wired), str(data.get("strategy")))


def _component(name: str, said: dict[str, Any]) -> dict[str, Any]:
    standby = said.get("standby")
    reasons = (said.get("because"), standby.get("because") if isinstance(standby, dict) else None)
    return {
        "module": said["module"] if isinstance(said.get("module"), str) else name,
        "settings": {key: value for key, value in said.items() if key not in RESERVED},
        "standby": _without_because(standby),
        "presence": standby if standby in PRESENCE else None,
        "because": "; ".join(reason for reason in reasons if isinstance(reason, str)),
        "objectives": said.get("objectives"),
    }


def _without_because(standby: object) -> dict[str, Any]:
    return {key: value for key, value in standby.items() if key != "because"} if isinstance(standby, dict) else {}


def _no_module(name: str, said: dict[str, Any], known: Mapping[str, Module]) -> Issue:
    if "module" not in said:
        hint = did_you_mean(name, sorted(known), "say which it is (module: …):")
        return Issue(("components", name), f"there is no module '{name}'", hint)
    hint = did_you_mean(said["module"], sorted(known), "there are")
    return Issue(("components", name, "module"), f"there is no module {echo(said['module'])}", hint)


def _issues(of: _Written, strategy: str) -> Iterator[Issue]:
    for key, value in of.settings.items():
        yield from _setting(of, key, value)
    if "standby" in of.said:
        yield from _standby(of, strategy)
    yield from _because(of)
    yield from _durable(of.settings, of.path, explained=_explained(of.said))
    yield from _durable(of.differences, (*of.path, "standby"), explained=_explained(of.said))


def _setting(of: _Written, key: str, value: object) -> Iterator[Issue]:
    path = (*of.path, key)
    taken = of.module.inputs.get(key)
    if taken is None:
        yield Issue(path, f"{of.module.name} has no setting {echo(key)}", _settings(of, key), at_key=True)
    elif refused := _refused(of, taken):
        yield Issue(path, *refused, at_key=True)
    elif value is not None or taken.required:
        yield from types.check(types.parse(taken.type), value, path)


def _refused(of: _Written, taken: Input) -> tuple[str, str] | None:
    """Why an input is not for the spec, and where its value comes from."""
    plain = taken.name.removeprefix("standby_")
    if of.module.scope == "regional" and plain != taken.name and plain in of.module.inputs:
        return f"{taken.name} is what the standby block says", f"write standby: {{{plain}: …}}"
    if taken.name.startswith("observed_"):
        return f"{taken.name} is what was observed, not what is wanted", "`drgen reconcile` writes it"
    if is_outside(taken):
        return f"{taken.name} is a secret: it has no place in a spec", f"Terraform takes TF_VAR_{of.name}_{taken.name}"
    return None


def _settings(of: _Written, key: str) -> str:
    names = [
        name
        for name, taken in sorted(of.module.inputs.items())
        if not is_outside(taken) and not _GIVEN.fullmatch(name) and not (taken.required and name in of.wired)
    ]
    return did_you_mean(key, names, f"{of.module.name} takes")


def _standby(of: _Written, strategy: str) -> Iterator[Issue]:
    standby, path = of.said["standby"], (*of.path, "standby")
    if of.module.scope != "regional":
        hint = f"{of.module.name} exists once, for both regions: remove the block"
        yield Issue(path, "there is no standby of it", hint)
    elif standby == "absent" and not _implied_absent(of, strategy) and not _explained(of.said):
        yield Issue(path, f"{strategy} would have one in the standby", _WHY)
    elif isinstance(standby, dict):
        for key, value in of.differences.items():
            yield from _difference(of, key, value)
        if _any_value(of.differences) and not _explained(of.said):
            yield Issue(path, "the regions differ, and nothing says why", _WHY)
    elif standby not in PRESENCE:
        hint = did_you_mean(standby, PRESENCE, "write a map of settings, or")
        yield Issue(path, f"{echo(standby)} is no difference", hint)


def _difference(of: _Written, key: str, value: object) -> Iterator[Issue]:
    """What is wrong with one setting of the standby block: beside the setting it is judged alone, else laid over it."""
    path = (*of.path, "standby", key)
    beside, taken = of.module.inputs.get(f"standby_{key}"), of.module.inputs.get(key)
    if key in RESERVED:
        yield Issue(path, f"{key} cannot differ between the regions", "remove it", at_key=True)
    elif taken is None:
        yield Issue(path, f"{of.module.name} has no setting {echo(key)}", _settings(of, key), at_key=True)
    elif refused := _refused(of, taken):
        yield Issue(path, *refused, at_key=True)
    elif beside:
        yield from types.check(types.parse(beside.type), value, path) if value is not None else ()
    elif value is not None:
        wanted, base = types.parse(taken.type), of.said.get(key)
        known = {(found.path, found.message) for found in types.check(wanted, base, path)}
        merged = merge({key: base}, {key: value})[key]
        found = types.check(wanted, merged, path)
        yield from (issue for issue in found if (issue.path, issue.message) not in known)


def _implied_absent(of: _Written, strategy: str) -> bool:
    """Whether the strategy has no such instance in the standby anyway (see docs/modules.md)."""
    settings = {name: taken.default for name, taken in of.module.inputs.items()} | of.settings
    matches = of.module.absent_in_standby.get(strategy)
    return matches is not None and all(settings.get(key) == value for key, value in matches.items())


def _any_value(value: object) -> bool:
    """Whether there is anything but empty maps and lists: nothing at all is what a strategy implies."""
    if isinstance(value, dict):
        return any(map(_any_value, value.values()))
    return value != []


def _explained(said: dict[str, Any]) -> bool:
    standby = said.get("standby")
    return bool(said.get("because") or (isinstance(standby, dict) and standby.get("because")))


def _because(of: _Written) -> Iterator[Issue]:
    standby = of.said.get("standby")
    for path, said in (((), of.said), (("standby",), standby if isinstance(standby, dict) else {})):
        if "because" in said and not (isinstance(said["because"], str) and said["because"].strip()):
            yield Issue((*of.path, *path, "because"), "wants a reason in words", "because: it is rebuilt every night")


def _durable(value: object, path: Path, *, explained: bool) -> Iterator[Issue]:
    """`durable: false` gives data away: someone must have meant it."""
    if not isinstance(value, dict):
        return
    explained = explained or bool(value.get("because"))
    if value.get("durable") is False and not explained:
        yield Issue((*path, "durable"), "what is not durable is lost in a failover, and nothing says why", _WHY)
    for key, inner in value.items():
        yield from _durable(inner, (*path, key), explained=explained)
