"""Which region's failure makes a request fail."""

import pytest

from drgen.local_aws import control_planes
from drgen.local_aws.request import Request


@pytest.mark.parametrize(
    ("service", "region", "method", "target", "needed"),
    [
        pytest.param("iam", "us-west-2", "POST", "/", {"us-east-1"}, id="IAM is decided in us-east-1 whoever asks"),
        pytest.param("route53", "us-east-1", "GET", "/", {"us-east-1"}, id="Route 53 too"),
        pytest.param("rds", "us-west-2", "POST", "/", {"us-west-2"}, id="a regional service in its region"),
        pytest.param("sts", "us-east-1", "POST", "/", {"us-east-1"}, id="the global STS endpoint in us-east-1"),
        pytest.param("sts", "us-west-2", "POST", "/", {"us-west-2"}, id="a regional STS endpoint in its region"),
        pytest.param(
            "s3", "us-west-2", "PUT", "/b", {"us-west-2", "us-east-1"}, id="a bucket is made through us-east-1"
        ),
        pytest.param("s3", "us-west-2", "PUT", "/b?policy", {"us-west-2", "us-east-1"}, id="and configured"),
        pytest.param("s3", "us-west-2", "PUT", "/b/key", {"us-west-2"}, id="an object is written in its region"),
        pytest.param("s3", "us-west-2", "GET", "/b?policy", {"us-west-2"}, id="a configuration is read in its region"),
    ],
)
def test_a_request_needs(service: str, region: str, method: str, target: str, needed: set[str]) -> None:
    assert control_planes.regions(Request(method, target, {}, b"", service, region)) == needed
