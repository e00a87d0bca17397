"""drgen warm: the keys of a cache, loaded before traffic is released."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgen.commands import project, say

if TYPE_CHECKING:
    from drgen.warming.plan import Family, Warming


@click.command()
@click.argument("env")
@click.argument("instance")
@click.option("--plan", "only_plan", is_flag=True, help="Say what would be run and how long it takes; load nothing.")
@click.option("--from", "source", metavar="URL", help="The cache to copy from: rediss://host:port.")
@click.option("--to", "target", metavar="URL", help="The cache to fill: rediss://host:port.")
def command(env: str, instance: str, only_plan: bool, source: str | None, target: str | None) -> None:
    """Fill cache INSTANCE of ENV by its plan (`warming` in the spec).

    A run that was killed goes on where it was: build/warming keeps how far each family is. DRGEN_WARMING_PASSWORD is
    the password of both caches' URLs that have none. A family whose loader is `endpoint` reads its keys from stdin,
    one a line. Exits with 3 when less than the plan's share is warm.
    """
    from drgen.errors import DrgenError
    from drgen.warming import plan

    here = project()
    found = {one.instance: one for one in plan.plans(*here.load(env))}
    if instance not in found:
        there = ", ".join(found) or "none"
        raise DrgenError(
            f"{instance} has no warming plan", hint=f"write `warming` in the spec; these have one: {there}"
        )
    warming = found[instance]
    _say_plan(warming)
    if only_plan:
        return
    if not target:
        raise DrgenError("which cache shall be filled?", hint="--to rediss://host:port")
    share = _run(warming, source, target, here.build / "warming" / env / instance)
    say(f"{share:.0%} of the keys are warm; {warming.share:.0%} must be before traffic is released")
    click.get_current_context().exit(0 if share >= warming.share else 3)


def _say_plan(warming: Warming) -> None:
    for one in warming.families:
        what = f" {one.run}" if one.run else ""
        click.echo(f"{one.name}  {one.loader}{what}  {one.match}  about {one.keys} keys at {one.rate}/s")
    say(f"{warming.instance}: {warming.share:.0%} warm after about {warming.seconds:.0f} s, by the plan's own figures")


def _run(warming: Warming, source: str | None, target: str, notes: Path) -> float:
    loaded = sum(_load(one, source, target, notes) for one in warming.families)
    return loaded / max(1, sum(one.keys for one in warming.families))


def _load(family: Family, source: str | None, target: str, notes: Path) -> int:
    from drgen.errors import DrgenError
    from drgen.warming.copying import copy
    from drgen.warming.reading import read
    from drgen.warming.resp import Connection

    if family.loader == "endpoint":
        keys = (line.strip() for line in sys.stdin if line.strip())
        with Connection(_url(target)) as cache:
            done = read(keys, str(family.run), family.rate, cache=cache, family=family.name)
        click.echo(f"{family.name}: {done.asked - done.failed} of {done.asked} keys in {done.seconds:.1f} s")
        return done.asked - done.failed
    if family.loader != "copy":
        say(f"{family.name}: run `{family.run}` yourself: drgen starts no program of others")
        return 0
    if not source:
        raise DrgenError(f"{family.name} is copied: from which cache?", hint="--from rediss://host:port")
    notes.mkdir(parents=True, exist_ok=True)
    with Connection(_url(source)) as here, Connection(_url(target)) as there:
        went = copy(here, there, family.match, rate=family.rate, note=notes / f"{family.name}.json")
    expected = family.keys / family.rate
    click.echo(
        f"{family.name}: {went.copied} keys in {went.seconds:.1f} s, {went.kept} were there; estimated {expected:.1f} s"
    )
    return went.copied + went.kept


def _url(said: str) -> str:
    """The password comes from the environment: arguments are seen by everybody on the machine."""
    from urllib.parse import quote

    password = os.environ.get("DRGEN_WARMING_PASSWORD")
    scheme, _, rest = said.partition("://")
    return f"{scheme}://:{quote(password, safe='')}@{rest}" if password and "@" not in rest else said
