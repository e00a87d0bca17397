"""What drgen's failover and Terraform rely on, as the extensions copy it from AWS."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drgen.local_aws import LocalAws
from tests.emulator import ACCOUNT, running_aws

__all__ = ["running_aws"]
PRIMARY, STANDBY = "us-east-1", "us-west-2"


def make(aws: LocalAws, name: str, *, region: str = PRIMARY, **more: Any) -> None:
    aws.client("rds", region).create_db_instance(
        DBInstanceIdentifier=name, DBInstanceClass="db.m7g.large", Engine="postgres", AllocatedStorage=20,
        MasterUsername="dbadmin", MasterUserPassword="correct-horse", **({"BackupRetentionPeriod": 7} | more),
    )  # fmt: skip


def replicate(aws: LocalAws, name: str, *, to: str = STANDBY, source: str = PRIMARY) -> None:
    arn = f"arn:aws:rds:{source}:{ACCOUNT}:db:{name}"
    aws.client("rds", to).create_db_instance_read_replica(
        DBInstanceIdentifier=name, SourceDBInstanceIdentifier=arn, DBInstanceClass="db.m7g.large"
    )


def instance(aws: LocalAws, name: str, region: str) -> dict[str, Any]:
    [found] = aws.client("rds", region).describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    return dict(found)


def test_a_replica_names_its_source_and_the_source_its_replica(running_aws: LocalAws) -> None:
    make(running_aws, "pair")
    replicate(running_aws, "pair")
    arn = f"arn:aws:rds:{{}}:{ACCOUNT}:db:pair"
    assert instance(running_aws, "pair", STANDBY)["ReadReplicaSourceDBInstanceIdentifier"] == arn.format(PRIMARY)
    assert instance(running_aws, "pair", PRIMARY)["ReadReplicaDBInstanceIdentifiers"] == [arn.format(STANDBY)]


def test_a_promotion_ends_the_link_for_good(running_aws: LocalAws) -> None:
    make(running_aws, "promoted")
    replicate(running_aws, "promoted")
    standby = running_aws.client("rds", STANDBY)
    standby.promote_read_replica(DBInstanceIdentifier="promoted", BackupRetentionPeriod=14)
    found = instance(running_aws, "promoted", STANDBY)
    assert "ReadReplicaSourceDBInstanceIdentifier" not in found
    assert found["BackupRetentionPeriod"] == 14
    assert instance(running_aws, "promoted", PRIMARY)["ReadReplicaDBInstanceIdentifiers"] == []
    with pytest.raises(ClientError, match="is not a read replica"):
        standby.promote_read_replica(DBInstanceIdentifier="promoted")


def test_the_old_primary_comes_home_under_its_own_name(running_aws: LocalAws) -> None:
    make(running_aws, "home")
    replicate(running_aws, "home")
    running_aws.client("rds", STANDBY).promote_read_replica(DBInstanceIdentifier="home", BackupRetentionPeriod=7)
    running_aws.client("rds", PRIMARY).delete_db_instance(DBInstanceIdentifier="home", SkipFinalSnapshot=True)
    replicate(running_aws, "home", to=PRIMARY, source=STANDBY)
    assert STANDBY in instance(running_aws, "home", PRIMARY)["ReadReplicaSourceDBInstanceIdentifier"]


def test_a_source_without_backups_is_refused(running_aws: LocalAws) -> None:
    make(running_aws, "bare", BackupRetentionPeriod=0)
    with pytest.raises(ClientError, match="Automated backups are not enabled"):
        replicate(running_aws, "bare")


def test_a_replica_whose_source_is_gone_is_terminated(running_aws: LocalAws) -> None:
    make(running_aws, "orphan")
    replicate(running_aws, "orphan")
    running_aws.client("rds", PRIMARY).delete_db_instance(DBInstanceIdentifier="orphan", SkipFinalSnapshot=True)
    assert instance(running_aws, "orphan", STANDBY)["StatusInfos"][0]["Status"] == "terminated"


def cache(aws: LocalAws, name: str, region: str, **more: str) -> None:
    aws.client("elasticache", region).create_replication_group(
        ReplicationGroupId=name, ReplicationGroupDescription="a cache", **more
    )


def roles(aws: LocalAws, own: str) -> dict[str, str]:
    client = aws.client("elasticache", STANDBY)
    [found] = client.describe_global_replication_groups(GlobalReplicationGroupId=own)["GlobalReplicationGroups"]
    return {member["ReplicationGroupRegion"]: member["Role"] for member in found["Members"]}


def test_a_datastore_is_joined_promoted_and_dissolved_as_aws_does(running_aws: LocalAws) -> None:
    primary = running_aws.client("elasticache", PRIMARY)
    cache(running_aws, "carts", PRIMARY, Engine="redis", CacheNodeType="cache.r7g.large")
    made = primary.create_global_replication_group(
        GlobalReplicationGroupIdSuffix="carts", PrimaryReplicationGroupId="carts"
    )
    own = made["GlobalReplicationGroup"]["GlobalReplicationGroupId"]
    assert made["GlobalReplicationGroup"]["Status"] == "primary-only"
    cache(running_aws, "carts", STANDBY, GlobalReplicationGroupId=own)
    assert roles(running_aws, own) == {PRIMARY: "PRIMARY", STANDBY: "SECONDARY"}
    running_aws.client("elasticache", STANDBY).failover_global_replication_group(
        GlobalReplicationGroupId=own, PrimaryRegion=STANDBY, PrimaryReplicationGroupId="carts"
    )
    assert roles(running_aws, own) == {PRIMARY: "SECONDARY", STANDBY: "PRIMARY"}
    with pytest.raises(ClientError, match="still has secondary members"):
        primary.delete_global_replication_group(GlobalReplicationGroupId=own, RetainPrimaryReplicationGroup=True)
    with pytest.raises(ClientError, match="member of a global datastore"):
        primary.delete_replication_group(ReplicationGroupId="carts")
    member = {"GlobalReplicationGroupId": own, "ReplicationGroupId": "carts", "ReplicationGroupRegion": PRIMARY}
    primary.disassociate_global_replication_group(**member)
    assert roles(running_aws, own) == {STANDBY: "PRIMARY"}
    with pytest.raises(ClientError, match="is not associated with Global Replication Group"):
        primary.disassociate_global_replication_group(**member)


def sources(aws: LocalAws) -> dict[str, str]:
    found = {}
    for region in (PRIMARY, STANDBY):
        [cluster] = aws.client("rds", region).describe_db_clusters(DBClusterIdentifier="orders")["DBClusters"]
        found[region] = cluster.get("ReplicationSourceIdentifier", "")
    return found


def test_a_swap_turns_the_replication_source_round(running_aws: LocalAws) -> None:
    primary, standby = (running_aws.client("rds", region) for region in (PRIMARY, STANDBY))
    engine = {"Engine": "aurora-postgresql", "EngineVersion": "16.8"}
    primary.create_global_cluster(GlobalClusterIdentifier="orders", **engine)
    owner = {"MasterUsername": "dbadmin", "MasterUserPassword": "correct-horse"}
    named = {"DBClusterIdentifier": "orders", "GlobalClusterIdentifier": "orders"} | engine
    primary.create_db_cluster(**named, **owner)
    standby.create_db_cluster(**named)
    arn = f"arn:aws:rds:{{}}:{ACCOUNT}:cluster:orders"
    assert sources(running_aws) == {PRIMARY: "", STANDBY: arn.format(PRIMARY)}
    standby.switchover_global_cluster(GlobalClusterIdentifier="orders", TargetDbClusterIdentifier=arn.format(STANDBY))
    assert sources(running_aws) == {PRIMARY: arn.format(STANDBY), STANDBY: ""}
