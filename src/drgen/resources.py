"""What an argument of a resource says, where what is not known is never taken for a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drgen.inventory import Resource, Sensitive, Unknown

_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-\d+)?:")


def is_absent(resource: Resource, path: str) -> bool:
    """Whether an argument is surely not given: an unknown one may be."""
    found = resource.get(path)
    return (found.value if isinstance(found, Sensitive) else found) in (None, "", [], {})


def is_on(resource: Resource, path: str) -> bool:
    """Whether a switch is surely on."""
    return resource.known(path) in (True, "true")


def is_off(resource: Resource, path: str) -> bool:
    """Whether a switch whose default is off is surely off."""
    return is_absent(resource, path) or resource.known(path) in (False, "false")


def text(resource: Resource, path: str) -> str:
    """A known text, or ""."""
    found = resource.known(path, "")
    return found if isinstance(found, str) else ""


def number(resource: Resource, path: str) -> float | None:
    """A known number, also when it is written as a text."""
    found = resource.known(path)
    if isinstance(found, str) and re.fullmatch(r"\d+(\.\d+)?", found):
        return float(found)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def blocks(resource: Resource, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The nested blocks of a name, with their paths: ("rule.0", {…}). Those that cannot be counted are left out."""
    found = resource.known(name, [])
    for index, block in enumerate(found if isinstance(found, list | tuple) else []):
        if isinstance(block, dict):
            yield f"{name}.{index}", block


def references(resource: Resource, path: str) -> tuple[str, ...]:
    """The addresses that an argument, or the block that it stands in, is computed from."""
    found = resource.get(path)
    if isinstance(found, Unknown) and found.references:
        return found.references
    return resource.references.get(path) or resource.references.get(path.split(".", maxsplit=1)[0], ())


def region_of(arn: object) -> str:
    """The region in an ARN, "" for one without (IAM, S3) and for what is none."""
    match = _ARN.match(arn) if isinstance(arn, str) else None
    return (match[1] or "") if match else ""
