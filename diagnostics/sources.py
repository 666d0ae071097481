"""Which canonical table a metric lives on: asked of the metric's own expression, so that no list can go stale."""

from functools import cache

import ibis.expr.operations as ops
from ibis.common.graph import Node

from data import contract, known
from diagnostics import queries, units
from diagnostics.model import STAGES

VIEWS = {known.view_name(table): table.name for table in contract.TABLES.values()}


@cache
def tables(relation: str) -> tuple[str, ...]:
    """The canonical tables behind an attribute of `Relations`, the leading one first."""
    found: list[str] = []
    seen: set[Node] = set()

    def visit(node: Node) -> None:
        if node in seen:
            return
        seen.add(node)
        if isinstance(node, ops.UnboundTable):
            if node.name in VIEWS:  # what is known of other shops is nothing that a merchant could bring
                found.append(VIEWS[node.name])
            return
        for child in node.__children__:
            visit(child)

    visit(getattr(queries.relations(STAGES[0]), relation).op())
    return tuple(dict.fromkeys(found))


@cache
def main_table(metric: str) -> str | None:
    """The table without which the metric is not known; None for a metric that the rubric does not have."""
    measured = units.metrics().get(metric)
    if measured is None:
        return None
    found = tables(measured.relation)
    return next((t for t in found if t != "merchants"), found[0] if found else None)
