"""Caches, and global datastores that take their time to change who leads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.failover.fakes.clock import FakeClock
from tests.failover.fakes.errors import refused


@dataclass
class Datastore:
    """A global datastore of the caches of one name."""

    id: str
    name: str
    regions: list[str]
    leader: str
    status: str = "available"
    to: str = ""
    done_at: float = 0.0
    fate: str = "moves"  # moves | sticks | refuses
    second_leader: str = ""
    association: str = "associated"
    moves: list[str] = field(default_factory=list)


@dataclass
class ElastiCache:
    """ElastiCache in all regions."""

    clock: FakeClock
    takes: float = 60.0
    groups: dict[tuple[str, str], str] = field(default_factory=dict)  # region, name → status
    types: dict[tuple[str, str], str] = field(default_factory=dict)  # region, name → node type, where it is another
    stores: dict[str, Datastore] = field(default_factory=dict)  # by the caches' name

    def describe_replication_groups(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        name = params["ReplicationGroupId"]
        if (region, name) not in self.groups:
            raise refused("ReplicationGroupNotFoundFault", status=404)
        said: dict[str, Any] = {"ReplicationGroupId": name, "Status": self.groups[region, name]}
        said |= {
            "CacheNodeType": self.types.get((region, name), "cache.r7g.large"),
            "NodeGroups": [{"NodeGroupId": "1", "PrimaryEndpoint": {"Address": f"{name}.{region}", "Port": 6379}}],
            "TransitEncryptionEnabled": True,
        }
        store = self.stores.get(name)
        if store and region in store.regions:
            self._pass(store)
            role = "PRIMARY" if region in (store.leader, store.second_leader) else "SECONDARY"
            said["GlobalReplicationGroupInfo"] = {
                "GlobalReplicationGroupId": store.id,
                "GlobalReplicationGroupMemberRole": role,
            }
        return {"ReplicationGroups": [said]}

    def describe_cache_clusters(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if (region, params["CacheClusterId"].removesuffix("-001")) not in self.groups:
            raise refused("CacheClusterNotFound", status=404)
        return {"CacheClusters": [{"CacheClusterId": params["CacheClusterId"], "EngineVersion": "7.1.0"}]}

    def describe_global_replication_groups(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        store = self._store(params)
        assert params["ShowMemberInfo"]  # without it AWS says nothing of the members
        members = [
            {
                "ReplicationGroupId": store.name,
                "ReplicationGroupRegion": region,
                "Role": "PRIMARY" if region in (store.leader, store.second_leader) else "SECONDARY",
                "Status": store.association,
            }
            for region in store.regions
        ]
        said = {"GlobalReplicationGroupId": store.id, "Status": store.status, "Members": members}
        return {"GlobalReplicationGroups": [said]}

    def failover_global_replication_group(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        store = self._store(params)
        if store.status != "available" or store.fate == "refuses":
            raise refused("InvalidGlobalReplicationGroupState")
        if params["PrimaryRegion"] == store.leader or params["PrimaryReplicationGroupId"] != store.name:
            raise refused("InvalidParameterValue")
        store.to, store.status, store.done_at = params["PrimaryRegion"], "modifying", self.clock.seconds + self.takes
        return {}

    def disassociate_global_replication_group(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        store = self._store(params)
        store.regions.remove(params["ReplicationGroupRegion"])
        return {}

    def _store(self, params: dict[str, Any]) -> Datastore:
        for store in self.stores.values():
            if store.id == params["GlobalReplicationGroupId"]:
                self._pass(store)
                return store
        raise refused("GlobalReplicationGroupNotFoundFault", status=404)

    def _pass(self, store: Datastore) -> None:
        if store.to and self.clock.seconds >= store.done_at and store.fate == "moves":
            store.moves.append(store.to)
            store.leader, store.to, store.status = store.to, "", "available"
