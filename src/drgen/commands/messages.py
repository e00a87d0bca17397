"""drgen messages: what the brokers hold and how they are linked, rendered, applied and watched."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from drgen.commands import project, say
from drgen.errors import DrgenError
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.messages.connecting import Place
    from drgen.messages.crossing import Turn
    from drgen.messages.differences import Difference
    from drgen.messages.turning import Act

_LOOK = 1.0  # seconds between looks at what moves messages


@click.group()
def command() -> None:
    """Link the RabbitMQ brokers of both regions.

    The management API of a broker on Kubernetes is at DRGEN_MESSAGES_URL_<INSTANCE>_<SIDE>, that of a mover at the
    same with _MOVER; `by-hand` there makes a failover leave it alone. A password is in Secrets Manager, or in
    DRGEN_MESSAGES_SECRET_<NAME>. TLS is always verified: SSL_CERT_FILE names a CA of your own.
    """


_ONLY = click.option("--only", metavar="INSTANCE", help="Only these brokers; else every instance's.")


def _sides(command: Callable[..., Any]) -> Callable[..., Any]:
    one = click.option("--region", "side", type=click.Choice(SIDES), help="Only this side's brokers; else both.")
    return click.argument("env")(one(_ONLY(command)))


def _turning(command: Callable[..., Any]) -> Callable[..., Any]:
    one = click.option("--region", "side", type=click.Choice(SIDES), required=True, help="The side that is turned.")
    return click.argument("env")(one(_ONLY(command)))


@command.command()
@click.argument("env")
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when a file is not as it would be rendered.")
@click.option("--force", is_flag=True, help="Also replace files that were edited by hand.")
def render(env: str, check: bool, force: bool) -> None:
    """Write the brokers' definitions and manifests of ENV. No secret is in them."""
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
def apply(env: str, side: Side | None, only: str | None, adopt: bool) -> None:
    """Make the brokers of ENV as the spec says. What drgen did not make is never changed, a full queue never deleted.

    The side that serves comes first: links need what they take from.
    """
    from drgen.messages import applying

    for place, one, is_mover, wanted in _targets(env, side, only):
        with place.reach(one, is_mover) as broker:
            done = applying.apply(broker, place.brokers.instance, wanted, adopt=adopt)
            left = applying.compare(broker, place.brokers.instance, wanted)
        _tell(place, one, is_mover, done)
        for each in left:
            say(f"{each.name} stays: it is wanted no more, and not empty; apply again once it is")


@command.command()
@_sides
def diff(env: str, side: Side | None, only: str | None) -> None:
    """Show what `apply` would do to the brokers of ENV. Exits with 3 when there is anything."""
    from drgen.messages import applying

    found = 0
    for place, one, is_mover, wanted in _targets(env, side, only):
        with place.reach(one, is_mover) as broker:
            differences = applying.compare(broker, place.brokers.instance, wanted)
        _tell(place, one, is_mover, differences)
        found += len(differences)
    click.get_current_context().exit(3 if found else 0)


@command.command()
@click.argument("env")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Words, or plain data.")
def status(env: str, format_: str) -> None:
    """Show the links of ENV, and how far they are behind. Exits with 3 when the RPO is not kept.

    RabbitMQ renews its figures every 5 seconds; the age is estimated from the backlog and the rate at which it fills.
    """
    from drgen.messages.status import lines
    from drgen.messages.status import status as ask

    found = [ask(place.brokers, place.spec.active, place.reach) for place in _places(env)]
    if format_ == "json":
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(one) | {"fine": one.fine} for one in found], indent=2))
    else:
        for one in found:
            click.echo("\n".join(lines(one)))
    click.get_current_context().exit(0 if all(one.fine for one in found) else 3)


@command.command("take-over")
@_turning
def take_over(env: str, side: Side, only: str | None) -> None:
    """Let the brokers of one side serve, as a failover does. Links into them stop, and what they lack is made.

    The other side is not asked.
    """
    from drgen.messages import crossing, turning

    for place in _places(env, only, near=side):
        with place.turn(side) as turn:
            _do(turning.take_over(turn))
            for queue, count in crossing.waiting(turn).items():
                say(f"{queue}: {count} wait, some of which may have been consumed on the other side")


@command.command()
@_turning
def recover(env: str, side: Side, only: str | None) -> None:
    """Fetch to one side what had not crossed before a loss. The region that was lost must answer again."""
    from drgen.messages import turning

    for place in _places(env, only, near=side):
        with place.turn(side) as turn, place.turn(_across(side)) as lost:
            _until_through(turn, turning.recover(turn, lost.here))


@command.command()
@_turning
def park(env: str, side: Side, only: str | None) -> None:
    """Move the copies that one side holds into queues beside. No consumer gets them from `<queue>.parked`.

    Before `move`; and in a region that comes back after `recover`, for the other side has had copies of all of it.
    """
    from drgen.messages import turning

    for place in _places(env, only, near=side):
        with place.turn(side) as turn:
            _until_through(turn, turning.park(turn))


@command.command()
@_turning
def move(env: str, side: Side, only: str | None) -> None:
    """Bring the backlog of the other side's queues to one side. After `park`, when nobody consumes there any more."""
    from drgen.messages import turning

    for place in _places(env, only, near=side):
        with place.turn(side) as turn, place.turn(_across(side)) as source:
            _until_through(turn, turning.move(turn, source.here))


@command.command()
@_turning
@click.option("--yes", "phrase", metavar="PHRASE", help='The confirmation, for scripts: "discard <ENV>".')
def discard(env: str, side: Side, only: str | None, phrase: str | None) -> None:
    """Delete what one side has parked. The other side's consumers must have had it: this cannot be undone."""
    from drgen.commands.failover import confirm
    from drgen.messages import turning

    for place in _places(env, only, near=side):
        with place.turn(side) as turn:
            acts = list(turning.discard(turn))
            for act in acts:
                say(act.what)
            if acts:
                confirm(f"discard {env}", env, phrase)
                _do(iter(acts))


def _places(env: str, only: str | None = None, near: Side | None = None) -> Iterator[Place]:
    from drgen.messages.connecting import Place
    from drgen.messages.topology import read

    spec, stacks = project().load(env)
    if not (found := list(read(spec, stacks))):
        say(f"{env} has no brokers")
    if only and only not in [brokers.instance for brokers in found]:
        raise DrgenError(f"{env} has no brokers {only}", hint=f"it has {', '.join(one.instance for one in found)}")
    for brokers in found:
        if only in (None, brokers.instance):
            yield Place(spec, brokers, os.environ, near=near or _across(spec.active))


def _across(side: Side) -> Side:
    from drgen.messages.topology import other

    return other(side)


def _do(acts: Iterator[Act]) -> None:
    for act in acts:
        act.do()
        click.echo(act.what + act.more)


def _until_through(turn: Turn, acts: Iterator[Act]) -> None:
    """Start what moves messages, and wait: it goes on by itself when nobody does."""
    from drgen.messages import crossing

    _do(acts)
    while found := crossing.busy(turn):
        say(f"on its way: {', '.join(found)}")
        time.sleep(_LOOK)


def _targets(env: str, side: Side | None, only: str | None) -> Iterator[tuple[Place, Side, bool, dict[str, Any]]]:
    for place in _places(env, only):
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
