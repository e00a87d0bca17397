"""drgen images: what the standby's registry lacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from drgen.commands import project, say

if TYPE_CHECKING:
    from drgen.images.registry import Registry
    from drgen.spec import Spec


@click.group()
def command() -> None:
    """Compare and fill the registries of both regions.

    ECR replicates what is pushed after it was told to; what was there before, and what lags, it leaves. The registries
    are those of ECR, or DRGEN_IMAGES_PRIMARY and DRGEN_IMAGES_STANDBY (https URLs).
    """


@command.command()
@click.argument("env")
def status(env: str) -> None:
    """Show the images of ENV that the registry of the region that waits lacks; exit with 3 when there are any."""
    from drgen.images import syncing

    with _registries(env) as (repositories, source, target):
        found = list(syncing.lacking(source, target, repositories))
    for one in found:
        click.echo(f"{'differs' if one.found else 'lacks':<7}  {one.repository}:{one.tag}  {one.wanted}")
    say(f"{env}  {len(found) or 'nothing'} to copy")
    click.get_current_context().exit(3 if found else 0)


@command.command()
@click.argument("env")
def sync(env: str) -> None:
    """Copy what `status` shows; an interrupted run is done again, and sends nothing twice."""
    from drgen.images import syncing

    with _registries(env) as (repositories, source, target):
        for one in syncing.lacking(source, target, repositories):
            sent = syncing.copy(source, target, one, repositories)
            click.echo(f"copied   {one.repository}:{one.tag}  {one.wanted}  {sent} bytes")


@contextmanager
def _registries(env: str) -> Iterator[tuple[list[str], Registry, Registry]]:
    from drgen import sides
    from drgen.errors import DrgenError
    from drgen.messages.topology import other

    spec, stacks = project().load(env)
    found = sides.only(stacks, "ecr")
    if found is None:
        raise DrgenError(f"{env} has no images", hint="the component `ecr` names its repositories")
    repositories = sorted(f"{spec.name}/{name}" for name in found[1]["repositories"])
    with _registry(spec, spec.active) as source, _registry(spec, other(spec.active)) as target:
        yield repositories, source, target


def _registry(spec: Spec, side: str) -> Registry:
    from drgen import aws
    from drgen.images.registry import Registry

    if url := os.environ.get(f"DRGEN_IMAGES_{side.upper()}"):
        return Registry(url)
    region = getattr(spec.regions, side).name
    client = aws.client("ecr", region)
    answer = aws.call(f"logging in to the registry of {region}", client.get_authorization_token)
    given = answer["authorizationData"][0]
    return Registry(given["proxyEndpoint"], authorization=f"Basic {given['authorizationToken']}")
