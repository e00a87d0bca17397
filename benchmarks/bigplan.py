"""Write a big plan of two regions, as Terraform would: resource_changes, planned values, prior state, configuration.

    python benchmarks/bigplan.py FILE [--count N] [--acting PART] [--lean]

About 5 KB a resource.  The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REGIONS = {"primary": "us-east-1", "standby": "us-west-2"}
ACTIONS = (["update"], ["create"], ["delete", "create"], ["delete"])
TYPES = ("aws_db_instance", "aws_security_group_rule", "aws_route53_record", "aws_cloudwatch_metric_alarm")
OTHERS = (
    "ca_cert",
    "monitoring_interval",
    "iops",
    "kms_key_id",
    "timezone",
    "license_model",
    "port",
    "publicly_accessible",
)
UNSET: tuple[Any, ...] = (None, False, 0, "", [])  # what most arguments of most resources are


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--acting", type=float, default=0.2, help="which part of the resources changes")
    parser.add_argument("--lean", action="store_true", help="without the prior state")
    said = parser.parse_args()
    print(f"{written(said.file, said.count, acting=said.acting, lean=said.lean):,} bytes")
    return 0


def sized(path: Path, size: int, *, acting: float) -> int:
    """A plan of about so many bytes; how many it has."""
    sample = written(path, 1000, acting=acting)
    return written(path, 1000 * size // sample, acting=acting)


def written(path: Path, count: int, *, acting: float, lean: bool = False) -> int:
    """Write a plan of so many resources, this part of which changes, half of them in each region; how many bytes.

    `lean` leaves the prior state out: the plan is smaller for as many changes.
    """
    parts: dict[str, Iterator[dict[str, Any]]] = {
        '"planned_values":{"root_module":{"resources":[%s]}}': (value(n) for n in range(count)),
        '"resource_changes":[%s]': (change(n, acting) for n in range(count)),
        '"prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[%s]}}}': (
            value(n) for n in range(0 if lean else count)
        ),
    }
    with path.open("w", encoding="utf-8") as file:
        file.write('{"format_version":"1.2","terraform_version":"1.11.4",')
        for frame, entries in parts.items():
            before, after = frame.split("%s")
            file.write(before)
            for number, entry in enumerate(entries):
                file.write(("," if number else "") + json.dumps(entry, separators=(",", ":")))
            file.write(f"{after},")
        file.write(f'"configuration":{json.dumps(configuration(count))},')
        file.write('"timestamp":"2026-11-01T00:00:00Z","applyable":true,"complete":true,"errored":false}\n')
    return path.stat().st_size


def name(number: int) -> tuple[str, str, str]:
    """The type, name and side of a resource."""
    side = list(REGIONS)[number % 2]
    return TYPES[number // 2 % len(TYPES)], f"service_{number // 8:05}_{side}", side


def values(number: int) -> dict[str, Any]:
    """About 1.1 KB of attributes."""
    kind, label, side = name(number)
    region = REGIONS[side]
    return {
        "arn": f"arn:aws:{kind.split('_')[1]}:{region}:111122223333:{kind}/{label}",
        "id": label,
        "name": label,
        "allocated_storage": 100 + number % 50,
        "engine": "postgres",
        "engine_version": "16.8",
        "instance_class": "db.r7g.large",
        "multi_az": True,
        "password": "not-a-secret",
        "deletion_protection": True,
        "backup_retention_period": 14,
        "vpc_security_group_ids": [f"sg-{number:08x}", f"sg-{number + 1:08x}"],
        "availability_zones": [f"{region}{zone}" for zone in "abc"],
        "description": f"The {kind} of {label}, which keeps what it is given: " + "lorem ipsum dolor sit amet " * 2,
        "tags": {"team": "platform", "service": label, "side": side, "cost-centre": str(number % 100)},
        "tags_all": {"team": "platform", "service": label, "side": side, "cost-centre": str(number % 100)},
        "timeouts": None,
        "restore_to_point_in_time": [],
        **{name: UNSET[index % len(UNSET)] for index, name in enumerate(OTHERS)},
    }


def value(number: int) -> dict[str, Any]:
    kind, label, _ = name(number)
    known = {"mode": "managed", "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 1}
    masks = {
        "sensitive_values": {"password": True, "tags": {}, "tags_all": {}, "vpc_security_group_ids": [False, False]}
    }
    return {"address": f"{kind}.{label}", "type": kind, "name": label, **known, "values": values(number), **masks}


def change(number: int, acting: float) -> dict[str, Any]:
    kind, label, _ = name(number)
    acts = number % 1000 < acting * 1000
    actions = ACTIONS[number % len(ACTIONS)] if acts else ["no-op"]
    before = None if actions == ["create"] else values(number)
    after = None if actions == ["delete"] else values(number) | ({"allocated_storage": 7} if acts else {})
    mask = {"password": True, "tags": {}}
    body = {"actions": actions, "before": before, "after": after, "after_unknown": {}}
    whole = body | {"before_sensitive": mask, "after_sensitive": mask}
    return {"address": f"{kind}.{label}", "mode": "managed", "type": kind, "name": label, "change": whole}


def configuration(count: int) -> dict[str, Any]:
    providers = {
        f"aws.{side}": {"name": "aws", "alias": side, "expressions": {"region": {"constant_value": region}}}
        for side, region in REGIONS.items()
    }
    resources = []
    for kind, label, side in map(name, range(count)):
        expressions = {"name": {"constant_value": label}, "tags": {"references": ["local.tags"]}}
        known = {"mode": "managed", "provider_config_key": f"aws.{side}", "expressions": expressions}
        resources.append({"address": f"{kind}.{label}", "type": kind, "name": label, **known})
    return {"provider_config": providers, "root_module": {"resources": resources}}


if __name__ == "__main__":
    sys.exit(main())
