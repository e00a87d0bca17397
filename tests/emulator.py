"""A local AWS for tests: the one that `drgen rehearse` uses, started once a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drgen import local_aws as aws
from drgen.local_aws import LocalAws
from drgen.local_aws.given import Given

ACCOUNT = "123456789012"
ZONE = "Z0123456789ABCDEFGHIJ"


@pytest.fixture(scope="module")
def running_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """The local AWS itself: its faults, its extensions, its clients."""
    given = Given(ACCOUNT, zone_id=ZONE, zone_name="example.com")
    with aws.start(given, tmp_path_factory.mktemp("local_aws")) as running:
        yield running


@pytest.fixture(scope="module")
def local_aws(running_aws: LocalAws) -> dict[str, str]:
    """The environment under which boto3 and Terraform talk to it, and to nothing else."""
    return {name: value for name, value in running_aws.environment.items() if name.startswith("AWS_")}
