"""What a user sees of a command that fails, and of a machine on which none can succeed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from drgen import rehearsal
from drgen.errors import DrgenError
from drgen.programs import emulators
from drgen.project import Project
from drgen.rehearsal.evidence import Evidence
from drgen.rehearsal.stage import StageFailed, Theatre


def test_a_command_that_fails_says_why_and_where_the_rest_is(tmp_path: Path) -> None:
    said: list[str] = []
    aws: Any = SimpleNamespace(environment={})
    log = tmp_path / "commands.log"
    theatre = Theatre(Project(tmp_path), "absent", None, [], aws, Evidence("absent"), log, said.append)  # type: ignore[arg-type]
    with pytest.raises(StageFailed):
        theatre.drgen("render", "absent")
    assert "✗ drgen render absent" in said[0]
    assert said[1].strip().startswith("error: there is no environments/absent/spec.yaml")
    assert said[-1].strip() == f"every word is in {log}"
    assert "environments/absent" in log.read_text()


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
def test_without_a_provider_it_says_so_before_anything_is_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "empty.rc"
    config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{tmp_path}"\n  }}\n}}\n')
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(config))
    with pytest.raises(DrgenError, match="no rehearsal without provider: Failed to query available") as refused:
        rehearsal.run(Project(tmp_path), "absent", say=print)
    assert "TF_CLI_CONFIG_FILE" in refused.value.hint


def test_without_an_emulator_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulators, "_PACKAGES", ("moto", "absent_emulator"))
    with pytest.raises(DrgenError, match="absent_emulator cannot be imported") as refused:
        rehearsal.run(Project(tmp_path), "absent", say=print)
    assert refused.value.hint == "pip install 'drgen[rehearse]'"
