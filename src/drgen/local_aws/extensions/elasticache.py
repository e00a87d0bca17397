"""ElastiCache: global datastores, their members and their promotion.

Copied, from the ElastiCache user guide, "Replication across AWS Regions using global datastores", and the API
reference:
- a datastore is made over one replication group, its id is a prefix that AWS chooses and the suffix that was asked for;
  it is `primary-only` until a second member joins, and seen from every region;
- a group that names a datastore joins it as SECONDARY, with engine, node type and shards of the primary;
- FailoverGlobalReplicationGroup makes the named member PRIMARY and the others SECONDARY;
- a primary cannot be disassociated; a datastore with secondaries cannot be deleted; a member cannot be deleted.
Not copied: data, lag, the time that anything takes, resharding.
Kept for ministack: subnets that are moto's; the key of a group; how a user signs in; a parameter group shows its own
parameters, not every default; a member's own parameter group, of which it knows the default one alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws.extensions import Call, _subnets
from drgen.local_aws.refusal import Refusal

_PREFIX = "ldgnf-"  # AWS's own for us-east-1; which one a region has is not ours to guess
_GROUP = "CacheSubnetGroupName"
_INHERITED = ("CacheNodeType", "AtRestEncryptionEnabled", "TransitEncryptionEnabled")
_Key = tuple[str, str]  # region and replication group


@dataclass
class Datastore:
    """A global datastore."""

    own: str
    description: str
    members: dict[_Key, str]  # to PRIMARY or SECONDARY


@dataclass
class State:
    """What ministack does not keep."""

    datastores: dict[str, Datastore] = field(default_factory=dict)
    subnets: dict[_Key, _subnets.Subnets] = field(default_factory=dict)
    parameters: dict[_Key, dict[str, str]] = field(default_factory=dict)
    keys: dict[_Key, str] = field(default_factory=dict)  # KMS keys of replication groups
    users: dict[_Key, dict[str, Any]] = field(default_factory=dict)  # how a user signs in


def create_cache_subnet_group(call: Call) -> dict[str, Any]:
    return _subnets.grouped(call, "CacheSubnetGroup", _GROUP)


def modify_cache_subnet_group(call: Call) -> dict[str, Any]:
    return _subnets.grouped(call, "CacheSubnetGroup", _GROUP)


def describe_cache_subnet_groups(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"CacheSubnetGroups": [_subnets.named(call, one, _GROUP) for one in answer["CacheSubnetGroups"]]}


def modify_cache_parameter_group(call: Call) -> dict[str, Any]:
    own = call.state.parameters.setdefault((call.region, call.parameters["CacheParameterGroupName"]), {})
    own |= {said["ParameterName"]: said["ParameterValue"] for said in call.parameters["ParameterNameValues"]}
    return call.forward()


def describe_cache_parameters(call: Call) -> dict[str, Any]:
    own = call.state.parameters.get((call.region, call.parameters["CacheParameterGroupName"]), {})
    answer = call.forward()
    shown = [
        said | {"Source": "user", "ParameterValue": own[said["ParameterName"]]}
        for said in answer["Parameters"]
        if said["ParameterName"] in own
    ]
    known = {said["ParameterName"] for said in shown}
    shown += [{"ParameterName": name, "ParameterValue": own[name], "Source": "user"} for name in own.keys() - known]
    if call.parameters.get("Source", "user") == "user":
        return {"Parameters": sorted(shown, key=lambda said: said["ParameterName"])}
    return answer


def delete_cache_parameter_group(call: Call) -> dict[str, Any]:
    # AWS makes a group for each member, which the provider deletes; ministack tells of the default one.
    return {} if call.parameters["CacheParameterGroupName"].startswith("default.") else call.forward()


def create_global_replication_group(call: Call) -> dict[str, Any]:
    own = _PREFIX + call.parameters["GlobalReplicationGroupIdSuffix"]
    if own in call.state.datastores:
        raise Refusal("GlobalReplicationGroupAlreadyExistsFault", f"{own} exists already")
    primary = call.region, call.parameters["PrimaryReplicationGroupId"]
    _group(call, primary)
    description = call.parameters.get("GlobalReplicationGroupDescription", "")
    call.state.datastores[own] = Datastore(own, description, {primary: "PRIMARY"})
    return {"GlobalReplicationGroup": _told(call, own)}


def describe_global_replication_groups(call: Call) -> dict[str, Any]:
    named = call.parameters.get("GlobalReplicationGroupId")
    if named and named not in call.state.datastores:
        raise Refusal("GlobalReplicationGroupNotFoundFault", f"Global replication group {named} not found.", 404)
    return {"GlobalReplicationGroups": [_told(call, own) for own in ([named] if named else call.state.datastores)]}


def modify_global_replication_group(call: Call) -> dict[str, Any]:
    datastore = _datastore(call)
    datastore.description = call.parameters.get("GlobalReplicationGroupDescription", datastore.description)
    return {"GlobalReplicationGroup": _told(call, datastore.own)}


def failover_global_replication_group(call: Call) -> dict[str, Any]:
    datastore = _datastore(call)
    wanted = call.parameters["PrimaryRegion"], call.parameters["PrimaryReplicationGroupId"]
    if wanted not in datastore.members:
        raise Refusal("InvalidParameterValue", f"{wanted[1]} in {wanted[0]} is no member of {datastore.own}")
    if datastore.members[wanted] == "PRIMARY":
        raise Refusal("InvalidParameterValue", f"{wanted[1]} in {wanted[0]} is the primary already")
    datastore.members = {key: "PRIMARY" if key == wanted else "SECONDARY" for key in datastore.members}
    return {"GlobalReplicationGroup": _told(call, datastore.own)}


def disassociate_global_replication_group(call: Call) -> dict[str, Any]:
    datastore = _datastore(call)
    key = call.parameters["ReplicationGroupRegion"], call.parameters["ReplicationGroupId"]
    if datastore.members.get(key) == "PRIMARY":
        raise Refusal("InvalidParameterValue", "The primary replication group cannot be disassociated.")
    if datastore.members.pop(key, None) is None:
        raise Refusal("InvalidParameterValue", f"{key[1]} is not associated with Global Replication Group")
    return {"GlobalReplicationGroup": _told(call, datastore.own)}


def delete_global_replication_group(call: Call) -> dict[str, Any]:
    datastore = _datastore(call)
    if len(datastore.members) > 1:
        raise Refusal("InvalidGlobalReplicationGroupState", f"{datastore.own} still has secondary members.")
    told = _told(call, datastore.own) | {"Status": "deleting"}
    del call.state.datastores[datastore.own]
    return {"GlobalReplicationGroup": told}


def create_replication_group(call: Call) -> dict[str, Any]:
    if key := call.parameters.get("KmsKeyId"):
        call.state.keys[call.region, call.parameters["ReplicationGroupId"]] = key
    own = call.parameters.get("GlobalReplicationGroupId")
    if not own:
        return {"ReplicationGroup": _as_member(call, call.forward()["ReplicationGroup"])}
    datastore = _datastore(call)
    leader = next(key for key, role in datastore.members.items() if role == "PRIMARY")
    primary = _group(call, leader)
    inherited = {name: primary[name] for name in _INHERITED if primary.get(name) is not None} | _engine(call, leader)
    answer = call.ask("CreateReplicationGroup", **(inherited | call.parameters | {"GlobalReplicationGroupId": ""}))
    datastore.members[call.region, call.parameters["ReplicationGroupId"]] = "SECONDARY"
    return {"ReplicationGroup": _as_member(call, answer["ReplicationGroup"])}


def describe_replication_groups(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"ReplicationGroups": [_as_member(call, group) for group in answer["ReplicationGroups"]]}


def delete_replication_group(call: Call) -> dict[str, Any]:
    key = call.region, call.parameters["ReplicationGroupId"]
    if any(key in datastore.members for datastore in call.state.datastores.values()):
        raise Refusal("InvalidReplicationGroupState", f"{key[1]} is a member of a global datastore.")
    return call.forward()


def create_user(call: Call) -> dict[str, Any]:
    mode = call.parameters.get("AuthenticationMode", {})
    if mode.get("Type") == "iam":
        call.state.users[call.region, call.parameters["UserId"]] = {"Type": "iam", "PasswordCount": 0}
    return _user(call, call.forward())


def describe_users(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"Users": [_user(call, user) for user in answer["Users"]]}


def _user(call: Call, user: dict[str, Any]) -> dict[str, Any]:
    mode = call.state.users.get((call.region, user["UserId"]))
    return user | ({"Authentication": mode} if mode else {})


def _told(call: Call, own: str) -> dict[str, Any]:
    """A datastore as AWS describes it."""
    datastore = call.state.datastores[own]
    leader = next(key for key, role in datastore.members.items() if role == "PRIMARY")
    group = _group(call, leader)
    members = [
        {
            "ReplicationGroupId": name,
            "ReplicationGroupRegion": region,
            "Role": role,
            "AutomaticFailover": _group(call, (region, name)).get("AutomaticFailover", "disabled"),
            "Status": "associated",
        }
        for (region, name), role in sorted(datastore.members.items())
    ]
    shards = [{"GlobalNodeGroupId": f"{own}-{node['NodeGroupId']}"} for node in group.get("NodeGroups", [])]
    return {
        "GlobalReplicationGroupId": own,
        "GlobalReplicationGroupDescription": datastore.description,
        "Status": "available" if len(members) > 1 else "primary-only",
        "CacheNodeType": group.get("CacheNodeType"),
        "Members": members,
        "ClusterEnabled": group.get("ClusterEnabled", False),
        "GlobalNodeGroups": shards,
        "AuthTokenEnabled": group.get("AuthTokenEnabled", False),
        "TransitEncryptionEnabled": group.get("TransitEncryptionEnabled", False),
        "AtRestEncryptionEnabled": group.get("AtRestEncryptionEnabled", False),
        "ARN": f"arn:aws:elasticache::{call.account}:globalreplicationgroup:{own}",
        **_engine(call, leader),
    }


def _as_member(call: Call, group: dict[str, Any]) -> dict[str, Any]:
    key = call.region, group["ReplicationGroupId"]
    if key in call.state.keys:
        group = group | {"KmsKeyId": call.state.keys[key]}
    for own, datastore in call.state.datastores.items():
        if key in datastore.members:
            role = datastore.members[key]
            info = {"GlobalReplicationGroupId": own, "GlobalReplicationGroupMemberRole": role}
            return group | {"GlobalReplicationGroupInfo": info}
    return {name: value for name, value in group.items() if name != "GlobalReplicationGroupInfo"}


def _datastore(call: Call) -> Datastore:
    own = call.parameters["GlobalReplicationGroupId"]
    if own not in call.state.datastores:
        raise Refusal("GlobalReplicationGroupNotFoundFault", f"Global replication group {own} not found.", 404)
    found: Datastore = call.state.datastores[own]
    return found


def _group(call: Call, key: _Key) -> dict[str, Any]:
    region, name = key
    [found] = call.ask("DescribeReplicationGroups", region, ReplicationGroupId=name)["ReplicationGroups"]
    return dict(found)


def _engine(call: Call, key: _Key) -> dict[str, Any]:
    """Engine and version, which only a cluster of the group tells."""
    clusters = _group(call, key).get("MemberClusters", [])
    if not clusters:
        return {}
    [found] = call.ask("DescribeCacheClusters", key[0], CacheClusterId=clusters[0])["CacheClusters"]
    return {"Engine": found["Engine"], "EngineVersion": found["EngineVersion"]}
