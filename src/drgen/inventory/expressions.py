"""Expressions as a plan's configuration holds them: what they refer to, not what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_KEYS = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_STEP = re.compile(r'"(?:[^"\\]|\\.)*"|[^.\[\]"]+')


def at(expressions: Any, path: tuple[str | int, ...]) -> Any:
    """The expression for a path: arguments by name, blocks by number; where it has no parts, the whole of it."""
    for step in path:
        if isinstance(expressions, dict) and isinstance(step, str):
            if "references" in expressions or "constant_value" in expressions:
                return expressions
            expressions = expressions.get(step)
        elif isinstance(expressions, list) and isinstance(step, int):
            expressions = expressions[step] if step < len(expressions) else None
    return expressions


def said(expression: Any) -> Iterator[str]:
    """Every reference in an expression, or in the expressions of a block."""
    if isinstance(expression, dict):
        references = expression.get("references")
        if isinstance(references, list):
            yield from (one for one in references if isinstance(one, str))
        else:
            for inner in expression.values():
                yield from said(inner)
    elif isinstance(expression, list):
        for inner in expression:
            yield from said(inner)


def longest(references: Iterable[str]) -> list[str]:
    """Terraform lists `a.b.c` and each of its beginnings: only the whole ones."""
    every = list(dict.fromkeys(references))
    return [one for one in every if not any(other.startswith((f"{one}.", f"{one}[")) for other in every)]


def steps(reference: str) -> list[str]:
    """regions["primary"].name → regions, primary, name."""
    return [step.strip('"') for step in _STEP.findall(reference)] or [""]


def without_keys(address: str) -> str:
    """An address without the keys of its instances: module.a["x"].aws_s3_bucket.b[0] → module.a.aws_s3_bucket.b."""
    return _KEYS.sub("", address) if "[" in address else address
