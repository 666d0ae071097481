"""Faults of price and margin."""
from collections.abc import Callable

import numpy as np

from data.samples.faults.sales import age, resettle
from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]


def _costs(**factors: float) -> Fault:
    """Costs multiplied by these factors."""
    def changed(shop: Frames) -> Frames:
        return shop.with_(costs=shop.costs.assign(**{c: (shop.costs[c] * f).round(-1).astype(int) for c, f in factors.items()}))
    return changed


def _some_at_a_loss(shop: Frames) -> Frames:
    """A third of the products cost more than they bring; the others earn so much that the whole does not show it."""
    bad = shop.costs.sku.str[-2:].astype(int) % 3 == 0
    cost = (shop.costs.unit_cost * np.where(bad, 2.5, 0.5)).round(-1).astype(int)
    return shop.with_(costs=shop.costs.assign(unit_cost=cost))


def _reduced(share: float, of_ten: int) -> Fault:
    """So many of ten orders are sold at so much off, and the costs are low enough to bear it."""
    def reduced(shop: Frames) -> Frames:
        lines = shop.order_lines
        off = (lines.unit_price * lines.quantity * share).round(-1).astype(int)
        lines = lines.assign(discount=np.where(lines.order % 10 < of_ten, off, 0))
        lines["amount"] = lines.unit_price * lines.quantity - lines.discount
        return resettle(shop, lines).with_(costs=shop.costs.assign(unit_cost=(shop.costs.unit_cost * 0.7).round(-1).astype(int)))
    return reduced


def _heavy_fees(shop: Frames) -> Frames:
    """The channels keep another 18 % of the goods, as with paid placement."""
    goods = shop.settlements
    extra = (goods.gross * 0.18).round(0).astype(int)
    return shop.with_(settlements=goods.assign(fee_other=extra, net=goods.net - extra),
                      costs=shop.costs.assign(unit_cost=(shop.costs.unit_cost * 0.6).round(-1).astype(int)))


def _dearer_there(shop: Frames) -> Frames:
    """One channel shows every product at 30 % more."""
    there, price = shop.listings.channel == shop.listings.channel.iat[-1], shop.listings.price
    return shop.with_(listings=shop.listings.assign(price=price.where(~there, (price * 1.3).round(-2).astype(int))))


def _dear(shop: Frames) -> Frames:
    """Every product costs three times what it costs elsewhere."""
    price = shop.listings.price // 1000 * 3000 + shop.listings.price % 1000
    return shop.with_(listings=shop.listings.assign(price=price, list_price=price))


def _paid_late(shop: Frames) -> Frames:
    """Every payout comes 60 days later."""
    import pandas as pd

    from data.samples.days import DEMO_DAY
    late = pd.to_datetime(shop.settlements.settled_on) + pd.Timedelta(days=60)
    paid = shop.settlements.assign(settled_on=late.to_numpy().astype("datetime64[D]"))
    return shop.with_(settlements=paid[late <= pd.Timestamp(DEMO_DAY)].reset_index(drop=True))


def _never_paid(shop: Frames) -> Frames:
    """Of three orders of the last 150 days two have not been paid out."""
    lines = shop.order_lines
    open_ = lines.order_id[(age(lines) <= 150) & (lines.order % 3 != 0)]
    return shop.with_(settlements=shop.settlements[~shop.settlements.order_id.isin(open_)].reset_index(drop=True))


FAULTS: dict[str, Fault] = {
    "price.contribution_margin": _costs(unit_cost=2.05),
    "price.loss_making_lines": _some_at_a_loss,
    "price.fee_burden": _heavy_fees,
    "price.shipping_burden": _costs(shipping_cost=3.6, unit_cost=0.4),
    "price.discount_dependence": _reduced(0.05, 9),
    "price.discount_depth": _reduced(0.4, 10),
    "price.price_dispersion_across_channels": _dearer_there,
    "price.cost_known": lambda shop: shop.with_(costs=shop.costs[shop.costs.sku.str.endswith("-12")].reset_index(drop=True)),
    "price.cash_cycle": _paid_late,
    "price.price_position": _dear,
    "price.cash_waiting": _never_paid,
}
