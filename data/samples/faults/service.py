"""Faults of packing, shipping and answering."""
from collections.abc import Callable

import pandas as pd

from data.contract import DEAD
from data.samples.days import DEMO_AS_OF
from data.samples.faults.sales import resettle
from data.samples.frames import Frames
from data.samples.selling import back_, cancel, known_before
from data.samples.shop import review

Fault = Callable[[Frames], Frames]
END = pd.Timestamp(DEMO_AS_OF)


def _later(days: int, *, shipped: bool) -> Fault:
    """Two of three orders arrive `days` later, because they were shipped later or because they travelled longer."""
    def slow(shop: Frames) -> Frames:
        lines = shop.order_lines.copy()
        which = lines.order % 3 != 0
        for name in ("shipped_at",) * shipped + ("delivered_at", "confirmed_at"):
            lines[name] = lines[name].where(~which, lines[name] + pd.Timedelta(days=days))
        return resettle(shop, known_before(lines, END))
    return slow


def _claimed(of_ten: int, act: Callable[..., pd.DataFrame], reason: str) -> Fault:
    """`of_ten` of ten orders end in this claim."""
    def claimed(shop: Frames) -> Frames:
        lines = shop.order_lines
        which = (lines.order % 10 < of_ten) & ~lines.status.isin(DEAD)
        return resettle(shop, known_before(act(lines, which, reason), END))
    return claimed


def _grumbling(shop: Frames) -> Frames:
    """Three of ten reviews have one or two stars."""
    return shop.with_(reviews=review(shop.order_lines, pattern=(5, 1, 5, 5, 2, 5, 5, 1, 5, 5)))


FAULTS: dict[str, Fault] = {
    "service.ship_on_time": _later(4, shipped=True),
    "service.delivery_on_time": _later(7, shipped=False),
    "service.cancel_rate": _claimed(3, cancel, "stock_out"),
    "service.return_rate": _claimed(3, back_, "defect"),
    "service.low_star_share": _grumbling,
}
