"""shop-prod as a plan sees it once all of it exists: nothing changes.

Made of real plans by `python -m tests.review.applied FOLDER`, where FOLDER holds the JSON of an offline plan of each
root; what is known after apply only is filled in as AWS would have it.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

ROOTS = ("bootstrap", "foundation", "primary", "standby", "global")
DATA = ROOT / "tests" / "data" / "review" / "shop-prod"
_FALSE: Any = False
_GIVEN = {"id", "arn", "key_id", "vpc_id", "primary_key_arn", "health_check_id", "global_replication_group_id"}
_GIVEN |= {"primary_replication_group_id", "replicate_source_db", "security_group_id", "allocation_id", "subnet_id"}
_DERIVED = "tags_all"  # the tags again, with the provider's own


def plan(root: str) -> dict[str, Any]:
    """The plan of one root, in which nothing changes."""
    found: dict[str, Any] = json.loads((DATA / f"{root}.json").read_text(encoding="utf-8"))
    return found


def reduced(planned: dict[str, Any]) -> dict[str, Any]:
    """A plan that creates everything, as the plan after it: everything is there, and nothing changes."""
    changes = [_settled(one) for one in planned["resource_changes"] if one["mode"] == "managed"]
    configuration = planned["configuration"]
    providers = {key: _provider(one) for key, one in configuration["provider_config"].items()}
    return {
        "format_version": planned["format_version"],
        "terraform_version": planned["terraform_version"],
        "resource_changes": changes,
        "configuration": {"provider_config": providers, "root_module": _module(configuration["root_module"])},
        "complete": True,
        "applyable": False,
        "errored": False,
    }


def _settled(one: dict[str, Any]) -> dict[str, Any]:
    change = one["change"]
    values = _known(change["after"], change["after_unknown"], one["address"])
    kept = {key: one[key] for key in ("address", "module_address", "mode", "type", "name", "index") if key in one}
    sensitive = _marks(change["after_sensitive"])
    return kept | {
        "provider_name": one["provider_name"],
        "change": {
            "actions": ["no-op"],
            "before": values,
            "after": values,
            "after_unknown": {},
            "before_sensitive": sensitive,
            "after_sensitive": sensitive,
        },
    }


def _known(value: Any, unknown: Any, path: str) -> Any:
    """A value without nulls, with identifiers for what is unknown."""
    if unknown is True:
        return _filled(path)
    if isinstance(value, dict) or (value is None and isinstance(unknown, dict)):
        more = unknown if isinstance(unknown, dict) else {}
        keys = sorted({*(value or {}), *more} - {_DERIVED})
        found = {key: _known((value or {}).get(key), more.get(key, _FALSE), f"{path}.{key}") for key in keys}
        return {key: one for key, one in found.items() if one is not None}
    if isinstance(value, list):
        more = unknown if isinstance(unknown, list) else [_FALSE] * len(value)
        return [
            _known(one, mark, f"{path}.{index}") for index, (one, mark) in enumerate(zip(value, more, strict=False))
        ]
    return value


def _filled(path: str) -> str | None:
    """An identifier as AWS would give one; None for what AWS leaves empty."""
    key, number = path.rpartition(".")[2], f"{zlib.crc32(path.encode()):08x}"
    if key == "bucket":
        return f"shop-prod-{path.split('.')[1]}-{number}"
    if key in ("global_cluster_identifier", "cluster_identifier"):
        return f"shop-prod-{path.split('.')[1]}"
    is_alone = key == "global_replication_group_id" and ".this[" in path
    return f"fake-{number}" if key in _GIVEN and not is_alone else None


def _marks(value: Any) -> Any:
    """The marks of secrets, without the empty ones."""
    if isinstance(value, dict):
        found = {key: _marks(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one}
    if isinstance(value, list):
        found_ = [_marks(one) for one in value]
        return found_ if any(found_) else []
    return value


def _provider(one: dict[str, Any]) -> dict[str, Any]:
    kept = {key: one[key] for key in ("name", "full_name", "alias") if key in one}
    said = one.get("expressions", {}).get("region")
    return kept | ({"expressions": {"region": said}} if said else {})


def _module(module: dict[str, Any]) -> dict[str, Any]:
    keys = ("address", "mode", "type", "name", "provider_config_key")
    found: dict[str, Any] = {
        "resources": [
            {key: one[key] for key in keys} for one in module.get("resources", []) if one["mode"] == "managed"
        ]
    }
    calls = {name: {"module": _module(one["module"])} for name, one in module.get("module_calls", {}).items()}
    return found | ({"module_calls": calls} if calls else {})


def _write(root: str, found: dict[str, Any]) -> None:
    """A line a resource, so that a change of the modules reads well."""
    lines = ",\n".join(json.dumps(one, sort_keys=True) for one in found["resource_changes"])
    rest = json.dumps({key: one for key, one in found.items() if key != "resource_changes"}, sort_keys=True)
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / f"{root}.json").write_text(f'{rest[:-1]},\n"resource_changes": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    for root_ in ROOTS:
        _write(root_, reduced(json.loads(Path(sys.argv[1], f"{root_}.json").read_text(encoding="utf-8"))))
