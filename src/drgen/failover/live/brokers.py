"""Amazon MQ brokers as their region describes them, by instance of the spec."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from drgen import aws

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Broker:
    """One region's broker."""

    state: str
    version: str
    host: str  # instance type
    mode: str  # SINGLE_INSTANCE or CLUSTER_MULTI_AZ


def look(site: Site) -> dict[str, Broker]:
    """The brokers of a region; what is not there, or runs in Kubernetes, has no entry."""
    ours = {part.name: part.instance for part in site.run.parts if part.module == "rabbitmq"}
    if not any(part.at(site.side).get("hosted") == "amazon_mq" for part in site.run.parts):
        return {}
    found = {}
    for one in aws.pages(partial(site.look, "mq", "list_brokers"), "BrokerSummaries"):
        if one["BrokerName"] in ours:
            said = site.look("mq", "describe_broker", BrokerId=one["BrokerId"])
            version, host = str(said.get("EngineVersion", "")), str(said.get("HostInstanceType", ""))
            mode = str(said.get("DeploymentMode", ""))
            found[ours[one["BrokerName"]]] = Broker(str(one["BrokerState"]), version, host, mode)
    return found
