"""Secrets' values: generated here, kept in Secrets Manager only."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws

if TYPE_CHECKING:
    from drgen.spec import Spec

_BYTES = 32  # of randomness: 43 characters, all of which RDS, Redis and RabbitMQ take in a password


def put(spec: Spec) -> Iterator[tuple[str, bool]]:
    """Generate each secret marked `generate` that has no value; yields its name and whether it was generated.

    A value that is there is never replaced. Raises DrgenError for another account's credentials, and where a secret
    does not exist yet (foundation is not applied).
    """
    region = spec.regions.primary.name
    names = [f"{spec.name}-{key}" for key in _generated(spec)]
    if not names:
        return
    aws.refuse_other_account(spec, region)
    client = aws.client("secretsmanager", region)
    for name in names:
        yield name, aws.call(f"putting a value into {name}", partial(_put, client, name))


def _generated(spec: Spec) -> list[str]:
    """The secrets' keys, of every instance of the module `secrets`."""
    instances = (component for component in spec.components.values() if component.module == "secrets")
    return sorted(
        key for found in instances for key, said in found.settings.get("names", {}).items() if said.get("generate")
    )


def _put(client: Any, name: str) -> bool:
    stages = client.describe_secret(SecretId=name).get("VersionIdsToStages", {}).values()
    if any("AWSCURRENT" in stage for stage in stages):
        return False
    client.put_secret_value(SecretId=name, SecretString=secrets.token_urlsafe(_BYTES))
    return True
