"""Where a request is really decided: the region whose failure makes it fail.

Most services answer in the region that the request names. These do not: their control plane stands in one region of
the partition. Source: AWS Fault Isolation Boundaries (whitepaper), "Global services" and its appendices A and B.
"""

from __future__ import annotations

from drgen.local_aws.request import Request

# By signing name; figures are those of the partition `aws`.
CONTROLLED_FROM = {
    "account": "us-east-1",  # whitepaper: services unique by partition
    "cloudfront": "us-east-1",  # whitepaper: edge services
    "globalaccelerator": "us-west-2",  # whitepaper: edge services
    "iam": "us-east-1",  # whitepaper: services unique by partition
    "networkmanager": "us-west-2",  # whitepaper: services unique by partition
    "organizations": "us-east-1",  # whitepaper: services unique by partition
    "route53": "us-east-1",  # whitepaper: the control plane of public DNS
    "route53-recovery-control-config": "us-west-2",  # whitepaper: its data plane is the clusters' own five endpoints
    "route53domains": "us-east-1",  # Route 53 endpoints: domains are registered through us-east-1 alone
    "shield": "us-east-1",  # whitepaper: edge services
}

# The whitepaper, "Global single-Region operations": making, deleting and configuring buckets depends on us-east-1.
_BUCKETS_ARE_DECIDED_IN = "us-east-1"
_CONFIGURATION = frozenset({
    "accelerate", "acl", "analytics", "cors", "encryption", "intelligent-tiering", "inventory", "lifecycle", "logging",
    "metrics", "notification", "ownershipControls", "policy", "publicAccessBlock", "replication", "requestPayment",
    "tagging", "versioning", "website",
})  # fmt: skip


def regions(request: Request) -> frozenset[str]:
    """Every region that must live for the request to be answered."""
    if request.service in CONTROLLED_FROM:
        return frozenset({CONTROLLED_FROM[request.service]})
    if request.service == "s3" and _shapes_a_bucket(request):
        return frozenset({request.region, _BUCKETS_ARE_DECIDED_IN})
    # The global STS endpoint is signed for us-east-1, a regional one for its region.
    return frozenset({request.region})


def elsewhere(request: Request) -> str:
    """The region of the one control plane for all regions that decides a request; "" where its own region does."""
    if request.service == "s3":
        return _BUCKETS_ARE_DECIDED_IN if _shapes_a_bucket(request) else ""
    return CONTROLLED_FROM.get(request.service, "")


def _shapes_a_bucket(request: Request) -> bool:
    if request.method not in {"PUT", "DELETE"} or "/" in request.path.strip("/"):
        return False
    asked = request.query.keys() - {"x-id"}
    return not asked or bool(asked & _CONFIGURATION)
