"""Aurora global databases and RDS instances with cross-region replicas, as they behave while they move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.failover.fakes.clock import FakeClock
from tests.failover.fakes.errors import refused

ACCOUNT = "111122223333"


@dataclass
class GlobalCluster:
    """A global database. A move ends at `done_at`; `fate` says how."""

    name: str
    regions: list[str]
    writer: str
    status: str = "available"
    to: str = ""
    lossy: bool = False
    done_at: float = 0.0
    fate: str = "moves"  # moves | sticks | cancels | returns
    second_writer: str = ""
    synchronization: str = "connected"
    protected: bool = True
    versions: dict[str, str] = field(default_factory=dict)
    cluster_status: dict[str, str] = field(default_factory=dict)
    moves: list[tuple[str, str]] = field(default_factory=list)  # operation, region: every move that took effect


@dataclass
class Instance:
    """A database instance, of a cluster or alone."""

    name: str
    klass: str
    cluster: str = ""
    source: str = ""  # ARN that it replicates from
    status: str = "available"
    ready_at: float = 0.0
    then: dict[str, Any] = field(default_factory=dict)  # what it is from `ready_at` on
    params: dict[str, Any] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    protected: bool = True
    backups: int = 14
    gone: bool = False
    clients: int = 3  # connected while they can
    stubborn: bool = False  # they stay when the fence comes, until a reboot
    left_at: float | None = None  # when the last one went
    replication: str = "replicating"


@dataclass
class Rds:
    """RDS in all regions."""

    clock: FakeClock
    takes: float = 60.0  # seconds of a move, a promotion, a birth
    page: int = 2  # instances an answer
    globals: dict[str, GlobalCluster] = field(default_factory=dict)
    instances: dict[tuple[str, str], Instance] = field(default_factory=dict)  # by region and name
    snapshots: dict[tuple[str, str], str] = field(default_factory=dict)  # by region and name: of which instance
    groups: dict[tuple[str, str], str] = field(default_factory=dict)  # security groups by region and name
    cluster_groups: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unknown_classes: set[str] = field(default_factory=set)
    free_addresses: int = 4000  # of each subnet
    reboots: list[tuple[str, str]] = field(default_factory=list)  # region, name
    promotions: list[tuple[str, str]] = field(default_factory=list)  # region, name

    def describe_global_clusters(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        found = self.globals.get(params["GlobalClusterIdentifier"])
        if found is None:
            raise refused("GlobalClusterNotFoundFault", status=404)
        self._pass(found)
        members = [
            {
                "DBClusterArn": arn(region, "cluster", found.name),
                "IsWriter": region in (found.writer, found.second_writer),
                "Readers": [],
                "SynchronizationStatus": found.synchronization,
            }
            for region in found.regions
        ]
        said: dict[str, Any] = {
            "GlobalClusterIdentifier": found.name,
            "Status": found.status,
            "GlobalClusterMembers": members,
        }
        if found.to:
            said["FailoverState"] = {
                "Status": found.status if found.status != "available" else "pending",
                "FromDbClusterArn": arn(found.writer, "cluster", found.name),
                "ToDbClusterArn": arn(found.to, "cluster", found.name),
                "IsDataLossAllowed": found.lossy,
            }
        return {"GlobalClusters": [said]}

    def failover_global_cluster(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        return self._move("failing-over", params, lossy=params.get("AllowDataLoss", False))

    def switchover_global_cluster(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        return self._move("switching-over", params, lossy=False)

    def describe_db_clusters(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found = self.globals.get(params["DBClusterIdentifier"])
        if found is None or region not in found.regions:
            raise refused("DBClusterNotFoundFault", status=404)
        return {
            "DBClusters": [
                {
                    "DBClusterIdentifier": found.name,
                    "DBClusterArn": arn(region, "cluster", found.name),
                    "Status": found.cluster_status.get(region, "available"),
                    "EngineVersion": found.versions.get(region, "16.8"),
                    "BackupRetentionPeriod": 14,
                    "DeletionProtection": found.protected,
                    "KmsKeyId": f"arn:aws:kms:{region}:{ACCOUNT}:key/fake",
                    "VpcSecurityGroups": [
                        {"VpcSecurityGroupId": group, "Status": "active"}
                        for group in self.cluster_groups.get((region, found.name), [self.groups[region, found.name]])
                    ],
                }
            ]
        }

    def describe_db_instances(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.get("DBInstanceIdentifier")
        clusters = [value for one in params.get("Filters", []) for value in one["Values"]]
        for key, one in list(self.instances.items()):
            self._said(key[0], one)
        found = [
            one
            for (at, name), one in sorted(self.instances.items())
            if at == region and (not params.keys() - {"Marker"} or name == wanted or one.cluster in clusters)
        ]
        if wanted and not found:
            raise refused("DBInstanceNotFound", status=404)
        start = int(params.get("Marker", 0))
        more = {"Marker": str(start + self.page)} if len(found) > start + self.page else {}
        return {"DBInstances": [self._said(region, one) for one in found[start : start + self.page]], **more}

    def create_db_instance(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        name = params["DBInstanceIdentifier"]
        if (region, name) in self.instances:
            raise refused("DBInstanceAlreadyExists")
        self.instances[region, name] = Instance(
            name, params["DBInstanceClass"], params["DBClusterIdentifier"], status="creating",
            ready_at=self.clock.seconds + self.takes, then={"status": "available"}, params=params,
        )  # fmt: skip
        return {}

    def promote_read_replica(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        one = self._available(region, params["DBInstanceIdentifier"])
        if not one.source:
            raise refused("InvalidDBInstanceState", "not a read replica")
        self.promotions.append((region, one.name))
        self._later(one, "modifying", status="available", source="", backups=params["BackupRetentionPeriod"])
        return {}

    def modify_db_instance(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        one = self._available(region, params["DBInstanceIdentifier"])
        changed = {"klass": "DBInstanceClass", "protected": "DeletionProtection", "groups": "VpcSecurityGroupIds",
                   "backups": "BackupRetentionPeriod"}  # fmt: skip
        new = {ours: params[theirs] for ours, theirs in changed.items() if theirs in params}
        if new.get("groups", [""])[0].endswith("-fence") and not one.stubborn:
            one.left_at = self.clock.seconds
        elif "groups" in new and not new["groups"][0].endswith("-fence"):
            one.left_at = None
        self._later(one, "modifying", status="available", **new)
        return {}

    def reboot_db_instance(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        one = self._available(region, params["DBInstanceIdentifier"])
        one.left_at = self.clock.seconds
        self.reboots.append((region, one.name))
        self._later(one, "rebooting", status="available")
        return {}

    def connected(self, region: str, name: str, at: float) -> int:
        """How many clients an instance had in the minute that began then."""
        one = self.instances.get((region, name))
        return 0 if one is None or (one.left_at is not None and at >= one.left_at) else one.clients

    def modify_db_cluster(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        self.cluster_groups[region, params["DBClusterIdentifier"]] = params["VpcSecurityGroupIds"]
        return {}

    def create_db_snapshot(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        one = self._available(region, params["DBInstanceIdentifier"])
        if (region, params["DBSnapshotIdentifier"]) in self.snapshots:
            raise refused("DBSnapshotAlreadyExists")
        self.snapshots[region, params["DBSnapshotIdentifier"]] = one.name
        self._later(one, "backing-up", status="available")
        return {}

    def describe_db_snapshots(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        of = self.snapshots.get((region, params["DBSnapshotIdentifier"]))
        if of is None:
            raise refused("DBSnapshotNotFound", status=404)
        source = self.instances.get((region, of))
        busy = source is not None and self._said(region, source)["DBInstanceStatus"] == "backing-up"
        return {"DBSnapshots": [{"Status": "creating" if busy else "available"}]}

    def delete_db_instance(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        one = self._available(region, params["DBInstanceIdentifier"])
        if one.protected:
            raise refused("InvalidParameterCombination", "deletion protection")
        self._later(one, "deleting", gone=True)
        return {}

    def create_db_instance_read_replica(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        name, source = params["DBInstanceIdentifier"], params["SourceDBInstanceIdentifier"]
        if (region, name) in self.instances:
            raise refused("DBInstanceAlreadyExists")
        self._available(source.split(":")[3], source.split(":")[6])
        made = Instance(
            name, params["DBInstanceClass"], source=source, groups=params["VpcSecurityGroupIds"], backups=0,
            protected=params["DeletionProtection"], params=params,
        )  # fmt: skip
        self.instances[region, name] = made
        self._later(made, "creating", status="available")
        return {}

    def describe_db_subnet_groups(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        return {"DBSubnetGroups": [{"DBSubnetGroupName": params["DBSubnetGroupName"], "VpcId": f"vpc-{region}"}]}

    def describe_orderable_db_instance_options(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        zones = [] if params["DBInstanceClass"] in self.unknown_classes else ["a", "b"]
        options = [{"AvailabilityZones": [{"Name": f"{region}{zone}"}]} for zone in zones]
        start = int(params.get("Marker", 0))
        more = {"Marker": str(start + 1)} if len(options) > start + 1 else {}
        return {"OrderableDBInstanceOptions": options[start : start + 1], **more}

    # EC2
    def describe_subnets(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        assert {one["Name"] for one in params["Filters"]} == {
            "tag:drgen:platform",
            "tag:kubernetes.io/role/internal-elb",
        }
        return {
            "Subnets": [
                {"AvailabilityZone": f"{region}{zone}", "AvailableIpAddressCount": self.free_addresses} for zone in "ab"
            ]
        }

    def describe_security_groups(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        [name] = next(one["Values"] for one in params["Filters"] if one["Name"] == "group-name")
        if name.endswith("*"):
            found = {group: id_ for (at, group), id_ in self.groups.items() if at == region}
            return {"SecurityGroups": [{"GroupName": group, "GroupId": found[group]} for group in sorted(found)]}
        return {"SecurityGroups": [{"GroupId": self.groups[region, name]}] if (region, name) in self.groups else []}

    def delete_security_group(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        used = [one for (at, _), one in self.instances.items() if at == region and params["GroupId"] in one.groups]
        self.clock.sleep(10)
        if [one for one in used if params["GroupId"] in self._said(region, one)["VpcSecurityGroups"][0].values()]:
            raise refused("DependencyViolation")
        self.groups = {key: group for key, group in self.groups.items() if group != params["GroupId"]}
        return {}

    def create_security_group(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if (region, params["GroupName"]) in self.groups:
            raise refused("InvalidGroup.Duplicate")
        self.groups[region, params["GroupName"]] = f"sg-{region}-{params['GroupName']}"
        return {"GroupId": self.groups[region, params["GroupName"]]}

    def _available(self, region: str, name: str) -> Instance:
        if (region, name) not in self.instances:
            raise refused("DBInstanceNotFound", status=404)
        one = self.instances[region, name]
        if self._said(region, one)["DBInstanceStatus"] != "available":
            raise refused("InvalidDBInstanceState")
        return one

    def _later(self, one: Instance, now: str, **then: Any) -> None:
        one.status, one.ready_at, one.then = now, self.clock.seconds + self.takes, then

    def _move(self, status: str, params: dict[str, Any], *, lossy: bool) -> dict[str, Any]:
        found = self.globals[params["GlobalClusterIdentifier"]]
        self._pass(found)
        to = params["TargetDbClusterIdentifier"].split(":")[3]
        if found.to or found.writer == to:
            raise refused("InvalidGlobalClusterStateFault")
        if not any(one.cluster == found.name and at == to for (at, _), one in self.instances.items()):
            raise refused("InvalidDBClusterStateFault", "no instance to promote")
        found.to, found.status, found.lossy = to, status, lossy
        found.done_at = self.clock.seconds + self.takes
        return {}

    def _pass(self, found: GlobalCluster) -> None:
        if not found.to or self.clock.seconds < found.done_at or found.fate == "sticks":
            return
        if found.fate == "cancels":
            found.status = "cancelling"
            return
        if found.fate == "moves":
            found.moves.append((found.status, found.to))
            found.writer = found.to
        found.to, found.status = "", "available"

    def _said(self, region: str, one: Instance) -> dict[str, Any]:
        if one.then and self.clock.seconds >= one.ready_at:
            for key, value in one.then.items():
                setattr(one, key, value)
            one.then = {}
            if one.gone:
                del self.instances[region, one.name]
        said = {
            "DBInstanceIdentifier": one.name,
            "DBInstanceArn": arn(region, "db", one.name),
            "DBInstanceClass": one.klass,
            "DBInstanceStatus": one.status,
            "BackupRetentionPeriod": one.backups,
            "DeletionProtection": one.protected,
            "DBSubnetGroup": {"VpcId": f"vpc-{region}"},
            "KmsKeyId": f"arn:aws:kms:{region}:{ACCOUNT}:key/fake",
            "EngineVersion": "16.8",
            "MultiAZ": True,
            "VpcSecurityGroups": [{"VpcSecurityGroupId": group, "Status": "active"} for group in one.groups],
        }
        if one.cluster:
            said["DBClusterIdentifier"] = one.cluster
        if one.source:
            said["ReadReplicaSourceDBInstanceIdentifier"] = one.source
            said["StatusInfos"] = [{"StatusType": "read replication", "Status": one.replication}]
        return said


def arn(region: str, kind: str, name: str) -> str:
    return f"arn:aws:rds:{region}:{ACCOUNT}:{kind}:{name}"
