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


def _later(days: int, *, shipped: bool, promised: bool = True) -> Fault:
    """Two of three orders arrive `days` later, because they were shipped later or because they travelled longer; where
    nothing was promised, nothing is broken.
    """
    def slow(shop: Frames) -> Frames:
        lines = shop.order_lines.copy()
        which = lines.order % 3 != 0
        for name in ("shipped_at",) * shipped + ("delivered_at", "confirmed_at"):
            lines[name] = lines[name].where(~which, lines[name] + pd.Timedelta(days=days))
        if not promised:
            lines["ship_due_at"] = lines["promised_at"] = pd.NaT
        return resettle(shop, known_before(lines, END))
    return slow


def _claimed(of_ten: int, act: Callable[..., pd.DataFrame], reason: str) -> Fault:
    """`of_ten` of ten orders end in this claim."""
    def claimed(shop: Frames) -> Frames:
        lines = shop.order_lines
        which = (lines.order % 10 < of_ten) & ~lines.status.isin(DEAD)
        return resettle(shop, known_before(act(lines, which, reason), END))
    return claimed


def _broken(shop: Frames) -> Frames:
    """One delivered line in eight was exchanged because it arrived broken."""
    lines = shop.order_lines.copy()
    which = (lines.order % 8 == 1) & (lines.status == "confirmed")
    lines.loc[which, ["status", "claim_reason"]] = ["exchanged", "defect"]
    return shop.with_(order_lines=lines)


def _grumbling(shop: Frames) -> Frames:
    """Four of ten reviews of the last half year have one or two stars, and as many had before."""
    return shop.with_(reviews=review(shop.order_lines, pattern=(5, 1, 5, 5, 2, 5, 1, 5, 2, 5)))


def _twice_a_day(shop: Frames) -> Frames:
    """The buyer of every third order orders the same again an hour later, and it leaves in a parcel of its own."""
    lines = shop.order_lines
    again = lines[lines.order % 3 == 0].copy()
    again["order"] += 50_000
    for name in ("order_id", "line_id"):
        again[name] = again[name].str[:10] + (again["order"]).astype(str) + again[name].str[-1:]
    again["ordered_at"] = again.ordered_at + pd.Timedelta(hours=1)
    return resettle(shop, pd.concat([lines, again], ignore_index=True))


FAULTS: dict[str, Fault] = {
    "service.ship_on_time": _later(4, shipped=True),
    "service.delivery_on_time": _later(7, shipped=False),
    "service.handling_days": _later(5, shipped=True, promised=False),
    "service.delivery_days": _later(6, shipped=False, promised=False),
    "service.cancel_rate": _claimed(2, cancel, "stock_out"),
    "service.buyer_cancels": _claimed(2, cancel, "buyer"),
    "service.return_rate": _claimed(2, back_, "buyer"),
    "service.damage_share": _broken,
    "service.low_star_share": _grumbling,
    "service.parcel_bundling": _twice_a_day,
    "service.packaging_cost_share": lambda shop: shop.with_(
        costs=shop.costs.assign(packaging_cost=9_000, unit_cost=(shop.costs.unit_cost * 0.3).astype(int))),
}
