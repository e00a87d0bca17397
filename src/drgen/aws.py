"""AWS clients, the only place that imports boto3: always with short timeouts, always for a named region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drgen.spec import Spec


def client(service: str, region: str) -> Any:
    """A client that gives up on a dead region within about 20 s; boto3's own defaults take five minutes a call."""
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=2, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})
    return boto3.client(service, region_name=region, config=config)


def call(doing: str, function: Callable[[], Any]) -> Any:
    """Call AWS; what it refuses, and what never answers, is a DrgenError that says what drgen was doing."""
    from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

    try:
        return function()
    except NoCredentialsError as error:
        raise DrgenError(f"{doing}: no AWS credentials", hint="set AWS_PROFILE, or log in") from error
    except (BotoCoreError, ClientError) as error:
        raise DrgenError(f"{doing}: {error}") from error


def refuse_other_account(spec: Spec, region: str) -> None:
    """Raise DrgenError unless the credentials at hand are of the spec's account. Asks the region's own STS endpoint."""
    there = call("asking who we are", client("sts", region).get_caller_identity)["Account"]
    if there != spec.account:
        raise DrgenError(f"these credentials are of account {there}; {spec.name} lives in {spec.account}")
