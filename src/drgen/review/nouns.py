"""What a review is made of: text that may be shown, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action

COUNTED = ("add", "change", "replace", "destroy", "forget", "moved", "imported")


@dataclass(frozen=True)
class Look:
    """Something to look at first: a finding, and the value that decides."""

    finding: Finding
    does: str  # goes on after "this plan": detaches "orders" from its global database
    means: str  # on the day of a failover
    root: str
    action: Action | None
    before: str = ""  # of the attribute, as it may be shown; "" where no single value decides
    after: str = ""
    forces: bool = False  # the attribute forces the replacement

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    def told(self) -> Finding:
        """The finding with all of it in its message, for formats that know findings only."""
        shown = f" ({self.finding.attribute}: {self.before} → {self.after})" if self.before else ""
        return replace(self.finding, message=f"this plan {self.does}{shown}. {self.means}")


@dataclass(frozen=True)
class Line:
    """One value that changes."""

    path: str
    before: str
    after: str
    forces: bool = False  # a replacement


@dataclass(frozen=True)
class Diff:
    """What happens to one resource."""

    address: str
    action: Action
    region: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()  # moved from, imported, Terraform's reason
    severity: Severity | None = None  # of the worst that is to be looked at here


@dataclass(frozen=True)
class Root:
    """One plan: how much it does, and what."""

    name: str
    counts: Mapping[str, int]  # by the words of COUNTED
    diffs: tuple[Diff, ...]  # the dangerous ones first
    outputs: int = 0  # that change
    drift: int = 0  # objects that were changed outside Terraform
    warnings: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """How many resources it touches, addresses among it."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Effect:
    """What becomes of a promise."""

    promise: str  # RTO, RPO
    scope: str  # platform, or the instance
    declared: str
    before: str
    after: str
    kept: bool
    because: str


@dataclass(frozen=True)
class Node:
    """One component in one region."""

    name: str
    kind: str
    mark: str = ""  # +, ~, ±, −: what happens to it
    severity: Severity | None = None


@dataclass(frozen=True)
class Edge:
    """What joins a component's two halves."""

    name: str  # of the nodes that it joins
    kind: str  # global database, replica …
    cut: bool = False  # this plan cuts it
    changed: bool = False


@dataclass(frozen=True)
class Region:
    """One region of the picture."""

    name: str
    side: str  # primary, standby or ""
    nodes: tuple[Node, ...]
    more: int = 0  # that are left out


@dataclass(frozen=True)
class Picture:
    """Both regions, with what changes marked."""

    regions: tuple[Region, ...] = ()
    edges: tuple[Edge, ...] = ()
    traffic: tuple[Node, ...] = ()  # what stands on both: records, health checks


@dataclass(frozen=True)
class Review:
    """All that a reviewer needs to know."""

    environment: str
    verdict: str
    roots: tuple[Root, ...]
    looks: tuple[Look, ...]
    parity: tuple[Finding, ...] = ()
    effects: tuple[Effect, ...] = ()
    picture: Picture = Picture()

    @property
    def findings(self) -> list[Finding]:
        """What decides the exit code: what is to be looked at, then what differs."""
        return [*(look.told() for look in self.looks), *self.parity]

    @property
    def totals(self) -> dict[str, int]:
        """The counts of all roots together."""
        return {word: sum(root.counts[word] for root in self.roots) for word in COUNTED}
