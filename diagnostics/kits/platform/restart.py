"""Two weeks to wake a quiet shop, day by day."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.replies import restart

KIT = Kit(
    id="platform.restart",
    ready=(
        _("The shop's login, ten names of former buyers who agreed to messages"),
        _("Stock for twenty orders"),
    ),
    how=(
        _("Buy it up to the payment page yourself: is it open, is the price right, is it in stock?"),
        _("The sheet names it. A new first photo and a new title are one evening."),
        _("Write by hand or speak; the text below is a beginning. Only those who agreed or whom you know in person."),
        _("Small and with an end: a card, postage, a taste of another product. Keep above the lowest price."),
        _("For two weeks packing comes before everything else."),
    ),
    fill=restart,
    avoid=(
        _("Do not say that you closed because of the customers."),
        _("Do not sell out stock whose date is near without saying so."),
    ),
    done=(
        _("The main product has a new picture and title."),
        _("Ten people know that you are back."),
        _("The first order left on its day."),
    ),
    claims=True,
)
