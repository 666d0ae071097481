"""One aggregation written so that everything in it is reckoned once: what several metrics ask of a row becomes a column first.

A metric such as "share of sales from listings that keep a rule" names its rule several times over: in what it sums, in what it
sums over, in its n. Written down as it stands, the SQL of eighteen of them is a hundred thousand letters, which take longer to
read than the rows of a shop, and the database finds only some of what is the same. Here the repeated parts are taken out before.
"""
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir


def aggregate(rows: ir.Table, by: str, columns: Mapping[str, ir.Value]) -> ir.Table:
    """`rows.group_by(by).aggregate(**columns)`: the same rows to the last digit, with every repeated part of a row as a column.

    What stands only behind a condition stays there, so that nothing is reckoned of a row that the condition spares.
    """
    wanted = {name: column.op() for name, column in columns.items()}
    base = rows.op()
    parts = _levels([arg for value in wanted.values() for arg in _arguments(value)])
    fields = {f.name: f for value in wanted.values() for f in value.find(ops.Field, filter=ops.Value) if f.rel == base}
    table, found = rows, dict[Any, Any]()
    for number, level in enumerate(parts):
        named = {f"_{number}_{i}": _rewritten(part, found).to_expr() for i, part in enumerate(level)}
        kept = [by, *(name for name in fields if name != by), *(f.name for f in found.values() if f.name.startswith("_"))]
        table = table.select(*dict.fromkeys(kept), **named)
        known = dict(zip(level, named, strict=True))
        known |= {part: f.name for part, f in found.items()} | {f: name for name, f in fields.items()}
        found = {part: ops.Field(table.op(), name) for part, name in known.items()}
    found[base] = table.op()
    return table.group_by(by).aggregate(**{name: _rewritten(value, found).to_expr() for name, value in wanted.items()})


def _arguments(value: ops.Value) -> Iterator[ops.Value]:
    """What the sums, counts and extremes in `value` are taken over."""
    for node in value.find(ops.Reduction, filter=ops.Value):
        yield from (child for child in node.__children__ if isinstance(child, ops.Value) and _column(child))


def _column(node: ops.Value) -> bool:
    return bool(node.shape.is_columnar())


def _always(node: ops.Value) -> list[ops.Value]:
    """Parts of `node` that are reckoned for every row and stand on their own."""
    if isinstance(node, ops.IfElse):
        parts: tuple[Any, ...] = (node.bool_expr,)
    elif isinstance(node, ops.SimpleCase):
        parts = (node.base,)
    elif isinstance(node, ops.Coalesce):
        parts = node.arg[:1]
    elif isinstance(node, (ops.ArrayMap, ops.ArrayFilter)):
        parts = (node.arg,)
    elif isinstance(node, (ops.SearchedCase, ops.Field)):
        parts = ()
    else:
        parts = node.__children__
    return [part for part in parts if isinstance(part, ops.Value) and _column(part)]


def _levels(arguments: list[ops.Value]) -> list[list[ops.Value]]:
    """The parts to become columns, each after those that it contains: all arguments, and what more than one part contains."""
    times: Counter[ops.Value] = Counter()
    seen: dict[ops.Value, list[ops.Value]] = {}
    waiting = list(dict.fromkeys(arguments))
    roots = set(waiting)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen[node] = _always(node)
        times.update(dict.fromkeys(seen[node], 1))
        waiting += seen[node]
    chosen = {n for n in seen if not isinstance(n, ops.Field) and (n in roots or times[n] > 1)}
    depth: dict[ops.Value, int] = {}

    def below(node: ops.Value) -> int:
        """How many levels must be there before this part can be reckoned: those of every part that it reads, and what stands
        behind a condition is read from the column too where it has become one."""
        if node not in depth:
            parts = (part for part in node.__children__ if isinstance(part, ops.Value) and not isinstance(part, ops.Field))
            depth[node] = max((below(part) + (part in chosen) for part in parts), default=0)
        return depth[node]

    levels: list[list[ops.Value]] = []
    for node in (n for n in seen if n in chosen):
        while len(levels) <= below(node):
            levels.append([])
        levels[below(node)].append(node)
    return levels


def _rewritten(node: Any, found: Mapping[Any, Any]) -> Any:
    """`node` with the parts that are columns already read from there, the largest first."""
    done: dict[Any, Any] = {}

    def new(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(new(one) for one in part)
        if not isinstance(part, ops.Node):
            return part
        if part not in done:
            if part in found:
                done[part] = found[part]
            elif isinstance(part, ops.Relation) or not part.__args__:
                done[part] = part
            else:
                done[part] = part.__recreate__(dict(zip(part.__argnames__, map(new, part.__args__), strict=True)))
        return done[part]

    return new(node)
