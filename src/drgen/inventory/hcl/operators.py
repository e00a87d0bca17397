"""What operators make of values; one that is unknown makes the result so, unless the other one decides it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from drgen.inventory import Unknown
from drgen.inventory.hcl.syntax import Expression, Operation
from drgen.inventory.hcl.values import Fault, is_known, number, truth, unknown

_ARN = re.compile(r"(^|\.)(?<!data\.)aws_\w+\.[\w-]+(\[[^\]]*\])?\.arn$")
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "%": lambda left, right: left - right * int(left / right),  # the sign of the dividend, as in Go
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def apply(operation: Operation, evaluate: Callable[[Expression], Any]) -> Any:
    """The result. Raises Fault for operands that do not fit."""
    right = evaluate(operation.right)
    if operation.left is None:
        return _unary(operation.operator, right)
    left = evaluate(operation.left)
    if operation.operator in ("&&", "||"):
        return _logic(left, right, decides=operation.operator == "||")
    if operation.operator in ("==", "!="):
        return _equality(left, right, wanted=operation.operator == "==")
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown(left, right)
    return _arithmetic(operation.operator, number(left), number(right))


def _unary(operator: str, right: Any) -> Any:
    if isinstance(right, Unknown):
        return unknown(right)
    return not truth(right) if operator == "!" else -number(right)


def _logic(left: Any, right: Any, *, decides: bool) -> Any:
    """`false && x` is false, and `true || x` true, whatever x is."""
    known = [truth(one) for one in (left, right) if not isinstance(one, Unknown)]
    if decides in known:
        return decides
    return not decides if len(known) == 2 else unknown(left, right)  # noqa: PLR2004  both


def _equality(left: Any, right: Any, *, wanted: bool) -> Any:
    if not is_known(left) or not is_known(right):
        return not wanted if _is_made(left, right) or _is_made(right, left) else unknown(left, right)
    same = left == right and isinstance(left, bool) == isinstance(right, bool)
    return same is wanted


def _is_made(one: Any, other: Any) -> bool:
    """Whether one is what AWS gives every resource that it makes, its ARN, and the other is null: never equal."""
    return other is None and isinstance(one, Unknown) and bool(one.references) and all(map(_ARN.search, one.references))


def _arithmetic(operator: str, left: float, right: float) -> Any:
    if operator in ("/", "%") and right == 0:
        raise Fault("division by zero")
    found = _ARITHMETIC[operator](left, right)
    return int(found) if isinstance(found, float) and found.is_integer() else found
