"""Plans and states to read: small ones made here, and those that Terraform wrote (see plans/README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drgen.inventory import document, plan
from drgen.inventory.changes import Change, Plan

KEPT = Path(__file__).parent / "plans"


def entry(address: str = "aws_sqs_queue.q", *actions: str, **said: Any) -> dict[str, Any]:
    """One entry of `resource_changes`; what is no part of the entry itself belongs to its `change`."""
    outer = {"module_address", "previous_address", "action_reason", "deposed", "mode"}
    kind, name = address.split("[", maxsplit=1)[0].split(".")[-2:]
    body = {"actions": list(actions or ("no-op",)), "before": {}, "after": {}} | {
        key: value for key, value in said.items() if key not in outer
    }
    rest = {key: value for key, value in said.items() if key in outer}
    return {"address": address, "mode": "managed", "type": kind, "name": name, "change": body} | rest


def text(*changes: dict[str, Any], **parts: Any) -> bytes:
    """A plan of these entries."""
    whole = {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": list(changes)} | parts
    return json.dumps(whole).encode()


def read(*changes: dict[str, Any], **parts: Any) -> Plan:
    """The same, read."""
    return plan.read(document.decode(text(*changes, **parts), "made.json"), "made.json")


def only(*changes: dict[str, Any], **parts: Any) -> Change:
    """The one change of a plan."""
    [found] = read(*changes, **parts).changes
    return found


def configured(**root: Any) -> dict[str, Any]:
    """A plan's `configuration` with this root module, and providers in two regions."""
    return {
        "provider_config": {
            "aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}},
            "aws.west": {"name": "aws", "alias": "west", "expressions": {"region": {"references": ["var.west"]}}},
        },
        "root_module": root,
    }


def block(address: str, provider: str = "aws", **expressions: Any) -> dict[str, Any]:
    """A resource as configured."""
    kind, name = address.split(".")[-2:]
    mode = "data" if address.startswith("data.") else "managed"
    told = {"provider_config_key": provider, "expressions": expressions}
    return {"address": address, "mode": mode, "type": kind, "name": name} | told
