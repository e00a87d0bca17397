"""A review as SARIF: an alert for each resource, known again tomorrow."""

import json
from pathlib import Path
from typing import Any

from drgen.report.review.sarif import sarif
from drgen.review import review
from tests.review import planned
from tests.review.planned import foreign, resource


def results(folder: Path, *entries: dict[str, Any]) -> list[dict[str, Any]]:
    told = json.loads(sarif(review(planned.read(folder, {"west": foreign(entries)}))))
    found: list[dict[str, Any]] = told["runs"][0]["results"]
    return found


def queue(name: str, **known: Any) -> dict[str, Any]:
    return resource(f"aws_sqs_queue.{name}", "delete", {"name": name} | known)


def test_each_resource_is_an_alert_of_its_own_that_stays(tmp_path: Path) -> None:
    first, second = results(tmp_path, queue("a"), queue("b"))
    [alone] = results(tmp_path, queue("b", delay_seconds=5))
    assert first["partialFingerprints"] != second["partialFingerprints"]
    assert alone["partialFingerprints"] == second["partialFingerprints"]


def test_an_alert_names_its_plan_and_its_resource(tmp_path: Path) -> None:
    [found] = results(tmp_path, queue("a"))
    [place] = found["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "west"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "aws_sqs_queue.a"}]
    assert found["message"]["text"].startswith("west aws_sqs_queue.a: this plan destroys the queue")
