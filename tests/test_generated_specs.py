"""What the random sweep feeds on is always valid; a sample of the sweep itself."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from drgen import spec, stacks
from drgen.project import Project
from tests.conftest import ROOT
from tests.generated_specs import Spec, some, specs, text

CATALOG = Project(ROOT).catalog


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(generated=specs())
def test_a_generated_spec_is_accepted_and_laid_out(generated: Spec, tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(text(generated))
    assert len(stacks.layout(spec.load(path, CATALOG), CATALOG)) == 5


def test_the_same_number_gives_the_same_specs() -> None:
    assert some(3, 1) == some(3, 1) != some(3, 2)


@pytest.mark.terraform
@pytest.mark.checkov
@pytest.mark.usefixtures("terraform", "checkov")
def test_a_sample_of_random_specs_renders_validates_and_scans_clean() -> None:
    path = ROOT / "benchmarks" / "sweep.py"
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
