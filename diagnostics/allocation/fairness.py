"""Whether groups get their part: applicants, helped and money by region, where they stand and size; small cells are not shown."""
from collections.abc import Mapping
from typing import Any

from diagnostics.allocation.problem import Choice, Problem, paid
from diagnostics.cohort_summary import SMALLEST

BY = ("segment", "region", "size")


def table(problem: Problem, chosen: Choice) -> list[dict[str, Any]]:
    """A row per group: by, value (None: not known), applicants, helped, money (won), and each as a share of all.

    Where a group has 1 to 4 applicants, or 1 to 4 helped, its numbers are None; where that would leave one hidden group whose
    number could be found by subtraction, the next smallest is hidden too.
    """
    return [row for by in BY for row in _of(problem, chosen, by)]


def _of(problem: Problem, chosen: Choice, by: str) -> list[dict[str, Any]]:
    cells: dict[str | None, list[int]] = {}
    for merchant in problem.merchants:
        cell = cells.setdefault(merchant.groups.get(by), [0, 0, 0])
        cell[0] += 1
        if merchant.id in chosen:
            cell[1] += 1
            cell[2] += paid(merchant, chosen[merchant.id])
    whole = [sum(cell[i] for cell in cells.values()) for i in range(3)]
    people = _hidden({value: cell[0] for value, cell in cells.items()})
    helped = people | _hidden({value: cell[1] for value, cell in cells.items()}, people)
    rows = []
    for value, cell in sorted(cells.items(), key=lambda c: (c[0] is None, c[0] or "")):
        shown: Mapping[str, int | None] = {"applicants": None if value in people else cell[0],
                                           "helped": None if value in helped else cell[1],
                                           "money": None if value in helped else cell[2]}
        shares = {f"{name}_share": None if much is None or not all_ else much / all_
                  for (name, much), all_ in zip(shown.items(), whole, strict=True)}
        rows.append({"by": by, "value": value, **shown, **shares})
    return rows


def _hidden(counts: Mapping[str | None, int], before: frozenset[str | None] = frozenset()) -> frozenset[str | None]:
    """Groups whose count may not be shown."""
    small = {value for value, count in counts.items() if 0 < count < SMALLEST} | before
    if len(small) == 1 and len(counts) > 1:
        rest = [value for value in counts if value not in small]
        small.add(min(rest, key=lambda v: (counts[v] == 0, counts[v], v is None, v or "")))
    return frozenset(small)
