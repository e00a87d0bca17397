"""Objects in the state bucket of one side, as the bucket's policy wants them: under the state key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from drgen import platform
from drgen.aws import AwsError
from drgen.failover.reach import Aws

if TYPE_CHECKING:
    from drgen.spec import Spec

PREFIX = "failover/"
_ABSENT = ("404", "NoSuchKey", "NotFound")
_TAKEN = ("412", "PreconditionFailed", "ConditionalRequestConflict")


@dataclass(frozen=True)
class Found:
    """An object: what it holds, and how old it is, in seconds by S3's own clock."""

    body: bytes
    age: float


@dataclass(frozen=True)
class Store:
    """The state bucket of one side."""

    aws: Aws
    region: str
    bucket: str
    key_alias: str

    @classmethod
    def of(cls, aws: Aws, spec: Spec, side: str) -> Store:
        """The bucket that keeps the states of one side."""
        region = getattr(spec.regions, side).name
        return cls(aws, region, platform.state_bucket(spec, side), platform.state_key(spec))

    def get(self, key: str) -> Found | None:
        """An object; None where there is none."""
        try:
            answer = self._s3("get_object", Key=key)
        except AwsError as error:
            if error.code in _ABSENT:
                return None
            raise
        body = answer["Body"]
        content: bytes = body if isinstance(body, bytes) else body.read()
        return Found(content, _age(answer))

    def has(self, key: str) -> bool:
        """Whether there is such an object."""
        try:
            self._s3("head_object", Key=key)
        except AwsError as error:
            if error.code in _ABSENT:
                return False
            raise
        return True

    def put(self, key: str, content: bytes) -> None:
        """Write an object, whatever was there."""
        self._s3("put_object", Key=key, Body=content, ServerSideEncryption="aws:kms", SSEKMSKeyId=self.key_alias)

    def create(self, key: str, content: bytes) -> bool:
        """Write an object that must not be there yet; False where somebody was first."""
        encrypted = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": self.key_alias}
        try:
            self._s3("put_object", Key=key, Body=content, IfNoneMatch="*", **encrypted)
        except AwsError as error:
            if error.code in _TAKEN:
                return False
            raise
        return True

    def delete(self, key: str) -> None:
        """Delete an object."""
        self._s3("delete_object", Key=key)

    def keys(self, prefix: str) -> list[str]:
        """Every key that starts so, sorted, whatever the number of pages."""
        found: list[str] = []
        more: dict[str, Any] = {}
        while True:
            answer = self._s3("list_objects_v2", Prefix=prefix, **more)
            found += [one["Key"] for one in answer.get("Contents", [])]
            if not answer.get("IsTruncated"):
                return sorted(found)
            more = {"ContinuationToken": answer["NextContinuationToken"]}

    def _s3(self, operation: str, **params: Any) -> dict[str, Any]:
        return self.aws(self.region, "s3", operation, {"Bucket": self.bucket, **params})


def _age(answer: dict[str, Any]) -> float:
    """Both times are S3's: neither our clock nor another machine's has a say."""
    changed: datetime = answer["LastModified"]
    said = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date")
    return (parsedate_to_datetime(said) - changed).total_seconds() if said else 0.0
