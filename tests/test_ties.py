"""What Terraform cannot loosen is loosened before an environment is destroyed."""

import pytest

from drgen import ties
from drgen.local_aws import LocalAws
from tests.emulator import running_aws
from tests.local_aws.test_databases import PRIMARY, STANDBY, cache, roles

__all__ = ["running_aws"]


def test_the_cache_that_follows_leaves_its_datastore(running_aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in running_aws.environment.items():
        monkeypatch.setenv(name, value)
    cache(running_aws, "left", PRIMARY, Engine="redis", CacheNodeType="cache.r7g.large")
    made = running_aws.client("elasticache", PRIMARY).create_global_replication_group(
        GlobalReplicationGroupIdSuffix="left", PrimaryReplicationGroupId="left"
    )
    own = made["GlobalReplicationGroup"]["GlobalReplicationGroupId"]
    cache(running_aws, "left", STANDBY, GlobalReplicationGroupId=own)
    for _ in range(2):
        for region in (PRIMARY, STANDBY):
            ties.leave_datastore("left", region)
        assert roles(running_aws, own) == {PRIMARY: "PRIMARY"}
