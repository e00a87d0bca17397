"""What a rehearsal has seen: its stages with their times, and what each proved or broke."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Act:
    """One thing that was done, from `began` on, in seconds since the start."""

    stage: str
    name: str
    began: float
    seconds: float
    ok: bool
    words: str = ""  # what it showed; of a failure, its last words


@dataclass(frozen=True)
class Proof:
    """A promise, and what was seen of it."""

    stage: str
    claim: str
    held: bool
    seen: str


@dataclass
class Evidence:
    """All that one rehearsal has seen so far."""

    environment: str
    scenario: str = "dark"
    acts: list[Act] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    darkness: list[tuple[str, float, float]] = field(default_factory=list)  # region, from, to; 0 while it lasts
    who: str = ""
    began: str = ""  # UTC, ISO 8601
    titles: dict[str, str] = field(default_factory=dict)  # what each stage is about
    left_out: list[str] = field(default_factory=list)  # what this platform cannot rehearse, and why
    about: dict[str, Any] = field(default_factory=dict)  # versions, digests, promises

    def stages(self) -> list[str]:
        """The names of the stages, in the order that they were played."""
        return list(dict.fromkeys([*(act.stage for act in self.acts), *(proof.stage for proof in self.proofs)]))

    def broken(self) -> list[Proof]:
        """The promises that did not hold."""
        return [proof for proof in self.proofs if not proof.held]

    @property
    def passed(self) -> bool:
        """Whether everything went as promised; nothing seen proves nothing."""
        return bool(self.proofs) and all(act.ok for act in self.acts) and all(proof.held for proof in self.proofs)

    @property
    def seconds(self) -> float:
        """From the start to the end of the last act."""
        return max((act.began + act.seconds for act in self.acts), default=0.0)
