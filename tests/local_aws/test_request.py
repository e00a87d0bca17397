"""Which service and region a request is for."""

import pytest

from drgen.local_aws import request

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SCOPE = "AWS4-HMAC-SHA256 Credential=test/20261123/{}/aws4_request, SignedHeaders=host, Signature=0"


@pytest.mark.parametrize(
    ("headers", "target", "place"),
    [
        pytest.param({"Authorization": SCOPE.format("us-west-2/rds")}, "/", ("rds", "us-west-2"), id="header"),
        pytest.param(
            {}, "/b/k?X-Amz-Credential=k/20261123/eu-west-1/s3/aws4_request", ("s3", "eu-west-1"), id="presigned"
        ),
        pytest.param({}, "/", ("", ""), id="unsigned"),
    ],
)
def test_the_signature_says_service_and_region(headers: dict[str, str], target: str, place: tuple[str, str]) -> None:
    found = request.read("POST", target, headers, b"")
    assert (found.service, found.region) == place


@pytest.mark.parametrize(
    ("headers", "body", "action"),
    [
        pytest.param({"X-Amz-Target": "DynamoDB_20120810.PutItem"}, b"{}", "PutItem", id="json"),
        pytest.param(FORM, b"Action=ListRoles&x=1", "ListRoles", id="query"),
        pytest.param({"Smithy-Protocol": "rpc-v2-cbor"}, b"", "PutMetricData", id="cbor"),
        pytest.param({}, b"", "", id="rest"),
    ],
)  # fmt: skip
def test_the_action_is_said_where_the_protocol_says_it(headers: dict[str, str], body: bytes, action: str) -> None:
    target = "/service/GraniteServiceVersion20100801/operation/PutMetricData" if action == "PutMetricData" else "/"
    assert request.read("POST", target, headers, body).action == action
