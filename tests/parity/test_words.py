"""What names say of regions and roles."""

import pytest

from drgen.parity import words


@pytest.mark.parametrize(
    "names",
    [
        ("vpc_primary", "vpc_dr", "vpc"),
        ("primary-vpc", "secondary-vpc", "vpc"),
        ("orders_us_east_1", "orders-us-west-2", "ordersUsEast1"),
        ("web-use1", "web-usw2", "web"),
        ("db_east", "db_west", "db"),
        ("main", "standby", "us-west-2"),
        ("appVirginia", "app_oregon", "app"),
    ],
)
def test_names_are_one_without_their_place(names: tuple[str, ...]) -> None:
    assert len({words.plain(name) for name in names}) == 1


@pytest.mark.parametrize("names", [("web", "api"), ("db_1", "db_2"), ("vpc_a", "vpc_b"), ("backup", "restore")])
def test_names_that_say_something_else_stay_apart(names: tuple[str, ...]) -> None:
    assert len({words.plain(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("aws.primary", "primary"),
        ("module.dr_network", "standby"),
        ("failover", "standby"),
        ("secondaryRegion", "standby"),
        ("orders", ""),
        ("primary_to_secondary", ""),
        ("address", ""),
    ],
)
def test_a_role_is_told_by_whole_words(name: str, role: str) -> None:
    assert words.role(name) == role


@pytest.mark.parametrize(
    ("name", "region", "named"),
    [
        ("aws.usw2", "us-west-2", True),
        ("us_west_2", "us-west-2", True),
        ("west", "us-west-2", True),
        ("oregon", "us-west-2", True),
        ("west", "us-east-1", False),
        ("us-east-2", "us-east-1", False),
        ("orders", "us-east-1", False),
    ],
)
def test_a_region_is_known_by_its_names(name: str, region: str, named: bool) -> None:
    assert words.names_region(name, region) is named
