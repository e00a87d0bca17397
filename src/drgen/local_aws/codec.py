"""Requests and answers as dictionaries, by botocore's service models: what is not in the model cannot be said.

moto's own parsers and serializers do the work; both follow the models, for all of AWS's protocols.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from drgen.local_aws import _cbor
from drgen.local_aws.refusal import Refusal
from drgen.local_aws.request import Answer, Request

# The model's name where it is not the name that requests are signed for.
_MODELS = {"elasticloadbalancing": "elbv2", "monitoring": "cloudwatch", "servicequotas": "service-quotas"}
_loading = threading.Lock()


@dataclass(frozen=True)
class Operation:
    """What a request asks: the operation's name and its parameters."""

    name: str
    parameters: dict[str, Any]


def model_name(service: str) -> str:
    """The name of a service's model, by the name that requests are signed for."""
    return _MODELS.get(service, service)


def read(request: Request) -> Operation:
    """Parse a request by its service's model.  Raises Refusal for an operation that the model does not have."""
    from moto.core.parse import PROTOCOL_PARSERS
    from moto.core.request import determine_request_protocol
    from werkzeug.datastructures import Headers, MultiDict

    model = _model(model_name(request.service))
    if _cbor.spoken(request):
        return Operation(request.path.rsplit("/", 1)[-1], _cbor.read(request.body))
    name, in_path = (request.action, {}) if request.action else _by_path(request)
    form = request.body.decode("utf-8", "replace") if _is_form(request) else ""
    pairs = parse_qsl(urlsplit(request.target).query, keep_blank_values=True) + parse_qsl(form, keep_blank_values=True)
    protocol = determine_request_protocol(model, request.headers.get("content-type"))
    parser = PROTOCOL_PARSERS[protocol](model.operation_model(name))
    parsed = parser.parse({
        "method": request.method, "values": MultiDict(pairs), "headers": Headers(list(request.headers.items())),
        "body": request.body, "url_path": request.path, "url_params": in_path,
    })  # fmt: skip
    return Operation(name, parsed)


def write(request: Request, operation: str, result: dict[str, Any]) -> Answer:
    """Serialize a result by its service's model, in the protocol of the request.

    Raises ValueError for a member that the model does not have: a serializer would leave it out in silence.
    """
    from moto.core.request import determine_request_protocol
    from moto.core.serialize import get_serializer_class

    model = _model(model_name(request.service))
    shape = model.operation_model(operation)
    _hold(result, shape.output_shape, operation)
    if _cbor.spoken(request):
        return Answer(200, _cbor.HEADERS, _cbor.write(result, shape.output_shape))
    protocol = determine_request_protocol(model, request.headers.get("content-type"))
    done = get_serializer_class(model.service_name, protocol)(shape).serialize(result)
    body = done["body"].encode() if isinstance(done["body"], str) else done["body"]
    headers = {name: str(value) for name, value in done["headers"].items()} | {"x-amzn-RequestId": "rehearsed"}
    return Answer(done["status_code"], headers, body)


def _hold(value: Any, shape: Any, where: str) -> None:
    """Hold a result against its shape."""
    if shape is None or value is None:
        return
    if shape.type_name == "structure":
        if unknown := value.keys() - shape.members.keys():
            raise ValueError(f"{where} has no {', '.join(sorted(unknown))}")
        for name, member in value.items():
            _hold(member, shape.members[name], f"{where}.{name}")
    elif shape.type_name == "list":
        for member in value:
            _hold(member, shape.member, where)


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


def _by_path(request: Request) -> tuple[str, dict[str, str]]:
    """The operation whose method and path fit best, and what the path holds."""
    for name, method, path, query in _paths(model_name(request.service)):
        found = path.fullmatch(request.path.rstrip("/") or "/")
        if method == request.method and found and query <= request.query.keys():
            return name, {key: unquote(value) for key, value in _labels(found).items()}
    raise Refusal("UnknownOperationException", f"{request.method} {request.path}", 404)


def _labels(found: re.Match[str]) -> dict[str, str]:
    return {key.replace("__", "-"): value for key, value in found.groupdict().items()}


@lru_cache(maxsize=64)
def _paths(service: str) -> list[tuple[str, str, re.Pattern[str], frozenset[str]]]:
    """Every operation of a REST service: name, method, path, what must stand in its query; the closest fit first."""
    model, found = _model(service), []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        needed = frozenset(key for key, _ in parse_qsl(query, keep_blank_values=True))
        found.append((len(needed), -path.count("{"), name, http["method"], _pattern(path), needed))
    ranked = sorted(found, key=lambda one: (-one[0], -one[1], one[2]))
    return [(name, method, pattern, needed) for _, _, name, method, pattern, needed in ranked]


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{([^}]+)\}", path.rstrip("/") or "/")
    texts = [re.escape(part) if not index % 2 else _label(part) for index, part in enumerate(parts)]
    return re.compile("".join(texts))


def _label(name: str) -> str:
    greedy = name.endswith("+")
    return f"(?P<{name.rstrip('+').replace('-', '__')}>{'.+' if greedy else '[^/]+'})"


def _model(service: str) -> Any:
    with _loading:
        return _loaded(service)


@lru_cache(maxsize=64)
def _loaded(service: str) -> Any:
    from moto.core.utils import get_service_model

    return cast("Any", get_service_model(service))
