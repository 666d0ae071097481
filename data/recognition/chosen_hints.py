"""What is to be looked for in the rows of a file whose columns a person named, found by one quick pass over its text.

Windows over all rows cost time, and few files need them: those with negative rows, or with the money of an order on its lines.
"""
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_NEGATIVE = r"^\s*[₩￦\\]?\s*[-(△▲−－（]"
_OFTEN = 0.5


@dataclass(frozen=True)
class Hints:
    """Whether rows with negative money or pieces may be there, and whether amounts or refunds may be those of whole orders."""

    negative: bool = True
    whole_amounts: bool = True
    whole_refunds: bool = True


def hints(cells: pa.Table, places: Mapping[str, int]) -> Hints:
    """`cells` without their header, `places` of the canonical columns in them."""
    below = any(pc.any(pc.match_substring_regex(cells.column(places[name]), _NEGATIVE)).as_py()
                for name in ("amount", "quantity") if name in places)
    return Hints(bool(below), _alike(cells, places, "amount"), _alike(cells, places, "refunded"))


def _alike(cells: pa.Table, places: Mapping[str, int], name: str) -> bool:
    """Whether most orders of several rows show one value of the column alone: as the money of an order does."""
    if name not in places or "order_id" not in places or not cells.num_rows:
        return False
    rows = pa.table({"order": cells.column(places["order_id"]), "value": cells.column(places[name])})
    found = rows.group_by("order").aggregate([([], "count_all"), ("value", "min"), ("value", "max")])
    several = found.filter(pc.greater(found["count_all"], 1))
    same = pc.sum(pc.equal(several["value_min"], several["value_max"])).as_py() or 0
    return bool(several.num_rows and same >= _OFTEN * several.num_rows)
