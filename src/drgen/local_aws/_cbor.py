"""CloudWatch's newer protocol, RPC v2 CBOR: moto has no parser for it, botocore has both halves."""

from __future__ import annotations

from typing import Any

from drgen.local_aws.request import Request

HEADERS = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor", "x-amzn-RequestId": "rehearsed"}


def spoken(request: Request) -> bool:
    """Whether a request speaks it."""
    return request.headers.get("smithy-protocol") == "rpc-v2-cbor"


def read(body: bytes) -> dict[str, Any]:
    """A request's parameters."""
    from botocore.parsers import RpcV2CBORParser

    parser = RpcV2CBORParser()
    found: dict[str, Any] = parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else {}
    return found


def write(result: dict[str, Any], shape: Any) -> bytes:
    """A result by its shape: what the shape does not have is left out."""
    from botocore.serialize import RpcV2CBORSerializer

    body = bytearray()
    if shape is not None:
        RpcV2CBORSerializer()._serialize_data_item(body, result, shape)
    return bytes(body)


def refused(code: str, message: str) -> bytes:
    """An error."""
    said = {"__type": code, "message": message}
    texts = [part.encode() for pair in said.items() for part in pair]
    return bytes([0xA0 + len(said)]) + b"".join(b"\x79" + len(text).to_bytes(2, "big") + text for text in texts)
