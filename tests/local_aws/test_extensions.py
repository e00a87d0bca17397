"""Every extension is held against botocore's service model, and says what it copies and from where."""

from types import ModuleType

import pytest
from botocore import xform_name
from moto.core.utils import get_service_model

from drgen.local_aws import extensions, limits
from tests.conftest import ROOT

MODULES = list(extensions.modules())


def own_name(module: ModuleType) -> str:
    return module.__name__.rsplit(".", 1)[-1]


@pytest.mark.parametrize("module", MODULES, ids=own_name)
def test_an_extension_answers_operations_that_the_service_has(module: ModuleType) -> None:
    model = get_service_model(own_name(module).replace("_", "-"))
    assert set(extensions.operations(module)) - {xform_name(name) for name in model.operation_names} == set()
    assert extensions.operations(module)


@pytest.mark.parametrize("module", MODULES, ids=own_name)
def test_an_extension_says_what_it_copies_from_where_and_what_not(module: ModuleType) -> None:
    said = module.__doc__ or ""
    assert "Copied" in said
    assert "Not copied" in said
    assert any(source in said for source in ("guide", "API", "reference"))


def test_the_page_of_limits_is_up_to_date() -> None:
    assert (ROOT / "docs" / "emulator-limits.md").read_text(encoding="utf-8") == limits.markdown()
