"""Terraform's functions, as far as their results depend on their arguments alone.

Each is a Python function of its own name in one of the modules beside this one; what is not there is unknown. A
function that looks into its arguments only as far as maps and lists go may be given unknown leaves: it is marked so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from drgen.inventory import Unknown
from drgen.inventory.hcl.values import Fault, Late, is_known, unknown

_LONGEST = 1_000_000  # characters or items of a result: more is a mistake, or an attack


def call(name: str, arguments: list[Any], names: Any) -> Any:
    """The result; Unknown where an argument or the function is. Raises Fault for arguments that do not fit."""
    found = _functions().get(name.removeprefix("core::"))
    given = [_listed(argument) for argument in arguments]
    if found is None or (any(isinstance(one, Unknown) for one in given) and not _takes_unknown(found)):
        return unknown(*given)
    if not _takes_leaves(found) and not all(map(is_known, given)):
        return unknown(*given)
    try:
        made = found(names, *given) if hasattr(found, "reads_files") else found(*given)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, ZeroDivisionError) as error:
        raise Fault(str(error)) from error
    if isinstance(made, str | list | dict) and len(made) > _LONGEST:
        raise Fault("too long")
    return made


def _listed(argument: Any) -> Any:
    """A whole resource or module as its instances, so that `values(aws_subnet.a)` counts them."""
    if isinstance(argument, Late):
        instances = argument.items()
        if instances is None:
            return argument.settled()
        return dict(instances) if all(isinstance(key, str) for key in instances) else list(instances.values())
    return argument


def _takes_leaves(function: Callable[..., Any]) -> bool:
    return hasattr(function, "leaves") or _takes_unknown(function)


def _takes_unknown(function: Callable[..., Any]) -> bool:
    return hasattr(function, "whole")


@cache
def _functions() -> dict[str, Callable[..., Any]]:
    from drgen.inventory.hcl import functions_collections, functions_files, functions_numbers, functions_terragrunt
    from drgen.inventory.hcl import functions_text as texts

    modules = (functions_collections, functions_files, functions_numbers, functions_terragrunt, texts)
    return {
        name.rstrip("_"): one
        for module in modules
        for name, one in vars(module).items()
        if callable(one) and not name.startswith("_") and _is_own(one, module.__name__)
    }


def _is_own(one: Any, module: str) -> bool:
    """Whether a module makes a function, or marks one that another makes; what it imports to use is not."""
    return getattr(one, "__module__", "") == module or (hasattr(one, "reads_files") and module.endswith("terragrunt"))


def leaves(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that does not look at leaves: they may be unknown."""
    function.leaves = True  # type: ignore[attr-defined]
    return function


def whole(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that says itself what an unknown argument means."""
    function.whole = True  # type: ignore[attr-defined]
    return function


def reads_files(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that is told the module it is called in, before its arguments."""
    function.reads_files = True  # type: ignore[attr-defined]
    return function
