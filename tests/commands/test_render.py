"""drgen render: what it writes, and what it leaves alone."""

from pathlib import Path

import pytest

from tests.test_whole import copied, run

MAIN = Path("environments/minimal/standby/main.tf")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copied(tmp_path, "minimal").root


def test_a_second_render_writes_nothing(project: Path) -> None:
    first, second = run("render", "minimal", folder=project), run("render", "minimal", folder=project)
    assert "add     environments/minimal/standby/main.tf" in first.stdout
    assert (second.exit_code, second.stdout) == (0, "")
    assert "wrote 0 files, 30 unchanged" in second.stderr


def test_check_writes_nothing_and_exits_with_3(project: Path) -> None:
    done = run("render", "minimal", "--check", folder=project)
    assert done.exit_code == 3
    assert not (project / MAIN).exists()
    run("render", "minimal", folder=project)
    assert run("render", "minimal", "--check", folder=project).exit_code == 0


def test_diff_shows_the_lines_that_change(project: Path) -> None:
    run("render", "minimal", folder=project)
    spec = project / "environments/minimal/spec.yaml"
    spec.write_text(spec.read_text().replace("10.33.0.0/16", "10.34.0.0/16"))
    done = run("render", "minimal", "--check", "--diff", folder=project)
    assert '-  cidr               = "10.33.0.0/16"' in done.stdout
    assert '+  cidr               = "10.34.0.0/16"' in done.stdout


def test_a_file_edited_by_hand_is_kept_until_forced(project: Path) -> None:
    run("render", "minimal", folder=project)
    (project / MAIN).write_text("# mine\n")
    done = run("render", "minimal", folder=project)
    assert done.exit_code == 1
    assert "standby/main.tf" in done.stderr
    assert "--force" in done.stderr
    assert (project / MAIN).read_text() == "# mine\n"
    assert run("render", "minimal", "--force", folder=project).exit_code == 0
    assert "module" in (project / MAIN).read_text()


def test_a_file_that_is_no_longer_made_goes_and_a_foreign_one_stays(project: Path) -> None:
    run("render", "minimal", folder=project)
    foreign = project / "environments/minimal/standby/extra.tf"
    foreign.write_text("# mine\n")
    spec = project / "environments/minimal/spec.yaml"
    spec.write_text(spec.read_text().split("  secrets:")[0] + "  network: {nat: single}\n")
    done = run("render", "minimal", folder=project)
    assert done.exit_code == 0, done.output
    assert foreign.exists()
    assert "module.orders" not in (project / "environments/minimal/primary/outputs.tf").read_text()


def test_one_bad_spec_stops_every_write(project: Path) -> None:
    bad = project / "environments/bad/spec.yaml"
    bad.parent.mkdir()
    bad.write_text("version: 1\n")
    done = run("render", "--all", folder=project)
    assert done.exit_code == 1
    assert "environments/bad/spec.yaml" in done.stderr
    assert not (project / MAIN).exists()


@pytest.mark.parametrize("name", ["absent", "../minimal", "--", ""])
def test_an_environment_that_is_not_there_is_named_with_those_that_are(project: Path, name: str) -> None:
    done = run("render", "--", name, folder=project)
    assert done.exit_code == 1
    assert "minimal" in done.stderr


def test_a_swap_of_active_changes_capacity_only(tmp_path: Path) -> None:
    """Promise 1: no name, no address, no existence depends on who serves."""
    project = copied(tmp_path, "shop-prod").root
    run("render", "shop-prod", folder=project)
    spec = project / "environments/shop-prod/spec.yaml"
    spec.write_text(spec.read_text().replace("active: primary", "active: standby"))
    done = run("render", "shop-prod", "--diff", folder=project)
    terraform = [part for part in done.stdout.split("--- ") if part.splitlines()[0].endswith(".tf")]
    lines = "".join(terraform).splitlines()  # the brokers' links turn, which is what they are for
    changed = {line[1:].split("=")[0].strip() for line in lines if line.startswith(("+ ", "- "))}
    assert changed == {"active"}
