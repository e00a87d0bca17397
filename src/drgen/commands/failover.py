"""drgen failover: the platform serves in its other region."""

from __future__ import annotations

import sys
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from drgen.commands import project, say
from drgen.errors import DrgenError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from drgen.aws import Patience
    from drgen.failover.engine import Wish
    from drgen.failover.run import Consent, Run, World
    from drgen.project import Project

RESUME = "resume"
_ROLES, _COLD = "drgen.failover.roles", "drgen.failover.cold"


def moving(command: Any) -> Any:
    """The options of a command that moves a platform."""
    dry = click.option("--dry-run", is_flag=True, help="Print the steps and change nothing.")
    yes = click.option("--yes", "phrase", metavar="PHRASE", help='The confirmation, for scripts: "<command> <ENV>".')
    return dry(yes(assuming(command)))


def assuming(command: Any) -> Any:
    """The option of a command that asks AWS: as whom."""
    return click.option(
        "--assume-roles",
        is_flag=True,
        expose_value=False,
        callback=_note(_ROLES),
        help="In each region, act as the platform's failover role of that region.",
    )(command)


def filling(command: Any) -> Any:
    """The option of a command that fills caches before traffic moves."""
    told = "Move traffic although this cache is not warm."
    return click.option("--cold", multiple=True, metavar="CACHE", expose_value=False, callback=_note(_COLD), help=told)(
        command
    )


def _note(name: str) -> Any:
    """A callback that keeps what was said for whoever needs it, below every command alike."""

    def keep(ctx: click.Context, _: click.Parameter, said: object) -> None:
        ctx.meta[name] = said

    return keep


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[resume] ENV")
@moving
@filling
@click.option("--accept-data-loss", "loss", metavar="SECONDS", help="How much may be lost; `unknown` for no bound.")
@click.option("--because", help="Why, for the record; wanted with --accept-data-loss.")
@click.option("--dissolve", multiple=True, metavar="CACHE", help="Plan B: take this cache out of its global datastore.")
def command(
    words: tuple[str, ...],
    *,
    dry_run: bool,
    phrase: str | None,
    loss: str | None,
    because: str | None,
    dissolve: tuple[str, ...],
) -> None:
    """Fail ENV over, unplanned: only the other region is asked.

    Every step is asked whether it is ready before any moves. `drgen failover resume ENV` goes on with a run that
    broke off. Exit codes: 4 refused, nothing was changed; 5 stopped on the way; 6 interrupted; 7 another run has it.
    """
    from drgen.failover.engine import Wish

    if words[0] == RESUME and len(words) > 1:
        resume(words[1], frozenset(dissolve))
        return
    if len(words) > 1:
        raise click.UsageError(f"one environment at a time, not {' '.join(words)}")
    wish = Wish("failover", _other(words[0]), _consent(loss, because), frozenset(dissolve))
    go(words[0], wish, dry_run=dry_run, phrase=phrase)


def go(env: str, wish: Wish, *, dry_run: bool, phrase: str | None) -> None:
    """Look, ask, and do it."""
    from drgen.failover import engine

    here = project()
    run = engine.prepare(here, env, replace(wish, cold=cold()), outside(here, env))
    engine.look(run)
    for line in engine.lines(run):
        click.echo(line)
    if dry_run:
        return
    confirm(f"{wish.kind} {env}", env, phrase)
    for name, seconds in engine.rebuilds(run).items():
        say(f"{name} is deleted and made anew in each region, up to {seconds / 60:.0f} min; its last snapshots stay")
        confirm(f"{wish.kind} {env}", name, phrase)
    _, stacks = here.load(env)
    engine.begin(run, journals(here, env), stacks)
    finish(run)


def resume(env: str, dissolve: frozenset[str]) -> None:
    """Go on with a run that broke off."""
    from drgen.failover import engine
    from drgen.failover.engine import Wish
    from drgen.failover.run import Consent

    here = project()
    world = outside(here, env)
    spec, stacks = here.load(env)
    run_id, began = engine.began(journals(here, env), world, spec)
    said = began["consent"]
    consent = Consent(float(said["seconds"]), said["who"], said["why"]) if said else None
    run = engine.prepare(here, env, Wish(began["kind"], began["target"], consent, dissolve, cold()), world, run_id)
    engine.resume(run, journals(here, env), stacks)
    say(f"going on with {run_id}")
    finish(run)


def finish(run: Run) -> None:
    """Do all that is left, shown as it happens; the lease is given back however it ends."""
    from drgen.failover import holding, runner, warming

    try:
        with runner.interruptible() as interrupt, shown(run) as watch:
            runner.run_all(run, watch, interrupt)
    finally:
        warming.stop(run)
        holding.let_go(run)
    with suppress(OSError):  # whoever listened is gone; what was done is done
        _conclude(run)


def _conclude(run: Run) -> None:
    for entry in run.journal.of("unknown", "unfenced") if run.journal else []:
        say(f"{entry.data['instance']} is unknown, {entry.data['why']}: {'; '.join(entry.data['commands'])}")
    if run.kind == "fence":
        say(f"{run.here.region} is closed to what writes to {run.spec.name}")
    else:
        say(f"{run.spec.name} serves in {run.here.region}")
        say(f"its states stay locked until `drgen reconcile {run.spec.name}`")


def confirm(phrase: str, env: str, said: str | None) -> None:
    """Have the environment's name typed, or the phrase given. Raises NotReadyError for anything else."""
    from drgen.failover.outcome import NotReadyError

    if said is not None:
        if said != phrase:
            raise NotReadyError(f'--yes wants exactly "{phrase}"', hint="nothing was changed")
        return
    if not sys.stdin.isatty():
        raise NotReadyError("nobody is there to confirm", hint=f'say --yes "{phrase}"; nothing was changed')
    try:
        typed = click.prompt(f"Type {env} to go on", default="", show_default=False, err=True)
    except click.Abort:
        raise NotReadyError("not confirmed", hint="nothing was changed") from None
    if typed != env:
        raise NotReadyError("not confirmed", hint="nothing was changed")


def shown(run: Run) -> AbstractContextManager[Any]:
    """Shows the tasks as they go: a live table on a terminal, else a line a change."""
    from drgen.failover import screen

    return screen.table(run) if sys.stderr.isatty() else nullcontext(screen.Lines(say))


def cold() -> frozenset[str]:
    """The caches for which traffic does not wait."""
    return frozenset(click.get_current_context().meta.get(_COLD, ()))


def journals(here: Project, env: str) -> Any:
    """Where the journals of an environment's runs lie."""
    return here.build / "failover" / env


def _other(env: str) -> Any:
    from drgen.terms import SIDES

    spec, _ = project().load(env)
    return SIDES[1 - SIDES.index(spec.active)]


def outside(here: Project, env: str) -> World:
    """The real outside, as whom the command's options say."""
    from drgen.failover import world

    return world.real(_roles(here, env))


def looking(here: Project, env: str, patience: Patience | None = None) -> World:
    """The same for a command that moves nothing: as the role that Terraform takes, where the options say no other."""
    from drgen import aws
    from drgen.failover import world

    roles = _roles(here, env) or world.terraform_roles(here.load(env)[0])
    return world.real(roles, patience or aws.PATIENT)


def _roles(here: Project, env: str) -> dict[str, str]:
    from drgen.failover import world

    wanted = click.get_current_context().meta.get(_ROLES, False)
    return world.failover_roles(here.load(env)[0]) if wanted else {}


def _consent(loss: str | None, because: str | None) -> Consent | None:
    from drgen.failover import holding
    from drgen.failover.run import UNKNOWN, Consent

    if loss is None:
        return None
    if not because:
        raise DrgenError("--accept-data-loss wants --because: it is recorded", hint='--because "us-east-1 is down"')
    try:
        seconds = UNKNOWN if loss == "unknown" else float(loss)
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:
        raise click.BadParameter(
            f"{loss} is neither a number of seconds nor `unknown`", param_hint="--accept-data-loss"
        )
    return Consent(seconds, holding.who(), because)
