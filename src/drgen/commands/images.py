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

    ECR replicates what is pushed after it was told to; what was there before, and what lags, it leaves. What counts are
    the tags of the spec's repositories, and the digests that the serving region's pods run, when its clusters answer.
    The registries are those of ECR, or DRGEN_IMAGES_PRIMARY and DRGEN_IMAGES_STANDBY (https URLs).
    """


@command.command()
@click.argument("env")
def status(env: str) -> None:
    """Show the images that the waiting region's registry lacks. Exits with 3 when there are any."""
    from drgen.images import syncing

    running = _running(env)
    with _registries(env) as (repositories, source, target):
        found = list(syncing.lacking(source, target, repositories, running))
    runs = {digest for _, digest in running}
    for one in found:
        word = "differs" if one.found else "lacks"
        click.echo(f"{word:<7}  {one.name}  {one.wanted}{'  runs' if one.wanted in runs else ''}")
    say(f"{env}  {len(found) or 'nothing'} to copy")
    click.get_current_context().exit(3 if found else 0)


@command.command()
@click.argument("env")
def sync(env: str) -> None:
    """Copy what `status` shows, a piece at a time. An interrupted run is done again, and goes on inside a layer.

    An image that a registry lacks a part of, or refuses, is named at the end: the others are copied.
    """
    from drgen.errors import DrgenError
    from drgen.images import syncing
    from drgen.images.registry import RefusedError

    notes = project().build / "images" / env
    running, failed = _running(env), []
    with _registries(env) as (repositories, source, target):
        for one in syncing.lacking(source, target, repositories, running):
            try:
                sent = syncing.copy(source, target, one, repositories, notes)
            except RefusedError as error:
                failed.append(f"{one.name}: {error}")
            else:
                click.echo(f"copied   {one.name}  {one.wanted}  {sent} bytes")
    if failed:
        hint = "push what is lacking again, or delete the tag; an image that runs is safe only where both have it"
        raise DrgenError("\n".join(("not copied:", *failed)), hint=hint)


def _running(env: str) -> set[tuple[str, str]]:
    """What the pods of the region that serves run; nothing, with a word, where its clusters do not answer."""
    from drgen.aws import AwsError
    from drgen.failover import world
    from drgen.images import clusters

    spec, _ = project().load(env)
    try:
        return clusters.running(spec, world.real())
    except AwsError as error:
        say(f"what runs is not known, tags alone are compared: {error}")
        return set()


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
