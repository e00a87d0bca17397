"""Terraform's functions of text."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from drgen.inventory.hcl import values
from drgen.inventory.hcl.values import Fault

_VERB = re.compile(r"%(?:%|([-+ 0]*\d*(?:\.\d+)?)([a-zA-Z]))")
_ENDLESS = re.compile(r"[+*}][^()]*\)[+*{]")


def join(separator: Any, *lists: Any) -> Any:
    return separator.join(values.text(item) for one in lists for item in one)


def split(separator: Any, of: Any) -> Any:
    return of.split(separator) if separator else list(of)


def format(pattern: Any, *of: Any) -> Any:  # noqa: A001  Terraform's name
    left = list(of)

    def verb(found: re.Match[str]) -> str:
        return "%" if found[0] == "%%" else _formatted(found[1], found[2], left.pop(0))

    return _VERB.sub(verb, pattern)


def formatlist(pattern: Any, *of: Any) -> Any:
    count = max((len(one) for one in of if isinstance(one, list)), default=1)
    rows = [[one[row] if isinstance(one, list) else one for one in of] for row in range(count)]
    return [format(pattern, *row) for row in rows]


def replace(of: Any, old: Any, new: Any) -> Any:
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        return _pattern(old[1:-1]).sub(re.sub(r"\$\{?(\w+)\}?", r"\\g<\1>", new), of)
    return of.replace(old, new)


def lower(of: Any) -> Any:
    return values.text(of).lower()


def upper(of: Any) -> Any:
    return values.text(of).upper()


def title(of: Any) -> Any:
    return re.sub(r"\b\w", lambda found: found[0].upper(), of)


def trimspace(of: Any) -> Any:
    return of.strip()


def trim(of: Any, characters: Any) -> Any:
    return of.strip(characters)


def trimprefix(of: Any, prefix: Any) -> Any:
    return of.removeprefix(prefix)


def trimsuffix(of: Any, suffix: Any) -> Any:
    return of.removesuffix(suffix)


def chomp(of: Any) -> Any:
    return of.rstrip("\r\n")


def indent(spaces: Any, of: Any) -> Any:
    return of.replace("\n", "\n" + " " * int(spaces))


def strrev(of: Any) -> Any:
    return of[::-1]


def startswith(of: Any, prefix: Any) -> Any:
    return of.startswith(prefix)


def endswith(of: Any, suffix: Any) -> Any:
    return of.endswith(suffix)


def strcontains(of: Any, inner: Any) -> Any:
    return inner in of


def substr(of: Any, start: Any, length: Any) -> Any:
    begin = start if start >= 0 else len(of) + start
    return of[begin:] if length < 0 else of[begin : begin + length]


def regex(pattern: Any, of: Any) -> Any:
    if not (found := _pattern(pattern).search(of)):
        raise Fault("no match")
    return found.groupdict() or list(found.groups()) or found[0]


def regexall(pattern: Any, of: Any) -> Any:
    return [found.groupdict() or list(found.groups()) or found[0] for found in _pattern(pattern).finditer(of)]


def jsonencode(of: Any) -> Any:
    text = json.dumps(of, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def jsondecode(of: Any) -> Any:
    return json.loads(of)


def yamldecode(of: Any) -> Any:
    from drgen import yamltext

    document = yamltext.Document()
    try:
        yamltext.parse(of, document)
    except yamltext.NotYaml as error:
        raise Fault(str(error)) from error
    if document.issues:
        raise Fault("more of YAML than is read here")
    return document.data


def base64encode(of: Any) -> Any:
    return base64.b64encode(of.encode()).decode()


def base64decode(of: Any) -> Any:
    return base64.b64decode(of).decode()


def _pattern(said: str) -> re.Pattern[str]:
    """A pattern that Go and Python read alike. Raises Fault for one that Python may take for ever to try."""
    if _ENDLESS.search(said):
        raise Fault("a repetition of repetitions")
    try:
        return re.compile(said)
    except re.error as error:
        raise Fault(str(error)) from error


def _formatted(flags: str, letter: str, of: Any) -> str:
    if letter == "d":
        return f"%{flags}d" % int(values.number(of))
    if letter in "fFeEgG":
        return f"%{flags}{letter}" % values.number(of)
    if letter in "xXo":
        return f"%{flags}{letter}" % int(values.number(of))
    if letter == "q" or (letter == "v" and isinstance(of, dict | list)):
        return json.dumps(of)
    if letter in "svt":
        return f"%{flags}s" % values.text(of)
    raise Fault(f"no verb %{letter}")
