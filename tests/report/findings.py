"""Findings for the reporters' tests: one as it should be, and every string in it hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drgen.findings import Finding, Severity
from drgen.problems import Mark

SPEC = "environments/shop-prod/spec.yaml"
BASE = Finding(
    ("components", "orders", "class"),
    "db.r7g.large is smaller than db.r7g.xlarge of the primary",
    "give the standby the writer's class",
    Severity.BLOCKER,
    "standby_smaller_than_primary",
    "shop-prod",
    Mark(SPEC, 41, 5),
    "    class: db.r7g.large",
)
SKIP = replace(
    BASE, path=(), check="CKV_AWS_18", engine="checkov", severity=Severity.MEDIUM, message="no access log", line=""
)
PLACELESS = Finding((), "Terraform says no", engine="terraform")
MIXED = [replace(SKIP, mark=Mark("environments/shop-prod/primary/main.tf", 7, 1)), PLACELESS, BASE]

HOSTILE = {
    "backticks": "``` `x` ```",
    "fence": "\n```\nout\n```\n",
    "pipes": "a | b | c",
    "details": "</details><script>alert(1)</script>",
    "image": '"]|<img src=x onerror=alert(1)>',
    "comment": "<!-- gone --> -->",
    "entity": "&lt;b&gt; &#64;team",
    "mention": "@acme/admins, (@team) and a@example.com",
    "link": "[click](https://evil.example) ![x](http://evil.example)",
    "reference": "[a]: https://evil.example\n[a]",
    "autolink": "<https://evil.example> https://evil.example www.evil.example mailto:a@b.c",
    "issue": "fixes #1, acme/shop#2, GH-3",
    "heading": "\n# heading\n---\n===\n- item\n1. one\n> quote",
    "emphasis": "**bold** _it_ ~~gone~~ $x$ `",
    "ansi": "\x1b[2J\x1b]0;owned\x07red\x1b[0m",
    "controls": "nul\x00 del\x7f nel\x85 feed\x0c",
    "bidi": "\u202egpj.exe\u202c \u2066x\u2069 \u200bzero \ufeff",
    "lines": "one\rtwo\r\nthree\u2028four\u2029five",
    "command": "\n::error file=x::owned\n::set-output name=a::b\n##[error]owned\n::stop-commands::x",
    "properties": "a,line=1::b%0A::error::c,title=x:y",
    "surrogate": "\ud800 \udfff",
    "xml": "]]></failure><x a='\"'/> &amp; \ufffe\uffff",
    "backslash": "\\ \\` \\[x](y) \\@team",
    "long": "x" * 200_000,
}


def hostile(text: str, **known: Any) -> Finding:
    """A finding in which every string is this one."""
    mark = Mark(f"environments/{text}/spec.yaml", 3, 2)
    path = ("components", text, 0, text)
    return replace(Finding(path, text, text, Severity.HIGH, text, text, mark, text, text), **known)
