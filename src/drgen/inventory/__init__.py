"""What Terraform says a platform is made of, from whichever source: a plan, a state, a folder of HCL, live AWS.

One reader a file. What a source does not tell is `Unknown`, never guessed; what it marks as secret is `Sensitive`,
which no format prints by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.findings import Finding
    from drgen.problems import Mark


@dataclass(frozen=True)
class Unknown:
    """A value that is known after apply only, or that cannot be told without running Terraform."""

    references: tuple[str, ...] = ()  # absolute addresses that it is computed from: aws_rds_cluster.primary.arn
    template: str = field(default="", compare=False)  # a text as written, where that is told: www.${var.domain}

    def __str__(self) -> str:
        return "(known after apply)"


@dataclass(frozen=True)
class Sensitive:
    """A value that the source marks as secret: it compares, it does not print."""

    value: Any = field(repr=False)

    def __str__(self) -> str:
        return "(sensitive value)"


@dataclass(frozen=True)
class Lifecycle:
    """What a resource's `lifecycle` block says; a plan and a state do not tell it."""

    ignore_changes: frozenset[str] = frozenset()  # "all" for every argument
    prevent_destroy: bool = False


@dataclass(frozen=True)
class Resource:
    """One resource instance, or one block whose instances cannot be counted."""

    address: str  # module.orders.aws_rds_cluster.this["a"]
    type: str  # aws_rds_cluster
    name: str  # this
    values: Mapping[str, Any]  # as in plan JSON: a nested block is a list of maps; leaves may be Unknown or Sensitive
    region: str = ""  # us-east-1; "" where the source does not tell
    provider: str = ""  # as configured in the root: aws.primary
    module: str = ""  # module.orders; "" is the root
    mode: str = "managed"  # or "data"
    source: str = ""  # the file or folder that it was read from
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by argument: the addresses that it reads
    lifecycle: Lifecycle | None = None  # None: the source does not tell
    repetition: str = ""  # the text of `count` or `for_each`, where the source tells
    mark: Mark | None = None  # where its block begins
    marks: Mapping[str, Mark] = field(default_factory=dict)  # where its arguments stand

    def get(self, path: str, default: Any = None) -> Any:
        """The value at a dotted path: `scaling_config.0.max_size`. Sensitive ones stay wrapped."""
        at: Any = self.values
        for part in path.split("."):
            if isinstance(at, Mapping):
                at = at.get(part)
            elif isinstance(at, list | tuple) and part.isdigit() and int(part) < len(at):
                at = at[int(part)]
            else:
                return at if isinstance(at, Unknown) else default
        return default if at is None else at

    def known(self, path: str, default: Any = None) -> Any:
        """The same, with `default` for what is unknown, sensitive or null."""
        found = self.get(path)
        return default if found is None or isinstance(found, Unknown | Sensitive) else found

    def place(self, argument: str) -> Mark | None:
        """Where an argument stands; the block, where that is not known."""
        return self.marks.get(argument, self.mark)


@dataclass(frozen=True)
class Backend:
    """Where a root keeps its state."""

    type: str  # s3, local, remote, cloud …
    values: Mapping[str, Any]
    root: str = ""  # the folder or plan
    mark: Mark | None = None


@dataclass(frozen=True)
class Inventory:
    """Everything that one source holds."""

    source: str  # as the user named it
    kind: str  # plan, state, folder, live
    resources: tuple[Resource, ...]
    backends: tuple[Backend, ...] = ()
    faults: tuple[Finding, ...] = ()  # what could not be read, and why

    def of(self, *types: str) -> Iterator[Resource]:
        """The managed resources of some types."""
        return (one for one in self.resources if one.type in types and one.mode == "managed")


@dataclass(frozen=True)
class Pair:
    """A resource of the primary and what stands for it in the standby."""

    primary: Resource
    standby: Resource


@dataclass(frozen=True)
class Regions:
    """Somebody's Terraform, seen as a primary and a standby: what the checks of two regions read."""

    primary: Inventory
    standby: Inventory
    everything: Inventory  # of both, of no region (IAM, Route 53), and of third regions
    primary_region: str = ""  # us-east-1; "" where nothing tells
    standby_region: str = ""
    pairs: tuple[Pair, ...] = ()
    only_primary: tuple[Resource, ...] = ()  # without a counterpart
    only_standby: tuple[Resource, ...] = ()

    def paired(self, *types: str) -> Iterator[Pair]:
        """The pairs of some types."""
        return (pair for pair in self.pairs if pair.primary.type in types)
