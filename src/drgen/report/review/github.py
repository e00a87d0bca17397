"""A review in a GitHub Actions job: annotations on stdout, the comment as the job's summary."""

from __future__ import annotations

import os
from pathlib import Path

from drgen.errors import DrgenError
from drgen.report import github as findings
from drgen.report.review.markdown import markdown
from drgen.review.nouns import Review


def github(review: Review) -> str:
    """The annotations; where the runner names a file for the job's summary, the Markdown is added to it."""
    if said := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(said).open("a", encoding="utf-8", errors="backslashreplace") as summary:
                summary.write(markdown(review))
        except OSError as error:
            raise DrgenError(f"GITHUB_STEP_SUMMARY: {said} cannot be written: {error.strerror}") from error
    return findings.github(review.findings)
