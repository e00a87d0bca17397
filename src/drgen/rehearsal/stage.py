"""What every stage of a rehearsal has at hand: the local AWS, a user who types commands, and the evidence."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from drgen.errors import DrgenError
from drgen.inventory.changes import Action, Change
from drgen.inventory.sources import read_plan
from drgen.local_aws.faults import Kind
from drgen.programs import children, terraform
from drgen.rehearsal.evidence import Act, Evidence, Proof

if TYPE_CHECKING:
    from drgen.local_aws import LocalAws
    from drgen.programs.children import Done
    from drgen.project import Project
    from drgen.spec import Spec
    from drgen.stacks import Stack

Say = Callable[[str], None]
PLANNED = "rehearsed.tfplan"  # the last plan of a root, in its folder
_WAITS = "64"  # resources at once: the provider's waits cost nothing


class StageFailed(DrgenError):  # noqa: N818  it ends a stage, and the report says why
    """A command of the rehearsal failed; the evidence holds its words."""


@dataclass
class Theatre:
    """One rehearsal: where it plays, and what it has seen."""

    project: Project
    name: str
    spec: Spec
    stacks: list[Stack]
    aws: LocalAws
    evidence: Evidence
    log: Path
    say: Say
    started: float = field(default_factory=time.monotonic)
    stage: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def root(self, name: str) -> Path:
        """The folder of a root."""
        if name == "bootstrap":  # drgen applies it from a copy of its own
            return self.project.build / "bootstrap" / self.name / "environments" / self.name / name
        return self.project.environment(self.name) / name

    def now(self) -> float:
        """Seconds since the rehearsal began."""
        return time.monotonic() - self.started

    def drgen(self, *arguments: str, accept: tuple[int, ...] = (0,)) -> Done:
        """Run drgen as a user would.  Raises StageFailed where it does not end as accepted."""
        command = children.drgen(self.project.root, *arguments)
        words = arguments[: arguments.index("--yes")] if "--yes" in arguments else arguments
        return self._run(f"drgen {' '.join(words)}", command, self.project.root, accept, {})

    def terraform(
        self,
        root: str,
        *arguments: str,
        accept: tuple[int, ...] = (0,),
        variables: Mapping[str, str] = MappingProxyType({}),
    ) -> Done:
        """Run Terraform in a root as a user would.  Raises StageFailed where it does not end as accepted."""
        kept, _ = terraform.environment(aws=False)
        settings = {name: value for name, value in kept.items() if name.startswith(("TF_", "CHECKPOINT_", "GOGC"))}
        secret = {f"TF_VAR_{name}": value for name, value in variables.items()}
        words = [word for word in arguments if not word.startswith("-")]
        name = f"terraform in {root}: {' '.join(words)}"
        command = [terraform.program(), *arguments]
        return self._run(name, command, self.root(root), accept, settings | secret)

    def apply(self, root: str, variables: Mapping[str, str] = MappingProxyType({})) -> Done:
        """init and apply; `variables` are the root's secrets."""
        self.terraform(root, "init", "-input=false", "-no-color")
        options = ["-auto-approve", "-input=false", "-no-color", f"-parallelism={_WAITS}"]
        return self.terraform(root, "apply", *options, variables=variables)

    def changes(self, root: str) -> list[Change]:
        """What a plan of an applied root would do; with `-detailed-exitcode`, so that outputs count, too."""
        options = ["-input=false", "-no-color", "-lock=false", "-detailed-exitcode", f"-parallelism={_WAITS}"]
        out = self.root(root) / PLANNED
        done = self.terraform(root, "plan", *options, f"-out={PLANNED}", accept=(0, 2))
        if done.code == 0:
            return []
        shown = out.with_suffix(".json")
        shown.write_text(json.dumps(terraform.show(self.root(root), out)), encoding="utf-8")
        changes = read_plan(shown).changes
        found = [one for one in changes if one.imported or one.action not in (Action.NO_OP, Action.READ)]
        return found or [Change("its outputs", "", "", Action.UPDATE, {}, {})]

    def darken(self, region: str, kind: Kind = Kind.REFUSE) -> None:
        """Make a region dark, and what is controlled from there."""
        self.aws.faults.darken([region], kind)
        self.evidence.darkness.append((region, self.now(), 0.0))
        self.say(f"  {_clock(self.now())}  {region} is dark ({kind})")

    def light(self) -> None:
        """Every region answers again."""
        self.aws.faults.light()
        now = self.now()
        self.evidence.darkness = [(one, began, ended or now) for one, began, ended in self.evidence.darkness]

    def proves(self, claim: str, *, held: bool, seen: str) -> None:
        """Write down whether a promise held."""
        with self._lock:
            self.evidence.proofs.append(Proof(self.stage, claim, held, seen))
        self.say(f"  {_clock(self.now())}  {'✓' if held else '✗'} {claim}: {seen}")

    def plans_are_empty(self, roots: list[str], claim: str) -> None:
        """Plan roots, two at a time, and write down whether all plans are empty."""
        with ThreadPoolExecutor(2) as pool:
            found = dict(zip(roots, pool.map(self.changes, roots), strict=True))
        for root, changes in found.items():
            self.proves(f"{claim}: {root}", held=not changes, seen=told(changes))

    def _run(
        self, name: str, command: list[str], folder: Path, accept: tuple[int, ...], settings: Mapping[str, str]
    ) -> Done:
        began = self.now()
        done = children.run(command, folder, {**self.aws.environment, **settings}, self.log)
        ok = done.code in accept
        with self._lock:
            words = "" if ok else done.last_words
            self.evidence.acts.append(Act(self.stage, name, began, done.seconds, ok, words))
        self.say(f"  {_clock(self.now())}  {'·' if ok else '✗'} {name}  {done.seconds:.0f} s")
        if not ok:
            for line in [*done.last_words.splitlines(), f"every word is in {self.log}"]:
                self.say(f"           {line}")
            raise StageFailed(f"{name} ended with {done.code}: {done.last_words}", hint=f"every word is in {self.log}")
        return done


def told(changes: list[Change]) -> str:
    """Changes in words, the first few of them."""
    if not changes:
        return "empty"
    words = [f"{c.address} {c.action} ({', '.join(list(c.changed())[:4]) or c.action})" for c in changes[:5]]
    return "; ".join(words) + (f"; and {len(changes) - 5} more" if len(changes) > len(words) else "")


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"
