"""What a module takes, for a terminal: the settings that a spec may give it, those that it needs first."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from drgen import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drgen.terms import Input, Module

_WIDTH = 100


def page(name: str, catalog: Mapping[str, Module]) -> str:
    """The manual of one module of the catalogue."""
    module = catalog[name]
    takes = [module.inputs[each] for each in settings.proposed(module, settings.wired(catalog))]
    what = "these settings" if takes else f"no settings: `{name}: {{}}`"
    about = f"{name} takes {what}; modules/{module.scope}/{name}/README.md says more."
    return "\n\n".join([about, *_told(sorted(takes, key=lambda one: (not one.required, one.name)))]) + "\n"


def _told(takes: Iterable[Input]) -> Iterable[str]:
    for one in takes:
        default = "needed" if one.required else f"default {json.dumps(one.default, ensure_ascii=False)}"
        kind = " ".join(one.type.split())
        first = textwrap.fill(
            f"{one.name}: {kind}, {default}", _WIDTH, subsequent_indent="    ", break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        yield f"{first}\n{textwrap.fill(one.description, _WIDTH, initial_indent='    ', subsequent_indent='    ')}"
