"""A few lines of HCL as the two regions that the checks read: us-east-1 and us-west-2, `aws` and `aws.standby`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import hcl2

from drgen.inventory import Backend, Inventory, Lifecycle, Pair, Regions, Resource, Unknown
from drgen.problems import Mark

PRIMARY, STANDBY = "us-east-1", "us-west-2"
REGIONS = {"aws": PRIMARY, "aws.primary": PRIMARY, "aws.standby": STANDBY, "aws.third": "eu-west-1"}
NOWHERE = re.compile(r"aws_(iam|route53_(?!health)|cloudfront)|(?!aws_)")
_OPTIONS = hcl2.SerializationOptions(strip_string_quotes=True, explicit_blocks=False)
_REFERENCE = re.compile(r"\b(?:data\.)?(?:aws|rabbitmq|random)_\w+\.[\w-]+(?:\[[^\]]*\])?(?:\.\w+)*")


def regions(text: str, *, standby_text: str = "") -> Regions:
    """One root of both regions; with `standby_text` two roots."""
    here = [*_resources(text, "primary" if standby_text else "both")]
    there = [*_resources(standby_text, "standby")]
    everything = [*here, *there]
    backends = (*_backends(text, "primary" if standby_text else "both"), *_backends(standby_text, "standby"))
    primary = tuple(one for one in everything if one.region == PRIMARY)
    standby = tuple(one for one in everything if one.region == STANDBY or one.source == "standby")
    pairs = [
        Pair(one, other)
        for one in primary
        for other in standby
        if (one.type, one.mode, _plain(one.name)) == (other.type, other.mode, _plain(other.name))
    ]
    paired = {id(one) for pair in pairs for one in (pair.primary, pair.standby)}
    names = ("primary", "standby") if standby_text else ("both", "both")
    return Regions(
        Inventory(names[0], "folder", primary, tuple(one for one in backends if one.root == names[0])),
        Inventory(names[1], "folder", standby, tuple(one for one in backends if one.root == names[1])),
        Inventory("both", "folder", tuple(everything), backends),
        PRIMARY,
        STANDBY,
        tuple(pairs),
        tuple(one for one in primary if id(one) not in paired),
        tuple(one for one in standby if id(one) not in paired),
    )


def _plain(name: str) -> str:
    return re.sub("primary|standby|secondary|_|replica", "", name)


def _resources(text: str, source: str) -> Iterator[Resource]:
    parsed = hcl2.loads(text or "\n", serialization_options=_OPTIONS)
    for kind, mode in (("resource", "managed"), ("data", "data")):
        for block in parsed.get(kind, []):
            [(type_, named)] = block.items()
            [(name, body)] = named.items()
            yield _resource(type_, name, body, mode, source)


def _resource(type_: str, name: str, body: dict[str, Any], mode: str, source: str) -> Resource:
    provider = body.pop("provider", "aws").removeprefix("${").removesuffix("}")
    [rules] = body.pop("lifecycle", [{}])
    repetition = str(body.pop("count", body.pop("for_each", ""))).removeprefix("${").removesuffix("}")
    mark = Mark("main.tf", 1, 1)
    address = f"{'data.' * (mode == 'data')}{type_}.{name}"
    return Resource(
        address,
        type_,
        name,
        {key: _value(value) for key, value in body.items()},
        "" if NOWHERE.match(type_) else REGIONS.get(provider, ""),
        provider,
        mode=mode,
        source=source,
        references={key: tuple(_REFERENCE.findall(str(value))) for key, value in body.items() if "${" in str(value)},
        lifecycle=Lifecycle(frozenset(rules.get("ignore_changes", [])), rules.get("prevent_destroy", False)),
        repetition=repetition,
        mark=mark,
    )


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner) for inner in value]
    if value in ("null", "${null}"):
        return None
    return Unknown(tuple(_REFERENCE.findall(value))) if isinstance(value, str) and "${" in value else value


def _backends(text: str, root: str) -> Iterator[Backend]:
    for block in hcl2.loads(text or "\n", serialization_options=_OPTIONS).get("terraform", []):
        for one in block.get("backend", []):
            [(kind, values)] = one.items()
            yield Backend(kind, values, root, Mark("backend.tf", 1, 1))
