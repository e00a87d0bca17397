"""What goes wrong between a call and its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

Mood = Literal[
    "", "throttle", "500", "503", "reset", "lost", "black hole", "denied", "expired", "skewed", "kill", "die"
]


class Killed(BaseException):
    """The process is gone: nothing after this line ran."""


@dataclass(frozen=True)
class Call:
    """One call, and which one of the run it is, counted from 0."""

    region: str
    service: str
    operation: str
    params: dict[str, Any]
    number: int

    @property
    def is_read(self) -> bool:
        return self.operation.startswith(("describe_", "get_", "head_", "list_"))

    @property
    def is_bookkeeping(self) -> bool:
        """Whether it writes a journal, a lock or word of a run, and nothing of the platform."""
        return self.service == "s3" or self.operation == "update_item"


Fault = Callable[[Call], Mood]


def refused(code: str, words: str = "", status: int = 400) -> ClientError:
    """AWS says no."""
    return ClientError(
        {"Error": {"Code": code, "Message": words or code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Call"
    )


def before(mood: Mood, call: Call, sleep: Callable[[float], None]) -> None:
    """What happens instead of the call reaching AWS."""
    if mood == "throttle":
        raise refused("ThrottlingException")
    if mood in ("500", "503"):
        raise refused("InternalFailure", status=int(mood))
    if mood == "denied":
        raise refused("AccessDenied", f"not authorized to perform: {call.service}:{call.operation}", 403)
    if mood == "expired":
        raise refused("ExpiredToken", status=403)
    if mood == "skewed":
        raise refused("RequestTimeTooSkewed", status=403)
    if mood in ("reset", "black hole"):
        sleep(6.0 if mood == "black hole" else 0.1)
        raise ConnectTimeoutError(endpoint_url=f"https://{call.service}.{call.region}.amazonaws.com")
    if mood == "kill":
        raise Killed


def after(mood: Mood, call: Call) -> None:
    """What happens to an answer on its way."""
    if mood == "lost":
        raise ReadTimeoutError(endpoint_url=f"https://{call.service}.{call.region}.amazonaws.com")
    if mood == "die":
        raise Killed
