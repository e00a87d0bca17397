"""The whole line, on the environments that ship and with the real Terraform."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from drgen import handover, offline
from drgen.cli import main
from drgen.programs import terraform as program
from drgen.project import Project
from drgen.stacks import Stack
from drgen.terms import ROOTS, Ref
from tests.conftest import ROOT

HERE = Project(ROOT)
ENVIRONMENTS = HERE.environments
OPENSEARCH = Path(__file__).parent / "data" / "opensearch"


def run(*arguments: str, folder: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments])


def copied(folder: Path, *names: str) -> Project:
    """A project of its own, with the shipped modules and some of the shipped specs."""
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=shutil.ignore_patterns(".terraform*"))
    for name in names:
        (folder / "environments" / name).mkdir(parents=True)
        shutil.copy(ROOT / "environments" / name / "spec.yaml", folder / "environments" / name)
    shutil.copy(ROOT / "environments" / "shop-base.yaml", folder / "environments")
    return Project(folder)


def with_components(here: Project, name: str, text: str) -> None:
    path = here.environment(name) / "spec.yaml"
    path.write_text(path.read_text() + text)


def test_every_shipped_environment_is_as_rendered() -> None:
    done = run("render", "--all", "--check")
    assert (done.exit_code, done.stdout) == (0, ""), done.output


def test_the_shipped_schema_is_up_to_date() -> None:
    assert run("schema", "--check").exit_code == 0


def test_the_environments_are_of_different_regions_and_one_pair_is_without_us_east_1() -> None:
    pairs = {(s.regions.primary.name, s.regions.standby.name) for s in (HERE.load(name)[0] for name in ENVIRONMENTS)}
    assert len(pairs) == len(ENVIRONMENTS)
    assert any("us-east-1" not in pair for pair in pairs)


def test_a_main_file_stays_about_25_lines_a_call() -> None:
    for name in ENVIRONMENTS:
        for stack in HERE.load(name)[1]:
            text = "".join(path.read_text() for path in (ROOT / "environments" / name / stack.name).glob("main.tf"))
            calls = [call for call in stack.calls if call.module.name != "rabbitmq"]  # whose queues stand there, too
            rest = re.sub(r'module "\w+" \{\n  source = "[^"]*/rabbitmq".*?\n\}\n', "", text, flags=re.DOTALL)
            assert len(rest.splitlines()) <= 4 + 30 * len(calls)


CROSSES = {
    "certificate_arn", "data_key_arn", "global_replication_group_id", "key_arn", "load_balancer_dns_name",
    "load_balancer_zone_id", "private_route_table_ids", "vpc_id",
}  # fmt: skip


def test_nothing_new_crosses_roots() -> None:
    """A ninth name is a decision: docs/modules.md, "What crosses roots"."""
    variables = [v for name in ENVIRONMENTS for stack in HERE.load(name)[1] for v in stack.variables if v.giver]
    crossing = {variable.input.name.removeprefix(f"{variable.giver}_") for variable in variables}
    assert crossing == CROSSES - {"data_key_arn"}  # workloads take that one from the key's alias


def wiring(stacks: list[Stack]) -> str:
    rows = (
        (stack.name, call.instance, name, _short(wire.value), wire.source)
        for stack in stacks
        for call in stack.calls
        for name, wire in call.inputs.items()
    )
    return "".join("  ".join(row).rstrip() + "\n" for row in rows)


def _short(value: Any) -> str:
    return (
        value.expression
        if isinstance(value, Ref)
        else json.dumps(value, default=lambda ref: ref.expression, sort_keys=True)
    )


def test_the_wiring_of_shop_prod_is_the_golden_table() -> None:
    golden = Path(__file__).parent / "data" / "shop-prod.wiring.txt"
    assert wiring(HERE.load("shop-prod")[1]) == golden.read_text()


@pytest.mark.checkov
@pytest.mark.terraform
@pytest.mark.usefixtures("terraform", "checkov")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_all_roots_are_valid_in_one_process_and_pass_every_policy(name: str, tmp_path: Path) -> None:
    here = copied(tmp_path, name)
    assert run("render", name, folder=here.root).exit_code == 0
    done = run("validate", name, folder=here.root)
    assert done.exit_code == 0, done.output
    assert "5 roots" in done.output


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_a_root_plans_without_aws(name: str, root: str, tmp_path: Path) -> None:
    here = copied(tmp_path, name)
    spec, stacks = here.load(name)
    folder = offline.prepare(here, name, spec, stacks) / root
    program.init(folder)
    program.plan(folder, folder / "plan", refresh=False)
    changes = program.show(folder, folder / "plan").get("resource_changes", [])
    actions = {tuple(change["change"]["actions"]) for change in changes}
    [stack] = [stack for stack in stacks if stack.name == root]
    assert actions <= {("create",), ("read",)}
    assert bool(changes) is bool(stack.calls)


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_all_roots_plan_wired_to_each_other(name: str, tmp_path: Path) -> None:
    """Proves the types that cross roots, which no single plan and no validation does."""
    here = copied(tmp_path, name)
    folder = offline.prepare(here, name, *here.load(name)) / offline.EVERY_ROOT
    program.init(folder)
    program.plan(folder, folder / "plan", refresh=False)
    assert len(program.show(folder, folder / "plan")["resource_changes"]) > 30


@pytest.mark.checkov
@pytest.mark.terraform
@pytest.mark.usefixtures("terraform", "checkov")
def test_a_new_component_is_one_folder_and_its_lines_in_the_spec(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    shutil.copytree(OPENSEARCH, here.modules / "regional" / "opensearch")
    with_components(
        here, "shop-staging", "\ncomponents:\n  search: {module: opensearch, nodes: {type: r7g.large.search}}\n"
    )
    assert run("render", "shop-staging", folder=here.root).exit_code == 0
    folder = offline.prepare(here, "shop-staging", *here.load("shop-staging"))
    program.init(folder / offline.EVERY_ROOT, backend=False)
    assert program.validate(folder / offline.EVERY_ROOT) == []
    folder = folder / "standby"
    program.init(folder)
    program.plan(folder, folder / "plan", refresh=False)
    planned = {change["address"] for change in program.show(folder, folder / "plan")["resource_changes"]}
    assert "module.search.aws_opensearch_domain.this" in planned
    assert "all of eks" not in run("explain", "search", folder=here.root).output


MANY = """
components:
  pages: {module: elasticache, replication: none, durable: false, because: rebuilt, node: {type: cache.m7g.large}}
  catalogue: {module: elasticache, replication: warm, durable: false, because: rebuilt, node: {type: cache.m7g.large}}
  stock: {module: aurora, engine: {version: "16.8"}, instances: {writer: {class: db.r7g.large}}}
  batch: {module: eks, kubernetes: {version: "1.33"}, nodes: {jobs: {instance_types: [m7g.large], min: 1, max: 4}}}
"""


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
def test_two_databases_three_caches_and_two_clusters_wire_up(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    with_components(here, "shop-staging", MANY)
    folder = offline.prepare(here, "shop-staging", *here.load("shop-staging")) / offline.EVERY_ROOT
    program.init(folder)
    program.plan(folder, folder / "plan", refresh=False)
    addresses = {change["address"] for change in program.show(folder, folder / "plan")["resource_changes"]}
    assert {f"module.primary.module.{name}.aws_rds_cluster.this" for name in ("orders", "stock")} <= addresses
    assert {f"module.primary.module.{name}.aws_eks_cluster.this" for name in ("eks", "batch")} <= addresses


UNUSUAL = {
    "assume_role": ('assume_role: "arn:aws:iam::444455556666:role/deploy"\n', "global"),
    "hot_standby that serves": ("strategy: hot_standby\nactive: standby\n", offline.EVERY_ROOT),
    "backup_restore, routing_control": ("strategy: backup_restore\ntraffic: routing_control\n", offline.EVERY_ROOT),
    "peering of two zones": ("components: {peering: {}}\n", "global"),
}


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
@pytest.mark.parametrize(("changed", "root"), UNUSUAL.values(), ids=UNUSUAL)
def test_an_unusual_spec_plans_without_aws(changed: str, root: str, tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    path = here.environment("shop-staging") / "spec.yaml"
    keys = {line.split(":")[0] for line in changed.splitlines()}
    kept = [line for line in path.read_text().splitlines(keepends=True) if line.split(":")[0] not in keys]
    path.write_text("".join(kept) + changed)
    folder = offline.prepare(here, "shop-staging", *here.load("shop-staging")) / root
    program.init(folder)
    program.plan(folder, folder / "plan", refresh=False)
    assert program.show(folder, folder / "plan")["resource_changes"]


def test_a_root_without_its_handover_is_refused_by_terraform_itself(tmp_path: Path) -> None:
    """No placeholder ever stands in the committed tree: a required variable does the refusing."""
    here = copied(tmp_path, "shop-prod")
    run("render", "shop-prod", folder=here.root)
    text = (here.environment("shop-prod") / "standby" / "variables.tf").read_text()
    for variable in (v for s in here.load("shop-prod")[1] if s.name == "standby" for v in s.variables if v.giver):
        block = text.split(f'variable "{variable.name}"')[1].split("\n}\n")[0]
        assert "default" not in block
    assert not list(here.environment("shop-prod").glob(f"*/{handover.FILE}"))


@pytest.mark.terraform
def test_handover_carries_outputs_from_giver_to_taker(tmp_path: Path, terraform: str) -> None:
    here = copied(tmp_path, "shop-staging")
    stacks = here.load("shop-staging")[1]
    for giver in ("foundation", "primary", "standby"):
        _stand_in(here.environment("shop-staging") / giver, giver, stacks, terraform)
    done = run("handover", "shop-staging", folder=here.root)
    assert done.exit_code == 0, done.output
    taken = json.loads((here.environment("shop-staging") / "standby" / handover.FILE).read_text())
    assert taken["foundation_keys_key_arn"] == "standby-foundation_keys_key_arn"
    assert taken["primary_carts_global_replication_group_id"] == "primary_carts_global_replication_group_id"
    again = run("handover", "shop-staging", "--check", folder=here.root)
    assert (again.exit_code, "changed" in again.output) == (0, False)


def _stand_in(folder: Path, giver: str, stacks: list[Stack], terraform: str) -> None:
    """An applied root that holds nothing but the outputs of the real one."""
    outputs = {v.output: v for stack in stacks for v in stack.variables if v.giver == giver}
    values: dict[str, Any] = {}
    for output, variable in outputs.items():
        text = f"{giver}_{output}"
        both = {"primary": f"primary-{text}", "standby": f"standby-{text}"} if giver == "foundation" else text
        values[output] = [f"{text}_1", f"{text}_2"] if variable.input.type.startswith("list") else both
    folder.mkdir(parents=True)
    (folder / "main.tf.json").write_text(
        json.dumps({"output": {name: {"value": value} for name, value in values.items()}})
    )
    env = program.environment(aws=False)[0]
    for arguments in (["init", "-no-color"], ["apply", "-auto-approve", "-no-color"]):
        subprocess.run([terraform, *arguments], cwd=folder, env=env, check=True, capture_output=True)
