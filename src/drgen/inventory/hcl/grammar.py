"""tree-sitter's tree of an HCL file → blocks, arguments and expressions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from drgen.inventory.hcl import templates
from drgen.inventory.hcl.syntax import (
    Argument,
    Block,
    Call,
    Conditional,
    Expression,
    For,
    Get,
    Items,
    Literal,
    Map,
    Name,
    Opaque,
    Operation,
    Splat,
)
from drgen.problems import Mark

Node = Any  # tree_sitter.Node, which is imported only where it is needed

_WORDS = {"true": True, "false": False, "null": None}
_SIGNS = {"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!"}
_POSTFIX = {"get_attr", "index", "splat"}


class Reader:
    """Reads the tree of one file: a method for each kind of node."""

    def __init__(self, file: str, first_line: int = 1) -> None:
        self._file, self._first = file, first_line

    def block(self, node: Node, kind: str = "", labels: tuple[str, ...] = ()) -> Block:
        """A block; the body of a file counts as one without a type."""
        body = node if node.type == "body" else next((one for one in node.children if one.type == "body"), None)
        if body is not node:
            words = [one for one in node.children if one.type in ("identifier", "string_lit")]
            kind, *rest = [_word(word) for word in words]
            labels = tuple(rest)
        inside = body.children if body is not None else []
        arguments = [self._argument(one) for one in inside if one.type == "attribute"]
        return Block(
            type=kind,
            labels=labels,
            mark=self._mark(node),
            arguments={one.name: one for one in arguments},
            blocks=tuple(self.block(one) for one in inside if one.type == "block"),
        )

    def _argument(self, node: Node) -> Argument:
        name, value = node.children[0], node.children[-1]
        return Argument(_text(name), expression(value), self._mark(node), " ".join(_text(value).split()))

    def _mark(self, node: Node) -> Mark:
        return Mark(self._file, node.start_point.row + self._first, node.start_point.column + 1)


def expression(node: Node) -> Expression:
    """An `expression` node, or any that stands for a value."""
    return _terms([one for one in node.children if one.type != "comment"]) if node.type == "expression" else _term(node)


def _terms(nodes: Sequence[Node]) -> Expression:
    """A value with what is taken of it: `a.b[0].c`, `(x)`."""
    inner = [node for node in nodes if node.type not in ("(", ")")]
    if not inner:
        return Opaque()
    found = _term(inner[0])
    for index, node in enumerate(inner[1:], 1):
        if node.type == "splat":
            return _splat(found, node, inner[index + 1 :])
        found = Get(found, _key(node)) if node.type in _POSTFIX else Opaque((found,))
    return found


def _term(node: Node) -> Expression:
    kind = node.type
    if kind in ("expression", "literal_value", "collection_value", "template_expr", "operation", "for_expr"):
        return _terms([one for one in node.children if one.type != "comment"])
    reader = _KINDS.get(kind)
    return reader(node) if reader else Opaque()


def _splat(of: Expression, node: Node, after: Sequence[Node]) -> Expression:
    """`of[*].a.b`: every attribute that follows is taken of each element; `of.*.a[0]` takes an element of the list."""
    [inner] = node.children[:1]
    inside = [one for one in inner.children if one.type in _POSTFIX]
    if inner.type == "full_splat":
        inside, after = [*inside, *after], []
    found: Expression = Splat(of, tuple(_key(one) for one in inside))
    for one in after:
        found = Get(found, _key(one))
    return found


def _key(node: Node) -> Expression:
    """What an attribute or an index asks for."""
    if node.type == "get_attr":
        return Literal(_text(node.children[-1]))
    inner = node.children[0]
    if inner.type == "legacy_index":
        return Literal(int(_text(inner).lstrip(".") or 0))
    return next((expression(one) for one in inner.children if one.type == "expression"), Opaque())


def _number(node: Node) -> Expression:
    text = _text(node)
    try:
        return Literal(int(text))
    except ValueError:
        number = float(text)
        return Literal(int(number) if number.is_integer() else number)


def _call(node: Node) -> Expression:
    given = next((one for one in node.children if one.type == "function_arguments"), None)
    inside = given.children if given is not None else []
    arguments = tuple(expression(one) for one in inside if one.type == "expression")
    return Call(_text(node.children[0]), arguments, any(one.type == "ellipsis" for one in inside))


def _conditional(node: Node) -> Expression:
    test, yes, no = (expression(one) for one in node.children if one.type == "expression")
    return Conditional(test, yes, no)


def _binary(node: Node) -> Expression:
    inside = [one for one in node.children if one.type != "comment"]
    at = next(index for index, one in enumerate(inside) if one.type in _SIGNS)
    return Operation(inside[at].type, _terms(inside[:at]), _terms(inside[at + 1 :]))


def _unary(node: Node) -> Expression:
    sign, *rest = [one for one in node.children if one.type != "comment"]
    return Operation(sign.type, None, _terms(rest))


def _map(node: Node) -> Expression:
    return Map(tuple(_pair(one) for one in node.children if one.type == "object_elem"))


def _pair(node: Node) -> tuple[Expression, Expression]:
    before, after = [expression(one) for one in node.children if one.type == "expression"]
    bare = isinstance(before, Name) and _text(node.children[0])[:1] != "("
    return (Literal(before.name) if bare and isinstance(before, Name) else before), after


def _for(node: Node) -> Expression:
    intro = next(one for one in node.children if one.type == "for_intro")
    names = tuple(_text(one) for one in intro.children if one.type == "identifier")
    results = [expression(one) for one in node.children if one.type == "expression"]
    condition = next((one for one in node.children if one.type == "for_cond"), None)
    return For(
        names=names,
        collection=_only(intro),
        key=results[0] if node.type == "for_object_expr" else None,
        value=results[-1],
        condition=_only(condition) if condition is not None else None,
        grouped=any(one.type == "ellipsis" for one in node.children),
    )


def _only(node: Node) -> Expression:
    return next((expression(one) for one in node.children if one.type == "expression"), Opaque())


def _items(node: Node) -> Expression:
    return Items(tuple(expression(one) for one in node.children if one.type == "expression"))


def _word(node: Node) -> str:
    return _text(node).strip('"')


def _text(node: Node) -> str:
    text: str = node.text.decode("utf-8", errors="replace")
    return text


def errors(node: Node) -> Iterator[Node]:
    """Where a tree does not fit the grammar, in order."""
    if node.is_error or node.is_missing:
        yield node
    elif node.has_error:
        for child in node.children:
            yield from errors(child)


_KINDS = {
    "variable_expr": lambda node: Name(_text(node)),
    "numeric_lit": _number,
    "bool_lit": lambda node: Literal(_WORDS[_text(node)]),
    "null_lit": lambda _: Literal(None),
    "string_lit": lambda node: templates.quoted(node, expression),
    "quoted_template": lambda node: templates.quoted(node, expression),
    "heredoc_template": lambda node: templates.heredoc(node, expression),
    "function_call": _call,
    "conditional": _conditional,
    "binary_operation": _binary,
    "unary_operation": _unary,
    "tuple": _items,
    "object": _map,
    "for_tuple_expr": _for,
    "for_object_expr": _for,
}
