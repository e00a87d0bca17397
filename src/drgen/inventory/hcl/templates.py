"""Text with expressions in it: in quotes, and as a heredoc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from drgen.inventory.hcl.syntax import Conditional, Expression, Literal, Opaque, Template

Node = Any
Read = Callable[[Node], Expression]  # of an `expression` node

_ESCAPE = re.compile(r"\\(?:[nrt\"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\$\$\{|%%\{")
_PLAIN = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\"": '"', "\\\\": "\\", "$${": "${", "%%{": "%{"}
_PARTS = {"template_interpolation", "template_directive", "template_literal"}


def quoted(node: Node, read: Read) -> Expression:
    """The text of a string in quotes: one literal, one expression alone, or a template."""
    return _joined([_unescaped(part) if isinstance(part, str) else part for part in _parts(node, read)])


def heredoc(node: Node, read: Read) -> Expression:
    """The text of a heredoc; `<<-` takes the common indentation away."""
    parts = list(_parts(node, read))
    parts[:1] = [parts[0].removeprefix("\n").removeprefix("\r\n")] if parts and isinstance(parts[0], str) else parts[:1]
    if node.children[0].type == "heredoc_start" and node.children[0].text == b"<<-":
        parts = _dedented(parts)
    return _joined([_undollared(part) if isinstance(part, str) else part for part in parts], alone=False)


def plain(text: str) -> Expression:
    """Text of a JSON string without an expression in it."""
    return Literal(_undollared(text))


def without_last_newline(found: Expression) -> Expression:
    """A heredoc's text, as if it had been in quotes."""
    parts = list(found.parts) if isinstance(found, Template) else [found]
    if parts and isinstance(parts[-1], Literal) and isinstance(parts[-1].value, str):
        parts[-1] = Literal(parts[-1].value.removesuffix("\n"))
    return _joined([part.value if isinstance(part, Literal) else part for part in parts])


def _parts(node: Node, read: Read) -> Iterator[str | Expression]:
    """Text as it stands between the expressions: the tree leaves white space at the edges of a literal out."""
    inside = [child for child in node.children if child.type in _PARTS]
    starts = [child for child in node.children if child.type in ("quoted_template_start", "heredoc_identifier")]
    ends = [child for child in node.children if child.type in ("quoted_template_end", "heredoc_identifier")]
    if not starts or not ends:
        return
    at, source, origin = starts[0].end_byte, node.text, node.start_byte
    for child in (one for one in inside if one.type != "template_literal"):
        if child.start_byte > at:
            yield _decoded(source[at - origin : child.start_byte - origin])
        yield _expression(child, read)
        at = child.end_byte
    if ends[-1].start_byte > at:
        yield _decoded(source[at - origin : ends[-1].start_byte - origin])


def _expression(node: Node, read: Read) -> Expression:
    if node.type == "template_interpolation":
        return next((read(child) for child in node.children if child.type == "expression"), Literal(""))
    [directive] = node.children[:1] or [None]
    if directive is None or directive.type != "template_if":
        return Opaque(tuple(_inside(node, read)))
    return _if(directive, read)


def _if(node: Node, read: Read) -> Expression:
    """`%{ if x }a%{ else }b%{ endif }`; the text between directives is taken as the tree gives it."""
    branches: list[list[Expression]] = [[], []]
    test: Expression = Opaque()
    which = 0
    for child in node.children:
        if child.type == "template_if_intro":
            test = next((read(one) for one in child.children if one.type == "expression"), Opaque())
        elif child.type == "template_else_intro":
            which = 1
        elif child.type == "template_literal":
            branches[which].append(Literal(_undollared(_decoded(child.text))))
        elif child.type in _PARTS:
            branches[which].append(_expression(child, read))
    return Conditional(test, Template(tuple(branches[0])), Template(tuple(branches[1])))


def _inside(node: Node, read: Read) -> Iterator[Expression]:
    for child in node.children:
        if child.type == "expression":
            yield read(child)
        else:
            yield from _inside(child, read)


def _joined(parts: list[str | Expression], *, alone: bool = True) -> Expression:
    """What the parts are together: "${x}" alone is x itself."""
    found = [Literal(part) if isinstance(part, str) else part for part in parts if part != ""]
    if not found:
        return Literal("")
    if len(found) == 1 and (alone or isinstance(found[0], Literal)):
        return found[0]
    return Template(tuple(found))


def _dedented(parts: list[str | Expression]) -> list[str | Expression]:
    """Without the indentation that every line has; a line may begin with an expression."""
    marked = "".join(part if isinstance(part, str) else "\0" for part in parts)
    indents = [len(line) - len(line.lstrip(" \t")) for line in marked.split("\n")[:-1] if line.strip()]
    if not (least := min(indents, default=0)):
        return parts
    pattern = re.compile(rf"(?m)^[ \t]{{1,{least}}}")
    found: list[str | Expression] = []
    for part in parts:
        after_expression = bool(found) and not isinstance(found[-1], str)
        found.append(_stripped(pattern, part, skip_first=after_expression) if isinstance(part, str) else part)
    return found


def _stripped(pattern: re.Pattern[str], text: str, *, skip_first: bool) -> str:
    first, newline, rest = text.partition("\n")
    return (first if skip_first else pattern.sub("", first)) + newline + pattern.sub("", rest)


def _unescaped(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        return _PLAIN.get(found[0]) or bytes.fromhex(found[0][2:].rjust(8, "0")).decode("utf-32-be", errors="replace")

    return _ESCAPE.sub(plain, text)


def _undollared(text: str) -> str:
    return text.replace("$${", "${").replace("%%{", "%{")


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", errors="replace")
