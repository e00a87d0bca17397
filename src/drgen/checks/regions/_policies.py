"""What IAM policies say, written as JSON or as `aws_iam_policy_document`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drgen.inventory import Resource
from drgen.resources import blocks, text

JSON = ("aws_iam_policy", "aws_iam_role_policy", "aws_organizations_policy", "aws_iam_group_policy")


@dataclass(frozen=True)
class Statement:
    """What is allowed or denied, and under which conditions: values by the condition's key in small letters.

    A condition that a key is something else stands under `not <key>`.
    """

    effect: str
    actions: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def argument(one: Resource) -> str:
    """The argument that holds a policy's statements."""
    if one.type == "aws_iam_policy_document":
        return "statement"
    return "content" if one.type == "aws_organizations_policy" else "policy"


def statements(one: Resource) -> Iterator[Statement]:
    """The statements of a policy that are known; none for what is no policy."""
    if one.type == "aws_iam_policy_document":
        yield from (_of_block(said) for _, said in blocks(one, "statement"))
    elif one.type in JSON:
        yield from _of_json(text(one, argument(one)))


def _of_json(written: str) -> Iterator[Statement]:
    try:
        said = json.loads(written or "{}")
    except ValueError:
        return
    found = said.get("Statement", []) if isinstance(said, dict) else []
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            tests = [(test, said) for test, said in one.get("Condition", {}).items() if isinstance(said, dict)]
            conditions = {_key(test, key): _texts(value) for test, said in tests for key, value in said.items()}
            yield Statement(str(one.get("Effect", "")), _texts(one.get("Action")), conditions)


def _of_block(said: dict[str, Any]) -> Statement:
    asked = [one for one in said.get("condition") or [] if isinstance(one, dict)]
    conditions = {_key(str(one.get("test")), str(one.get("variable"))): _texts(one.get("values")) for one in asked}
    return Statement(str(said.get("effect") or "Allow"), _texts(said.get("actions")), conditions)


def _key(test: str, key: str) -> str:
    return f"not {key.lower()}" if "Not" in test else key.lower()


def _texts(said: Any) -> tuple[str, ...]:
    values = said if isinstance(said, list | tuple) else [said]
    return tuple(value for value in values if isinstance(value, str))
