"""What only `drgen status` asks for: certificates, backup vaults, health checks, quotas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.failover.fakes.errors import refused

if TYPE_CHECKING:
    from tests.failover.fakes.clock import FakeClock
    from tests.failover.fakes.edge import Edge


@dataclass
class Rest:
    """ACM, AWS Backup, Route 53's control plane and Service Quotas."""

    clock: FakeClock
    platform: str
    hosts: list[str]
    regions: list[str]
    edge: Edge
    days_left: dict[str, int] = field(default_factory=dict)  # of the certificate, by region
    backup_hours: dict[str, float] = field(default_factory=dict)  # age of the newest one, by region
    health_checks: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id
    quotas: dict[tuple[str, str], float] = field(default_factory=dict)  # by region and code: those that were raised

    def __post_init__(self) -> None:
        for name, region in (("out", self.regions[1]), ("back", self.regions[0])):
            self.health_checks[name] = {
                "Type": "CLOUDWATCH_METRIC", "Inverted": name == "back",
                "AlarmIdentifier": {"Region": region, "Name": f"{self.platform}-latch-{name}"},
                "InsufficientDataHealthStatus": "LastKnownStatus",
            }  # fmt: skip
        children = ["out", "back"] if self.edge.traffic == "orchestrated" else ["endpoint", "out", "back"]
        least = len(children) - 1
        self.health_checks["all"] = {"Type": "CALCULATED", "ChildHealthChecks": children, "HealthThreshold": least}

    # ACM: an older certificate beside the one in use, and somebody else's
    def list_certificates(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        names = ["old", "new", "theirs"]
        start = int(params.get("NextToken", 0))
        more = {"NextToken": str(start + 1)} if len(names) > start + 1 else {}
        host = "example.org" if names[start] == "theirs" else self.hosts[0]
        one = {"CertificateArn": f"arn:aws:acm:{region}:111122223333:certificate/{names[start]}", "DomainName": host}
        return {"CertificateSummaryList": [one], **more}

    def describe_certificate(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        is_old = params["CertificateArn"].endswith("/old")
        days = -1 if is_old else self.days_left.get(region, 200)
        return {
            "Certificate": {
                "CertificateArn": params["CertificateArn"], "DomainName": self.hosts[0],
                "SubjectAlternativeNames": self.hosts, "Status": "EXPIRED" if is_old else "ISSUED",
                "NotAfter": self.clock.true() + timedelta(days=days, hours=1),
            }
        }  # fmt: skip

    # AWS Backup
    def list_recovery_points_by_backup_vault(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        assert params["BackupVaultName"] == self.platform
        at = self.clock.true() - timedelta(hours=self.backup_hours.get(region, 10))
        points = [
            {"ResourceType": "Aurora", "Status": "COMPLETED", "CreationDate": at},
            {"ResourceType": "RDS", "Status": "COMPLETED", "CreationDate": at},
            {"ResourceType": "RDS", "Status": "PARTIAL", "CreationDate": self.clock.true()},
        ]
        return {"RecoveryPoints": [one for one in points if one["CreationDate"] > params["ByCreatedAfter"]]}

    # Route 53
    def list_health_checks(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        ids = sorted(self.health_checks)
        start = int(params.get("Marker", 0))
        listed = [
            {"Id": id_, "CallerReference": id_, "HealthCheckVersion": 1, "HealthCheckConfig": self.health_checks[id_]}
            for id_ in ids[start : start + 2]
        ]
        more = len(ids) > start + 2
        rest = {"NextMarker": str(start + 2)} if more else {}
        return {"HealthChecks": listed, "Marker": str(start), "IsTruncated": more, "MaxItems": "2", **rest}

    # Service Quotas
    def get_service_quota(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if (region, params["QuotaCode"]) not in self.quotas:
            raise refused("NoSuchResourceException")
        return {"Quota": {"Value": self.quotas[region, params["QuotaCode"]]}}

    def get_aws_default_service_quota(self, _: str, params: dict[str, Any]) -> dict[str, Any]:
        return {"Quota": {"Value": 5.0, "QuotaCode": params["QuotaCode"]}}
