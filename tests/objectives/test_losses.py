"""What each store may lose, by how it is replicated."""

from math import inf
from pathlib import Path
from typing import Any

import pytest

from tests.objectives.platforms import estimate, modelled

IN_TIME = {"media": {"replication_time_control": True}, "invoices": {"replication_time_control": True}}
GIVEN_AWAY = {"durable": False, "link": "none", "because": "sent again"}
QUEUES = {"events": {"queues": dict.fromkeys(("invoices", "orders", "stock"), GIVEN_AWAY)}}

# What the spec says → an instance's p50 and p95 in seconds, and whether it counts.
LOST: dict[str, tuple[dict[str, Any], str, tuple[float, float, bool]]] = {
    "Aurora": ({}, "orders", (1, 5, True)),
    "a headless Aurora": ({"strategy": "pilot_light"}, "orders", (1, 5, True)),
    "RDS": ({}, "reporting", (10, 300, True)),
    "a copied backup": ({"strategy": "backup_restore"}, "reporting", (88200, 93600, True)),
    "a copied backup twice a day": (
        {"strategy": "backup_restore", "components": {"backup": {"copy_every": "12h"}}},
        "orders",
        (45000, 50400, True),
    ),
    "no backup": ({"strategy": "backup_restore", "components": {"backup": None}}, "orders", (inf, inf, True)),
    "a datastore": ({}, "carts", (1, 5, True)),
    "a datastore without a standby": ({"strategy": "backup_restore"}, "carts", (inf, inf, True)),
    "a warm cache": ({}, "catalogue", (inf, inf, False)),
    "linked queues": ({}, "events", (2, 60, True)),
    "queues without a broker to link to": ({"strategy": "pilot_light"}, "mail", (inf, inf, True)),
    "no durable queue": ({"components": QUEUES}, "events", (inf, inf, False)),
    "buckets": ({}, "buckets", (900, 14400, True)),
    "buckets in time": ({"components": {"buckets": {"names": IN_TIME}}}, "buckets", (900, 900, True)),
    "sessions": ({}, "sessions", (1, 3, True)),
    "images": ({}, "ecr", (60, 1800, False)),
    "an estimate": ({"estimates": {"reporting.loss": estimate("2s", "9s")}}, "reporting", (2, 9, True)),
}


@pytest.mark.parametrize(("changed", "instance", "lost"), LOST.values(), ids=LOST)
def test_a_store_loses(tmp_path: Path, changed: dict[str, Any], instance: str, lost: tuple[float, float, bool]) -> None:
    [point] = [point for point in modelled(tmp_path, changed).points if point.instance == instance]
    assert (point.figure.p50, point.figure.p95, point.durable) == lost


def test_what_holds_no_data_loses_none(tmp_path: Path) -> None:
    stores = {point.instance for point in modelled(tmp_path).points}
    assert stores == {"buckets", "carts", "catalogue", "ecr", "events", "mail", "orders", "reporting", "sessions"}
