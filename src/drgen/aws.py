"""AWS clients, the only place that imports boto3: always with short timeouts, always for a named region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drgen.spec import Spec

Place = tuple[str, str]  # where a list goes on: the answer's word for it, and the question's
TOKEN: Place = ("NextToken", "NextToken")
MARKER: Place = ("Marker", "Marker")
NEXT_MARKER: Place = ("NextMarker", "Marker")
Kind = Literal["credentials", "denied", "clock", "throttled", "refused", "silent"]

# What AWS says when it has refused everybody for a while, when the caller is nobody (any more), and when he may not.
_THROTTLED = ("Throttl", "RequestLimitExceeded", "TooManyRequests", "SlowDown", "ProvisionedThroughputExceeded")
_STRANGER = ("ExpiredToken", "InvalidClientTokenId", "UnrecognizedClient", "TokenRefreshRequired", "AuthFailure")
_DENIED = ("AccessDenied", "UnauthorizedOperation", "NotAuthorized", "Forbidden")
_CLOCK = ("RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch", "InvalidSignature")
_SERVER_ERROR = 500


class AwsError(DrgenError):
    """AWS refused, or never answered.

    `kind` says what may help: other `credentials`, a right that is `denied`, a `clock` put right, patience
    (`throttled`), another request (`refused`), or a look at what happened, for a call that stays `silent` (no answer,
    half an answer, a server's error) may have been carried out. `code` is AWS's own word for it.
    """

    def __init__(self, message: str, hint: str = "", *, kind: Kind = "refused", code: str = "") -> None:
        super().__init__(message, hint)
        self.kind: Kind = kind
        self.code = code


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a connection and for an answer, and how often a call is made at most."""

    connect: float
    read: float
    attempts: int


PATIENT = Patience(connect=2, read=10, attempts=3)  # gives up on a dead region within about 20 s
HASTY = Patience(connect=2, read=4, attempts=2)  # for whoever only looks


def client(
    service: str, region: str, endpoint: str | None = None, session: Any = None, patience: Patience = PATIENT
) -> Any:
    """A client that gives up on a dead region soon; boto3's own defaults take five minutes a call."""
    import boto3
    from botocore.config import Config

    config = Config(
        connect_timeout=patience.connect,
        read_timeout=patience.read,
        retries={"mode": "standard", "total_max_attempts": patience.attempts},
    )
    return (session or boto3).client(service, region_name=region, config=config, endpoint_url=endpoint)


def sessions(roles: Mapping[str, str]) -> Callable[[str], Any]:
    """A function that gives the session to use in a region: our own, or that of the role that `roles` names for it.

    A role is assumed once, by the region's own STS endpoint, for as long as its chain allows.
    """
    import boto3

    ours = boto3.Session()
    made: dict[str, Any] = {}

    def session(region: str) -> Any:
        if region in roles and region not in made:
            made[region] = _assumed(roles[region], region)
        return made.get(region, ours)

    return session


def _assumed(role: str, region: str) -> Any:
    import boto3

    sts = client("sts", region)
    answer = call(f"assuming {role}", lambda: sts.assume_role(RoleArn=role, RoleSessionName="drgen"))["Credentials"]
    return boto3.Session(
        aws_access_key_id=answer["AccessKeyId"],
        aws_secret_access_key=answer["SecretAccessKey"],
        aws_session_token=answer["SessionToken"],
    )


def call(doing: str, function: Callable[[], Any]) -> Any:
    """Call AWS; what it refuses, and what never answers, is an AwsError that says what drgen was doing."""
    from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, ParamValidationError
    from botocore.parsers import ResponseParserError

    try:
        return function()
    except NoCredentialsError as error:
        hint = "set AWS_PROFILE, or log in"
        raise AwsError(f"{doing}: no AWS credentials", hint, kind="credentials", code="NoCredentials") from error
    except ClientError as error:
        kind, code = _kind(error.response), str(error.response.get("Error", {}).get("Code", ""))
        raise AwsError(f"{doing}: {error}", kind=kind, code=code) from error
    except ParamValidationError as error:
        raise AwsError(f"{doing}: {error}", kind="refused", code="ParamValidation") from error
    except ResponseParserError as error:  # its words quote the answer, which may hold anything
        raise AwsError(f"{doing}: the answer makes no sense", kind="silent", code="ResponseParserError") from error
    except BotoCoreError as error:
        raise AwsError(f"{doing}: {error}", kind="silent", code=type(error).__name__) from error


def pages(ask: Callable[..., Mapping[str, Any]], key: str, place: Place = TOKEN) -> Iterator[Any]:
    """All that AWS lists under `key`, every page of it; `ask` is called with where to go on."""
    more: dict[str, Any] = {}
    while True:
        answer = ask(**more)
        yield from answer.get(key) or []
        if not answer.get(place[0]):
            return
        more = {place[1]: answer[place[0]]}


def _kind(answer: Mapping[str, Any]) -> Kind:
    code = str(answer.get("Error", {}).get("Code", ""))
    for kind, starts in (
        ("throttled", _THROTTLED),
        ("credentials", _STRANGER),
        ("denied", _DENIED),
        ("clock", _CLOCK),
    ):
        if code.startswith(starts):
            return kind  # type: ignore[return-value]
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return "silent" if status >= _SERVER_ERROR else "refused"


def caller(
    session: Callable[[str], Any], patience: Patience = PATIENT
) -> Callable[[str, str, str, Mapping[str, Any]], dict[str, Any]]:
    """A function that calls `operation` of a service in a region; `service@URL` asks that endpoint instead.

    It may be called by several threads at once.
    """
    clients: dict[tuple[str, str], Any] = {}
    assuming = defaultdict[str, Lock](Lock)  # by region: a role of a dead one takes its time
    making = Lock()  # a session makes one client at a time

    def made(region: str, service: str) -> Any:
        with assuming[region]:
            ours = session(region)
        with making:
            if (region, service) not in clients:
                name, _, endpoint = service.partition("@")
                clients[region, service] = client(name, region, endpoint or None, ours, patience)
            return clients[region, service]

    def asked(region: str, service: str, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
        doing = f"{service}:{operation} in {region}"
        answer: dict[str, Any] = call(doing, lambda: getattr(made(region, service), operation)(**params))
        return answer

    return asked


def kubernetes_token(cluster: str, region: str, session: Any) -> str:
    """What the Kubernetes API of an EKS cluster takes for who we are: an STS request, signed here and sent by EKS."""
    from base64 import urlsafe_b64encode

    from botocore.model import ServiceId
    from botocore.signers import RequestSigner

    credentials = session.get_credentials()
    if credentials is None:
        raise AwsError("no AWS credentials", "set AWS_PROFILE, or log in", kind="credentials", code="NoCredentials")
    signer = RequestSigner(ServiceId("STS"), region, "sts", "v4", credentials, session.events)
    request = {
        "method": "GET",
        "url": f"https://sts.{region}.{_suffix(region)}/?Action=GetCallerIdentity&Version=2011-06-15",
        "body": {},
        "headers": {"x-k8s-aws-id": cluster},
        "context": {},
    }
    url = signer.generate_presigned_url(request, region_name=region, expires_in=60, operation_name="")
    return f"k8s-aws-v1.{urlsafe_b64encode(url.encode()).decode().rstrip('=')}"


def cache_token(cache: str, user: str, region: str, session: Any) -> str:
    """What ElastiCache takes for a password where IAM lets a user in: a signed request that nobody sends, for 15 min.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
    """
    from botocore.model import ServiceId
    from botocore.signers import RequestSigner

    credentials = session.get_credentials()
    if credentials is None:
        raise AwsError("no AWS credentials", "set AWS_PROFILE, or log in", kind="credentials", code="NoCredentials")
    signer = RequestSigner(ServiceId("elasticache"), region, "elasticache", "v4", credentials, session.events)
    url = f"http://{cache}/?Action=connect&User={user}"
    request: dict[str, Any] = {"method": "GET", "url": url, "body": {}, "headers": {}, "context": {}}
    signed: str = signer.generate_presigned_url(request, region_name=region, expires_in=900, operation_name="connect")
    return signed.removeprefix("http://")


def _suffix(region: str) -> str:
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"


def refuse_other_account(spec: Spec, region: str) -> None:
    """Raise DrgenError unless the credentials at hand are of the spec's account. Asks the region's own STS endpoint."""
    there = call("asking who we are", client("sts", region).get_caller_identity)["Account"]
    if there != spec.account:
        raise DrgenError(f"these credentials are of account {there}; {spec.name} lives in {spec.account}")
