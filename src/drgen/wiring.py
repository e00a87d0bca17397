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
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drgen.errors import DrgenError
from drgen.terms import SEES, Input, Module, Ref, Variable, Wire

_CROSSES = ("foundation_", "primary_", "standby_", "all_")
_REFERENCE = re.compile(r"\$\{([\w.]+)\}")


@dataclass(frozen=True)
class Want:
    """One input of one instance, and everything that may fill it."""

    input: Input
    instance: str
    root: str
    settings: dict[str, Any]
    platform: dict[str, Any]
    roots: dict[str, dict[str, Module]]  # root → instance → module

    @property
    def siblings(self) -> dict[str, Module]:
        return {name: module for name, module in self.roots[self.root].items() if name != self.instance}

    def __str__(self) -> str:
        return f"{self.root} needs {self.input.name!r}"


def wire(want: Want) -> Wire | None:
    """Fill one input; None leaves it at its default. Raises DrgenError where nothing, or more than one thing, gives."""
    for rule in _rules(want.input):
        if found := rule(want):
            return found
    if not want.input.required:
        return None
    raise DrgenError(f"{want}; nothing gives it", hint=_way_out(want))


def is_outside(taken: Input) -> bool:
    """Whether an input comes from outside (the environment, or `drgen reconcile`), never from the spec."""
    return taken.ephemeral or taken.sensitive or taken.name.startswith("observed_")


def _rules(taken: Input) -> list[Callable[[Want], Wire | None]]:
    if is_outside(taken):
        return [_own_variable]
    if taken.required or taken.name.startswith(_CROSSES):
        return [_spec, _platform, _another_root, _sibling, _every_sibling] if taken.required else [_spec, *_ACROSS]
    return [_spec]


def _own_variable(want: Want) -> Wire:
    variable = Variable(f"{want.instance}_{want.input.name}", want.input)
    source = "drgen reconcile" if want.input.name.startswith("observed_") else f"TF_VAR_{variable.name}"
    return Wire(Ref(f"var.{variable.name}"), source, variable)


def _spec(want: Want) -> Wire | None:
    if want.input.name not in want.settings:
        return None
    value = want.settings[want.input.name]
    reference = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return _referred(want, reference[1].split(".")) if reference else Wire(value, "the spec")


def _referred(want: Want, parts: list[str]) -> Wire:
    root, instance, output = parts if len(parts) == 3 else (want.root, *parts, "", "")[:3]  # noqa: PLR2004
    module = want.roots.get(root, {}).get(instance)
    if root not in (want.root, *SEES[want.root]) or module is None or output not in module.outputs:
        raise DrgenError(
            f"${{{'.'.join(parts)}}} is nothing that {want.root} sees",
            hint="write ${instance.output}, or ${root.instance.output} for another root",
        )
    return _sibling_wire(instance, output) if root == want.root else _handed(want, root, instance, output)


def _platform(want: Want) -> Wire | None:
    name = want.input.name
    return Wire(want.platform[name], "the platform") if name in want.platform else None


def _another_root(want: Want) -> Wire | None:
    root, _, output = want.input.name.partition("_")
    if root not in SEES[want.root]:
        return None
    givers = _givers(want.roots[root], output)
    instance = want.instance if want.instance in givers else _only(want, givers, f"{root}.")
    return _handed(want, root, instance, output) if instance else None


def _sibling(want: Want) -> Wire | None:
    giver = _only(want, _givers(want.siblings, want.input.name), "")
    return _sibling_wire(giver, want.input.name) if giver else None


def _every_sibling(want: Want) -> Wire | None:
    prefix, _, output = want.input.name.partition("_")
    if prefix != "all":
        return None
    givers = _givers(want.siblings, output)
    return Wire({giver: Ref(f"module.{giver}.{output}") for giver in givers}, f"all of {', '.join(givers) or 'none'}")


_ACROSS = (_another_root, _every_sibling)


def _sibling_wire(giver: str, output: str) -> Wire:
    return Wire(Ref(f"module.{giver}.{output}"), f"{giver}.{output}")


def _handed(want: Want, root: str, instance: str, output: str) -> Wire:
    variable = Variable(f"{root}_{instance}_{output}", want.input, root, f"{instance}_{output}")
    return Wire(Ref(f"var.{variable.name}"), f"{root}.{instance}.{output}, handed over", variable)


def _givers(instances: dict[str, Module], output: str) -> list[str]:
    return sorted(name for name, module in instances.items() if output in module.outputs)


def _only(want: Want, givers: list[str], prefix: str) -> str | None:
    if len(givers) > 1:
        output = want.input.name if not prefix else want.input.name.partition("_")[2]
        raise DrgenError(
            f"{want}; {' and '.join(givers)} give it",
            hint=f"write `{want.input.name}: ${{{prefix}{givers[0]}.{output}}}` under components.{want.instance}",
        )
    return givers[0] if givers else None


def _way_out(want: Want) -> str:
    if want.input.name in ("zone_id", "zone_name"):
        return "set `zone: {id: …, name: …}` in the spec"
    return f"set components.{want.instance}.{want.input.name}, or add the component that gives it"
