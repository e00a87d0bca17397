"""The components of a spec, held against the modules that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen import differences, types
from drgen.problems import Issue, Path, did_you_mean, echo
from drgen.wiring import is_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drgen.terms import Input, Module

RESERVED = ("because", "module", "objectives", "standby")  # keys of a component that are no setting
INSTANCE = "^(?=.{1,31}$)[a-z][a-z0-9]*(_[a-z0-9]+)*$"  # AWS names of it: no dash at the end, no two in a row

_NAME = "lowercase letters, digits and underscores, at most 31; a letter first"
_ONCE = "what it makes is named after the platform: one is all there can be"

# What nobody sets because the platform or another root gives it; it may be set, but is not worth proposing.
_GIVEN = re.compile(
    "name|platform|strategy|active|traffic|partition|account_id|role_arn_prefix|objectives|tags|hosts|zone_id|zone_name"
    "|role|state_readers|state_writers|((peer|primary|standby)_)?(region|cidr|zones|state_bucket)|(all|foundation|primary|standby|peer)_.*"
)


@dataclass(frozen=True)
class _Component:
    """One component as it stands in the spec, and its module."""

    name: str
    said: dict[str, Any]
    module: Module
    wired: frozenset[str]  # what some module gives: an input of that name needs no setting

    def setting(self, key: str, value: object, path: Path) -> Iterator[Issue]:
        """What is wrong with a setting that stands at `path`."""
        taken = self.module.inputs.get(key)
        if refused := self.refused(key, path):
            yield refused
        elif taken and (value is not None or taken.required):
            yield from types.check(types.parse(taken.type), value, path)

    def refused(self, key: str, path: Path) -> Issue | None:
        """Why a spec cannot set `key`, and what to do instead."""
        taken = self.module.inputs.get(key)
        if taken is None:
            takes = did_you_mean(key, proposed(self.module, self.wired), f"{self.module.name} takes")
            hint = f"{takes}; `drgen explain {self.module.name}` says what each is"
            return Issue(path, f"{self.module.name} has no setting {echo(key)}", hint, at_key=True)
        if _is_beside(self.module, taken):
            hint = f"write standby: {{{key.removeprefix('standby_')}: …}}"
            return Issue(path, f"{key} is what the standby block says", hint, at_key=True)
        if key.startswith("observed_"):
            return Issue(path, f"{key} is observed, not wanted", "`drgen reconcile` writes it", at_key=True)
        if is_outside(taken):
            hint = f"Terraform takes it from TF_VAR_{self.name}_{key}"
            return Issue(path, f"{key} is a secret: it has no place in a spec", hint, at_key=True)
        return None


def proposed(module: Module, given: frozenset[str]) -> list[str]:
    """The settings worth proposing: those that neither the platform nor a module (`given`) gives."""
    return [
        name
        for name, taken in sorted(module.inputs.items())
        if not is_outside(taken) and not _GIVEN.fullmatch(name) and not (taken.required and name in given)
    ]


def components_of(catalog: Mapping[str, Module]) -> dict[str, Module]:
    """The modules that a component may be."""
    return {name: module for name, module in sorted(catalog.items()) if module.scope != "bootstrap"}


def wired(catalog: Mapping[str, Module]) -> frozenset[str]:
    """What some module gives."""
    return frozenset(output for module in catalog.values() for output in module.outputs)


def may_set(module: Module, taken: Input) -> bool:
    """Whether a spec may set an input directly."""
    return not is_outside(taken) and not _is_beside(module, taken)


def split(components: Mapping[str, Any]) -> dict[str, Any]:
    """Each component as `spec.Component` takes it; what has the wrong shape is left out, since `issues` names it."""
    return {name: _split(name, said if isinstance(said, dict) else {}) for name, said in components.items()}


def issues(data: Mapping[str, Any], catalog: Mapping[str, Module]) -> Iterator[Issue]:
    """Everything in which the components do not fit their modules."""
    components = data.get("components")
    known = components_of(catalog)
    given = wired(known)
    first: dict[str, str] = {}  # module → its first instance
    for name, said in components.items() if isinstance(components, dict) else ():
        path = ("components", name)
        if not re.fullmatch(INSTANCE, name):
            yield Issue(path, f"{echo(name)} is no name", _NAME, at_key=True)
        if not isinstance(said, dict):
            what = "has no value" if said is None else f"wants a map, and this is {echo(said)}"
            yield Issue(path, what, f"write {name}: {{}}")
        elif module := known.get(_module(name, said)):
            yield from _instance(name, module, known, first)
            yield from _requires(name, module, data["components"])
            yield from _issues(_Component(name, said, module, given), str(data.get("strategy", "")))
        else:
            yield _no_module(name, said, known)


def _is_beside(module: Module, taken: Input) -> bool:
    """Whether an input takes what the standby block says about another one (docs/modules.md)."""
    plain = taken.name.removeprefix("standby_")
    return module.scope == "regional" and plain != taken.name and plain in module.inputs


def _split(name: str, said: dict[str, Any]) -> dict[str, Any]:
    module = said.get("module", name)
    return {
        "module": module if isinstance(module, str) else name,
        "settings": _settings(said),
        "standby": differences.of(said),
        "presence": differences.presence(said),
        "because": differences.because(said),
        "until": differences.until(said),
        "objectives": said.get("objectives"),
    }


def _settings(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in RESERVED}


def _module(name: str, said: dict[str, Any]) -> str:
    module = said.get("module", name)
    return module if isinstance(module, str) else ""


def _instance(name: str, module: Module, known: Mapping[str, Module], first: dict[str, str]) -> Iterator[Issue]:
    path = ("components", name)
    if name in known and name != module.name:
        yield Issue(path, f"{name} is the name of a module", "give the instance another name", at_key=True)
    if module.singleton and first.setdefault(module.name, name) != name:
        yield Issue(path, f"there is one {module.name} already: {first[module.name]}", _ONCE, at_key=True)


def _requires(name: str, module: Module, components: Mapping[str, Any]) -> Iterator[Issue]:
    if not module.requires:
        return
    there = {_module(other, said) for other, said in components.items() if isinstance(said, dict)}
    for wanted in sorted(set(module.requires) - there):
        hint = f"add `{wanted}: {{}}` under components"
        yield Issue(("components", name), f"{module.name} needs what {wanted} makes, and there is none", hint)


def _no_module(name: str, said: dict[str, Any], known: Mapping[str, Module]) -> Issue:
    if "module" in said:
        hint = did_you_mean(said["module"], sorted(known), "there are")
        return Issue(("components", name, "module"), f"there is no module {echo(said['module'])}", hint)
    hint = did_you_mean(name, sorted(known), "else add module: and one of")
    return Issue(("components", name), f"there is no module {echo(name)}", hint, at_key=True)


def _issues(component: _Component, strategy: str) -> Iterator[Issue]:
    path, said = ("components", component.name), component.said
    for key, value in _settings(said).items():
        yield from component.setting(key, value, (*path, key))
    yield from differences.issues(said, component.module, strategy, path)
    for key, value in differences.of(said).items() if component.module.scope == "regional" else ():
        at = (*path, "standby", key)
        if key in RESERVED:
            yield Issue(at, f"{key} cannot differ between the regions", "remove it", at_key=True)
        elif refused := component.refused(key, at):
            yield refused
        elif value is not None:
            yield from differences.misfits(component.module, key, said.get(key), value, at)
