"""Money of a whole order given to its lines: exact to the smallest unit, the same whatever the order of the rows.

Some files repeat the money of an order on each line or write it on the first line alone. Added up by line it would count many
times, so a format makes its lines' shares by `Format.across`: by largest remainder (each line gets the whole part of its
share, what is left goes one unit each to the lines with the largest rest, ties by the line's id).
"""


def spread(name: str, total: str, weight: str, order: str, line: str) -> dict[str, str]:
    """Steps of `Format.across` that make the field `name`: this line's share of `total`, DECIMAL(18,2).

    All are SQL: `total`, money that is the same on all rows of an order (null or 0: nothing to give); `weight`, by which lines
    share, null or negative counting as 0 (all 0: equal shares); `order` and `line`, the ids. Rows that repeat a line get
    the share of that line and take none of their own. A total in whole won is shared in won, any other in hundredths.
    """
    first, units, parts, whole = f"{name}_first", f"{name}_units", f"{name}_parts", f"{name}_whole"
    rest, left = f"{name}_rest", f"{name}_left"
    of_order = f"PARTITION BY {order}"
    return {
        first: f"row_number() OVER ({of_order}, {line} ORDER BY row_no) = 1",
        units: f"CAST(coalesce({total}, 0) * CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 100 END AS HUGEINT)",
        parts: f"CASE WHEN {first} THEN CAST(greatest(coalesce({weight}, 0), 0) * 100 AS HUGEINT) ELSE 0 END",
        f"{name}_all": f"sum({parts}) OVER ({of_order})",
        f"{name}_share": f"CASE WHEN {name}_all > 0 THEN {parts} WHEN {first} THEN 1 ELSE 0 END",
        f"{name}_shares": f"CAST(sum({name}_share) OVER ({of_order}) AS HUGEINT)",
        whole: f"abs({units}) * {name}_share // {name}_shares",
        rest: f"abs({units}) * {name}_share % {name}_shares",
        left: f"abs({units}) - CAST(sum({whole}) OVER ({of_order}) AS HUGEINT)",
        f"{name}_place": f"row_number() OVER ({of_order} ORDER BY {first} DESC, {rest} DESC, {line}, row_no)",
        f"{name}_mine": f"CASE WHEN {first} THEN {whole} + CASE WHEN {name}_place <= {left} THEN 1 ELSE 0 END END",
        name: f"CAST(sign({units}) * max({name}_mine) OVER ({of_order}, {line}) "
              f"* CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 0.01 END AS DECIMAL(18,2))",
    }
