"""Values of somebody's plan, told without their secrets: by mask, by name, by shape, and by being a secret elsewhere.

What looks like an identifier of AWS stays readable: a review without names is none. When in doubt it hides.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from drgen import masking
from drgen.inventory import Sensitive, Unknown
from drgen.problems import printable

HIDDEN = "(sensitive)"
MAX_SHOWN = 120  # characters of one value
_LONGEST = 20_000  # of a value that is searched for secrets; of a longer one nothing but its length is told
_SHORTEST = 6  # of a secret that is looked for elsewhere: shorter ones are words
_ALONE = 12  # shorter than this it is a secret as a whole word only: `postgres` is no part of aurora-postgresql

_NAMES = re.compile(
    r"(?:^|_)(?:pass|pwd|passwords?|passwd|passphrase|secrets?|secretstring|tokens?|api_?keys?|access_keys?|private_?keys?"
    r"|credentials?|auth|authorization|cookie|connection_string|dsn|key_material|pem|pfx|salt|seed|signing_keys?|sas"
    r"|user_data|user_data_base64|webhook|pgp_key|ssh_keys?|license_key|bearer|jwt|otp|pin)(?:_|$)"
)
# A name that ends so is about a secret and none itself: secret_arn, password_length, manage_master_user_password.
_ABOUT = re.compile(
    r"(?:^|_)(?:arns?|ids?|names?|identifier|length|version|ttl|days|window_in_days|enabled|policy|type|mode|strategy|rules?"
    r"|update_strategy|authentication|expiration|validity)$"
)
_HOLDERS = re.compile(
    r"secret_?version|random_(?:password|bytes|string)|private_key|access_key|kubernetes_secret|sensitive_file|ssm_parameter|key_pair"
)
_HELD = frozenset({
    "value", "insecure_value", "result", "b64_std", "b64_url", "base64", "hex", "secret", "content", "data",
    "binary_data", "string_data", "content_base64", "secret_string", "secret_binary", "bcrypt_hash",
})  # fmt: skip
_NEVER = frozenset({type(None), bool, int, float})  # kinds of values that no secret is looked for in
_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\d*:[^\s\"',]+")
_ID = re.compile(r"\b[a-z]{1,12}(?:-[a-z]{1,12})?-(?:[0-9a-f]{8}|[0-9a-f]{17}|[0-9a-f]{32})\b|\bZ[A-Z0-9]{9,31}\b")
_DIGEST = re.compile(r"\bsha(?:256|512):[0-9a-f]{64,128}\b")
_LONG = re.compile(
    r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])|(?<![A-Za-z0-9])[A-Za-z0-9_-]{32,}={0,2}"
)
_WORD = re.compile(r"[A-Za-z0-9]{10,}")
_UUID = re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")


@dataclass(frozen=True)
class Redactor:
    """Tells values and words; `known` are secrets of these plans, hidden wherever they turn up."""

    known: frozenset[str] = frozenset()

    def words(self, text: str) -> str:
        """A text without what is, or looks like, a secret."""
        return _shapeless(self._without_known(text))

    def value(self, value: Any, *path: object, type_: str = "") -> str:
        """A value as a reviewer reads it, on one line; `path` are the keys that it stands under."""
        if isinstance(value, Unknown):
            return str(value)
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, Sensitive) or is_secret_name(path, type_):
            return HIDDEN
        if isinstance(value, Mapping | list | tuple):
            return _outline(value)
        if isinstance(value, str):
            return self._text(value, _is_id(path))
        return str(value)

    def _text(self, value: str, is_id: bool) -> str:
        if len(value) > _LONGEST:
            return f"(text of {len(value):,} characters)"
        found = self._without_known(value)
        found = masking.hidden(found) if is_id else _shapeless(found)
        if "\n" in found.strip() or len(found) > 4 * MAX_SHOWN:
            return f"(text of {len(value):,} characters)"
        plain = printable(found)
        return f'"{plain if len(plain) <= MAX_SHOWN else plain[: MAX_SHOWN - 1] + "…"}"'

    def _without_known(self, text: str) -> str:
        pattern = self._pattern
        return pattern.sub("***", text) if pattern else text

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """The known secrets, as they are and as JSON would write them."""
        told = {form for one in self.known for form in (one, json.dumps(one)[1:-1])}
        parts = [_whole(one) for one in sorted(told, key=len, reverse=True) if len(one) >= _SHORTEST]
        return re.compile("|".join(parts)) if parts else None


def secrets(value: Any, path: tuple[object, ...] = (), type_: str = "") -> list[str]:
    """Every text below a value that is marked as secret, or stands under the name of one."""
    found: list[str] = []
    _collect(value, bool(path) and is_secret_name(path, type_), not path and bool(_HOLDERS.search(type_)), found)
    return found


def _collect(value: Any, under: bool, holds: bool, found: list[str]) -> None:
    """Add to `found`.  `under` the name of a secret every text is one; `holds` is said of a holder's own arguments.

    Of a big plan this sees every value that changes: the frequent kinds come first.
    """
    if isinstance(value, str):
        found += [value] * under
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, under, holds, found)
    elif isinstance(value, Sensitive):
        found += _texts(value.value)
    elif isinstance(value, dict | Mapping):
        for key, inner in value.items():
            if inner.__class__ in _NEVER or inner == []:
                continue
            secret = under or _names(key) or (holds and key in _HELD)
            if secret or inner.__class__ is not str:
                _collect(inner, secret, False, found)
        if isinstance(name := value.get("name"), str) and _names(name):
            found += _texts(value.get("value"))


def is_secret_name(path: Iterable[object], type_: str = "") -> bool:
    """Whether a value under these keys, in a resource of this type, is taken for a secret."""
    keys = [str(key) for key in path if not isinstance(key, int)]
    if type_ and keys and keys[0] in _HELD and _HOLDERS.search(type_):
        return True
    return any(_names(key) for key in keys)


@cache
def _names(key: str) -> bool:
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key[-100:]).replace("-", "_").replace(".", "_").lower()
    return bool(_NAMES.search(snake)) and not _ABOUT.search(snake) and not snake.startswith("manage_")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, Sensitive):
        yield from _texts(value.value)
    elif isinstance(value, str):
        yield value
        if value[:1] in "{[":
            yield from _decoded(value)


def _decoded(text: str) -> Iterator[str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _texts([found] if isinstance(found, str) else found)


def _whole(text: str) -> str:
    quoted = re.escape(text)
    return quoted if len(text) >= _ALONE else rf"(?<![A-Za-z0-9]){quoted}(?![A-Za-z0-9])"


def _is_id(path: tuple[object, ...]) -> bool:
    """Whether the name says that this is an identifier: those look random, and are none's secret."""
    keys = [key for key in path if not isinstance(key, int)]
    return bool(keys) and bool(re.search(r"(?:^|_)(?:id|ids|arn|arns|identifier|etag|version|hash)$", str(keys[-1])))


def _outline(value: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> str:
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    what = "attribute" if isinstance(value, Mapping) else "element"
    return f"({len(value)} {what}{'s' * (len(value) != 1)})"


@lru_cache(maxsize=8192)
def _shapeless(text: str) -> str:
    """A text without what has the shape of a secret; ARNs, identifiers and digests stay."""
    text = masking.hidden(text)
    if len(text) < 10:  # noqa: PLR2004  shorter than any word that is judged
        return text
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    for harmless in (_ARN, _DIGEST, _ID):
        text = harmless.sub(keep, text)
    text = _UUID.sub("***", text)
    text = _LONG.sub(lambda match: "***" if _is_random(match[0]) else match[0], text)
    text = _WORD.sub(lambda match: "***" if _is_random(match[0]) else match[0], text)
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)


def _is_random(text: str) -> bool:
    """Whether letters and digits are mixed as no name mixes them."""
    pieces = re.split("[-_]", text)
    if len(pieces) > 2 and len(text) / len(pieces) < 8:  # noqa: PLR2004  words with hyphens: each is judged alone
        return False
    letters, digits = re.findall("[A-Za-z]", text), re.findall("[0-9]", text)
    if not letters or not digits:
        return False
    turns = len(re.findall(r"[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])", text))
    if re.fullmatch("[0-9a-f]{20,}|[0-9A-F]{20,}", text):
        return True
    cases = any(c.islower() for c in letters) and any(c.isupper() for c in letters)
    if cases and len(text) >= 24 and _bits(text) > 4.0:  # noqa: PLR2004  base64 of random bytes
        return True
    return turns >= (3 if cases else 4) and _bits(text) > 2.8  # noqa: PLR2004  a word of names stays below


def _bits(text: str) -> float:
    """Shannon's entropy, in bits a character."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in map(text.count, set(text)))
