"""The one line of a spec that a failover changes, changed in its text: comments, order and blanks stay."""

from __future__ import annotations

import re

from drgen.errors import DrgenError
from drgen.terms import Side

_ACTIVE = re.compile(
    r"^(active:[ \t]*)(?:\"(?:primary|standby)\"|'(?:primary|standby)'|primary|standby)(?=[ \t\r\n#]|$)", re.MULTILINE
)
_NAME = re.compile(r"^name:.*$", re.MULTILINE)


def with_active(text: str, active: Side) -> str:
    """The text of a spec with `active` set; one that takes it from a file that it extends gets a line of its own.

    Raises DrgenError for a text that hides the line from a reader of lines.
    """
    changed, count = _ACTIVE.subn(lambda found: f"{found[1]}{active}", text)
    if count == 1:
        return changed
    if count == 0 and not re.search(r"\bactive\b[\"']?[ \t]*:", text) and (name := _NAME.search(text)):
        return f"{text[: name.end()]}\nactive: {active}{text[name.end() :]}"
    raise DrgenError("the spec has no plain line `active: …`", hint=f"write `active: {active}` there yourself")
