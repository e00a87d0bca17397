"""One map on top of another."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgen.merge import merge

MERGED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "nothing": ({"a": 1}, {}, {"a": 1}),
    "a value": ({"a": 1, "b": 2}, {"a": 3}, {"a": 3, "b": 2}),
    "a map inside": ({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}, {"a": {"b": 1, "c": 3}}),
    "an empty map": ({"a": {"b": 1}}, {"a": {}}, {"a": {}}),
    "null": ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
    "null of nothing": ({"a": 1}, {"b": None}, {"a": 1, "b": None}),
    "a list": ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    "a map over a value": ({"a": 1}, {"a": {"b": 2}}, {"a": {"b": 2}}),
}
MAPS = st.recursive(
    st.none() | st.integers(), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=8
).filter(lambda value: isinstance(value, dict))


@pytest.mark.parametrize(("base", "over", "merged"), MERGED.values(), ids=MERGED)
def test_what_lies_on_top_wins(base: dict[str, Any], over: dict[str, Any], merged: dict[str, Any]) -> None:
    assert merge(base, over) == merged


@given(base=MAPS, over=MAPS)
def test_neither_map_is_changed(base: dict[str, Any], over: dict[str, Any]) -> None:
    before = copy.deepcopy((base, over))
    merge(base, over)
    assert (base, over) == before
