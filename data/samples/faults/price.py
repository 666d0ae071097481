"""Faults of price and margin."""
from collections.abc import Callable

from data.samples.faults.sales import resettle
from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]


def _costs(**factors: float) -> Fault:
    """Costs multiplied by these factors."""
    def changed(shop: Frames) -> Frames:
        return shop.with_(costs=shop.costs.assign(**{c: (shop.costs[c] * f).round(-1).astype(int) for c, f in factors.items()}))
    return changed


def _always_reduced(shop: Frames) -> Frames:
    """Everything is sold at 30 % off, and the costs are low enough to bear it."""
    full = shop.order_lines.unit_price * shop.order_lines.quantity
    lines = shop.order_lines.assign(discount=(full * 0.3).round(-1).astype(int))
    lines["amount"] = lines.unit_price * lines.quantity - lines.discount
    out = resettle(shop, lines)
    return out.with_(costs=shop.costs.assign(unit_cost=(shop.costs.unit_cost * 0.6).round(-1).astype(int)))


def _heavy_fees(shop: Frames) -> Frames:
    """The channels keep another 25 % of the goods, as with paid placement."""
    goods = shop.settlements
    extra = (goods.gross * 0.25).round(0).astype(int)
    return shop.with_(settlements=goods.assign(fee_other=extra, net=goods.net - extra))


def _dearer_there(shop: Frames) -> Frames:
    """One channel shows every product at 30 % more."""
    there, price = shop.listings.channel == shop.listings.channel.iat[-1], shop.listings.price
    return shop.with_(listings=shop.listings.assign(price=price.where(~there, (price * 1.3).round(-2).astype(int))))


FAULTS: dict[str, Fault] = {
    "price.contribution_margin": _costs(unit_cost=1.9),
    "price.loss_making_lines": _costs(unit_cost=2.6),
    "price.fee_burden": _heavy_fees,
    "price.shipping_burden": _costs(shipping_cost=4.0),
    "price.discount_dependence": _always_reduced,
    "price.price_dispersion": _dearer_there,
    "price.cost_known": lambda shop: shop.with_(costs=shop.costs[shop.costs.sku.str.endswith("-12")].reset_index(drop=True)),
}
