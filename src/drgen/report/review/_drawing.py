"""The picture of both regions, laid out: boxes and lines with their places, for a wide page and for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drgen.findings import Severity
from drgen.review.nouns import Edge, Node, Picture, Region

_TITLE, _ROW, _NODE = 54, 66, 48  # pixels: a region's title, from row to row, a node's height
_EDGE = 12  # around a region's nodes
_ABOVE = 74  # for the traffic's node
_TONES = {Severity.BLOCKER: "bad", Severity.HIGH: "bad", Severity.MEDIUM: "mind"}


@dataclass(frozen=True)
class Box:
    """A rectangle with a line of text and a smaller one."""

    x: float
    y: float
    width: float
    height: float
    text: str
    more: str
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """A line with words on it."""

    x1: float
    y1: float
    x2: float
    y2: float
    text: str = ""
    under: str = ""  # the second line of words
    tone: str = ""
    head: bool = False
    cut: float = 0  # where a cross stands on it


@dataclass(frozen=True)
class Drawing:
    """One picture, in pixels."""

    name: str  # wide, narrow
    label: str
    width: float
    height: float
    regions: tuple[Box, ...]
    nodes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawings(picture: Picture) -> list[Drawing]:
    """The picture for a wide page and for a phone; none where there is nothing to draw."""
    if not picture.regions:
        return []
    return [_drawing(picture, "wide", node=250, gap=210), _drawing(picture, "narrow", node=116, gap=84)]


def _drawing(picture: Picture, name: str, *, node: int, gap: int) -> Drawing:
    rows = _rows(picture)
    top = _ABOVE if picture.traffic else 4
    height = _TITLE + len(rows) * _ROW + _EDGE
    width = node + 2 * _EDGE
    xs = [4 + number * (width + gap - 2 * _EDGE) for number in range(len(picture.regions))]
    ys = {row: top + _TITLE + number * _ROW for number, row in enumerate(rows)}
    letters = node / 8.2
    regions = [_region(one, x, top, width, height) for one, x in zip(picture.regions, xs, strict=True)]
    nodes = [
        _node(one, x + _EDGE, ys[one.name], node, letters)
        for region, x in zip(picture.regions, xs, strict=True)
        for one in region.nodes
    ]
    total = xs[-1] + width + 4
    lines = [*_links(picture, xs, ys, node, gap)] if len(xs) > 1 else []
    if picture.traffic:
        nodes.append(_node(picture.traffic[0], total / 2 - node / 2, 4, node, letters))
        lines += [Line(total / 2, 4 + _NODE, x + width / 2, top) for x in xs]
    return Drawing(name, _label(picture), total, top + height + 4, tuple(regions), tuple(nodes), tuple(lines))


def _rows(picture: Picture) -> list[str]:
    """The components, each on one row in both regions."""
    longest = max(picture.regions, key=lambda region: len(region.nodes))
    others = [node.name for region in picture.regions for node in region.nodes]
    return list(dict.fromkeys([*(node.name for node in longest.nodes), *others]))


def _region(region: Region, x: float, y: float, width: float, height: float) -> Box:
    more = f"{region.side}{f', and {region.more} more' if region.more else ''}".removeprefix(", ")
    return Box(x, y, width, height, region.name, more, region.side)


def _node(node: Node, x: float, y: float, width: float, letters: float) -> Box:
    tone = _TONES.get(node.severity, "changed") if node.severity is not None else "changed" if node.mark else ""
    text = f"{node.mark} {node.name}".strip()
    return Box(x, y, width, _NODE, _cut(text, letters), _cut(node.kind, letters + 3), tone)


def _links(picture: Picture, xs: Sequence[float], ys: Mapping[str, float], node: int, gap: int) -> Iterator[Line]:
    for edge in picture.edges:
        y, start = ys[edge.name] + _NODE / 2, xs[0] + _EDGE + node
        middle = start + gap / 2
        is_long = len(edge.kind) > gap / 6.4
        over, _, under = edge.kind.partition(" ") if is_long else (edge.kind, "", "")
        tone = "cut" if edge.cut else ""
        words = (_cut(over, gap / 6), _cut(under, gap / 6))
        yield Line(start, y, start + gap, y, *words, tone, head=not edge.cut, cut=middle if edge.cut else 0)


def _cut(text: str, letters: float) -> str:
    most = max(4, int(letters))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _label(picture: Picture) -> str:
    """The picture in words, for those who do not see it."""
    places = " and ".join(f"{region.name} {region.side}".strip() for region in picture.regions)
    cut = [_edge(edge) for edge in picture.edges if edge.cut]
    return f"{places}; " + ("; ".join(cut) if cut else "no replication is cut")


def _edge(edge: Edge) -> str:
    return f"the {edge.kind} of {edge.name} is cut"
