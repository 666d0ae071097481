"""Cells that keep their number: the text is written as everywhere else, a workbook gets the number and how it comes about.

A formula is only given where it gives the very number that is printed; where rounding gets between, the number stands alone.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from diagnostics.report.model import Figure
from diagnostics.texts import Texts

ONE = Decimal(1)


def figure(t: Texts, value: Any, unit: str) -> str:
    """A value in words with its number behind it; what is not known stays words alone."""
    text = t.value(value, unit)
    return text if value is None or value != value else Figure(text, value, unit)


def money(t: Texts, value: Any) -> str:
    return figure(t, value, "won")


def total(t: Texts, value: Any, unit: str, parts: Sequence[Any], column: int, first: int = 0) -> str:
    """A sum of the body rows `first` … of a column; live where the parts add up to it."""
    found = figure(t, value, unit)
    if not isinstance(found, Figure) or not parts or any(p is None for p in parts):
        return found
    digits = 0 if unit == "won" else 2
    if round(sum(Decimal(str(p)) for p in parts), digits) != round(Decimal(str(value)), digits):
        return found
    return Figure(found, found.value, unit, f"SUM({{{first},{column}}}:{{{first + len(parts) - 1},{column}}})")


def product(t: Texts, amount: int, names: tuple[str, str], values: tuple[Any, Any], units: tuple[str, str]) -> str:
    """An amount in won that is one number times another, taken off or added; live where it gives that amount."""
    found = figure(t, amount, "won")
    if not isinstance(found, Figure) or any(v is None for v in values):
        return found
    one, other = (Decimal(str(v)) for v in values)
    sign = "-" if amount < 0 else ""
    if rounded(one * other) != abs(amount):
        return found
    inputs = tuple((n, float(v), u) for n, v, u in zip(names, (one, other), units, strict=True))
    return Figure(found, amount, "won", f"{sign}ROUND({{a}}*{{b}},0)", inputs)


def share_of(t: Texts, amount: int, rate: Decimal, base: int, cell: tuple[int, int]) -> str:
    """An amount in won that is a share of another cell's; live where it gives that amount."""
    found = figure(t, amount, "won")
    if not isinstance(found, Figure) or rounded(abs(base) * rate) != abs(amount) or base * amount < 0:
        return found
    return Figure(found, amount, "won", f"ROUND({{{cell[0]},{cell[1]}}}*{rate},0)")


def rounded(value: Decimal) -> int:
    """To whole won, half away from zero, as a workbook's ROUND does."""
    return int(value.quantize(ONE, ROUND_HALF_UP))


def parsed_share(text: Any) -> Decimal | None:
    """0.106 of "10.6 %": results keep some shares as they are printed."""
    return _number(text, lambda x: x.removesuffix("%"), Decimal(100)) if str(text).strip().endswith("%") else None


def parsed_number(text: Any) -> Decimal | None:
    return _number(text, lambda x: x, ONE)


def _number(text: Any, bare: Callable[[str], str], by: Decimal) -> Decimal | None:
    digits = bare(str(text).strip()).strip().replace(",", "")
    return Decimal(digits) / by if digits.replace(".", "", 1).isdigit() else None
