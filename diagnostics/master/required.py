"""What must be filled in before a product can be sent to a channel: price, picture, detail page, stock, category."""
from typing import Any

import numpy as np

from data.reference.product_rules import Rule, rule
from data.text import _
from diagnostics.master.found import WARN, Found, fix, say

NO_PRICE, SET_PRICE = _("The price is not filled in."), _("Write the selling price in won.")
NO_STOCK, SET_STOCK = _("The stock is not filled in."), _("Count what is there and write the number.")
SOLD_OUT, FILL_UP = _("The stock is 0: it would be shown as sold out."), _("Write the new stock once goods are there.")
NO_PICTURE, ADD_PICTURE = _("There is no main picture."), _("Take one with the phone and write the name of the file.")
NO_DETAIL, WRITE_DETAIL = _("The detail page is empty."), _("Paste its text, or write the seven answers that buyers look for.")
NO_FEE, SET_FEE = _("The shipping fee is not filled in."), _("Write the fee; 0 where shipping is free.")
NO_RETURN, SET_RETURN = _("The return fee is not filled in."), _("Write what a buyer pays to send it back.")
NO_CATEGORY, SET_CATEGORY = _("The category is not filled in."), _("Write the path, such as 식품>농산물>과일.")
UNMAPPED = _("The category of this channel is not chosen yet; ours is “{category}”.")
MAP = _("Look the category up in the seller centre and write it beside the channel.")
STEP = _("{price:won} does not fall on a step of {step:number} won, which this channel asks for.")
ROUND = _("Round it down: {price:won}.")
TOO_DEAR = _("{price:won} is above the {limit:won} that this channel takes.")
LOWER = _("Look whether a digit too many was typed.")
ABOVE_LIST = _("The price {price:won} is above the price before discount {list_price:won}.")
ORDER = _("Correct one of the two, or leave the price before discount empty.")


def check(found: Found, channel: str) -> None:
    """The empty fields and the prices of all products on one channel."""
    book, wanted = found.book, found.wanted(channel)
    needed, wished = rule(channel, "required"), rule(channel, "recommended")
    prices, stock = book.prices(channel), book.numbers("stock")
    listed = book.has_own(channel, "product_id")
    count = book.numbers("image_count")
    with np.errstate(invalid="ignore"):
        named = np.array([bool(name) for name in book.texts("main_image")], dtype=bool)
        picture = named | ~np.isnan(book.numbers("main_image_px")) | (count > 0)
    detail = np.array([bool(text.strip()) for text in book.texts("detail")], dtype=bool)
    if needed is not None:
        for name, empty, text, todo in (("price", np.isnan(prices), NO_PRICE, SET_PRICE),
                                        ("stock", np.isnan(stock), NO_STOCK, SET_STOCK),
                                        ("main_image", ~picture, NO_PICTURE, ADD_PICTURE),
                                        ("detail", ~detail, NO_DETAIL, WRITE_DETAIL)):
            # Of what is sold there already it is there, only we have not seen it.
            for place in np.flatnonzero(empty & wanted):
                found.add(int(place), channel, f"required.{name}", name, say(text), say(todo),
                          severity=WARN if listed[place] else needed.severity, basis=needed.basis)
    if wished is not None:
        for name, hit, text, todo in (("stock", stock == 0, SOLD_OUT, FILL_UP),
                                      ("shipping_fee", np.isnan(book.numbers("shipping_fee")), NO_FEE, SET_FEE),
                                      ("return_fee", np.isnan(book.numbers("return_fee")), NO_RETURN, SET_RETURN)):
            for place in np.flatnonzero(hit & wanted):
                found.by(wished, int(place), channel, f"recommended.{name}", name, say(text), say(todo))
    _prices(found, channel)
    category = rule(channel, "category")
    if category is not None:
        _categories(found, channel, category)


def _prices(found: Found, channel: str) -> None:
    book, wanted = found.book, found.wanted(channel)
    prices, before, own = book.prices(channel), book.numbers("list_price"), book.has_own(channel, "price")
    step, most, order = rule(channel, "price_step"), rule(channel, "price_max"), rule(channel, "price_order")
    with np.errstate(invalid="ignore"):
        if step is not None:
            for place in np.flatnonzero((prices % step.number > 0) & wanted):
                price = int(prices[place])
                down = int(price // step.number * step.number)
                field = f"{channel}.price" if own[place] else "price"
                found.by(step, int(place), channel, "price.step", "price", say(STEP, price=price, step=step.number),
                         say(ROUND, price=down), fix(field, price, down) if down > 0 else None)
        if most is not None:
            for place in np.flatnonzero((prices > most.number) & wanted):
                found.by(most, int(place), channel, "price.most", "price",
                         say(TOO_DEAR, price=int(prices[place]), limit=most.number), say(LOWER))
        if order is not None:
            for place in np.flatnonzero((prices > before) & wanted):
                found.by(order, int(place), channel, "price.order", "list_price",
                         say(ABOVE_LIST, price=int(prices[place]), list_price=int(before[place])), say(ORDER))


def _categories(found: Found, channel: str, asked: Rule) -> None:
    own, wanted = found.book.has_own(channel, "category"), found.wanted(channel)
    said: dict[str, dict[str, Any]] = {}
    todo, empty = say(MAP), say(NO_CATEGORY)
    for place, ours in enumerate(found.book.texts("category")):
        if own[place] or not wanted[place]:
            continue
        if not ours.strip():
            found.by(asked, place, channel, "category.missing", "category", empty, say(SET_CATEGORY))
        elif asked.number:  # a channel that finds the category itself needs none of its own
            if ours not in said:
                said[ours] = say(UNMAPPED, category=ours[:60])
            found.add(place, channel, "category.unmapped", f"{channel}.category", said[ours], todo,
                      severity=WARN, basis=asked.basis)
