"""Everything that can be said of an environment before it is planned: rendered, checked, valid, scanned."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import answers, beside, checks, facts, files, handover, offline, render, scan
from drgen.findings import Finding, Severity
from drgen.problems import Mark
from drgen.programs import checkov, checkov_environment, terraform
from drgen.project import Project, shipped
from drgen.terms import ROOTS

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

Say = Callable[[str], None]
_HANDED = {handover.FILE, facts.OBSERVED, facts.IMPORTS}
# What Terraform reads besides what drgen renders.
_READ = re.compile(r".*\.(tf|tofu)(\.json)?|.*\.auto\.tfvars(\.json)?|terraform\.tfvars(\.json)?", re.DOTALL)
_UNSEEN = re.compile(r"(.*_)?override\.tf(\.json)?|.*\.tf\.json", re.DOTALL)  # checkov does not merge or read these
_AT = re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


@dataclass(frozen=True)
class Stage:
    """One part of a validation: whether it found nothing, in words with its counts."""

    fine: bool
    words: str


@dataclass(frozen=True)
class Outcome:
    """What came of one environment."""

    name: str
    findings: list[Finding]
    stages: list[Stage]


@dataclass(frozen=True)
class _Work:
    name: str
    spec: Spec
    stacks: list[Stack]
    rendered: Mapping[str, str]
    key: str


def run(here: Project, names: Sequence[str], today: date, say: Say) -> list[Outcome]:
    """Validate environments, Terraform and checkov at the same time; what was answered before is not asked again."""
    works = [_work(here, name) for name in names]
    known = {work.name: answer for work in works if (answer := answers.load(work.key))}
    new = [work for work in works if work.name not in known]
    with ThreadPoolExecutor(max_workers=2) as pool:
        scanning = pool.submit(_scan, here, new, say)
        validating = pool.submit(_validate, here, new, say)
        said = facts.findings(here, names, today)
        scanned, valid = scanning.result(), validating.result()
    for work in new:
        known[work.name] = {"checkov": asdict(scanned[work.name]), "terraform": [asdict(f) for f in valid[work.name]]}
        answers.save(work.key, known[work.name])
    return [_outcome(here, work, said, known[work.name]) for work in works]


def _work(here: Project, name: str) -> _Work:
    spec, stacks = here.load(name)
    rendered = render.render(spec, stacks, shipped("templates"))
    texts = [part for path, text in sorted(rendered.items()) for part in (str(path), text)]
    called = sorted({f"{call.module.scope}/{call.module.name}" for stack in stacks for call in stack.calls})
    modules = [part for folder in called for part in answers.contents(here.modules / folder, ["*.tf", "*.tf.json"])]
    own = answers.contents(Path(__file__).parent, ["**/*.py"])
    ours = [*answers.contents(shipped("policies"), ["*"]), *answers.contents(shipped("templates"), ["**/*.j2"])]
    return _Work(name, spec, stacks, rendered, answers.key(name, *texts, *modules, *own, *ours, *_programs()))


def _programs() -> list[str]:
    config = os.environ.get("TF_CLI_CONFIG_FILE", "")
    named = os.environ.get("DRGEN_CHECKOV")
    scanner = answers.program(str(checkov.interpreter())) if named else checkov_environment.folder().name
    return [answers.program(terraform.program()), config, scanner]


def _scan(here: Project, works: list[_Work], say: Say) -> dict[str, scan.Result]:
    """checkov on all of them, in one process."""
    if not works:
        return {}
    environments = [scan.Scanned(work.name, work.stacks, work.rendered) for work in works]
    with tempfile.TemporaryDirectory(prefix="drgen-scan-") as base:
        folder, ours = scan.lay_out(Path(base), here.modules, shipped("policies"), environments)
        found = scan.judge(checkov.scan(folder, ours, say=say), folder, scan.policies(ours), environments)
    say(f"checkov has read {', '.join(found)}")
    return found


def _validate(here: Project, works: list[_Work], say: Say) -> dict[str, list[Finding]]:
    found = {}
    for work in works:
        folder = offline.prepare(here, work.name, work.spec, work.stacks)
        base, every = folder.parents[1], folder / offline.EVERY_ROOT
        loose = terraform.unformatted(base)
        terraform.init(every, backend=False)
        errors = terraform.validate(every)
        found[work.name] = [*map(_unformatted, loose), *(_invalid(line, every, base) for line in errors)]
        say(f"terraform has read {work.name}")
    return found


def _unformatted(file: str) -> Finding:
    fix = "run `terraform fmt -recursive modules`"
    return Finding((), f"{file} is not as `terraform fmt` writes it", fix, Severity.MEDIUM, "terraform_fmt",
                   mark=Mark(file, 1, 1), engine="terraform")  # fmt: skip


def _invalid(line: str, every: Path, base: Path) -> Finding:
    """Terraform's error; the scratch copy's paths are the project's own, below its base."""
    at = _AT.fullmatch(line)
    finding = Finding((), line, "", Severity.BLOCKER, "terraform_validate", engine="terraform")
    if not at:
        return finding
    file = os.path.relpath(os.path.normpath(every / at["file"]), base)
    return replace(finding, message=at["message"], mark=Mark(file, int(at["line"]), 1))


def _outcome(here: Project, work: _Work, said: Iterable[Finding], answer: dict[str, Any]) -> Outcome:
    scanned = answer["checkov"]
    stale = [*_stale(here, work), *_foreign(here, work)]
    checked = [one for one in said if one.environment == work.name]
    valid = [replace(_finding(one), environment=work.name) for one in answer["terraform"]]
    faults = [_finding(one) for one in scanned["findings"]]
    counts = f"{scanned['passed']} passed, {scanned['skipped']} justified skips, {scanned['policies']} own policies"
    roots = f"{len(work.stacks)} roots, one process"
    stages = [
        Stage(not stale, "rendered"),
        Stage(
            not [one for one in checked if one.severity >= Severity.HIGH], f"checks {len(checks.ids('', 'modules'))}"
        ),
        Stage(not valid, f"terraform fmt, validate ({roots})"),
        Stage(not faults, f"checkov {counts}" + (f", {len(faults)} failed" if faults else "")),
    ]
    return Outcome(work.name, [*stale, *checked, *valid, *faults], stages)


def _finding(kept: dict[str, Any]) -> Finding:
    mark, path = kept["mark"], tuple(kept["path"])
    return Finding(**kept | {"path": path, "severity": Severity(kept["severity"]), "mark": mark and Mark(**mark)})


def _stale(here: Project, work: _Work) -> Iterable[Finding]:
    for part, rendered in {"": work.rendered, **beside.folders(work.spec, work.stacks)}.items():
        for change in files.compare(here.environment(work.name) / part, rendered):
            file = (Path("environments") / work.name / part / change.path).as_posix()
            yield Finding((), f"{file} is not as rendered", f"run `drgen render {work.name}`", Severity.HIGH,
                          "not_as_rendered", work.name, Mark(file, 1, 1))  # fmt: skip


def _foreign(here: Project, work: _Work) -> Iterable[Finding]:
    """Files that Terraform reads and drgen did not render, or that checkov reads otherwise than Terraform."""
    fix = "move what it says into the spec or a module, and the file away"
    for root in ROOTS:
        for path in sorted((here.environment(work.name) / root).glob("*")):
            if _READ.fullmatch(path.name) and path.name not in _HANDED and f"{root}/{path.name}" not in work.rendered:
                file = f"environments/{work.name}/{root}/{path.name}"
                yield Finding((), f"{file} is not drgen's, and Terraform reads it", fix, Severity.BLOCKER,
                              "foreign_file", work.name, Mark(file, 1, 1))  # fmt: skip
    for module in sorted({f"{call.module.scope}/{call.module.name}" for s in work.stacks for call in s.calls}):
        for path in sorted((here.modules / module).glob("*")):
            if _UNSEEN.fullmatch(path.name):
                file = f"modules/{module}/{path.name}"
                message = f"{file} changes what Terraform builds, and checkov does not see it so"
                yield Finding((), message, "write it into the module's other files", Severity.BLOCKER,
                              "file_that_policies_do_not_see", work.name, Mark(file, 1, 1))  # fmt: skip
