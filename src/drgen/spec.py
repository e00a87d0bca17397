"""What the user wrote, checked and frozen."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    WithJsonSchema,
    field_validator,
)

from drgen import durations, masking, rules, settings, source, suppressions, wording
from drgen.problems import MAX_ISSUES, Issue, Mark, Problem, SpecError
from drgen.scale import Scale
from drgen.starter import starter
from drgen.terms import Module, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drgen.source import Source

__all__ = ["Component", "Objectives", "Region", "Side", "Spec", "load", "starter"]

NAME, LONGEST_NAME = "^[a-z](-?[a-z0-9])+$", 31  # of a platform, and so of its environment
NAME_HELP = "2 to 31 lowercase letters, digits and single dashes: a letter first, no dash at the end"

Strategy = Literal["backup_restore", "pilot_light", "warm_standby", "hot_standby"]
Traffic = Literal["orchestrated", "automatic", "routing_control"]

_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_ROLE = r"^(arn:aws[a-z-]*:iam::[0-9]{12}:role/)?[A-Za-z0-9_+=,.@/*-]+$"


def _manual(decision: object) -> object:
    if decision == "automatic":
        raise ValueError("needs an automation that does not exist yet", "write decision: manual")
    return decision


def _whole(version: object) -> object:
    if type(version) is not int:
        raise ValueError("is not the number 1", "write version: 1")
    return version


Version = Annotated[Literal[1], BeforeValidator(_whole)]
Duration = Annotated[  # seconds
    int, BeforeValidator(durations.seconds), WithJsonSchema({"type": "string", "pattern": durations.PATTERN})
]
Day = Annotated[date, BeforeValidator(durations.day), WithJsonSchema({"type": "string", "pattern": durations.DAY})]
Places = Annotated[
    list[str],
    BeforeValidator(lambda at: [at] if isinstance(at, str) else at),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Decision = Annotated[Literal["manual"], BeforeValidator(_manual)]
ZoneName = Annotated[str, Field(pattern=f"^{rules.REGION}[a-z]$")]
Domain = Annotated[str, Field(pattern=rf"^({_LABEL}\.)+[a-z]([a-z0-9-]*[a-z0-9])?$", max_length=253)]
Host = Annotated[str, Field(pattern=rf"^(\*\.)?({_LABEL}\.)+[a-z]([a-z0-9-]*[a-z0-9])?$", max_length=253)]
Role = Annotated[str, Field(pattern=_ROLE)]
EvidenceFile = Annotated[str, Field(pattern=r"^(\.\./)*[A-Za-z0-9_-][A-Za-z0-9_./-]*\.json$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Region(_Strict):
    name: str = Field(pattern=f"^{rules.REGION}$", description="An AWS region, like eu-central-1.")
    cidr: Annotated[str, AfterValidator(rules.network)] = Field(
        description="The VPC's IPv4 range, /16 to /20, like 10.0.0.0/16; the regions' ranges must not overlap."
    )
    zones: list[ZoneName] = Field(
        min_length=2, max_length=4, description="2 to 4 availability zones by name: [eu-central-1a, eu-central-1b]."
    )


class Regions(_Strict):
    primary: Region = Field(description="The region that serves when all is well. It never changes place.")
    standby: Region = Field(description="The region that takes over. It never changes place.")


class Corruption(_Strict):
    rpo: Duration = Field(description="What may be lost when data is damaged: only backups answer that. Like 24h.")


class ComponentObjectives(_Strict):
    """What one component promises, where that differs from the platform's promise."""

    rto: Duration | None = Field(None, description="Time until it serves again: 60m.")
    rpo: Duration | None = Field(None, description="What may be lost, as time: 1m.")
    corruption: Corruption | None = Field(None, description="What holds for logical damage, which replication copies.")


class Objectives(_Strict):
    rto: Duration = Field(description="Time until the platform serves again: 60m.")
    rpo: Duration = Field(description="What may be lost, as time: 1m.")
    decision: Decision = Field("manual", description="Who pulls the trigger; `automatic` does not exist yet.")
    corruption: Corruption | None = Field(None, description="What holds for logical damage, which replication copies.")


class Zone(_Strict):
    id: str = Field(pattern="^Z[A-Z0-9]{1,31}$", description="The public hosted zone's id, like Z0123456789ABC.")
    name: Domain = Field(description="The zone's domain, like example.com.")


class State(_Strict):
    bucket: str = Field(
        pattern="^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$",
        description="Prefix of the state buckets' names, one per region: <bucket>-<region>. No dots.",
    )
    plan_roles: list[Role] = Field([], description="Roles that may read state, by name or ARN; `*` is allowed.")
    apply_roles: list[Role] = Field([], description="Roles that may write state, by name or ARN; `*` is allowed.")


class Suppression(_Strict):
    """A check whose findings are known and accepted, and why."""

    at: Places = Field(
        [], description="Where: components.orders, or a list of places. Everywhere, when it is left out."
    )
    because: str = Field(pattern=r"\S", description="Why that is accepted, in words.")
    until: Day | None = Field(None, description="The last day that it holds, like 2027-03-31.")


class Estimate(_Strict):
    """How long a step of the failover takes here, where that is known better than by the model."""

    p50: Duration = Field(description="What is expected: 5m.")
    p95: Duration = Field(description="What to plan with, no less than p50: 15m.")
    because: str = Field(min_length=1, description="Where the figure comes from.")


class Component(_Strict):
    """One instance of a module."""

    module: str
    settings: dict[str, Any] = {}
    standby: dict[str, Any] = {}  # where the standby differs
    presence: Literal["present", "absent"] | None = None  # in the standby, against what the strategy implies
    because: str = ""
    until: date | None = None  # the last day that the standby's difference holds
    objectives: ComponentObjectives | None = None


class Spec(_Strict):
    """One platform in two regions."""

    version: Version = Field(description="The format of this file: 1.")
    extends: str | None = Field(None, description="A file that this one lies on top of: ../base.yaml.")
    name: str = Field(
        pattern=NAME, min_length=2, max_length=LONGEST_NAME, description=f"{NAME_HELP[0].upper()}{NAME_HELP[1:]}."
    )
    account: str = Field(pattern="^[0-9]{12}$", description='The AWS account, 12 digits in quotes: "111122223333".')
    strategy: Strategy = Field(description="How much of the standby runs while it waits.")
    active: Side = Field(description="The side that serves now; a failover changes this line and nothing else.")
    objectives: Objectives = Field(description="What is promised; a drill measures it.")
    estimates: dict[str, Estimate] = Field(
        {}, description="Figures by step, in place of the model's; `drgen objectives` lists the steps."
    )
    evidence: list[EvidenceFile] = Field([], description="Files that drills wrote: [evidence/2026-10-02.json].")
    traffic: Traffic = Field("orchestrated", description="Who moves traffic, and when.")
    read_only_mode: bool = Field(
        False, description="Whether the application serves without writing while the databases follow the traffic."
    )
    scale: dict[str, Scale] = Field({}, description="What workloads grow to in a failover, by cluster: {eks: …}.")
    regions: Regions = Field(description="The two regions, by their configured places.")
    hosts: list[Host] = Field([], description="Host names that fail over, in lower case: shop.example.com.")
    zone: Zone | None = Field(None, description="The public hosted zone that holds the hosts.")
    state: State = Field(description="Where Terraform keeps its state.")
    tags: dict[str, str] = Field({}, description="Tags of every resource, at most 45.")
    assume_role: str | None = Field(
        None,
        pattern=r"^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$",
        description="The ARN of the role that Terraform assumes.",
    )
    suppress: dict[str, Suppression] = Field({}, description="Checks whose findings are accepted, by id.")
    components: dict[str, Component] = Field(description="What the platform is made of.")
    _source: Source | None = PrivateAttr(None)

    @field_validator("components", mode="before")
    @classmethod
    def _split(cls, components: object) -> object:
        return settings.split(components) if isinstance(components, dict) else components

    def model_post_init(self, context: Any, /) -> None:
        self._source = context

    @property
    def source(self) -> Source | None:
        """The files that it was read from."""
        return self._source

    def where(self, *path: str | int) -> Mark | None:
        """The place of a value, or of the nearest map around it."""
        return self._source.where(path) if self._source else None

    def problem(self, *path: str | int, message: str, hint: str = "") -> Problem:
        """Something wrong with the value at `path`, shown where it stands."""
        return self._source.problem(Issue(path, message, hint)) if self._source else Problem(None, message, hint)


def load(path: Path, catalog: Mapping[str, Module]) -> Spec:
    """Read one environment's spec. Raises SpecError with everything that is wrong with it."""
    read, problems = source.read(path)
    spec, misfits = _validated(read)
    secrets = list(masking.issues(read.data))
    issues = _fresh(secrets, misfits, *_rules(read.data, catalog))
    problems += [read.problem(issue) for issue in islice(issues, MAX_ISSUES + 1)]
    if problems or not spec:
        raise SpecError(problems)
    return spec


def _rules(data: dict[str, Any], catalog: Mapping[str, Module]) -> tuple[Iterator[Issue], ...]:
    return rules.issues(data), settings.issues(data, catalog), suppressions.issues(data)


def _validated(read: Source) -> tuple[Spec | None, Iterator[Issue]]:
    try:
        return Spec.model_validate(read.data, context=read), iter(())
    except ValidationError as error:
        return None, wording.issues(error, Spec)


def _fresh(*kinds: Iterable[Issue]) -> Iterator[Issue]:
    """The issues of each kind, but none about a value of which an earlier kind has told: it would be the same mistake.

    Secrets come first, so that no message of another kind echoes one.
    """
    told: set[tuple[str | int, ...]] = set()
    for kind in kinds:
        new: set[tuple[str | int, ...]] = set()
        for issue in kind:
            if issue.path not in told:
                new.add(issue.path)
                yield issue
        told |= new
