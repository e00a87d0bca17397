"""RDS: cross-region read replicas, their promotion, and a new instance under an old name.

Copied, from the RDS user guide, "Working with DB instance read replicas" and "Creating a read replica in a different
AWS Region", and from the API reference:
- a replica in another region is made from its source's ARN; the source needs automated backups and no password that
  RDS manages; the replica takes engine, version, user and database from it, and names it as an ARN, as it is named;
- PromoteReadReplica ends the link for good and refuses what is no replica; nothing can be made a replica afterwards;
- when the source is deleted, its replicas in other regions stay, their replication "terminated";
- a name is free again once its instance is deleted;
- the reader of a global database names its writer as its replication source, whoever that is after a swap
  (ReplicationSourceIdentifier of DBCluster).
Not copied: data, lag, the time that anything takes; a replica's own replicas.
Kept for ministack: subnets that are moto's; exported logs, and the key of Performance Insights. Endpoints have names
as on AWS, which lead nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws.extensions import Call, _subnets
from drgen.local_aws.refusal import Refusal

_GROUP = "DBSubnetGroupName"
_INHERITED = ("Engine", "EngineVersion", "MasterUsername", "DBName", "AllocatedStorage")
_OF_A_REPLICA = ("SourceDBInstanceIdentifier", "SourceRegion", "PreSignedUrl", "ReplicaMode")
_Key = tuple[str, str]  # region and name


@dataclass
class State:
    """What ministack does not keep."""

    subnets: dict[_Key, _subnets.Subnets] = field(default_factory=dict)  # by region and group
    sources: dict[_Key, str] = field(default_factory=dict)  # a replica's source, as an ARN
    terminated: set[_Key] = field(default_factory=set)  # replicas whose source was deleted
    logs: dict[_Key, list[str]] = field(default_factory=dict)  # exported logs of a cluster
    kept: dict[_Key, dict[str, Any]] = field(default_factory=dict)


def create_db_subnet_group(call: Call) -> dict[str, Any]:
    return _subnets.grouped(call, "DBSubnetGroup", _GROUP)


def modify_db_subnet_group(call: Call) -> dict[str, Any]:
    return _subnets.grouped(call, "DBSubnetGroup", _GROUP)


def describe_db_subnet_groups(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"DBSubnetGroups": [_subnets.named(call, group, _GROUP) for group in answer["DBSubnetGroups"]]}


def create_db_instance(call: Call) -> dict[str, Any]:
    answer = call.forward()
    _keep(call, call.parameters, call.parameters.get("EnableCloudwatchLogsExports", []))
    return {"DBInstance": _as_aws(call, answer["DBInstance"])}


def create_db_instance_read_replica(call: Call) -> dict[str, Any]:
    source = _source(call)
    asked = {name: value for name, value in call.parameters.items() if name not in _OF_A_REPLICA}
    inherited = {name: source[name] for name in _INHERITED if source.get(name) is not None}
    password = {"MasterUserPassword": "kept-by-the-source"}
    encrypted = {"StorageEncrypted": source.get("StorageEncrypted", False)}
    answer = call.ask("CreateDBInstance", **(inherited | password | encrypted | asked))
    call.state.sources[_key(call)] = source["DBInstanceArn"]
    _keep(call, call.parameters, call.parameters.get("EnableCloudwatchLogsExports", []))
    return {"DBInstance": _as_aws(call, answer["DBInstance"])}


def promote_read_replica(call: Call) -> dict[str, Any]:
    if _key(call) not in call.state.sources:
        raise Refusal("InvalidDBInstanceState", f"DB Instance {_key(call)[1]} is not a read replica.")
    days = {name: call.parameters[name] for name in ("BackupRetentionPeriod",) if name in call.parameters}
    name = call.parameters["DBInstanceIdentifier"]
    answer = call.ask("ModifyDBInstance", DBInstanceIdentifier=name, ApplyImmediately=True, **days)
    del call.state.sources[_key(call)]
    call.state.terminated.discard(_key(call))
    return {"DBInstance": _as_aws(call, answer["DBInstance"])}


def modify_db_instance(call: Call) -> dict[str, Any]:
    answer = call.forward()
    logs = set(call.state.kept.get(_key(call), {}).get("EnabledCloudwatchLogsExports", []))
    change = call.parameters.get("CloudwatchLogsExportConfiguration", {})
    logs = (logs | set(change.get("EnableLogTypes", []))) - set(change.get("DisableLogTypes", []))
    _keep(call, call.parameters, sorted(logs))
    return {"DBInstance": _as_aws(call, answer["DBInstance"])}


def delete_db_instance(call: Call) -> dict[str, Any]:
    answer = call.forward()
    gone = answer["DBInstance"]["DBInstanceArn"]
    for state in (call.state.sources, call.state.kept):
        state.pop(_key(call), None)
    call.state.terminated.discard(_key(call))
    call.state.terminated |= {replica for replica, source in call.state.sources.items() if source == gone}
    return answer


def describe_db_instances(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"DBInstances": [_as_aws(call, instance) for instance in answer.get("DBInstances", [])]}


def create_db_cluster(call: Call) -> dict[str, Any]:
    answer = call.forward()
    call.state.logs[call.region, _cluster(call)] = sorted(call.parameters.get("EnableCloudwatchLogsExports", []))
    return {"DBCluster": _cluster_as_aws(call, answer["DBCluster"])}


def modify_db_cluster(call: Call) -> dict[str, Any]:
    answer = call.forward()
    change = call.parameters.get("CloudwatchLogsExportConfiguration", {})
    logs = set(call.state.logs.get((call.region, _cluster(call)), [])) | set(change.get("EnableLogTypes", []))
    call.state.logs[call.region, _cluster(call)] = sorted(logs - set(change.get("DisableLogTypes", [])))
    return {"DBCluster": _cluster_as_aws(call, answer["DBCluster"])}


def describe_db_clusters(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"DBClusters": [_cluster_as_aws(call, cluster) for cluster in answer["DBClusters"]]}


def _cluster(call: Call) -> str:
    return str(call.parameters["DBClusterIdentifier"]).lower()


def _cluster_as_aws(call: Call, cluster: dict[str, Any]) -> dict[str, Any]:
    logs = call.state.logs.get((call.region, cluster["DBClusterIdentifier"]), [])
    own, place = cluster["DBClusterIdentifier"], f"rehearsed.{call.region}.rds.amazonaws.com"
    names = {"Endpoint": f"{own}.cluster-{place}", "ReaderEndpoint": f"{own}.cluster-ro-{place}"}
    known = {name: value for name, value in cluster.items() if name != "ReplicationSourceIdentifier"}
    return known | {"EnabledCloudwatchLogsExports": logs} | names | _follows(call, cluster["DBClusterArn"])


def _follows(call: Call, arn: str) -> dict[str, str]:
    """A global database's reader names its writer, and loses that when it becomes the writer itself."""
    for found in call.ask("DescribeGlobalClusters")["GlobalClusters"]:
        roles = {one["DBClusterArn"]: one["IsWriter"] for one in found["GlobalClusterMembers"]}
        if roles.get(arn) is False:
            return {"ReplicationSourceIdentifier": next((one for one, writes in roles.items() if writes), "")}
    return {}


def _source(call: Call) -> dict[str, Any]:
    """The instance that a replica is made of.  Raises Refusal as AWS refuses."""
    named: str = call.parameters["SourceDBInstanceIdentifier"]
    region, name = (
        (named.split(":")[3], named.rsplit(":", maxsplit=1)[-1]) if named.startswith("arn:") else (call.region, named)
    )
    [source] = call.ask("DescribeDBInstances", region, DBInstanceIdentifier=name)["DBInstances"]
    if not source.get("BackupRetentionPeriod"):
        message = f"Automated backups are not enabled for this database instance: {name}."
        raise Refusal("InvalidDBInstanceState", message)
    if source.get("MasterUserSecret"):
        message = "Read replicas are not supported for a source whose master password RDS manages."
        raise Refusal("InvalidParameterCombination", message)
    return dict(source)


def _keep(call: Call, said: dict[str, Any], logs: list[str]) -> None:
    kept = call.state.kept.setdefault(_key(call), {})
    kept["EnabledCloudwatchLogsExports"] = logs
    if key := said.get("PerformanceInsightsKMSKeyId"):
        kept["PerformanceInsightsKMSKeyId"] = key


def _as_aws(call: Call, instance: dict[str, Any]) -> dict[str, Any]:
    """An instance as ministack describes it, with what it does not keep."""
    key = call.region, instance["DBInstanceIdentifier"].lower()
    address = f"{key[1]}.rehearsed.{call.region}.rds.amazonaws.com"
    own = {"Endpoint": instance["Endpoint"] | {"Address": address}} if "Endpoint" in instance else {}
    if "DBSubnetGroup" in instance:
        own["DBSubnetGroup"] = _subnets.named(call, instance["DBSubnetGroup"], _GROUP)
    known = {name: value for name, value in instance.items() if name != "ReadReplicaSourceDBInstanceIdentifier"}
    kept: dict[str, Any] = call.state.kept.get(key, {})
    return known | own | kept | _as_replica(call, key) | _replicas(call, instance)


def _as_replica(call: Call, key: _Key) -> dict[str, Any]:
    source = call.state.sources.get(key)
    if source is None:
        return {}
    ended = key in call.state.terminated
    info = {"StatusType": "read replication", "Normal": not ended, "Status": "terminated" if ended else "replicating"}
    shown = source if source.split(":")[3] != key[0] else source.rsplit(":", 1)[-1]
    return {"ReadReplicaSourceDBInstanceIdentifier": shown, "StatusInfos": [info]}


def _replicas(call: Call, instance: dict[str, Any]) -> dict[str, Any]:
    """Replicas in the same region go by name, others by ARN."""
    of_it = [key for key, source in call.state.sources.items() if source == instance["DBInstanceArn"]]
    named = [name if region == call.region else call.arn(f"db:{name}", region=region) for region, name in of_it]
    return {"ReadReplicaDBInstanceIdentifiers": sorted(named)}


def _key(call: Call) -> _Key:
    return call.region, call.parameters["DBInstanceIdentifier"].lower()
