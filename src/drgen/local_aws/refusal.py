"""An answer that is an error, in the words of each of AWS's protocols."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from drgen.local_aws import _cbor
from drgen.local_aws.request import Answer, Request

_XML = frozenset({"cloudfront", "route53", "s3"})  # REST services that speak XML


class Refusal(Exception):  # noqa: N818  AWS's own word for it would be an error's name
    """What an extension raises where AWS would refuse."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def answer(request: Request, code: str, message: str, status: int = 400) -> Answer:
    """The error as the service would put it."""
    if _cbor.spoken(request):
        return Answer(status, _cbor.HEADERS, _cbor.refused(code, message))
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    headers = {"x-amzn-ErrorType": code, "x-amzn-RequestId": "rehearsed"}
    if request.service in _XML or form:
        return Answer(status, headers | {"Content-Type": "text/xml"}, _xml(request.service, code, message).encode())
    said = json.dumps({"__type": code, "message": message})
    return Answer(status, headers | {"Content-Type": "application/x-amz-json-1.1"}, said.encode())


def _xml(service: str, code: str, message: str) -> str:
    error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if service == "s3":
        return f"<Error>{error}<RequestId>rehearsed</RequestId></Error>"
    if service == "ec2":
        return f"<Response><Errors><Error>{error}</Error></Errors><RequestID>rehearsed</RequestID></Response>"
    return f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>rehearsed</RequestId></ErrorResponse>"
