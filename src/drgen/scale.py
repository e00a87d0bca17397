"""What a cluster's workloads grow to when its region is to serve: read by the failover, and by no Terraform."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
Workload = Annotated[str, Field(pattern=rf"^{_LABEL}/{_LABEL}$", max_length=127)]  # namespace/name
Count = Annotated[int, Field(ge=1, le=5000)]  # a cluster of EKS has no more pods of one kind worth naming


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Autoscaler(_Strict):
    """A horizontal pod autoscaler's bounds."""

    min: Count = Field(description="Pods that it keeps at least while its region serves.")
    max: Count = Field(description="Pods that it makes at most, no less than min.")


class Scale(_Strict):
    """The workloads of one cluster at their full size, and how many of them must be ready before traffic comes."""

    deployments: dict[Workload, Count] = Field({}, description="Pods by namespace/name: {shop/storefront: 12}.")
    autoscalers: dict[Workload, Autoscaler] = Field(
        {}, description="Bounds by namespace/name, for those that have one."
    )
    ready_share: float = Field(
        0.8, gt=0, le=1, description="Share of the pods, and of the targets, without which traffic does not move."
    )
