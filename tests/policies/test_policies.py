"""Every policy fails what its example calls fail_, passes what it calls pass_, and says how to mend it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drgen import scan
from drgen.programs import checkov
from tests.conftest import ROOT, tool

HERE = Path(__file__).parent
POLICIES = ROOT / "policies"
NAMES = sorted(scan.policies(POLICIES))
_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)"', re.MULTILINE)

# The types that checkov has no check for, and why one has no policy of ours either.
NOTHING_TO_JUDGE_ALONE = {"aws_route53recoverycontrolconfig_cluster": "it has no argument but its name"}
WITHOUT_A_CHECK = """
    elasticache_global_replication_group elasticache_user elasticache_subnet_group elasticache_serverless_cache
    ecr_replication_configuration route53_health_check route53recoverycontrolconfig_cluster kms_replica_key kms_alias
    flow_log vpc_endpoint nat_gateway vpc_peering_connection backup_plan db_subnet_group eks_addon eks_fargate_profile
    lb_listener_rule s3_bucket_logging secretsmanager_secret_policy cloudwatch_composite_alarm cloudwatch_event_rule
"""


def verdicts(found: checkov.Scan) -> dict[tuple[str, str], dict[str, str]]:
    """By the example's file and resource: what each policy of ours said."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for record in found.records:
        policy = scan.name(record.check)
        said.setdefault((Path(record.file).parent.name, record.resource), {})[policy] = record.result
    return said


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[checkov.Scan]:
    tool("checkov", "DRGEN_CHECKOV")
    base = tmp_path_factory.mktemp("policies")
    folder, ours = scan.lay_out(base, ROOT / "modules", POLICIES, [])
    for example in HERE.glob("*.tf"):
        (folder / example.stem).mkdir()
        (folder / example.stem / "main.tf").write_text(example.read_text())
    return checkov.scan(folder, ours)


@pytest.mark.checkov
@pytest.mark.parametrize("name", NAMES)
def test_a_policy_fails_and_passes_what_its_examples_say(name: str, scanned: checkov.Scan) -> None:
    said = verdicts(scanned)
    examples = _RESOURCE.findall((HERE / f"{name}.tf").read_text())
    wrong = {
        f"{kind}.{label}": verdict
        for kind, label in examples
        if (verdict := said[name, f"{kind}.{label}"].get(name)) != ("FAILED" if label.startswith("fail_") else "PASSED")
    }
    assert wrong == {}


@pytest.mark.checkov
def test_every_policy_fails_its_canary(scanned: checkov.Scan) -> None:
    failed = {scan.name(r.check) for r in scanned.records if r.file.startswith("canary/") and r.result == "FAILED"}
    assert set(NAMES) - failed == set()


@pytest.mark.checkov
def test_a_fault_says_how_to_mend_it(scanned: checkov.Scan) -> None:
    fixes = {scan.name(record.check): record.fix for record in scanned.records}
    assert [name for name in NAMES if len(fixes[name]) < 40] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_has_examples_of_both_kinds(name: str) -> None:
    labels = [label.split("_")[0] for _, label in _RESOURCE.findall((HERE / f"{name}.tf").read_text())]
    assert set(labels) == {"pass", "fail"}


def test_every_example_belongs_to_a_policy() -> None:
    assert {path.stem for path in HERE.glob("*.tf")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_policys_id_is_its_files_name(name: str) -> None:
    [path] = POLICIES.glob(f"{name}.*")
    assert re.search(rf"\bid[:=] ?\"?CKV2?_DRGEN_{name.upper()}\b", path.read_text())


def test_every_type_without_a_check_has_a_policy() -> None:
    text = "".join(path.read_text() for path in POLICIES.iterdir() if path.suffix in {".yaml", ".py"})
    types = {f"aws_{name}" for name in WITHOUT_A_CHECK.split()}
    assert {name for name in types if not re.search(rf"\b{name}\b", text)} == set(NOTHING_TO_JUDGE_ALONE)


def test_a_severity_is_given_to_what_there_is() -> None:
    assert {name for name in scan.SEVERITIES if not name.startswith("CKV")} <= set(NAMES)
