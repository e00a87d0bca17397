"""What rendered definitions leave open, filled in at the last moment: passwords, and names that AWS gives.

`${secret:NAME}` is a secret's value, `${quoted:NAME}` the same inside a URI; `${address:SIDE}` is where a side's broker
is reached from the other region, `${server:SIDE}` the name in its certificate. Each may come from the environment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from drgen.errors import DrgenError

_OPEN = re.compile(r"\$\{(secret|quoted|address|server):([^}]+)\}")


@dataclass(frozen=True)
class Values:
    """Where values come from: the environment first, then whatever asks AWS."""

    environment: Mapping[str, str]
    instance: str
    secret: Callable[[str], str]
    address: Callable[[str], tuple[str, str]]  # side → where it is reached, and the name in its certificate

    def of(self, kind: str, name: str) -> str:
        """The value of one placeholder. Raises DrgenError where nothing has it."""
        if kind in ("secret", "quoted"):
            value = self.environment.get(variable("SECRET", name)) or self.secret(name)
            return quote(value, safe="") if kind == "quoted" else value
        given = self.environment.get(variable(kind, self.instance, name))
        return given or self.address(name)[kind == "server"]


def variable(*words: str) -> str:
    """The environment's name of a value: DRGEN_MESSAGES_EVENTS_PRIMARY_URL."""
    return "_".join(("DRGEN_MESSAGES", *(re.sub(r"[^A-Za-z0-9]", "_", word).upper() for word in words)))


def filled(found: Any, values: Values) -> Any:
    """The same with every placeholder replaced."""
    text = json.dumps(found)
    return json.loads(_OPEN.sub(lambda open_: json.dumps(values.of(open_[1], open_[2]))[1:-1], text))


def left_open(found: Any) -> list[str]:
    """The placeholders in it, sorted."""
    return sorted({open_[0] for open_ in _OPEN.finditer(json.dumps(found))})


def nowhere(name: str) -> str:
    """The last place to look for a secret: there is none."""
    raise DrgenError(f"nothing gives the secret {name}", hint=f"set {variable('SECRET', name)}, or log in to AWS")
