"""pydantic's errors in the words of the spec: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from drgen.problems import Issue, Path, did_you_mean, echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel, ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_WANTED = {
    "dict_type": "a map",
    "list_type": "a list",
    "model_type": "a map",
    "string_type": "a string",
}


def issues(error: ValidationError, model: type[BaseModel]) -> Iterator[Issue]:
    """One issue for each error that pydantic found in a `model`."""
    return (_issue(detail, model) for detail in error.errors(include_url=False))


def _issue(detail: ErrorDetails, model: type[BaseModel]) -> Issue:
    path, kind, value = detail["loc"], detail["type"], detail["input"]
    fields, field = _known(model, path)
    help_ = (field.description if field else None) or ""
    if kind == "missing":
        return Issue(path[:-1], f"{path[-1]} is missing", help_)
    if kind == "extra_forbidden":
        return Issue(
            path, f"there is no {echo(path[-1])} here", did_you_mean(path[-1], fields, "it takes"), at_key=True
        )
    if kind == "value_error":
        message, *hint = detail["ctx"]["error"].args
        return Issue(path, f"{echo(value)} {message}", hint[0] if hint else help_)
    if kind in _WANTED:
        return _wrong_type(path, _WANTED[kind], value, help_)
    return _wrong_value(path, kind, value, field)


def _wrong_value(path: Path, kind: str, value: Any, field: FieldInfo | None) -> Issue:
    if kind == "literal_error" and field:
        choices = [str(choice) for choice in get_args(field.annotation)]
        return Issue(path, f"{echo(value)} is none of the choices", did_you_mean(value, choices, "choose"))
    help_ = (field.description if field else None) or ""
    if kind in ("too_short", "too_long"):
        return Issue(path, f"has {len(value)}", help_)
    return Issue(path, f"{echo(value)} does not fit" if value else "is empty", help_)


def _wrong_type(path: Path, wanted: str, value: object, help_: str) -> Issue:
    if value is None:
        return Issue(path, "has no value", help_)
    if wanted == "a string" and isinstance(value, int | float):
        is_what = "true or false" if isinstance(value, bool) else "a number"
        return Issue(path, f"wants a string, and this is {is_what}", quote=True)
    return Issue(path, f"wants {wanted}, and this is {echo(value)}", help_)


def _known(model: type[BaseModel], path: Path) -> tuple[dict[str, FieldInfo], FieldInfo | None]:
    """The fields of the map that holds `path`, and the field nearest to it: a list's items have none of their own."""
    fields, field = model.model_fields, None
    for part in path[:-1]:
        field = fields.get(str(part), field)
        inner = _model_in(field.annotation) if field else None
        fields = inner.model_fields if inner else fields
    return fields, fields.get(str(path[-1]), field) if path else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside `Model`, `Model | None` or `dict[str, Model]`."""
    if hasattr(annotation, "model_fields"):
        return annotation  # type: ignore[no-any-return]
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
