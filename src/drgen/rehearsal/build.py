"""Stage 1: the platform comes up, root by root, as a user would do it; then no plan has anything left to do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from drgen.rehearsal import workloads
from drgen.rehearsal.stage import Theatre
from drgen.stacks import Stack
from drgen.terms import ROOTS, SIDES

_EMPTY = "the second plan is empty"
TITLE = "build: bootstrap, foundation, primary, standby, global"


def play(theatre: Theatre) -> None:
    """Apply every root with the handovers between; raises StageFailed at the first that does not come up."""
    theatre.drgen("bootstrap", theatre.name, "--yes")
    theatre.apply("foundation")
    theatre.drgen("handover", theatre.name, "foundation")
    theatre.drgen("secrets", "put", theatre.name)
    _put_by_hand(theatre)
    with ThreadPoolExecutor(1) as beside:  # a plan computes while what is applied waits
        early = beside.submit(theatre.plans_are_empty, list(ROOTS[:2]), _EMPTY)
        _regions(theatre)
        early.result()
        early = beside.submit(theatre.plans_are_empty, list(SIDES), _EMPTY)
        theatre.apply("global")
        early.result()
    workloads.deploy(theatre)
    theatre.plans_are_empty(["global"], _EMPTY)


def _put_by_hand(theatre: Theatre) -> None:
    """A value for each secret that drgen does not generate: whoever owns it puts it there."""
    manager = theatre.aws.client("secretsmanager", theatre.spec.regions.primary.name)
    for component in theatre.spec.components.values():
        for name, said in component.settings.get("names", {}).items() if component.module == "secrets" else ():
            if not said.get("generate"):
                manager.put_secret_value(SecretId=f"{theatre.spec.name}-{name}", SecretString="put by hand")


def _regions(theatre: Theatre) -> None:
    """The primary, then the standby; both at once where nothing in the standby depends on the primary."""
    if _stands_alone(next(stack for stack in theatre.stacks if stack.name == "standby")):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda side: _side(theatre, side), SIDES))
    else:
        for side in SIDES:
            _side(theatre, side)


def _side(theatre: Theatre, side: str) -> None:
    theatre.apply(side, _passwords(theatre, side))
    theatre.drgen("handover", theatre.name, side)


def _stands_alone(standby: Stack) -> bool:
    """Whether no module of the standby asks for its role: then none replicates anything."""
    return not any("role" in call.inputs for call in standby.calls)


def _passwords(theatre: Theatre, side: str) -> dict[str, str]:
    """What a database takes once, at birth: the secret of its own name, as the README says."""
    [stack] = [stack for stack in theatre.stacks if stack.name == side]
    wanted = [variable.name for variable in stack.variables if variable.input.ephemeral]
    manager = theatre.aws.client("secretsmanager", theatre.spec.regions.primary.name)
    found = {}
    for name in wanted if side == "primary" else []:
        instance = name.removesuffix("_master_password").removesuffix("_password").replace("_", "-")
        secret = manager.get_secret_value(SecretId=f"{theatre.spec.name}-{instance}")
        found[name] = str(secret["SecretString"])
    return found
