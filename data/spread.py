"""Money of a whole order given to its lines: exact to the smallest unit, the same whatever the order of the rows.

Some files repeat the money of an order on each line or write it on the first line alone. Added up by line it would count many
times, so a format makes its lines' shares by `Format.across`: by largest remainder (each line gets the whole part of its
share, what is left goes one unit each to the lines with the largest rest, ties by the line's id).
"""


def together(name: str, windows: dict[str, str]) -> dict[str, str]:
    """Steps of `Format.across` for windows that do not need one another: they are made in one go."""
    packed = ", ".join(f"{field} := {sql}" for field, sql in windows.items())
    return {name: f"struct_pack({packed})", **{field: f"{name}.{field}" for field in windows}}


def spread(name: str, total: str, weight: str, order: str, line: str, first: str) -> dict[str, str]:
    """Steps of `Format.across` that make the field `name`: this line's share of `total`, DECIMAL(18,2).

    All are SQL: `total`, money that is the same on all rows of an order (null or 0: nothing to give); `weight`, by which lines
    share, null or negative counting as 0 (all 0: equal shares); `order` and `line`, the ids; `first`, whether the row is the
    first of its line. Rows that repeat a line get the share of that line and take none of their own. A total in whole won is
    shared in won, any other in hundredths.
    """
    units, parts, whole, rest = f"{name}_units", f"{name}_parts", f"{name}_whole", f"{name}_rest"
    of_order = f"PARTITION BY {order}"
    return {
        units: f"CAST(coalesce({total}, 0) * CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 100 END AS HUGEINT)",
        parts: f"CASE WHEN {first} THEN CAST(greatest(coalesce({weight}, 0), 0) * 100 AS HUGEINT) ELSE 0 END",
        **together(f"{name}_sums", {
            f"{name}_all": f"sum({parts}) OVER ({of_order})",
            f"{name}_lines": f"sum(CASE WHEN {first} THEN 1 ELSE 0 END) OVER ({of_order})"}),
        f"{name}_share": f"CASE WHEN {name}_all > 0 THEN {parts} WHEN {first} THEN 1 ELSE 0 END",
        f"{name}_shares": f"CAST(CASE WHEN {name}_all > 0 THEN {name}_all ELSE {name}_lines END AS HUGEINT)",
        whole: f"abs({units}) * {name}_share // {name}_shares",
        rest: f"abs({units}) * {name}_share % {name}_shares",
        **together(f"{name}_left", {
            f"{name}_over": f"abs({units}) - CAST(sum({whole}) OVER ({of_order}) AS HUGEINT)",
            f"{name}_place": f"row_number() OVER ({of_order} ORDER BY {first} DESC, {rest} DESC, {line}, row_no)"}),
        f"{name}_mine": f"CASE WHEN {first} THEN {whole} + CASE WHEN {name}_place <= {name}_over THEN 1 ELSE 0 END END",
        name: f"CAST(sign({units}) * max({name}_mine) OVER ({of_order}, {line}) "
              f"* CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 0.01 END AS DECIMAL(18,2))",
    }
