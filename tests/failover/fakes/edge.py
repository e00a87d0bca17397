"""What traffic goes by: latches, their schedules, load balancers, and what Route 53 answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.failover.fakes.clock import START, FakeClock
from tests.failover.fakes.errors import refused

# modules/regional/alarms
_SETTINGS = {
    "Namespace": "drgen/latch", "Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold", "TreatMissingData": "ignore",
}  # fmt: skip


@dataclass
class Alarm:
    """A latch's alarm: the greatest value of the last whole minute decides; silence changes nothing."""

    state: str = "INSUFFICIENT_DATA"
    values: list[tuple[int, float]] = field(default_factory=list)  # minute, value
    read_until: int = -1
    settings: dict[str, Any] = field(default_factory=lambda: dict(_SETTINGS))

    def at(self, minute: int) -> str:
        for passed in range(self.read_until + 1, minute):
            said = [value for at, value in self.values if at == passed]
            if said:
                self.state = "ALARM" if max(said) >= 1 else "OK"
        self.read_until = max(self.read_until, minute - 1)
        return self.state


@dataclass
class Edge:
    """CloudWatch, EventBridge Scheduler, load balancers and name servers of one platform."""

    clock: FakeClock
    platform: str
    primary: str
    standby: str
    traffic: str = "orchestrated"
    endpoint_answers: bool = True
    lag: dict[str, float | None] = field(default_factory=dict)  # by metric, in its own unit; None says nothing
    lag_age: float = 0.0
    replayed: Callable[[], float] | None = None  # when what the replica replayed last was written, by the clock
    connected: Callable[[str, str, float], int] = lambda _region, _name, _at: 0  # to an instance, at a moment
    alarms: dict[str, Alarm] = field(default_factory=dict)
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)  # region → names of target groups
    targets: dict[str, int] = field(default_factory=dict)  # region → healthy ones
    sick: dict[str, int] = field(default_factory=dict)  # region → the others
    controls: dict[str, str] = field(default_factory=dict)  # ARC: name → On or Off
    repeated_until: int = 0

    def __post_init__(self) -> None:
        self.controls = {f"{self.platform}-primary": "On", f"{self.platform}-standby": "Off"}
        for name, region in (("out", self.standby), ("back", self.primary)):
            self.alarms[name] = Alarm()
            self.schedules[name] = {
                "Arn": f"arn:aws:scheduler:{region}:111122223333:schedule/default/{self.platform}-latch-{name}",
                "Name": f"{self.platform}-latch-{name}", "GroupName": "default", "State": "DISABLED",
                "ScheduleExpression": "rate(1 minutes)", "FlexibleTimeWindow": {"Mode": "OFF"},
                "KmsKeyArn": "arn:aws:kms:::key/fake", "Description": f"Republishes {name}",
                "Target": {"Arn": "arn:aws:scheduler:::aws-sdk:cloudwatch:putMetricData", "RoleArn": "arn:x"},
            }  # fmt: skip

    # CloudWatch
    def put_metric_data(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        assert params["Namespace"] == "drgen/latch"
        for metric in params["MetricData"]:
            assert metric["Dimensions"] == [{"Name": "platform", "Value": self.platform}]
            assert region == (self.standby if metric["MetricName"] == "out" else self.primary)
            self.alarms[metric["MetricName"]].values.append((self._minute(), metric["Value"]))
        return {}

    def describe_alarms(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        self._repeat()
        ours = {"out": self.standby, "back": self.primary}
        found = [
            {"AlarmName": f"{self.platform}-latch-{name}", "StateValue": alarm.at(self._minute()), "MetricName": name}
            | alarm.settings
            for name, alarm in self.alarms.items()
            if ours[name] == region and f"{self.platform}-latch-{name}" in params["AlarmNames"]
        ]
        return {"MetricAlarms": found}

    def get_metric_statistics(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if params["MetricName"] == "DatabaseConnections":
            return {"Label": params["MetricName"], "Datapoints": self._connections(region, params)}
        value = self.lag.get(params["MetricName"])
        if params["MetricName"] == "ReplicaLag" and self.replayed is not None:
            value = self.clock.seconds - self.replayed()
        at: datetime = self.clock.true() - timedelta(seconds=self.lag_age)
        points = [] if value is None else [{"Timestamp": at, "Maximum": value}]
        return {"Label": params["MetricName"], "Datapoints": points}

    def _connections(self, region: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        """A reading a minute, once the minute is over."""
        [name] = [one["Value"] for one in params["Dimensions"]]
        this = int(self.clock.seconds // 60)
        points = [(minute, self.connected(region, name, 60.0 * minute)) for minute in range(this - 10, this)]
        return [{"Timestamp": START + timedelta(minutes=at), "Maximum": float(count)} for at, count in points]

    # ARC: one of the two controls is always on
    def list_routing_controls(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        found = [
            {"RoutingControlArn": f"arn:control:{name}", "RoutingControlName": name, "RoutingControlState": state}
            for name, state in sorted(self.controls.items())
        ]
        start = int(params.get("NextToken", 0))
        more = {"NextToken": str(start + 1)} if len(found) > start + 1 else {}
        return {"RoutingControls": found[start : start + 1], **more}

    def update_routing_control_states(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        wanted = {
            one["RoutingControlArn"].rpartition(":")[2]: one["RoutingControlState"]
            for one in params["UpdateRoutingControlStateEntries"]
        }
        assert "On" in (self.controls | wanted).values(), "the safety rule refuses"
        self.controls |= wanted
        return {}

    # Scheduler
    def get_schedule(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        for one in self.schedules.values():
            if one["Name"] == params["Name"] and region in one["Arn"]:
                return dict(one)
        raise refused("ResourceNotFoundException", status=404)

    def update_schedule(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        self._repeat()
        [name] = [name for name, one in self.schedules.items() if one["Name"] == params["Name"]]
        self.schedules[name] = params | {"Arn": self.schedules[name]["Arn"]}  # what is not said is gone
        return {"ScheduleArn": self.schedules[name]["Arn"]}

    # Load balancers
    def describe_load_balancers(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        [name] = params["Names"]
        return {"LoadBalancers": [{"LoadBalancerArn": f"arn:lb:{region}/{name}", "DNSName": f"{name}.{region}.elb"}]}

    def describe_target_groups(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        start = int(params.get("Marker", 0))
        names = self.groups[region]
        found = [{"TargetGroupName": name, "TargetGroupArn": f"arn:tg:{region}/{name}"} for name in names]
        more = {"NextMarker": str(start + 1)} if len(found) > start + 1 else {}
        return {"TargetGroups": found[start : start + 1], **more}

    def describe_target_health(self, region: str, _: dict[str, Any]) -> dict[str, Any]:
        states = ["healthy"] * self.targets.get(region, 0) + ["unhealthy"] * self.sick.get(region, 0)
        return {"TargetHealthDescriptions": [{"TargetHealth": {"State": state}} for state in states]}

    # Name servers
    def names(self, zone: str, host: str) -> frozenset[str]:
        if not zone:
            return frozenset({"192.0.2.1" if self.primary in host else "192.0.2.2"})
        return frozenset({"192.0.2.1" if self.primary_serves() else "192.0.2.2"})

    def primary_serves(self) -> bool:
        """The formula of modules/global/dns over the two latches and the endpoint check."""
        if self.traffic == "routing_control":
            return self.controls[f"{self.platform}-primary"] == "On"
        self._repeat()
        said = {name: alarm.at(self._minute()) for name, alarm in self.alarms.items()}
        children = [said.get("out") != "ALARM", said.get("back") == "ALARM"]
        if self.traffic == "automatic":
            return sum([*children, self.endpoint_answers]) >= 2
        return sum(children) >= 1

    def _repeat(self) -> None:
        """The schedules say 1 each minute while they are enabled."""
        for minute in range(self.repeated_until, self._minute()):
            for name, one in self.schedules.items():
                if one["State"] == "ENABLED":
                    self.alarms[name].values.append((minute, 1.0))
        self.repeated_until = self._minute()

    def _minute(self) -> int:
        return int(self.clock.seconds // 60)
