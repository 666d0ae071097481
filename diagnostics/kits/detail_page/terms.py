"""Delivery and returns in lawful words, to put into every product."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.forms import terms
from diagnostics.model import Basis

KIT = Kit(
    id="detail_page.terms",
    ready=(
        _("Your contract with the carrier: price per parcel, pickup hour"),
        _("The return address and the phone number that buyers may see"),
    ),
    how=(
        _(
            "Think of last week: until which hour did an order still leave on the same day, and when did it "
            "arrive? Take the slower days, not the best one."
        ),
        _(
            "A return costs one way for what was sent and one way back. State the sum in won, for change of mind;"
            " for faults you pay."
        ),
        _("The text below states the seven days of the law and its exceptions. Do not take anything away from it."),
        _(
            "Look whether the price together with shipping still stays above your lowest price (kit for prices) "
            "before you round it."
        ),
        _("Save it as a template for delivery in the seller centre; then one change holds for all products."),
    ),
    fill=terms,
    avoid=(
        _("Never write that returns are impossible once the box is open."),
        _("Never shorten the seven days, and never refund in points instead of money."),
        _("Do not promise “arrives tomorrow” where the carrier does not."),
    ),
    done=(
        _("Cut-off hour, days until arrival and return cost stand in every product."),
        _("The same text stands on every channel."),
        _("A friend finds the return cost within half a minute."),
    ),
    claims=True,
    sources=(Basis("전자상거래법 제17조·제18조 (상품정보제공고시 거래조건 항목 요지, 2026-03 정리)", "2026-03"),),
)
