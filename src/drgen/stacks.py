"""Lay the spec out as the five roots, their inputs wired by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from drgen import platform, types
from drgen.errors import DrgenError
from drgen.merge import merge
from drgen.problems import Problem, SpecError
from drgen.terms import ROOTS, SIDES, Module, Ref, Variable, Wire
from drgen.wiring import Place, Shape, wire

if TYPE_CHECKING:
    from drgen.spec import Component, Spec

Problems = dict[tuple[str, str], Problem]  # by instance and input: what both regions lack is said once


@dataclass(frozen=True)
class Call:
    """One `module` block."""

    instance: str
    module: Module
    inputs: dict[str, Wire]

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What it is told, by input: from the spec or the platform, else the default. References are left out."""
        told = {n: self.inputs[n].value if n in self.inputs else i.default for n, i in self.module.inputs.items()}
        return {
            name: types.completed(types.parse(self.module.inputs[name].type), value)
            for name, value in told.items()
            if not isinstance(value, Ref)
        }


@dataclass(frozen=True)
class Output:
    """One output of a root."""

    name: str
    value: Ref
    description: str


@dataclass(frozen=True)
class Stack:
    """One root module: one folder, one state, one apply."""

    name: str
    regions: dict[str, str]  # side → region, of the providers it has
    home: str  # the side whose bucket keeps its state
    calls: list[Call]
    variables: list[Variable]
    outputs: list[Output]


def layout(spec: Spec, catalog: Mapping[str, Module]) -> list[Stack]:
    """Turn a spec into the roots that build it, in apply order.

    Raises SpecError with every input that nothing, or more than one thing, gives.
    """
    roots = tuple((root, *_instances(spec, catalog, root).items()) for root in ROOTS)
    shape = _shape(roots, tuple(catalog.values()))
    problems: Problems = {}
    stacks = [_stack(root, spec, shape, problems) for root in ROOTS]
    if problems:
        raise SpecError(problems.values())
    return stacks


def is_absent(component: Component, module: Module, strategy: str) -> bool:
    """Whether the standby has no such instance: the component says so, or its strategy does."""
    if component.presence or component.standby:
        return component.presence == "absent"
    return module.is_absent(strategy, component.settings)


@lru_cache(maxsize=64)
def _shape(roots: tuple[tuple[Any, ...], ...], modules: tuple[Module, ...]) -> Shape:
    return Shape({root: dict(instances) for root, *instances in roots}, modules)


def _instances(spec: Spec, catalog: Mapping[str, Module], root: str) -> dict[str, Module]:
    """A root's instances, by name. Bootstrap's modules are always there: no spec lists them."""
    if root == "bootstrap":
        return {name: module for name, module in catalog.items() if module.scope == root}
    scope = "regional" if root in SIDES else root
    found = {name: catalog[component.module] for name, component in spec.components.items()}
    return {
        name: module
        for name, module in found.items()
        if module.scope == scope
        and not (root == "standby" and is_absent(spec.components[name], module, str(spec.strategy)))
    }


def _stack(root: str, spec: Spec, shape: Shape, problems: Problems) -> Stack:
    given = platform.values(spec, root)
    places = [_place(root, spec, shape, instance, given) for instance in sorted(shape.roots[root])]
    calls = [_call(spec, place, problems) for place in places]
    sides = (root,) if root in SIDES else SIDES
    return Stack(
        name=root,
        regions={side: getattr(spec.regions, side).name for side in sides},
        home="primary" if root == "primary" else "standby",
        calls=calls,
        variables=_variables(spec, root, calls, problems),
        outputs=_outputs(spec, root, calls, problems),
    )


def _place(root: str, spec: Spec, shape: Shape, instance: str, given: dict[str, Any]) -> Place:
    settings = _settings(spec, root, instance, shape.roots[root][instance])
    return Place(instance, root, settings, given | platform.own(spec, instance), shape)


def _call(spec: Spec, place: Place, problems: Problems) -> Call:
    instance, module = place.instance, place.shape.roots[place.root][place.instance]
    wires: dict[str, Wire] = {}
    for name, taken in sorted(module.inputs.items()):
        try:
            found = wire(taken, place)
        except DrgenError as error:
            at = (name,) if name in place.settings else ()
            problem = spec.problem("components", instance, *at, message=str(error), hint=error.hint)
            problems.setdefault((instance, name), problem)
        else:
            if found:
                wires[name] = found
    return Call(instance, module, wires)


def _settings(spec: Spec, root: str, instance: str, module: Module) -> dict[str, Any]:
    """An instance's settings in one root: the standby block on top, or beside where the module takes `standby_x`."""
    component = spec.components.get(instance)
    if component is None:
        return {}
    if root != "standby":
        return component.settings
    beside = {key: value for key, value in component.standby.items() if f"standby_{key}" in module.inputs}
    over = {key: value for key, value in component.standby.items() if key not in beside}
    return merge(component.settings, over) | {f"standby_{key}": value for key, value in beside.items()}


def _variables(spec: Spec, root: str, calls: Iterable[Call], problems: Problems) -> list[Variable]:
    found: dict[str, Variable] = {}
    for call in calls:
        for variable in (filled.variable for filled in call.inputs.values() if filled.variable):
            same = found.setdefault(variable.name, variable)
            if same.input.type != variable.input.type:
                message = f"{root} takes {variable.name} as {same.input.type} and as {variable.input.type}"
                hint = "two modules take the same output: give both inputs the same type"
                problem = spec.problem("components", call.instance, message=message, hint=hint)
                problems.setdefault((call.instance, variable.name), problem)
    return [found[name] for name in sorted(found)]


def _outputs(spec: Spec, root: str, calls: Iterable[Call], problems: Problems) -> list[Output]:
    found: dict[str, Output] = {}
    for call in calls:
        for output, description in call.module.outputs.items():
            name, value = f"{call.instance}_{output}", Ref(f"module.{call.instance}.{output}")
            if name in found:
                message = f"{root}: output {name} is both {found[name].value.expression} and {value.expression}"
                problem = spec.problem("components", call.instance, message=message, hint="rename one of the two")
                problems.setdefault((call.instance, name), problem)
            found[name] = Output(name, value, description)
    return [found[name] for name in sorted(found)]
