"""The answers of the self-check as they stand in the tables of a day: the raw texts, which the metrics turn into points."""
import ibis.expr.types as ir
import pandas as pd

from data.known import Tables
from diagnostics import queries
from diagnostics.metrics.relations import Relations


def rows(tables: Tables, stage: str) -> pd.DataFrame:
    """merchant_id, question_id, value of one stage, of all merchants of `tables`."""
    return queries.frame(tables, _rows, stage)


def of(tables: Tables, merchant_id: str, stage: str) -> dict[str, str]:
    """The answers of one merchant: question id to value."""
    found = rows(tables, stage)
    mine = found[found.merchant_id == merchant_id]
    return dict(zip(mine.question_id, mine.value, strict=True))


def _rows(r: Relations) -> ir.Table:
    return r.answers.select("merchant_id", "question_id", "value")
