"""Finds the messages of a Python file by its syntax tree: calls inside f-strings are seen, subscripts are not mistaken."""

import ast
from collections.abc import Iterator

SINGLE = {"_", "t", "judgement"}
"""Functions whose first argument is a message."""
PLURAL = "many"
"""Its first two arguments are a message for one and for many."""


def messages(source: str) -> Iterator[str | tuple[str, str]]:
    """The messages of `source`; a pair where one has a plural."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in SINGLE:
            yield from filter(None, _texts(node.args[0]))
        elif name == PLURAL and len(node.args) >= 2:
            one, other = (list(_texts(argument)) for argument in node.args[:2])
            if one and other:
                yield one[0], other[0]


def _texts(argument: ast.expr) -> Iterator[str]:
    """The literal texts that an argument can be."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _texts(argument.body)
        yield from _texts(argument.orelse)
