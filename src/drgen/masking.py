"""What looks like a secret, and how it is kept out of messages.

Every pattern starts at a border and counts to a limit, so that a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from drgen.problems import Issue, Path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WAY_OUT = "keep it in Secrets Manager (component `secrets`, `drgen secrets put`) and refer to it by name"

_NO_PLACE = "no secret has a place in a spec"

_NAMES = r"password|passwd|passphrase|secret|token|secret_key|api_key|apikey|access_key|private_key|credentials?"
_KEY = re.compile(rf"(?:.*_)?(?:{_NAMES})")
_LOOKS = {
    "an AWS access key": r"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    "a private key": r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY.{0,5000}",
    "a password inside an address": r"://[^\s/:@]{0,200}:[^\s/@]{1,200}@",
    "a GitHub token": r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{22})[A-Za-z0-9_]{0,200}",
    "a GitLab token": r"(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}",
    "a Slack token": r"(?<![A-Za-z0-9])xox[abposr]-[A-Za-z0-9-]{10,200}",
    "a Slack address": r"hooks\.slack\.com/services/T[A-Za-z0-9/]{10,200}",
    "a Stripe key": r"(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{16,200}",
    "a Google key": r"(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}",
    "a JSON web token": r"(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{0,4000}",
}
_LONGEST = 20_000  # of a line, in characters: no caret stands further right
_FAR = 200  # lines above a line in which its key is looked for
_ANY = re.compile("|".join(_LOOKS.values()))
_WRITTEN_KEY = re.compile(r"""(?<![\w-])["']?([A-Za-z][\w-]{0,100})["']?\s{0,8}:(?:\s+|$)""")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40,}={0,2}")


@lru_cache(maxsize=4096)  # environments have most words in common
def looks_secret(text: str) -> str:
    """What kind of secret a text looks like, "" when like none."""
    if not _ANY.search(text):
        return ""
    return next(kind for kind, pattern in _LOOKS.items() if re.search(pattern, text))


@lru_cache(maxsize=1000)
def names_secret(key: object) -> bool:
    """Whether a key is one that people put secrets under: password, auth_token, secretKey."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(key)[-100:]).replace("-", "_").lower()
    return bool(_KEY.fullmatch(snake))


def issues(value: object, path: Path = ()) -> Iterator[Issue]:
    """Every value and key of a spec that looks like a secret, and every value that stands where people put one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if kind := looks_secret(key):
                yield Issue((*path, key), f"this is {kind}: {_NO_PLACE}", _WAY_OUT, at_key=True)
            yield from issues(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from issues(inner, (*path, index))
    elif isinstance(value, str) and (kind := looks_secret(value)):
        yield Issue(path, f"this is {kind}: {_NO_PLACE}", _WAY_OUT)
    elif path and names_secret(path[-1]) and _is_literal(value):
        yield Issue(path, f"this is the value of a secret: {_NO_PLACE}", _WAY_OUT)


def _is_literal(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and not str(value).startswith("${")


def hidden(text: str) -> str:
    """A message without what looks like a secret."""
    return _ANY.sub("***", text)


def masked(lines: Sequence[str], number: int) -> str:
    """Line `number` (from 1) with whatever looks like a secret masked, each by as many characters.

    It judges by the text alone, because most lines that are shown are those that could not be read.
    """
    if not 1 <= number <= len(lines):
        return ""
    line = lines[number - 1][:_LONGEST]
    if _within_secret(lines, number - 1):
        return _starred(line, _indent(line), len(line))
    for key in _WRITTEN_KEY.finditer(line):
        if names_secret(key[1]):
            line = _starred(line, key.end(), _end_of_value(line, key.end()))
    return _without_tokens(line)


@lru_cache(maxsize=16)
def _without_tokens(line: str) -> str:
    for match in (*_ANY.finditer(line), *_BASE64.finditer(line)):
        line = _starred(line, *match.span())
    return line


def _within_secret(lines: Sequence[str], index: int) -> bool:
    """Whether a line lies below a key that names a secret, or goes on with the value of one."""
    inner = _indent(lines[index])
    has_key = bool(_WRITTEN_KEY.search(lines[index][:_LONGEST]))
    for line in reversed(lines[max(0, index - _FAR) : index]):
        keys = _WRITTEN_KEY.findall(line[:_LONGEST])
        goes_on = not has_key and line.rstrip().endswith(":")
        if keys and (goes_on or _indent(line) < inner):
            if names_secret(keys[-1]):
                return True
            inner = min(inner, _indent(line))
    return False


def _end_of_value(line: str, start: int) -> int:
    """Where the value that starts at `start` ends, or further right."""
    if line[start : start + 1] in ('"', "'"):
        closing = line.find(line[start], start + 1)
        return closing + 1 if closing > 0 else len(line)
    in_flow = line[start : start + 1] not in ("{", "[") and re.search(r"[{\[]", line[:start])
    ends = re.search(r"[,}\]]" if in_flow else r"\s#", line[start:])
    return start + ends.start() if ends else len(line)


def _starred(line: str, start: int, end: int) -> str:
    return line[:start] + "*" * (end - start) + line[end:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
