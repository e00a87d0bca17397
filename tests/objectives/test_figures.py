"""Every formula, by hand-computed values in seconds."""

from math import inf

import pytest

from drgen.objectives import figures
from drgen.objectives.figures import Figure
from drgen.objectives.moves import memory
from drgen.objectives.words import span

COMPUTED = {
    "endpoint check 10 s × 3": (figures.endpoint_check(10, 3), 35, 50),
    "endpoint check 30 s × 3": (figures.endpoint_check(30, 3), 95, 130),
    "endpoint check 10 s × 1": (figures.endpoint_check(10, 1), 15, 30),
    "alarm of two minutes": (figures.alarm(60, 2), 180, 240),
    "alarm of five minutes": (figures.alarm(60, 5), 360, 420),
    "promotion of 100 GiB": (figures.promotion(100), 300, 1200),
    "promotion of 1 TiB": (figures.promotion(1024), 300, 1200),
    "promotion of 3 TiB": (figures.promotion(3 * 1024), 420, 1320),
    "restore of 100 GiB": (figures.restore(100), 1080, 3240),
    "restore of 1000 GiB": (figures.restore(1000), 2700, 8100),
    "warming of little": (figures.warming(0.1), 60, 180),
    "warming of 13.1 GiB at 500 Mbit/s": (figures.warming(13.1), 214.6, 643.9),
    "targets after 2 × 10 s": (figures.healthy(10, 2), 20, 80),
    "targets after 5 × 30 s": (figures.healthy(30, 5), 150, 210),
    "copies every day": (figures.copies(86400), 88200, 93600),
    "seeding 100 GiB": (figures.reseed(100), 1560, 4680),
}


@pytest.mark.parametrize(("figure", "p50", "p95"), COMPUTED.values(), ids=COMPUTED)
def test_a_formula_gives(figure: Figure, p50: float, p95: float) -> None:
    assert (round(figure.p50, 1), round(figure.p95, 1)) == (p50, p95)


FIXED = {name: value for name, value in vars(figures).items() if isinstance(value, Figure)}


@pytest.mark.parametrize("figure", FIXED.values(), ids=FIXED)
def test_a_figure_has_a_source_and_its_plan_is_no_shorter_than_what_is_expected(figure: Figure) -> None:
    assert figure.source
    assert 0 <= figure.p50 <= figure.p95
    assert figure.verified is (figure.status != "estimate")


def test_what_is_made_longer_is_an_estimate() -> None:
    longer = Figure(1, 2, "AWS", "documented").longer(3, 4, "and more")
    assert longer == Figure(4, 6, "AWS; and more", "estimate")


@pytest.mark.parametrize(
    ("node", "gib"),
    [
        *(("cache.m7g.large", 6.4), ("cache.r7g.large", 13.1), ("cache.r7g.xlarge", 26.2), ("cache.m6g.4xlarge", 51.2)),
        *(("cache.t4g.small", 6.4), ("", 6.4)),
    ],
)
def test_a_size_doubles_the_memory_of_the_one_below(node: str, gib: float) -> None:
    assert memory(node) == pytest.approx(gib)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((0, "0 s"), (0.2, "1 s"), (60, "60 s"), (119, "119 s"), (120, "2 min"), (121, "3 min"), (3601, "61 min")),
        *((7200, "2 h"), (7260, "2 h 1 min"), (86400, "24 h"), (inf, "unbounded")),
    ],
)
def test_a_span_is_rounded_up(seconds: float, words: str) -> None:
    assert span(seconds) == words
