"""What neither emulator has, or has otherwise than AWS: one file a service, named after its model.

A file's functions are named after the operations that they answer; what it does not name, the emulator answers.
A function takes a `Call` and returns the answer by botocore's model, or raises `Refusal`; `call.forward()` asks the
emulator. A class `State`, where there is one, is made once for each local AWS and handed on as `call.state`.
The file's docstring says which behaviour of AWS is copied, with its source, and what is not.
"""

from __future__ import annotations

import pkgutil
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from drgen.local_aws import codec, refusal
from drgen.local_aws.faults import Faults
from drgen.local_aws.given import Given
from drgen.local_aws.refusal import Refusal
from drgen.local_aws.request import Answer, Request
from drgen.local_aws.routes import Emulator


@dataclass(frozen=True)
class Call:
    """One request to an extension."""

    service: str  # its model's name
    region: str
    account: str
    parameters: dict[str, Any]
    operation: str
    aws: Extensions
    state: Any = None

    def forward(self, region: str = "", **changes: Any) -> dict[str, Any]:
        """What the emulator answers to the same request, its parameters changed; None takes one away."""
        asked = {name: value for name, value in (self.parameters | changes).items() if value is not None}
        return self.ask(self.operation, region, **asked)

    def ask(self, operation: str, region: str = "", **parameters: Any) -> dict[str, Any]:
        """What the emulator answers to another operation of the service, here or in another region."""
        return self.aws.ask(self.service, region or self.region, operation, parameters)

    def stand_ins(self) -> list[str]:
        """The subnets that ministack knows in this region: the platform's own are moto's."""
        return self.aws.stand_ins(self.region)

    def arn(self, resource: str, *, region: str | None = None) -> str:
        """The ARN of a resource of this service."""
        place = self.region if region is None else region
        return f"arn:aws:{self.service}:{place}:{self.account}:{resource}"


@dataclass
class Extensions:
    """The extensions of one local AWS, with their states."""

    given: Given
    faults: Faults
    connect: Callable[..., Any]  # service's model, region, emulator unless the service's own → a client of it
    states: dict[str, Any] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, request: Request) -> Answer | None:
        """The answer of the service's extension, or None where it has none for the operation."""
        service = codec.model_name(request.service)
        module = self._modules.get(service)
        if module is None or (request.action and not hasattr(module, _snake(request.action))):
            return None
        asked = codec.read(request)
        function = getattr(module, _snake(asked.name), None)
        if function is None:
            return None
        call = Call(
            service, request.region, self.given.account, asked.parameters, asked.name, self, self.state(service)
        )
        try:
            with self._lock:
                return codec.write(request, asked.name, function(call) or {})
        except Refusal as refused:
            return refusal.answer(request, refused.code, refused.message, refused.status)

    def state(self, service: str) -> Any:
        """The state of one extension; None where it keeps none."""
        with self._lock:
            kind = getattr(self._modules[service], "State", None)
            return self.states.setdefault(service, kind()) if kind else None

    def ask(self, service: str, region: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Ask the emulator behind.  Raises Refusal with the emulator's own words."""
        from botocore.exceptions import ClientError

        try:
            answer: dict[str, Any] = getattr(self.connect(service, region), _snake(operation))(**parameters)
        except ClientError as error:
            said = error.response["Error"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            raise Refusal(said["Code"], said.get("Message", ""), status) from error
        answer.pop("ResponseMetadata", None)
        return answer

    def stand_ins(self, region: str) -> list[str]:
        """The default subnets of ministack's own EC2, one a zone."""
        found = self.connect("ec2", region, Emulator.MINISTACK).describe_subnets()["Subnets"]
        return sorted(subnet["SubnetId"] for subnet in found)

    @cached_property
    def _modules(self) -> dict[str, ModuleType]:
        return {module.__name__.rsplit(".", 1)[-1].replace("_", "-"): module for module in modules()}


def modules() -> Iterator[ModuleType]:
    """Every extension, in the order of their names."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        if not found.name.startswith("_"):
            yield import_module(f"{__name__}.{found.name}")


def _snake(operation: str) -> str:
    """`DescribeDBInstances` → `describe_db_instances`, as boto3 names it."""
    from botocore import xform_name

    return str(xform_name(operation))


def operations(module: ModuleType) -> list[str]:
    """The names of the operations that an extension answers."""
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
    return sorted(name for name in own if re.fullmatch(r"[a-z][a-z0-9_]+", name))
