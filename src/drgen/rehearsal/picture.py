"""The timeline of a rehearsal as SVG: a row a command, stages as bands, dark regions shaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drgen.rehearsal.evidence import Act, Evidence

_WIDTH, _LABEL, _ROW = 1040, 300, 17
_LINES = (10, 22)  # of stages' names: two that follow each other may both be short
_TOP = 28
# The page's own colours: they follow light and dark.
_BANDS = ("var(--band)", "none")
_BAR, _BROKE, _DARK, _INK, _QUIET, _LINE = (f"var(--{name})" for name in ("bar", "bad", "dark", "ink", "quiet", "line"))
_TICKS = (5, 10, 30, 60, 120, 300, 600)


def timeline(evidence: Evidence) -> str:
    """Every command as a bar, on a scale of minutes and seconds."""
    if not evidence.acts:
        return ""
    acts, whole = sorted(evidence.acts, key=lambda act: act.began), max(evidence.seconds, 1.0)
    height = _ROW * len(acts) + _TOP + 20
    shapes = [*_bands(evidence, acts, whole, height), *_shades(evidence, whole, height), *_scale(whole, height)]
    shapes += [_bar(act, row, whole) for row, act in enumerate(acts)]
    title = f"<title>Timeline of the rehearsal of {escape(evidence.environment)}</title>"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" font-family="system-ui, sans-serif" font-size="11">'
        f"{title}{''.join(shapes)}</svg>"
    )


def _bands(evidence: Evidence, acts: list[Act], whole: float, height: int) -> list[str]:
    """A stripe a stage, from its first command to the next stage's."""
    stages = [stage for stage in evidence.stages() if any(act.stage == stage for act in acts)]
    starts = [min(act.began for act in acts if act.stage == stage) for stage in stages] + [whole]
    found = []
    for number, stage in enumerate(stages):
        left, right = _x(starts[number], whole), _x(starts[number + 1], whole)
        size, fill = f'width="{max(right - left, 0):.1f}" height="{height - _TOP - 20}"', _BANDS[number % 2]
        found.append(
            f'<rect x="{left:.1f}" y="{_TOP}" {size} fill="{fill}"/>'
            f'<text x="{left + 3:.1f}" y="{_LINES[number % 2]}" fill="{_QUIET}">{escape(stage)}</text>'
        )
    return found


def _shades(evidence: Evidence, whole: float, height: int) -> list[str]:
    return [
        f'<rect x="{_x(began, whole):.1f}" y="{_TOP}" width="{_x(ended or whole, whole) - _x(began, whole):.1f}" '
        f'height="{height - _TOP - 20}" fill="{_DARK}" opacity="0.16"><title>{escape(region)} is dark</title></rect>'
        for region, began, ended in evidence.darkness
    ]


def _scale(whole: float, height: int) -> list[str]:
    step = next((tick for tick in _TICKS if whole / tick <= 12), _TICKS[-1])  # noqa: PLR2004  marks that fit
    return [_tick(at, f"{_x(at, whole):.1f}", height) for at in range(0, int(whole) + 1, step)]


def _tick(at: int, x: str, height: int) -> str:
    return (
        f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{height - 20}" stroke="{_LINE}"/>'
        f'<text x="{x}" y="{height - 6}" text-anchor="middle" fill="{_QUIET}">{at // 60}:{at % 60:02}</text>'
    )


def _bar(act: Act, row: int, whole: float) -> str:
    left, width, top = _x(act.began, whole), max(_x(act.seconds, whole) - _LABEL, 1.5), _TOP + row * _ROW
    colour = _BAR if act.ok else _BROKE
    label = f'<text x="{_LABEL - 8}" y="{top + 12}" text-anchor="end" fill="{_INK}">{escape(act.name[:48])}</text>'
    return (
        f'{label}<rect x="{left:.1f}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 6}" rx="2" fill="{colour}">'
        f"<title>{escape(act.name)}: {act.seconds:.1f} s</title></rect>"
    )


def _x(seconds: float, whole: float) -> float:
    return _LABEL + (_WIDTH - _LABEL - 20) * seconds / whole
