"""What the scenarios count as a change, and what they take for a promise."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from drgen.project import Project
from drgen.rehearsal import troubles
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "action",
    [
        "DescribeDBInstances",
        "GetCallerIdentity",
        "ListTagsForResource",
        "BatchGetImage",
        "GET /2013-04-01/hostedzone/Z",
    ],
)
def test_a_question_changes_nothing(action: str) -> None:
    assert troubles.changes(Counter({("us-west-2", "any", action): 1})) == []


@pytest.mark.parametrize("action", ["PromoteReadReplica", "PutMetricData", "PUT /bucket/key", "Getaway", "POST /"])
def test_everything_else_may(action: str) -> None:
    assert troubles.changes(Counter({("us-west-2", "any", action): 1})) == [f"any {action} in us-west-2"]


def test_the_latest_promise_is_that_of_the_instance_that_promises_least() -> None:
    spec, stacks = Project(ROOT).load("shop-prod")
    theatre: Any = SimpleNamespace(spec=spec, stacks=stacks)
    assert max(troubles.promises(theatre)) == 15 * 60
