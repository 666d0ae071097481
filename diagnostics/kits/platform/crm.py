"""Messages to buyers who agreed, at the right time."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.replies import crm

KIT = Kit(
    id="platform.crm",
    ready=(
        _("The list of products that run out (food, soap, tea)"),
        _("Your lowest prices"),
    ),
    how=(
        _("In the seller centre switch on 알림받기 or the channel's follow button, and say on the page what one gets for it."),
        _("Take one pack and count the days in your own kitchen, or ask three buyers. Write them into the sheet below."),
        _(
            "Take the lowest price from the price sheet: what is left between it and the price is the most that "
            "the coupon may be."
        ),
        _(
            "Only those who agreed, between 8 in the morning and 9 in the evening, with (광고) in front and the way"
            " to refuse at the end. That is our caution; look up today's rules for advertising messages before you send."
        ),
    ),
    fill=crm,
    avoid=(
        _("No advertising to buyers who did not agree, not even once."),
        _("Do not copy phone numbers out of orders into your own phone for advertising."),
    ),
    done=(
        _("The follow button is on, and its use stands on the page."),
        _("The coupon stays above the lowest price."),
        _("One message went out, and orders were counted for two weeks."),
    ),
    claims=True,
)
