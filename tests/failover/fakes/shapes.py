"""Requests and answers held against botocore's service models, so that no fake drifts away from AWS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.session import get_session
from botocore.validate import ParamValidator

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "character": (str,), "integer": (int,), "long": (int,), "float": (int, float),
    "double": (int, float), "boolean": (bool,), "timestamp": (datetime,), "blob": (bytes,),
}  # fmt: skip


_SEEN: set[tuple[str, ...]] = set()  # what was found right once need not be looked at again


def check_request(service: str, operation: str, params: Mapping[str, Any]) -> None:
    """Fail for a request that botocore would not send."""
    if operation == "put_object":
        params = {key: value for key, value in params.items() if key != "Body"}
    if (said := (service, operation, repr(params))) in _SEEN:
        return
    _SEEN.add(said)
    shape = _model(service, operation).input_shape
    report = ParamValidator().validate(dict(params), shape) if shape else None
    assert not (report and report.has_errors()), f"{service}:{operation}: {report and report.generate_report()}"


def check_answer(service: str, operation: str, answer: Mapping[str, Any]) -> None:
    """Fail for an answer that AWS would not give."""
    if (told := (service, operation, repr(answer))) in _SEEN:
        return
    _SEEN.add(told)
    shape = _model(service, operation).output_shape
    said = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
    if shape is None:
        assert not said, f"{service}:{operation} answers nothing"
    else:
        _conform(shape, said, f"{service}:{operation}")


def _conform(shape: Shape, value: Any, where: str) -> None:
    if shape.type_name == "structure":
        for key, member in value.items():
            assert key in shape.members, f"{where} has no {key}"
            _conform(shape.members[key], member, f"{where}.{key}")
    elif shape.type_name == "list":
        for one in value:
            _conform(shape.member, one, f"{where}[]")
    elif shape.type_name == "map":
        for one in value.values():
            _conform(shape.value, one, f"{where}{{}}")
    else:
        assert isinstance(value, _TYPES[shape.type_name]), f"{where}: {value!r} is no {shape.type_name}"


@cache
def _model(service: str, operation: str) -> OperationModel:
    model = _service(service)
    [name] = [name for name in model.operation_names if xform_name(name) == operation]
    return model.operation_model(name)


@cache
def _service(service: str) -> Any:
    return get_session().get_service_model(service)
