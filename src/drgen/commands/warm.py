"""drgen warm: the keys of a cache, loaded before traffic is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgen.commands import project, say

if TYPE_CHECKING:
    from drgen.project import Project
    from drgen.warming.notes import Progress
    from drgen.warming.places import Places
    from drgen.warming.plan import Family, Warming


@click.command()
@click.argument("env")
@click.argument("instance")
@click.option("--plan", "only_plan", is_flag=True, help="Say what would be run and how long it takes; load nothing.")
@click.option("--lost", is_flag=True, help="As after a loss: nothing is copied, `after_loss` loads in its place.")
@click.option("--from", "source", metavar="URL", help="The cache to copy from: rediss://host:port.")
@click.option("--to", "target", metavar="URL", help="The cache to fill: rediss://host:port.")
def command(env: str, instance: str, *, only_plan: bool, lost: bool, source: str | None, target: str | None) -> None:
    """Fill cache INSTANCE of ENV by its plan, `warming` in the spec.

    Without --to it is the cache of the region that waits, without --from that of the region that serves, as AWS says
    where they are. A run that was killed goes on where it was: build/warming keeps how far each family is, until it is
    through. The next run begins anew: the cache may have lost its keys since.
    DRGEN_WARMING_PASSWORD is the password of URLs that have none. Exits with 3 when less than the plan's share of a
    family is warm.
    """
    from drgen.errors import DrgenError
    from drgen.warming import plan
    from drgen.warming.places import Places

    here = project()
    spec, stacks = here.load(env)
    found = {one.instance: one for one in plan.plans(spec, stacks)}
    if instance not in found:
        there = ", ".join(found) or "none"
        raise DrgenError(
            f"{instance} has no warming plan", hint=f"write `warming` in the spec; these have one: {there}"
        )
    warming = found[instance]
    _say_plan(warming, planned=not lost)
    if not only_plan:
        places = Places(spec, stacks, instance, source, target)
        cold = [one for one in warming.families if not _is_warm(here, env, warming, one, places, planned=not lost)]
        click.get_current_context().exit(3 if cold else 0)


def _say_plan(warming: Warming, *, planned: bool) -> None:
    for one in warming.families:
        loader = one.by(planned=planned)
        how = f"{loader.words}  about {one.keys} keys at {loader.rate}/s" if loader else "nothing: it starts cold"
        click.echo(f"{one.name}  {one.match}  {how}")
    seconds = warming.seconds(planned=planned)
    say(f"{warming.instance}: {warming.share:.0%} warm after about {seconds:.0f} s, by the plan's own figures")


def _is_warm(here: Project, env: str, warming: Warming, family: Family, places: Places, *, planned: bool) -> bool:
    """Load one family, and say how it went."""
    from drgen.warming import plan

    loader = family.by(planned=planned)
    if loader is None:
        return False
    note = here.build / plan.FOLDER / env / warming.instance / f"{family.name}.json"
    if note.exists():
        say(f"{family.name}: goes on where a run was stopped, as {note} has it; delete that to begin anew")
    went = places.load(family, loader, folder=here.environment(env), note=note)
    note.unlink(missing_ok=True)
    _say(family, loader.rate, went)
    return went.warm >= warming.enough(family)


def _say(family: Family, rate: int, went: Progress) -> None:
    more = (f"{went.kept} were there", f"{went.failed} failed", f"estimated {family.keys / rate:.1f} s")
    click.echo(f"{family.name}: {went.loaded} keys in {went.seconds:.1f} s, {', '.join(more)}")
