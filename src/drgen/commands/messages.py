"""drgen messages: what the brokers hold and how they are linked, rendered, applied and watched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from drgen.commands import project, say
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.messages.connecting import Place
    from drgen.messages.differences import Difference
    from drgen.messages.status import Status


@click.group()
def command() -> None:
    """Link the RabbitMQ brokers of both regions.

    The management API of a broker on Kubernetes is at DRGEN_MESSAGES_URL_<INSTANCE>_<SIDE>, that of a mover at the
    same with _MOVER; a password is in Secrets Manager, or in DRGEN_MESSAGES_SECRET_<NAME>. TLS is always verified:
    SSL_CERT_FILE names a CA of your own.
    """


def _sides(command: Callable[..., Any]) -> Callable[..., Any]:
    one = click.option("--region", "side", type=click.Choice(SIDES), help="Only this side's brokers; else both.")
    return click.argument("env")(one(command))


@command.command()
@click.argument("env")
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when a file is not as it would be rendered.")
@click.option("--force", is_flag=True, help="Also replace files that were edited by hand.")
def render(env: str, check: bool, force: bool) -> None:
    """Write the brokers' definitions and manifests of ENV, as `drgen render` does: no secret is in them."""
    from drgen import files
    from drgen.messages import rendering

    here = project()
    made = rendering.files(*here.load(env))
    folder = here.environment(env) / rendering.FOLDER
    changes = files.compare(folder, made) if check else files.write(folder, made, force=force)
    for change in changes:
        click.echo(f"{change.kind:<7} environments/{env}/{rendering.FOLDER}/{change.path}")
    say(f"{env}  {len(made)} files, {len(changes)} {'differ' if check else 'written'}")
    click.get_current_context().exit(3 if check and changes else 0)


@command.command()
@_sides
@click.option("--adopt", is_flag=True, help="Take over objects of the same name that drgen did not make.")
def apply(env: str, side: Side | None, adopt: bool) -> None:
    """Make the brokers of ENV as the spec says: what drgen did not make is never changed, a full queue never deleted.

    The side that serves comes first: links need what they take from.
    """
    from drgen.messages import applying

    for place, one, is_mover, wanted in _targets(env, side):
        with place.reach(one, is_mover) as broker:
            done = applying.apply(broker, place.brokers.instance, wanted, adopt=adopt)
        _tell(place, one, is_mover, done)


@command.command()
@_sides
def diff(env: str, side: Side | None) -> None:
    """Show what `apply` would do to the brokers of ENV; exit with 3 when there is anything."""
    from drgen.messages import applying

    found = 0
    for place, one, is_mover, wanted in _targets(env, side):
        with place.reach(one, is_mover) as broker:
            differences = applying.compare(broker, place.brokers.instance, wanted)
        _tell(place, one, is_mover, differences)
        found += len(differences)
    click.get_current_context().exit(3 if found else 0)


@command.command()
@click.argument("env")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Words, or plain data.")
def status(env: str, format_: str) -> None:
    """Show the links of ENV, how far they are behind, and what that means for the RPO; exit with 3 when not kept.

    RabbitMQ renews its figures every 5 seconds; the age is estimated from the backlog and the rate at which it fills.
    """
    from drgen.messages.status import status as ask

    found = [ask(place.brokers, place.spec.active, place.reach) for place in _places(env)]
    if format_ == "json":
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(one) | {"fine": one.fine} for one in found], indent=2))
    else:
        for one in found:
            _show(one)
    click.get_current_context().exit(0 if all(one.fine for one in found) else 3)


def _places(env: str) -> Iterator[Place]:
    from drgen.messages.connecting import Place
    from drgen.messages.topology import other, read

    spec, stacks = project().load(env)
    for brokers in read(spec, stacks):
        yield Place(spec, brokers, os.environ, near=other(spec.active))


def _targets(env: str, side: Side | None) -> Iterator[tuple[Place, Side, bool, dict[str, Any]]]:
    for place in _places(env):
        active = place.spec.active
        for one in sorted(SIDES, key=lambda each: each != active):
            if side in (None, one):
                yield place, one, False, place.wanted(one, active)
        for one in SIDES:
            if place.brokers.has_mover and side in (None, one):
                yield place, one, True, place.wanted(one, active, is_mover=True)


def _tell(place: Place, side: Side, is_mover: bool, differences: list[Difference]) -> None:
    for one in differences:
        click.echo(f"{one.how:<7}  {one.name}")
    say(f"{place.brokers.instance}  {side}{' mover' if is_mover else ''}  {len(differences) or 'nothing'} to tell")


def _show(one: Status) -> None:
    click.echo(f"{one.instance}: {one.active} serves")
    for alarm in one.alarms:
        click.echo(f"  ALARM    {alarm}")
    for side in one.silent:
        click.echo(f"  SILENT   the broker of {side} does not answer: what waits there is unknown")
    for link in one.links:
        age = "?" if link.age is None else f"{link.age:.0f} s"
        backlog = "?" if link.backlog is None else f"{link.backlog} waiting, {link.unconfirmed} unconfirmed"
        click.echo(f"  {link.verdict:<8} {link.kind} {link.name} {link.state}: {backlog}, {age} old; RPO {link.rpo} s")
        if link.error:
            click.echo(f"           {link.error}")
    for copy in one.copies:
        lost = "?" if copy.lost_at_most is None else copy.lost_at_most
        twice = "?" if copy.twice is None else "{} to {}".format(*copy.twice)
        click.echo(f"  queue    {copy.queue}: {copy.active} wait here, {copy.passive} copies there")
        click.echo(f"           a loss now takes at most {lost}; {twice} come twice")
