"""Who stands for whom, and what counts as a difference."""

from typing import Any

import pytest

from drgen.inventory import Pair, Resource, Unknown
from drgen.parity import counterparts, normal


def one(address: str, /, **values: Any) -> Resource:
    module, _, rest = address.rpartition("module.")
    folder, _, inner = rest.partition(".") if module or address.startswith("module.") else ("", "", address)
    type_, name = (inner or address).split("[")[0].split(".")[-2:]
    return Resource(address, type_, name, values, module=f"module.{folder}" if folder else "")


@pytest.mark.parametrize(
    ("primary", "standby", "pairs"),
    [
        pytest.param(["aws_vpc.primary"], ["aws_vpc.dr"], [(0, 0)], id="by name without the role"),
        pytest.param(["aws_vpc.a", "aws_vpc.b"], ["aws_vpc.b_dr", "aws_vpc.a_dr"], [(0, 1), (1, 0)], id="in any order"),
        pytest.param(["module.east.aws_lb.web"], ["module.west.aws_lb.web"], [(0, 0)], id="by module"),
        pytest.param(["aws_lb.web"], ["module.dr.aws_lb.web"], [(0, 0)], id="though one lies in a module"),
        pytest.param(["aws_lb.web"], ["aws_alb.web_dr"], [(0, 0)], id="by two names of one type"),
        pytest.param(["aws_lb.front"], ["aws_lb.edge"], [(0, 0)], id="the only ones of their type"),
        pytest.param(["aws_lb.web"], ["aws_db_instance.web"], [], id="never across types"),
    ],
)
def test_counterparts_are_found(primary: list[str], standby: list[str], pairs: list[tuple[int, int]]) -> None:
    found = counterparts.matched([one(each) for each in primary], [one(each) for each in standby])
    said = [(primary.index(pair.primary.address), standby.index(pair.standby.address)) for pair in found.pairs]
    assert said == pairs


def test_of_three_and_two_one_is_left() -> None:
    here = [one(f"aws_subnet.s[{n}]") for n in range(3)]
    found = counterparts.matched(here, [one(f"aws_subnet.s[{n}]") for n in range(2)])
    assert [left.address for left in found.only_primary] == ["aws_subnet.s[2]"]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param("a us-east-1 b", "a us-west-2 b", id="regions"),
        pytest.param("us-east-1a", "us-west-2c", id="zones"),
        pytest.param("10.0.0.0/16", "10.1.0.0/16", id="ranges"),
        pytest.param("arn:aws:sns:us-east-1:111122223333:x", "arn:aws:sns:us-west-2:111122223333:y", id="ARNs"),
        pytest.param("ami-0123456789abcdef0", "ami-0123456789abcdef1", id="images"),
        pytest.param("app-primary", "app-dr", id="roles in names"),
        pytest.param(443, "443", id="numbers as text"),
        pytest.param(True, "true", id="switches as text"),
        pytest.param(None, [], id="nothing and nothing"),
        pytest.param(Unknown(), 5, id="what is unknown"),
        pytest.param(["a", "b"], ["b", "a"], id="the order of a list"),
        pytest.param([Unknown()], ["x"], id="an unknown item"),
    ],
)
def test_what_differs_by_nature_is_no_difference(here: Any, there: Any) -> None:
    pair = Pair(one("aws_x.y", setting=here), one("aws_x.y", setting=there))
    assert list(normal.differences(pair)) == []


@pytest.mark.parametrize(
    ("here", "there", "path"),
    [
        pytest.param(1, 2, "setting", id="a number"),
        pytest.param("gp2", "gp3", "setting", id="a word"),
        pytest.param(True, None, "setting", id="a switch that is not set"),
        pytest.param([{"size": 1}], [{"size": 2}], "setting.size", id="within a block"),
        pytest.param(["a"], ["a", "b"], "setting", id="an item more"),
    ],
)
def test_what_differs_is_told_with_its_path(here: Any, there: Any, path: str) -> None:
    pair = Pair(one("aws_x.y", setting=here), one("aws_x.y", setting=there))
    assert [said for said, _, _ in normal.differences(pair)] == [path]
