"""Small pieces that metrics are written with: ratios that never divide by zero, days between two moments, windows."""

import ibis
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


def ratio_spread(part: ir.NumericValue, whole: ir.NumericValue, where: ir.BooleanValue | None = None) -> ir.FloatingValue:
    """Square of the standard error of sum(part) / sum(whole) over rows, by linearisation; null below two rows.

    Each is rounded to a whole number and held within a million million, so that the sums of squares are exact.
    """
    known = part.notnull() & whole.notnull()
    known = known if where is None else known & where.fill_null(False)
    y, x = bounded(part), bounded(whole)

    def total(value: ir.Value) -> ir.FloatingValue:
        return value.sum(where=known).cast("float64")

    n = known.sum().cast("float64")
    r = total(y) / total(x).nullif(0.0)
    squares = total(y * y) - 2 * r * total(x * y) + r * r * total(x * x)
    scatter = ibis.greatest(squares, ibis.literal(0.0)) / (total(x) * total(x)).nullif(0.0)
    return ibis.ifelse(n >= 2, scatter * n / (n - 1).nullif(0.0), ibis.null("float64"))


def mean_spread(value: ir.NumericValue, where: ir.BooleanValue | None = None) -> ir.FloatingValue:
    """Square of the standard error of the mean of whole numbers over rows; null below two rows."""
    return ratio_spread(value, ibis.ifelse(value.notnull(), 1, None), where)


def worth(weight: ir.NumericValue, where: ir.BooleanValue | None = None) -> ir.FloatingValue:
    """How many equally weighted rows a share by weight (money, mostly) is worth: (sum of weights)² / sum of squares (Kish
    1965), so that one large order among many small ones does not make a share look certain."""
    known = weight.notnull() if where is None else weight.notnull() & where.fill_null(False)
    w = bounded(weight)
    total = w.sum(where=known).cast("float64")
    return total * total / (w * w).sum(where=known).cast("float64").nullif(0.0)


def bounded(value: ir.NumericValue) -> ir.DecimalValue:
    """As a whole number of at most twelve digits: exact, and its squares can be summed."""
    held = ibis.least(ibis.greatest(value.cast("decimal(38,2)").round(), ibis.literal(-(10**12))), ibis.literal(10**12))
    return ibis.ifelse(value.notnull(), held, None).cast("decimal(38,0)")
