"""Plans for tests: those of shop-prod with a few changes, as JSON, as Terraform would write them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from drgen.inventory import sources
from drgen.inventory.changes import Plan
from tests.review import applied

ACTIONS = {
    "update": ["update"],
    "replace": ["delete", "create"],
    "delete": ["delete"],
    "create": ["create"],
    "no-op": ["no-op"],
    "forget": ["forget"],
}


def plan(root: str, *changes: dict[str, Any]) -> dict[str, Any]:
    """The plan of a root of shop-prod with some changes, each as in tests/data/plan-mutants.yaml."""
    found = copy.deepcopy(applied.plan(root))
    entries = {one["address"]: one for one in found["resource_changes"]}
    for change in changes:
        apply(entries[change["address"]], change)
    return found | {"applyable": bool(changes)}


def apply(entry: dict[str, Any], change: dict[str, Any]) -> None:
    """Make one entry of `resource_changes` change."""
    action = change.get("action", "update")
    body = entry["change"]
    body["actions"] = ACTIONS[action]
    body["after"] = copy.deepcopy(body["before"])
    if "path" in change:
        if "from" in change:
            set_(body["before"], change["path"], change["from"])
        set_(body["after"], change["path"], change.get("to"))
    if action == "delete":
        body["after"] = None
    if "forced_by" in change:
        body["replace_paths"] = [[int(part) if part.isdigit() else part for part in change["forced_by"].split(".")]]
    if "moved_from" in change:
        entry["previous_address"] = change["moved_from"]


def set_(values: Any, path: str, value: Any) -> None:
    """Set, or with None take away, the value at a dotted path."""
    *parents, last = path.split(".")
    at = values
    for part in parents:
        at = at[int(part)] if isinstance(at, list) else at.setdefault(part, {})
    if isinstance(at, list):
        at[int(last)] = value
    elif value is None:
        at.pop(last, None)
    else:
        at[last] = value


def written(folder: Path, plans: dict[str, dict[str, Any]]) -> list[Path]:
    """Plans as files, named after their roots."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in plans.items():
        (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
    return [folder / f"{name}.json" for name in plans]


def read(folder: Path, plans: dict[str, dict[str, Any]]) -> list[Plan]:
    """Plans as the readers give them."""
    return [sources.read_plan(path) for path in written(folder, plans)]


def resource(address: str, action: str, before: Any = None, after: Any = None, **known: Any) -> dict[str, Any]:
    """One entry of `resource_changes` of anybody's plan."""
    block = address.rpartition("module.")[2]
    block = block.partition(".")[2] if address.startswith("module.") else block
    type_, _, name = block.partition("[")[0].partition(".")
    module = {"module_address": address.removesuffix(f".{block}")} if address.startswith("module.") else {}
    body = {"actions": ACTIONS[action], "before": before, "after": after, "after_unknown": {}}
    body |= {key: known.pop(key) for key in list(known) if key in BODY}
    return {"address": address, "mode": "managed", "type": type_, "name": name, "change": body} | module | known


BODY = {"after_unknown", "before_sensitive", "after_sensitive", "replace_paths", "importing"}


def foreign(entries: Iterable[dict[str, Any]], **known: Any) -> dict[str, Any]:
    """Anybody's plan, without a configuration."""
    head = {"format_version": "1.2", "terraform_version": "1.11.4", "complete": True, "applyable": True}
    return head | {"resource_changes": list(entries)} | known


def loose(folder: Path, *entries: dict[str, Any], others: Sequence[dict[str, Any]] = ()) -> list[Plan]:
    """Plans of somebody's two regions, read: `entries` are in east.json, `others` in west.json."""
    found = {"east": foreign(entries)} | ({"west": foreign(others)} if others else {})
    return read(folder, found)
