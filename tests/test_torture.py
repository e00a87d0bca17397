"""A sample of what the torture scripts do at full size; benchmarks/results/ holds what they last found."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("script", ["sigkill", "determinism", "failover"])
def test_a_sample_of_it_fails_nowhere(script: str) -> None:
    torture(script)


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
def test_a_sample_of_hostile_texts_comes_back_from_terraform_unchanged() -> None:
    torture("roundtrip")


def torture(script: str) -> None:
    path = ROOT / "benchmarks" / "torture" / f"{script}.py"
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
