"""URLs that people give: taken apart, and named without the password that may be in them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from drgen.errors import DrgenError


def parted(url: str, *schemes: str, hint: str) -> SplitResult:
    """A URL of one of these schemes, with a host. Raises DrgenError for any other."""
    with suppress(ValueError):  # a port that is no number, a bracket that does not close
        parts = urlsplit(url)
        if parts.scheme in schemes and parts.hostname and parts.port != 0:
            return parts
    raise DrgenError(f"{_shown(url)} is no {schemes[0]} URL", hint=hint)


def _shown(url: str) -> str:
    return re.sub(r"^(\w+://)?.*@", r"\1…@", url)
