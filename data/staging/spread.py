"""Money of a whole order given to its lines: exact to the smallest unit, the same whatever the order of the rows.

Some files repeat the money of an order on each line or write it on the first line alone. Added up by line it would count many
times, so a format makes its lines' shares by `Format.across`: by largest remainder (each line gets the whole part of its
share, what is left goes one unit each to the lines with the largest rest, ties by the line's id).
"""
import re
from collections.abc import Mapping


def passes(steps: Mapping[str, str]) -> list[dict[str, str]]:
    """Steps of `Format.across` in their order, those together that do not need one another: a pass over the file each."""
    found: list[dict[str, str]] = []
    for name, sql in steps.items():
        words = set(re.findall(r"\w+", sql))
        if not found or words & set(found[-1]):
            found.append({})
        found[-1][name] = sql
    return found


def spread(name: str, total: str, weight: str, order: str, line: str, first: str) -> dict[str, str]:
    """Steps of `Format.across` that make the field `name`: this line's share of `total`, DECIMAL(18,2).

    All are SQL: `total`, money that is the same on all rows of an order (null or 0: nothing to give); `weight`, by which lines
    share, null or negative counting as 0 (all 0: equal shares); `order` and `line`, the ids; `first`, whether the row is the
    first of its line. Rows that repeat a line get the share of that line and take none of their own. A total in whole won is
    shared in won, any other in hundredths.
    """
    units, parts, sums, part, rest, left = (f"{name}_{step}" for step in ("units", "parts", "sums", "part", "rest", "left"))
    of_order = f"PARTITION BY {order}"
    share = f"CASE WHEN {sums}_parts > 0 THEN {parts} WHEN {first} THEN 1 ELSE 0 END"
    shares = f"CAST(CASE WHEN {sums}_parts > 0 THEN {sums}_parts ELSE {sums}_lines END AS HUGEINT)"
    return {
        units: f"CAST(coalesce({total}, 0) * CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 100 END AS HUGEINT)",
        parts: f"CASE WHEN {first} THEN CAST(greatest(coalesce({weight}, 0), 0) * 100 AS HUGEINT) ELSE 0 END",
        f"{sums}_parts": f"sum({parts}) OVER ({of_order})",
        f"{sums}_lines": f"sum(CASE WHEN {first} THEN 1 ELSE 0 END) OVER ({of_order})",
        part: f"abs({units}) * ({share}) // {shares}",
        rest: f"abs({units}) * ({share}) % {shares}",
        f"{left}_units": f"abs({units}) - CAST(sum({part}) OVER ({of_order}) AS HUGEINT)",
        f"{left}_place": f"row_number() OVER ({of_order} ORDER BY {first} DESC, {rest} DESC, {line}, row_no)",
        name: f"CAST(sign({units}) * max(CASE WHEN {first} THEN {part} + CASE WHEN {left}_place <= {left}_units THEN 1 "
              f"ELSE 0 END END) OVER ({of_order}, {line}) "
              f"* CASE WHEN {total} = round({total}, 0) THEN 1 ELSE 0.01 END AS DECIMAL(18,2))",
    }
