"""S3, SSM, DynamoDB and STS, as far as a run uses them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.failover.fakes.clock import FakeClock
from tests.failover.fakes.errors import refused

SECRET = "correct horse/battery"
_KEPT = ("Value", "KeyId", "AllowedPattern", "Description")


@dataclass
class Stores:
    """What keeps small things."""

    clock: FakeClock
    account: str
    objects: dict[tuple[str, str], tuple[bytes, datetime]] = field(default_factory=dict)
    parameters: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # by region and name
    items: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # by table and id: replicated at once

    secrets: set[tuple[str, str]] = field(default_factory=set)  # region and name of those with a value
    brokers: dict[tuple[str, str], str] = field(default_factory=dict)  # region and name → state
    images: set[tuple[str, str, str]] = field(default_factory=set)  # region, repository, digest or tag
    table_status: str = "ACTIVE"
    is_parted: bool = False  # the copies of the table do not replicate
    replica_status: str = "ACTIVE"
    regions: list[str] = field(default_factory=list)
    out_of_sync: set[str] = field(default_factory=set)  # secrets whose replication failed
    registries: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # rules, where they are not drgen's
    versioning: str = "Enabled"
    broker_versions: dict[str, str] = field(default_factory=dict)  # by region, where it is another

    # S3
    def put_object(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        at = (params["Bucket"], params["Key"])
        if params.get("IfNoneMatch") and at in self.objects:
            raise refused("PreconditionFailed", status=412)
        assert params["ServerSideEncryption"] == "aws:kms"
        assert params["SSEKMSKeyId"].endswith("-state")
        self.objects[at] = (params["Body"], self.clock.true())
        return {}

    def get_object(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        if (params["Bucket"], params["Key"]) not in self.objects:
            raise refused("NoSuchKey", status=404)
        body, at = self.objects[params["Bucket"], params["Key"]]
        return {"Body": body, "LastModified": at}

    def head_object(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        if (params["Bucket"], params["Key"]) not in self.objects:
            raise refused("404", status=404)
        return {}

    def delete_object(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        self.objects.pop((params["Bucket"], params["Key"]), None)
        return {}

    def list_objects_v2(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        keys = sorted(k for b, k in self.objects if b == params["Bucket"] and k.startswith(params["Prefix"]))
        start = int(params.get("ContinuationToken", 0))
        more = len(keys) > start + 2
        rest = {"NextContinuationToken": str(start + 2)} if more else {}
        return {"Contents": [{"Key": key} for key in keys[start : start + 2]], "IsTruncated": more, **rest}

    # SSM
    def get_parameter(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found = self.parameters.get((region, params["Name"]))
        if found is None:
            raise refused("ParameterNotFound")
        return {"Parameter": {"Name": params["Name"], "Value": found["Value"]}}

    def describe_parameters(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        [name] = params["ParameterFilters"][0]["Values"]
        found = self.parameters.get((region, name))
        kept = {key: value for key, value in (found or {}).items() if key != "Value"}
        return {"Parameters": [{"Name": name} | kept] if found else []}

    def put_parameter(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, str] = {
            key: params[key] for key in ("Value", "KeyId", "AllowedPattern", "Description") if key in params
        }
        self.parameters[region, params["Name"]] = kept
        return {"Version": 2}

    # DynamoDB
    def get_item(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found = self.items.get((self._copy(region, params), params["Key"]["id"]["S"]))
        return {"Item": found} if found else {}

    def put_item(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        self.items[self._copy(region, params), params["Item"]["id"]["S"]] = params["Item"]
        return {}

    def update_item(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        names, values = params["ExpressionAttributeNames"], params["ExpressionAttributeValues"]
        pairs = [pair.split(" = ") for pair in params["UpdateExpression"].removeprefix("SET ").split(", ")]
        at = self._copy(region, params), params["Key"]["id"]["S"]
        self.items[at] = self.items.get(at, params["Key"]) | {names[name]: values[value] for name, value in pairs}
        return {}

    def _copy(self, region: str, params: dict[str, Any]) -> str:
        """The region's copy of a table, where they do not replicate."""
        return f"{params['TableName']}@{region}" if self.is_parted else str(params["TableName"])

    def describe_table(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        replicas = [{"RegionName": self._other(region), "ReplicaStatus": self.replica_status}]
        return {"Table": {"TableName": params["TableName"], "TableStatus": self.table_status, "Replicas": replicas}}

    # Secrets Manager, Amazon MQ, ECR
    def describe_secret(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        there = (region, params["SecretId"]) in self.secrets
        status = "Failed" if params["SecretId"] in self.out_of_sync else "InSync"
        replicas = [{"Region": self._other(region), "Status": status}] if region == self.regions[0] else []
        stages = {"v": ["AWSCURRENT"]} if there else {}
        return {"Name": params["SecretId"], "VersionIdsToStages": stages, "ReplicationStatus": replicas}

    def describe_registry(self, region: str, _: dict[str, Any]) -> dict[str, Any]:
        ours = [{"destinations": [{"region": self._other(region), "registryId": self.account}]}]
        return {"replicationConfiguration": {"rules": self.registries.get(region, ours)}}

    def get_bucket_versioning(self, _: str, params: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        return {"Status": self.versioning}

    def get_bucket_replication(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        rule = {"Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::{params['Bucket']}-copy"}}
        return {"ReplicationConfiguration": {"Role": "arn:x", "Rules": [rule]}}

    def _other(self, region: str) -> str:
        return next(one for one in self.regions if one != region)

    def get_secret_value(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if (region, params["SecretId"]) not in self.secrets:
            raise refused("ResourceNotFoundException")
        return {"Name": params["SecretId"], "SecretString": f"{SECRET} of {params['SecretId']}"}

    def describe_broker(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        host = f"{params['BrokerId']}.mq.{region}.amazonaws.com"
        one = {"ConsoleURL": f"https://{host}", "Endpoints": [f"amqps://{host}:5671"]}
        version = self.broker_versions.get(region, "3.13")
        kinds = {"HostInstanceType": "mq.m5.large", "DeploymentMode": "CLUSTER_MULTI_AZ"}
        return {"BrokerId": params["BrokerId"], "BrokerInstances": [one], "EngineVersion": version, **kinds}

    def list_brokers(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found = [(name, state) for (at, name), state in sorted(self.brokers.items()) if at == region]
        start = int(params.get("NextToken", 0))
        more = {"NextToken": str(start + 1)} if len(found) > start + 1 else {}
        said = [
            {"BrokerId": f"b-{name}", "BrokerName": name, "BrokerState": state}
            for name, state in found[start : start + 1]
        ]
        kinds = {"DeploymentMode": "CLUSTER_MULTI_AZ", "EngineType": "RABBITMQ"}
        return {"BrokerSummaries": [one | kinds for one in said], **more}

    def describe_images(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        [image] = params["imageIds"]
        wanted = image.get("imageDigest") or image.get("imageTag")
        if (region, params["repositoryName"], wanted) not in self.images:
            raise refused("ImageNotFoundException")
        return {"imageDetails": [{"repositoryName": params["repositoryName"]}]}

    # STS
    def get_caller_identity(self, region: str, _: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        return {"Account": self.account, "Arn": f"arn:aws:sts::{self.account}:assumed-role/x/y", "UserId": "x"}
