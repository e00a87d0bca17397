"""A review as SARIF: its findings, each with the value that decides in its message."""

from __future__ import annotations

from drgen.report import sarif as findings
from drgen.review.nouns import Review


def sarif(review: Review) -> str:
    """One run; see `drgen.report.sarif`."""
    return findings.sarif(review.findings)
