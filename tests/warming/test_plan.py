"""The plan is rendered, estimated by its own rates, and run by the command."""

import json
from pathlib import Path

import pytest
import yaml

from drgen.project import Project
from drgen.warming import plan
from drgen.warming.resp import Connection
from tests.conftest import ROOT
from tests.test_whole import copied, run
from tests.warming.test_copying import fill


def test_the_shipped_plan_takes_as_long_as_its_rates_say() -> None:
    [one] = plan.plans(*Project(ROOT).load("shop-prod"))
    assert one.seconds(planned=False) == pytest.approx(0.9 * (60_000 / 400 + 250_000 / 5_000))
    [text] = plan.files(*Project(ROOT).load("shop-prod")).values()
    assert json.loads(text)["estimated_seconds"] == {"after_loss": 180, "planned": 180}


def test_after_a_loss_what_was_copied_has_another_loader_or_starts_cold() -> None:
    copied = {"loader": "copy", "rate": 1000, "keys": 60_000}
    anew = {"loader": "job", "run": "shop/warm", "rate": 100}
    families = {"cold": copied, "made": copied | {"after_loss": anew}}
    one = plan.of("pages", {"replication": "warm", "warming": {"share": 0.5, "families": families}})
    assert one
    assert (one.seconds(planned=True), one.seconds(planned=False)) == (60, 300)
    assert [family.name for family in one.cold(planned=False)] == ["cold"]
    assert one.cold(planned=True) == []


def test_the_objectives_take_the_plans_figure() -> None:
    done = json.loads(run("objectives", "shop-prod", "--format", "json").stdout)
    [step] = [step for step in done["timeline"] if step["id"] == "catalogue.warm"]
    assert (step["p50"], step["p95"]) == (180, 360)


def test_the_command_fills_a_cache_and_says_how_much_is_warm(caches: tuple[str, str], tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    path = here.environment("shop-prod") / "spec.yaml"
    spec = yaml.safe_load(path.read_text())
    family = {"match": "page:*", "loader": "copy", "rate": 50_000, "keys": 5_000}
    spec["components"]["catalogue"]["warming"] = {"share": 1, "families": {"pages": family}}
    path.write_text(yaml.safe_dump(spec))
    fill(caches[0], 5_000)
    words = ("warm", "shop-prod", "catalogue", "--from", caches[0], "--to", caches[1])
    done = run(*words, folder=here.root)
    assert done.exit_code == 0, done.output
    assert "pages: 5000 keys" in done.stdout
    assert "estimated 0.1 s" in done.stdout
    with Connection(caches[1]) as cache:
        assert cache.call("DBSIZE") == 5_000
        cache.call("FLUSHALL")
    assert run(*words, folder=here.root).exit_code == 0
    with Connection(caches[1]) as cache:
        assert cache.call("DBSIZE") == 5_000, "a run that is through is no reason to load nothing months later"
    assert "nothing: it starts cold" in run(*words, "--lost", "--plan", folder=here.root).stdout
    assert run(*words, "--lost", folder=here.root).exit_code == 3
    spec["components"]["catalogue"]["warming"]["families"]["pages"]["keys"] = 9_000
    path.write_text(yaml.safe_dump(spec))
    assert run(*words, folder=here.root).exit_code == 3


def test_a_cache_without_a_plan_is_named() -> None:
    done = run("warm", "shop-prod", "carts", "--plan")
    assert (done.exit_code, "carts has no warming plan" in done.stderr) == (1, True)
