"""Every command: its help, its place in the README, and what a new user meets."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from drgen.cli import main
from tests.conftest import ROOT
from tests.test_whole import copied, run

COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_a_place_in_the_readme(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 4
    assert f"`drgen {name}" in (ROOT / "README.md").read_text()


GROUPS = [[], *([name] for name in COMMANDS if isinstance(main.get_command(click.Context(main), name), click.Group))]


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_the_list_of_commands_is_not_cut_short(group: list[str]) -> None:
    done = CliRunner().invoke(main, [*group, "--help"], terminal_width=78)  # click's own, on a terminal of 80
    lines = done.stdout.split("Commands:")[1].splitlines()
    assert [line for line in lines if line.endswith("...")] == []


def test_init_makes_an_environment_that_renders(tmp_path: Path) -> None:
    done = run("init", "shop", folder=tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "environments/shop/spec.yaml").read_text().startswith("# yaml-language-server: $schema=")
    schema = tmp_path / "environments/shop" / "../../schemas/drgen.schema.json"
    assert json.loads(schema.read_text())["$schema"].startswith("http://json-schema.org/draft-07")
    rendered = run("render", "shop", folder=tmp_path)
    assert rendered.exit_code == 0, rendered.output


@pytest.mark.parametrize("name", ["../../x", "Foo_Bar", "a", "a--b", "x" * 32, ".", "-x"])
def test_init_refuses_a_name_that_no_spec_could_have(name: str, tmp_path: Path) -> None:
    project = tmp_path / "a" / "b"
    project.mkdir(parents=True)
    done = run("init", "--", name, folder=project)
    assert done.exit_code == 1
    assert "no name for an environment" in done.stderr
    assert list(tmp_path.rglob("*.yaml")) == []


def test_the_environment_sets_no_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copied(tmp_path, "minimal").root
    run("render", "minimal", folder=project)
    edited = project / "environments/minimal/standby/main.tf"
    edited.write_text("# mine\n")
    monkeypatch.setenv("DRGEN_RENDER_FORCE", "1")
    assert run("render", "minimal", folder=project).exit_code == 1
    assert edited.read_text() == "# mine\n"


def test_init_never_overwrites_a_spec(tmp_path: Path) -> None:
    run("init", "shop", folder=tmp_path)
    (tmp_path / "environments/shop/spec.yaml").write_text("# mine\n")
    done = run("init", "shop", folder=tmp_path)
    assert done.exit_code == 1
    assert (tmp_path / "environments/shop/spec.yaml").read_text() == "# mine\n"


def test_explain_says_where_each_input_came_from(tmp_path: Path) -> None:
    project = copied(tmp_path, "shop-prod").root
    lines = run("explain", "components.carts", folder=project).stdout.splitlines()
    assert lines[0].startswith("primary")
    rows = {tuple(line.split()[:2]): " ".join(line.split()[2:]) for line in lines}
    assert rows["primary", "durable"] == "true the spec"
    assert rows["primary", "role"] == '"primary" the platform'
    assert rows["standby", "foundation_key_arn"].endswith("foundation.keys.key_arn, handed over")
    assert rows["primary", "vpc_id"].endswith("network.vpc_id")
    assert rows["primary", "auth"].endswith("the module's default")


def test_explain_tells_what_a_module_takes_while_a_spec_is_wrong(tmp_path: Path) -> None:
    project = copied(tmp_path, "minimal").root
    spec = project / "environments/minimal/spec.yaml"
    spec.write_text(f"{spec.read_text()}  carts: {{module: elasticache, node_type: cache.r7g.large}}\n")
    refused = run("render", "minimal", folder=project)
    assert "`drgen explain elasticache` says what each is" in refused.stderr
    entries = run("explain", "elasticache", folder=project).stdout.split("\n\n")
    assert entries[0].endswith("modules/regional/elasticache/README.md says more.")
    assert entries[1].startswith("durable: bool, needed\n    Whether the data must survive")
    names = [entry.partition(":")[0] for entry in entries[1:]]
    assert names.index("replication") < names.index("auth")
    assert not {"vpc_id", "platform", "observed_nodes", "standby_node"} & set(names)


def test_explain_tells_of_a_module_that_takes_nothing() -> None:
    about = "sessions takes no settings: `sessions: {}`; modules/foundation/sessions/README.md says more.\n"
    assert run("explain", "sessions").stdout == about


def test_explain_names_the_components_that_are_there() -> None:
    done = run("explain", "cart", "--env", "shop-prod")
    assert done.exit_code == 1
    assert "did you mean 'carts'?" in done.stderr


def test_explain_knows_a_module_by_a_name_that_is_nearly_its_own() -> None:
    assert "did you mean 'aurora'?" in run("explain", "arora").stderr


@pytest.mark.parametrize("more", [[], ["--all"]], ids=" ".join)
def test_a_folder_without_environments_is_told_how_to_begin(tmp_path: Path, more: list[str]) -> None:
    done = run("check", *more, folder=tmp_path)
    assert (done.exit_code, "`drgen init NAME` makes one" in done.stderr) == (1, True), done.output


def test_demo_deletes_nothing_that_no_demo_made(tmp_path: Path) -> None:
    mine = copied(tmp_path, "shop-prod").root
    before = sorted(mine.rglob("*"))
    done = run("demo", str(mine), folder=mine)
    assert (done.exit_code, "no demo made it" in done.stderr) == (1, True)
    assert sorted(mine.rglob("*")) == before


def test_demo_says_where_its_example_is(tmp_path: Path) -> None:
    done = run("demo", str(tmp_path / "demo"), folder=tmp_path)
    assert (done.exit_code, "drgen's own repository" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_demo_works_without_terraform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGEN_TERRAFORM", "no-such-program")
    run("demo", str(tmp_path / "demo"))
    done = run("demo", str(tmp_path / "demo"))  # a second time: it is made anew
    assert done.exit_code == 0, done.output
    assert "not validated" in done.stdout
    assert (tmp_path / "demo/environments/shop-prod/standby/main.tf").exists()


def test_a_reader_that_hangs_up_is_no_error(tmp_path: Path) -> None:
    code = "from drgen.cli import main; main(['-C', 'project', 'schema'])"
    (tmp_path / "project").mkdir()
    copied(tmp_path / "project")
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as done:
        assert done.stdout
        assert done.stderr
        done.stdout.close()
        assert b"Traceback" not in done.stderr.read()


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_nothing_is_coloured_for_who_wants_no_colour(no_color: str, *, is_coloured: bool) -> None:
    done = CliRunner().invoke(main, ["-C", str(ROOT), "render", "nowhere"], color=True, env={"NO_COLOR": no_color})
    assert ("\x1b[31m" in done.stderr) is is_coloured


def test_an_environment_without_brokers_says_so() -> None:
    done = run("messages", "status", "minimal")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "minimal has no brokers\n")
