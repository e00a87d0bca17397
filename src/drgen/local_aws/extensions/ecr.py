"""ECR: repository creation templates.

Copied: a prefix has one template a region; an unknown prefix answers TemplateNotFoundException; deleting one describes
it a last time (ECR API, CreateRepositoryCreationTemplate and its siblings).
Not copied: repositories made by a template; images, and so replication.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from drgen.local_aws.extensions import Call
from drgen.local_aws.refusal import Refusal


@dataclass
class State:
    """Templates, by region and prefix."""

    templates: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


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


def _template(call: Call) -> dict[str, Any]:
    key = call.region, call.parameters["prefix"]
    if key not in call.state.templates:
        raise Refusal("TemplateNotFoundException", f"the prefix {key[1]} has no template")
    found: dict[str, Any] = call.state.templates[key]
    return found
