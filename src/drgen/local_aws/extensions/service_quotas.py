"""Service Quotas: what each region's account may have, and requests for more.

Copied, from the Service Quotas API reference and user guide:
- a quota is a region's own; a value that was raised is the applied one, and a quota that never was has none: then
  GetServiceQuota answers NoSuchResourceException and GetAWSDefaultServiceQuota the default;
- RequestServiceQuotaIncrease takes a value above the present one and is PENDING, only one at a time for a quota;
- a granted request is APPROVED and its value the applied one.
Defaults are those that AWS gives a new account ("Amazon EC2 endpoints and quotas", "Amazon RDS endpoints and quotas",
"Amazon VPC endpoints and quotas", AWS General Reference), for the few quotas that drgen asks for.
Not copied: all other quotas; support cases, denials; a request is granted when a rehearsal grants it, and no emulator
holds anybody to a quota.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from drgen.local_aws.extensions import Call
from drgen.local_aws.refusal import Refusal

# Service and code → name, default value.
DEFAULTS = {
    ("ec2", "L-0263D0A3"): ("EC2-VPC Elastic IPs", 5.0),
    ("ec2", "L-1216C47A"): ("Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 5.0),
    ("rds", "L-7B6409FD"): ("DB instances", 40.0),
    ("vpc", "L-F678F1CE"): ("VPCs per Region", 5.0),
}
_Key = tuple[str, str, str]  # region, service, code


@dataclass
class State:
    """Applied values by quota, and requests by id."""

    applied: dict[_Key, float] = field(default_factory=dict)
    requests: dict[str, dict[str, Any]] = field(default_factory=dict)

    def grant(self, region: str, service: str, code: str, value: float) -> None:
        """Have a quota's value applied, and the request for it, if any, approved."""
        self.applied[region, service, code] = value
        for request in self.requests.values():
            if request["QuotaArn"].split(":")[3:] == [region, request["Requester"], f"{service}/{code}"]:
                request["Status"] = "APPROVED"


def get_service_quota(call: Call) -> dict[str, Any]:
    quota = _default(call, *_asked(call))
    applied = call.state.applied.get((call.region, *_asked(call)))
    if applied is None:
        raise Refusal("NoSuchResourceException", "The request failed because the specified resource does not exist.")
    return {"Quota": quota | {"Value": applied}}


def get_aws_default_service_quota(call: Call) -> dict[str, Any]:
    return {"Quota": _default(call, *_asked(call))}


def list_service_quotas(call: Call) -> dict[str, Any]:
    quotas = list_aws_default_service_quotas(call)["Quotas"]
    applied = call.state.applied
    shown = [(one, (call.region, one["ServiceCode"], one["QuotaCode"])) for one in quotas]
    return {"Quotas": [one | {"Value": applied.get(key, one["Value"])} for one, key in shown]}


def list_aws_default_service_quotas(call: Call) -> dict[str, Any]:
    wanted = call.parameters["ServiceCode"]
    return {"Quotas": [_default(call, service, code) for service, code in sorted(DEFAULTS) if service == wanted]}


def request_service_quota_increase(call: Call) -> dict[str, Any]:
    quota = _default(call, *_asked(call))
    now, wanted = datetime.now(UTC), call.parameters["DesiredValue"]
    if wanted <= call.state.applied.get((call.region, *_asked(call)), quota["Value"]):
        raise Refusal("IllegalArgumentException", "You must provide a quota value greater than the current quota value")
    open_ones = [one for one in call.state.requests.values() if one["Status"] == "PENDING"]
    if any(one["QuotaArn"] == quota["QuotaArn"] for one in open_ones):
        message = "Only one open service quota increase request is allowed per quota"
        raise Refusal("ResourceAlreadyExistsException", message)
    request = {name: quota[name] for name in quota.keys() - {"Value", "Adjustable"}} | {
        "Id": uuid4().hex, "DesiredValue": wanted, "Status": "PENDING", "Requester": call.account,
        "Created": now, "LastUpdated": now,
    }  # fmt: skip
    call.state.requests[request["Id"]] = request
    return {"RequestedQuota": request}


def get_requested_service_quota_change(call: Call) -> dict[str, Any]:
    found = call.state.requests.get(call.parameters["RequestId"])
    if found is None:
        raise Refusal("NoSuchResourceException", "The request failed because the specified resource does not exist.")
    return {"RequestedQuota": found}


def _asked(call: Call) -> tuple[str, str]:
    return call.parameters["ServiceCode"], call.parameters["QuotaCode"]


def _default(call: Call, service: str, code: str) -> dict[str, Any]:
    if (service, code) not in DEFAULTS:
        raise Refusal("NoSuchResourceException", f"no quota {code} of {service} is known here")
    name, value = DEFAULTS[service, code]
    arn = f"arn:aws:servicequotas:{call.region}:{call.account}:{service}/{code}"
    said = {"ServiceCode": service, "QuotaCode": code, "QuotaName": name, "QuotaArn": arn, "Unit": "None"}
    return said | {"Value": value, "Adjustable": True, "GlobalQuota": False}
