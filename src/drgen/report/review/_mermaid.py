"""The picture of both regions in Mermaid, which GitHub and GitLab draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Severity
from drgen.report import _words
from drgen.review.nouns import Node, Picture, Region

_CLASSES = {Severity.BLOCKER: "bad", Severity.HIGH: "bad", Severity.MEDIUM: "mind"}


def mermaid(picture: Picture) -> str:
    """A flowchart; "" when there is nothing to draw."""
    return "".join(f"{line}\n" for line in _lines(picture)) if picture.regions else ""


def _lines(picture: Picture) -> Iterator[str]:
    yield "flowchart LR"
    for number, region in enumerate(picture.regions):
        yield f'  subgraph r{number}["{_title(region)}"]'
        yield from (f"    {_node(f'r{number}n{index}', node)}" for index, node in enumerate(region.nodes))
        if region.more:
            yield f'    r{number}more["and {region.more} more"]'
        yield "  end"
    yield from _edges(picture)
    yield "  classDef bad stroke:#d1242f,stroke-width:3px"
    yield "  classDef mind stroke:#bf8700,stroke-width:3px"
    yield "  classDef changed stroke:#0969da,stroke-width:2px"


def _title(region: Region) -> str:
    return _quiet(" · ".join(filter(None, [region.name, region.side])))


def _node(id_: str, node: Node) -> str:
    mark = f"{node.mark} " if node.mark else ""
    kind = _CLASSES.get(node.severity, "changed") if node.severity is not None else "changed" if node.mark else ""
    return f'{id_}["{_quiet(f"{mark}{node.name}")}<br/>{_quiet(node.kind)}"]{f":::{kind}" if kind else ""}'


def _edges(picture: Picture) -> Iterator[str]:
    if len(picture.regions) < 2:  # noqa: PLR2004  an edge joins two
        return
    first, second = ({node.name: index for index, node in enumerate(region.nodes)} for region in picture.regions)
    for edge in picture.edges:
        if edge.name in first and edge.name in second:
            ends = f"r0n{first[edge.name]}", f"r1n{second[edge.name]}"
            arrow = f'-. "✗ {_quiet(edge.kind)}" .-x' if edge.cut else f'-- "{_quiet(edge.kind)}" -->'
            yield f"  {ends[0]} {arrow} {ends[1]}"


def _quiet(text: str) -> str:
    """Letters, digits and harmless signs only: a label is parsed by Mermaid, and its text may become HTML."""
    return re.sub(r"[^\w .,:/·~+±−∅-]", "_", _words.flat(text))[:60]
