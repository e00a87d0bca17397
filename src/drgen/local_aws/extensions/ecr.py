"""ECR: images that go to the other region by themselves, and repository creation templates.

Copied, from the ECR user guide, "Private image replication in Amazon ECR", and the API reference:
- an image's digest is the SHA-256 of its manifest; PutImage refuses any other;
- an image that is pushed is copied, digest and tag, to every region of the rules whose prefix filters (any, where a
  rule has none) fit its repository; a repository that is not there is made;
- what was there before the rule is not copied; a copy is not copied on; what is deleted stays in the other region;
- DescribeImageReplicationStatus says COMPLETE for a region that has the image, IN_PROGRESS for one that has not yet;
- a prefix has one creation template a region; an unknown prefix answers TemplateNotFoundException; deleting one
  describes it a last time (CreateRepositoryCreationTemplate and its siblings).
Not copied: other accounts; the time that copying takes: it is at once, and to a region that is dark it is when that
region is asked again; layers; repositories made by a template have none of its settings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from drgen.local_aws.extensions import Call
from drgen.local_aws.refusal import Refusal


@dataclass
class State:
    """Templates, by region and prefix; copies that wait for a region that is dark."""

    waiting: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    templates: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def put_image(call: Call) -> dict[str, Any]:
    digest = f"sha256:{sha256(call.parameters['imageManifest'].encode()).hexdigest()}"
    if call.parameters.get("imageDigest", digest) != digest:
        raise Refusal("ImageDigestDoesNotMatchException", f"the manifest's digest is {digest}")
    answer = call.forward(imageDigest=digest)
    image = {name: value for name, value in call.parameters.items() if name != "registryId"} | {"imageDigest": digest}
    call.state.waiting += [(region, image) for region in _destinations(call, image["repositoryName"])]
    _catch_up(call)
    return answer


def describe_images(call: Call) -> dict[str, Any]:
    _catch_up(call)
    return call.forward()


def batch_get_image(call: Call) -> dict[str, Any]:
    _catch_up(call)
    return call.forward()


def describe_image_replication_status(call: Call) -> dict[str, Any]:
    _catch_up(call)
    name, image = call.parameters["repositoryName"], call.parameters["imageId"]
    [found] = call.ask("DescribeImages", repositoryName=name, imageIds=[image])["imageDetails"]
    late = {region for region, one in call.state.waiting if one["imageDigest"] == found["imageDigest"]}
    statuses = [
        {"region": region, "registryId": call.account, "status": "IN_PROGRESS" if region in late else "COMPLETE"}
        for region in _destinations(call, name)
    ]
    return {"repositoryName": name, "imageId": image, "replicationStatuses": statuses}


def create_repository_creation_template(call: Call) -> dict[str, Any]:
    key = call.region, call.parameters["prefix"]
    if key in call.state.templates:
        raise Refusal("TemplateAlreadyExistsException", f"the prefix {key[1]} has a template")
    now = datetime.now(UTC)
    call.state.templates[key] = (
        {"imageTagMutability": "MUTABLE"} | call.parameters | {"createdAt": now, "updatedAt": now}
    )
    return {"registryId": call.account, "repositoryCreationTemplate": call.state.templates[key]}


def describe_repository_creation_templates(call: Call) -> dict[str, Any]:
    wanted = call.parameters.get("prefixes")
    own = {prefix: found for (region, prefix), found in call.state.templates.items() if region == call.region}
    shown = [found for prefix, found in sorted(own.items()) if not wanted or prefix in wanted]
    return {"registryId": call.account, "repositoryCreationTemplates": shown}


def update_repository_creation_template(call: Call) -> dict[str, Any]:
    found = _template(call)
    found |= call.parameters | {"updatedAt": datetime.now(UTC)}
    return {"registryId": call.account, "repositoryCreationTemplate": found}


def delete_repository_creation_template(call: Call) -> dict[str, Any]:
    found = _template(call)
    del call.state.templates[call.region, call.parameters["prefix"]]
    return {"registryId": call.account, "repositoryCreationTemplate": found}


def _destinations(call: Call, repository: str) -> list[str]:
    """The regions that a repository's images go to."""
    rules = call.ask("DescribeRegistry").get("replicationConfiguration", {}).get("rules", [])
    fitting = [rule for rule in rules if _fits(rule.get("repositoryFilters"), repository)]
    regions = {one["region"] for rule in fitting for one in rule["destinations"] if one["registryId"] == call.account}
    return sorted(regions - {call.region})


def _fits(filters: list[dict[str, str]] | None, repository: str) -> bool:
    return not filters or any(repository.startswith(one["filter"]) for one in filters)


def _catch_up(call: Call) -> None:
    """Copy what waits to every region that is not dark."""
    dark = call.aws.faults.dark
    reached = [(region, image) for region, image in call.state.waiting if region not in dark]
    call.state.waiting = [(region, image) for region, image in call.state.waiting if region in dark]
    for region, image in reached:
        _unless(call, region, "RepositoryAlreadyExistsException", "CreateRepository", image, "repositoryName")
        _unless(call, region, "ImageAlreadyExistsException", "PutImage", image, *image)


def _unless(call: Call, region: str, exists: str, operation: str, said: dict[str, Any], *names: str) -> None:
    """Make something in another region unless it is there."""
    try:
        call.ask(operation, region, **{name: said[name] for name in names})
    except Refusal as refused:
        if refused.code != exists:
            raise


def _template(call: Call) -> dict[str, Any]:
    key = call.region, call.parameters["prefix"]
    if key not in call.state.templates:
        raise Refusal("TemplateNotFoundException", f"the prefix {key[1]} has no template")
    found: dict[str, Any] = call.state.templates[key]
    return found
