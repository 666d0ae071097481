"""Cells as rows of a file: what may not be shown is not in it."""
from collections.abc import Mapping, Sequence
from typing import Any


def plain(cells: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One flat row per cell that may be shown; suppressed counts are empty."""
    rows = []
    for cell in cells:
        zero, alive = cell["zero_sale"], cell["survival"]
        low, high = zero["interval"] or (None, None)
        least, most = cell["median_interval"] or (None, None)
        rows.append({
            "category": cell["category"], "channel": cell["channel"], "sellers": cell["sellers"], "zero_sale_n": zero["n"],
            "zero_sale_share": zero["share"], "zero_sale_low": low, "zero_sale_high": high,
            "median_sales": cell["median_sales"], "median_low": least, "median_high": most, "entered": cell["entered"],
            "entry_rate": cell["entry_rate"], "left": cell["left"], "exit_rate": cell["exit_rate"],
            "listings": cell["listings"], "reviews": cell["reviews"], "running": alive["running"],
            "running_months": alive["running_months"], "closed": alive["closed"], "closed_months": alive["closed_months"],
            "survival": alive["code"]})
    return rows
