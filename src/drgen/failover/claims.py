"""Word of a run for whoever fails over the other way: an item of the sessions table, which both regions have.

A lease lies in the target's bucket, and two unplanned runs in opposite directions have two targets: neither asks the
other's region. But each writes that it runs, and counts on, in its own copy of the table, and looks there for the
other's count before each call that changes something. While the copies replicate both see each other within seconds,
and both stop: nobody can say which of two is right. While they do not, or without that table, nobody knows: the
journal says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover.outcome import HeldError

if TYPE_CHECKING:
    from drgen.failover.run import Run
    from drgen.terms import Side

_RENEW = 20.0  # seconds between counts
_ARRIVES = 3.0  # seconds that an item takes to the other region: AWS says that most take one
_BLIND = 60.0  # seconds before a table that did not answer is asked again
_DEAD = 45.0  # seconds without a count: two were missed
Seen = tuple[str, int] | None  # run and count of one that goes the other way


@dataclass
class Claim:
    """The word of one run, and what it saw of another when it began."""

    run: Run
    who: str
    baseline: Seen
    count: int = 0
    renewed: float = 0.0
    blind_until: float = 0.0

    def check(self) -> None:
        """Raise HeldError when a run the other way has counted since; otherwise count on."""
        clock = self.run.world.clock
        if clock.monotonic() < self.blind_until:
            return
        try:
            now = _seen(self.run)
            if now is not None and now != self.baseline:
                words = f"{now[0]} fails {self.run.spec.name} over to {self.run.origin} at this moment"
                raise HeldError(words, hint="agree who goes on; then `drgen failover resume` there, and nothing here")
            if clock.monotonic() - self.renewed >= _RENEW:
                self.show()
        except AwsError:  # unknown is no proof of either, and a rescue does not wait for a table
            self.blind_until = clock.monotonic() + _BLIND

    def show(self, *, over: bool = False) -> None:
        """Write the word, counted on by one."""
        self.count += 1
        said = {
            ":run": {"S": self.run.id},
            ":who": {"S": self.who},
            ":count": {"N": str(self.count)},
            ":over": {"BOOL": over},
        }
        self.run.reach(self.run.here.region, "dynamodb", "update_item", {
            "TableName": table(self.run),
            "Key": _key(self.run.target),
            "UpdateExpression": "SET #run = :run, #who = :who, #count = :count, #over = :over",
            "ExpressionAttributeNames": {f"#{name[1:]}": name[1:] for name in said},
            "ExpressionAttributeValues": said,
        })  # fmt: skip
        self.renewed = self.run.world.clock.monotonic()


def take(run: Run, who: str) -> str:
    """Leave word of an unplanned run and look for one the other way; what is known of it, in words, for the journal.

    Raises HeldError when there is one that lives. A run that takes it is given the claim to check from then on.
    """
    if run.kind != "failover":
        return "both regions are asked: the leases say"
    if not table(run):
        return "unknown: there is no sessions table to leave word in"
    try:
        claim = Claim(run, who, _seen(run))
        claim.show()
    except AwsError as error:
        return f"unknown: the sessions table does not take it ({error.kind}: {error.code})"
    run.claims.append(claim)
    run.world.clock.sleep(_ARRIVES if claim.baseline is None else _DEAD)
    claim.check()
    left = f", and {claim.baseline[0]} has broken off" if claim.baseline else ""
    return f"none in sight{left}; unknown while the table does not replicate"


def table(run: Run) -> str:
    """The sessions table; empty where there is none."""
    return f"{run.spec.name}-sessions" if any(part.module == "sessions" for part in run.parts) else ""


def _seen(run: Run) -> Seen:
    """The run that goes the other way, as this region's copy of the table has it; None where none is under way."""
    item: dict[str, Any] = run.here.look(
        "dynamodb", "get_item", TableName=table(run), Key=_key(run.origin), ConsistentRead=True
    ).get("Item", {})
    if not item or item.get("over", {}).get("BOOL"):
        return None
    return item["run"]["S"], int(item["count"]["N"])


def _key(target: Side) -> dict[str, dict[str, str]]:
    return {"id": {"S": f"drgen/claim/{target}"}}
