"""Small pieces that metrics are written with: ratios that never divide by zero, days between two moments, windows."""

import ibis.expr.types as ir

MONTH, QUARTER, HALF_YEAR, YEAR = 30, 90, 180, 365
"""Windows in days before the day of the diagnosis."""
SECONDS_PER_DAY = 86_400
ZERO = 0


def ratio(part: ir.NumericValue, whole: ir.NumericValue) -> ir.FloatingValue:
    """`part` / `whole` of two sums, as a float; null where the whole is 0 or null. Nothing in the part counts as 0."""
    return part.fill_null(ZERO).cast("float64") / whole.nullif(ZERO).cast("float64")


def mean_days(seconds: ir.IntegerValue, where: ir.BooleanValue) -> ir.FloatingValue:
    """Mean of whole seconds over the rows of `where`, in days."""
    return ratio(seconds.sum(where=where), where.sum()) / SECONDS_PER_DAY


def counted(where: ir.BooleanValue) -> ir.IntegerValue:
    """How many rows are true; 0 where none is."""
    return where.fill_null(False).sum().fill_null(ZERO)


def unless(unknown: ir.BooleanValue, value: ir.Value) -> ir.Value:
    """`value`, or null where it is `unknown`."""
    return unknown.fill_null(True).ifelse(None, value)
