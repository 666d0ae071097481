"""What the merchant answered in the self-check: one metric per question."""
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.model import Metric, Unit
from diagnostics.questions import POINTS, QUESTIONS


def _points(t: ir.Table) -> ir.IntegerValue:
    """0..4, null where the answer is not known."""
    return t.value.strip().lower().cases(*((text, ibis.literal(n, "int64")) for text, n in POINTS.items()))


def _value(question: str) -> Callable[[ir.Table], ir.Value]:
    return lambda t: _points(t).max(where=t.question_id == question)


def _n(question: str) -> Callable[[ir.Table], ir.Value]:
    return lambda t: _points(t).count(where=t.question_id == question)


_MEANING = _("Points of an answer of the self-check, 0 to 4")
METRICS = tuple(Metric(f"readiness.{q.id}", "answers", _value(q.id), _n(q.id), Unit.POINTS, _MEANING) for q in QUESTIONS)
