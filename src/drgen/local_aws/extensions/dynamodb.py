"""DynamoDB: the key of a global table's replica.

Copied: each replica is encrypted with a key of its own region, shown by the table there and in every region's list of
replicas (DynamoDB API, ReplicaDescription).
Not copied: which of two writes wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws.extensions import Call


@dataclass
class State:
    """Keys of replicas, by region and table."""

    keys: dict[tuple[str, str], str] = field(default_factory=dict)


def update_table(call: Call) -> dict[str, Any]:
    answer = call.forward()
    for update in call.parameters.get("ReplicaUpdates", []):
        said = update.get("Create") or update.get("Update") or {}
        if key := said.get("KMSMasterKeyId"):
            call.state.keys[said["RegionName"], call.parameters["TableName"]] = key
    return {"TableDescription": _keyed(call, answer["TableDescription"])}


def describe_table(call: Call) -> dict[str, Any]:
    return {"Table": _keyed(call, call.forward()["Table"])}


def _keyed(call: Call, table: dict[str, Any]) -> dict[str, Any]:
    keys, name = call.state.keys, table["TableName"]
    replicas = [
        found | ({"KMSMasterKeyId": keys[found["RegionName"], name]} if (found["RegionName"], name) in keys else {})
        for found in table.get("Replicas", [])
    ]
    shown = table | ({"Replicas": replicas} if replicas else {})
    if own := keys.get((call.region, name)):
        shown |= {"SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": own}}
    return shown
