"""Fill an instance's inputs by name. The first rule that gives a value wins:

1. the spec          `vpc_id: vpc-1` or `vpc_id: ${network.vpc_id}`; `standby_x` is `x` as the standby block says it;
2. the platform      `name`, `role`, `region`, ... (see `platform.values`);
3. another root      `primary_x` is output `x` there, of the same instance or of the only giver;
4. a sibling         output `x` of the only giver in this root;
5. every sibling     `all_x` is a map of output `x` by instance.

An input with a default is filled by rules 3 and 5 only, or by the spec.
`ephemeral`, `sensitive` and `observed_` inputs are variables of the root itself: no spec and no file gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from drgen.errors import DrgenError
from drgen.terms import SEES, SIDES, Input, Module, Ref, Variable, Wire

Roots = dict[str, dict[str, Module]]  # root → instance → module

_CROSSES = ("foundation_", "primary_", "standby_", "all_")
_REFERENCE = re.compile(r"\$\{([\w.]+)\}")


class Shape:
    """Which instances the roots have: environments of one shape share it, and what follows from it alone."""

    def __init__(self, roots: Roots, modules: Iterable[Module]) -> None:
        self.roots = roots
        self.modules = modules  # all that there are: what is missing may be one of them
        self.givers = {root: _givers(instances) for root, instances in roots.items()}
        self.given: dict[tuple[str, str, str], Wire | None] = {}  # by root, instance and input: found once


@dataclass(frozen=True)
class Place:
    """Where an instance stands, and everything that may fill its inputs."""

    instance: str
    root: str
    settings: dict[str, Any]
    platform: dict[str, Any]
    shape: Shape

    def siblings(self, output: str) -> list[str]:
        """The other instances of this root that give an output."""
        return [name for name in self.shape.givers[self.root].get(output, ()) if name != self.instance]


def wire(taken: Input, place: Place) -> Wire | None:
    """Fill one input; None leaves it at its default. Raises DrgenError where nothing, or more than one thing, gives."""
    if is_outside(taken):
        return _own_variable(taken, place)
    if taken.name in place.settings:
        return _said(taken, place)
    if taken.required and taken.name in place.platform:
        return Wire(place.platform[taken.name], "the platform")
    key, known = (place.root, place.instance, taken.name), place.shape.given
    if key not in known:
        known[key] = _given(taken, place)
    if known[key] is None and taken.required:
        raise DrgenError(f"{_needs(taken, place)}; nothing gives it", hint=_way_out(taken, place))
    return known[key]


def is_outside(taken: Input) -> bool:
    """Whether an input comes from outside (the environment, or `drgen reconcile`), never from the spec."""
    return taken.ephemeral or taken.sensitive or taken.name.startswith("observed_")


def _own_variable(taken: Input, place: Place) -> Wire:
    variable = Variable(f"{place.instance}_{taken.name}", taken)
    source = "drgen reconcile" if taken.name.startswith("observed_") else f"TF_VAR_{variable.name}"
    return Wire(Ref(f"var.{variable.name}"), source, variable)


def _said(taken: Input, place: Place) -> Wire:
    value = place.settings[taken.name]
    reference = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return _referred(taken, place, reference[1].split(".")) if reference else Wire(value, "the spec")


def _referred(taken: Input, place: Place, parts: list[str]) -> Wire:
    root, instance, output = parts if len(parts) == 3 else (place.root, *parts, "", "")[:3]  # noqa: PLR2004
    module = place.shape.roots.get(root, {}).get(instance)
    if root not in (place.root, *SEES[place.root]) or module is None or output not in module.outputs:
        raise DrgenError(
            f"${{{'.'.join(parts)}}} is nothing that {place.root} sees",
            hint="write ${instance.output}, or ${root.instance.output} for another root",
        )
    return _sibling_wire(instance, output) if root == place.root else _handed(taken, place, root, instance, output)


def _given(taken: Input, place: Place) -> Wire | None:
    """What another instance gives."""
    if taken.required:
        return _another_root(taken, place) or _sibling(taken, place) or _every_sibling(taken, place)
    if taken.name.startswith(_CROSSES):
        return _another_root(taken, place) or _every_sibling(taken, place)
    return None


def _another_root(taken: Input, place: Place) -> Wire | None:
    root, _, output = taken.name.partition("_")
    if root not in SEES[place.root]:
        return None
    givers = place.shape.givers[root].get(output, [])
    instance = place.instance if place.instance in givers else _only(taken, place, givers, f"{root}.")
    return _handed(taken, place, root, instance, output) if instance else None


def _sibling(taken: Input, place: Place) -> Wire | None:
    giver = _only(taken, place, place.siblings(taken.name), "")
    return _sibling_wire(giver, taken.name) if giver else None


def _every_sibling(taken: Input, place: Place) -> Wire | None:
    prefix, _, output = taken.name.partition("_")
    if prefix != "all":
        return None
    givers = place.siblings(output)
    return Wire({giver: Ref(f"module.{giver}.{output}") for giver in givers}, f"all of {', '.join(givers) or 'none'}")


def _sibling_wire(giver: str, output: str) -> Wire:
    return Wire(Ref(f"module.{giver}.{output}"), f"{giver}.{output}")


def _handed(taken: Input, place: Place, root: str, instance: str, output: str) -> Wire:
    # Several modules may take it, each for a use of its own: the giver says what it is.
    described = place.shape.roots[root][instance].outputs[output] or taken.description
    given = replace(taken, description=described)
    variable = Variable(f"{root}_{instance}_{output}", given, root, f"{instance}_{output}")
    return Wire(Ref(f"var.{variable.name}"), f"{root}.{instance}.{output}, handed over", variable)


def _givers(instances: dict[str, Module]) -> dict[str, list[str]]:
    """The names of the instances that give each output, sorted."""
    found: dict[str, list[str]] = {}
    for name in sorted(instances):
        for output in instances[name].outputs:
            found.setdefault(output, []).append(name)
    return found


def _only(taken: Input, place: Place, givers: list[str], prefix: str) -> str | None:
    if len(givers) > 1:
        output = taken.name if not prefix else taken.name.partition("_")[2]
        raise DrgenError(
            f"{_needs(taken, place)}; {' and '.join(givers)} give it",
            hint=f"write `{taken.name}: ${{{prefix}{givers[0]}.{output}}}` under components.{place.instance}",
        )
    return givers[0] if givers else None


def _needs(taken: Input, place: Place) -> str:
    return f"{place.root} needs {taken.name!r}"


def _way_out(taken: Input, place: Place) -> str:
    if taken.name in ("zone_id", "zone_name"):
        return "set `zone: {id: …, name: …}` in the spec"
    setting = f"set components.{place.instance}.{taken.name}"
    if givers := _could_give(taken, place):
        return f"add {' or '.join(givers)} under components, or {setting}"
    return f"{setting}; `drgen explain {place.shape.roots[place.root][place.instance].name}` says what it is"


def _could_give(taken: Input, place: Place) -> list[str]:
    """The modules of which an instance would fill an input, had the spec one."""
    root, _, output = taken.name.partition("_")
    if root not in SEES[place.root]:
        root, output = place.root, taken.name
    scope = "regional" if root in SIDES else root
    return sorted(module.name for module in place.shape.modules if module.scope == scope and output in module.outputs)
