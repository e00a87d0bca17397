"""checkov on what drgen rendered: a private copy is scanned, and what came of it is judged, not believed.

checkov passes in silence when it loads no policy, cannot read a file or scans nothing.  So a file that every policy of
ours must fail is scanned with the rest, every root must have been seen, and as many resources as its modules hold.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drgen import offline
from drgen.errors import DrgenError
from drgen.findings import Finding, Severity
from drgen.problems import Mark
from drgen.terms import ROOTS

if TYPE_CHECKING:
    from drgen.programs.checkov import Record, Scan
    from drgen.stacks import Stack

_CANARY = "canary"
_BUILT_IN = "aws_s3_bucket.built_in"  # the canary of checkov's own checks
_SKIP = re.compile(r"(checkov|bridgecrew|cortex):skip", re.IGNORECASE)
_OURS = re.compile(r"CKV2?_DRGEN_(\w+)")
_ALWAYS_THERE = re.compile(
    r'(?ms)^resource "[^"]+" "[^"]+" {\n(?!  (?:count|for_each) |  provider[^\n]*\n  (?:count|for_each) )'
)

# checkov has no severities offline: what is not listed is HIGH.
SEVERITIES = {
    "CKV_AWS_23": Severity.NOTE,  # a security group rule without a description
    "a_health_check_is_in_force": Severity.BLOCKER,
    "a_primary_record_has_a_health_check": Severity.BLOCKER,
    "a_replica_key_is_deleted_slowly": Severity.MEDIUM,
    "a_replica_key_is_enabled": Severity.BLOCKER,
    "access_logs_of_a_bucket_have_a_prefix": Severity.MEDIUM,
    "every_backup_rule_copies_to_another_vault": Severity.BLOCKER,
    "image_replication_names_a_destination": Severity.BLOCKER,
    "what_joins_the_regions_is_never_destroyed": Severity.BLOCKER,
}


@dataclass(frozen=True)
class Scanned:
    """An environment as it goes to checkov."""

    name: str
    stacks: list[Stack]
    rendered: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """What checkov said of one environment."""

    findings: list[Finding]
    passed: int
    skipped: int  # distinct: the same line called by two roots is one
    policies: int  # ours, each seen at work in the same run


def lay_out(base: Path, modules: Path, policies: Path, environments: Iterable[Scanned]) -> tuple[Path, Path]:
    """Copy what is to be scanned below `base`; returns the folder to scan and the one with the policies."""
    if not (policies / "canary.tf").is_file():
        raise DrgenError(f"{policies} holds no policies", hint="install drgen anew: they ship with it")
    folder, ours = base / "scan", base / "policies"
    shutil.copytree(policies, ours, ignore=shutil.ignore_patterns("__pycache__"))
    offline.write(folder / _CANARY / "main.tf", (policies / "canary.tf").read_text(encoding="utf-8"))
    called = set[str]()
    for environment in environments:
        called |= {call.module.name for stack in environment.stacks for call in stack.calls}
        for path, text in environment.rendered.items():
            if path.endswith(".tf"):
                # Any value that reads like a skip is one to checkov. drgen renders none: those in modules have reasons.
                offline.write(folder / "environments" / environment.name / path, _SKIP.sub(r"\1-skip", text))
    offline.copy_modules(modules, folder / "modules", called)
    return folder, ours


def policies(folder: Path) -> set[str]:
    """The names of our policies: their files' names."""
    return {path.stem for path in [*folder.glob("*.yaml"), *folder.glob("*.py")] if path.stem != "__init__"}


def judge(scan: Scan, folder: Path, ours: set[str], environments: Iterable[Scanned]) -> dict[str, Result]:
    """What the scan says of each environment.  Raises DrgenError when it was not the scan that it should have been."""
    environments = list(environments)
    _refuse_silence(scan, folder, ours, environments)
    found = {}
    for environment in environments:
        there = f"environments/{environment.name}/"
        records = [record for record in scan.records if (record.caller or record.file).startswith(there)]
        skips = {
            (record.check, record.resource, record.file): record for record in records if record.result == "SKIPPED"
        }
        wrong = [*faults(records, environment), *false_skips(skips.values(), folder, environment)]
        passed = sum(record.result == "PASSED" for record in records)
        found[environment.name] = Result(wrong, passed, len(skips), len(ours))
    return found


def _refuse_silence(scan: Scan, folder: Path, ours: set[str], environments: list[Scanned]) -> None:
    silent = "checkov passed in silence: "
    hint = "this is no verdict on the environment; `drgen doctor` shows what works"
    if scan.parsing_errors:
        raise DrgenError(
            f"{silent}it cannot read {', '.join(scan.parsing_errors)}", hint="`terraform fmt` names the mistake"
        )
    failed = {record.resource: set[str]() for record in scan.records if record.file.startswith(f"{_CANARY}/")}
    for record in scan.records:
        if record.file.startswith(f"{_CANARY}/") and record.result == "FAILED":
            failed[record.resource].add(name(record.check))
    at_work = {name for names in failed.values() for name in names}
    if not ours or (idle := sorted(ours - at_work)):
        raise DrgenError(f"{silent}not at work: {', '.join(idle) if ours else 'our policies, all of them'}", hint=hint)
    if not failed.get(_BUILT_IN):
        raise DrgenError(f"{silent}none of its own checks is at work", hint=hint)
    seen = {record.caller for record in scan.records}
    for path in (f"environments/{e.name}/{s.name}/main.tf" for e in environments for s in e.stacks if s.calls):
        if path not in seen:
            raise DrgenError(f"{silent}it saw nothing of {path}", hint=hint)
    if scan.resources < (wanted := len(failed) + _implied(folder, environments)):
        raise DrgenError(f"{silent}it saw {scan.resources} resources where there are at least {wanted}", hint=hint)


def _implied(folder: Path, environments: list[Scanned]) -> int:
    """How many resources the calls stand for at least: those without count and for_each, as checkov counts them."""
    calls = {(c.instance, c.module.scope, c.module.name) for e in environments for s in e.stacks for c in s.calls}
    texts = {key: _text(folder / "modules" / key[1] / key[2]) for key in calls}
    return sum(len(_ALWAYS_THERE.findall(text)) for text in texts.values())


def _text(module: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(module.glob("*.tf")))


def name(check: str) -> str:
    """A check's name: for a policy of ours its file's, for one of checkov's own its id."""
    ours = _OURS.fullmatch(check)
    return ours[1].lower() if ours else check


def faults(records: Iterable[Record], environment: Scanned) -> Iterator[Finding]:
    """One finding a fault: what both regions have alike is said once, at the primary's line."""
    alike: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        if record.result == "FAILED":
            alike.setdefault((record.check, record.resource, record.file), []).append(record)
    for (check, resource, file), found in sorted(alike.items()):
        roots = sorted({_root(record) for record in found}, key=ROOTS.index)
        first, known_as = found[0], name(check)
        mark, line = _mark(environment, roots[0], resource, first)
        where = f"{resource} ({file}:{first.line}), in {' and '.join(roots)}"
        fix = first.fix if known_as != check else f"see {check}{f', {first.fix}' if first.fix else ''}"
        yield Finding(
            _path(resource), f"{first.name}: {where}", fix, SEVERITIES.get(known_as, Severity.HIGH), known_as,
            environment.name, mark, line, "checkov",
        )  # fmt: skip


def false_skips(skips: Iterable[Record], folder: Path, environment: Scanned) -> Iterator[Finding]:
    """A check is skipped by any text that reads like a skip, a tag's value too: only a comment with a reason counts."""
    for skip in skips:
        text = (folder / skip.file).read_text(encoding="utf-8")
        if not re.search(rf"(?m)^\s*#checkov:skip={skip.check}:\S.+$", text):
            mark, line = _mark(environment, _root(skip), skip.resource, skip)
            message = (
                f"{skip.check} is skipped for {skip.resource} ({skip.file}:{skip.line}) by no comment with a reason"
            )
            fix = "write `#checkov:skip=ID:reason` above the arguments, or take the words out of the value"
            yield Finding(
                _path(skip.resource), message, fix, Severity.HIGH, "skip_without_a_comment",
                environment.name, mark, line, "checkov",
            )  # fmt: skip


def _root(record: Record) -> str:
    return (record.caller or record.file).split("/")[2]


def _path(resource: str) -> tuple[str | int, ...]:
    """The instance in the spec; bootstrap's are in none."""
    parts = resource.split(".")
    return ("components", parts[1]) if parts[0] == "module" else ()


def _mark(environment: Scanned, root: str, resource: str, record: Record) -> tuple[Mark, str]:
    """The root's line that calls the module, or the resource's own."""
    file = record.caller or record.file
    if not record.caller:
        return Mark(file, record.line, 1), ""
    path, wanted = f"{root}/main.tf", f'module "{resource.split(".")[1]}" {{'
    lines = environment.rendered[path].splitlines()
    number = lines.index(wanted) + 1 if wanted in lines else 1
    return Mark(f"environments/{environment.name}/{path}", number, 1), wanted if wanted in lines else ""
