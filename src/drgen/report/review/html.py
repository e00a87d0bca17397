"""A review as one page: no script, no network, readable on a phone and in the dark."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

import jinja2
from markupsafe import Markup

from drgen.project import shipped
from drgen.report import _words
from drgen.report.review import _drawing, _said
from drgen.review.nouns import Diff, Review

_MOST = 500  # findings, and resources of a root, that are told one by one


def html(review: Review) -> str:
    """The whole page; every value in it is escaped, and the browser is told to load nothing."""
    environment = _environment()
    style = (shipped("templates") / "review" / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("page.html.j2").render(
        columns=_said.columns(review),
        counts={str(severity): count for severity, count in _words.counts(review.findings).items()},
        drawings=_drawing.drawings(review.picture),
        honest=_said.HONEST,
        most=_MOST,
        parity=_words.ordered(review.parity),
        review=review,
        style=style,
        style_hash=f"sha256-{digest}",
        tone=str(review.findings[0].severity) if review.findings else "",
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(shipped("templates") / "review"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["groups"] = _said.groups
    filters = {"about": _words.about, "decides": _said.decides, "flat": _flat, "remarks": _said.remarks}
    environment.filters.update(filters | {"sign": _sign, "spoken": _spoken})
    return environment


def _flat(text: object) -> str:
    return _words.flat(str(text))


def _sign(diff: Diff) -> str:
    return _said.SIGNS[diff.action]


def _spoken(text: str) -> Markup:
    """Words of ours, in which backticks mark code."""
    parts = (Markup("<code>{}</code>").format(one) if n % 2 else Markup("{}").format(one) for n, one in enumerate(
        _words.flat(text).split("`")
    ))  # fmt: skip
    return Markup().join(parts)
