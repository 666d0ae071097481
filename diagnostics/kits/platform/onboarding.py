"""The first channel in a day: papers, account, product, test order."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.start import onboarding

KIT = Kit(
    id="platform.onboarding",
    ready=(
        _("Identity card, business registration, bank book in the same name"),
        _("One product with five photos"),
        _("A friend who orders"),
    ),
    how=(
        _(
            "Below stand the channels that fit best today, and what is missing for each. Begin with the first; a "
            "second one comes later."
        ),
        _("Name and account must be the same as on the registration, otherwise the payout waits."),
        _("Take the sheet for terms below; set dispatch to a day more than you need."),
        _("Title, price, five photos, the outline with text, the notice. One good product sells more than ten half ones."),
        _("Pay for real, pack for real, and note the day of the payout. Then you know the whole way."),
    ),
    fill=onboarding,
    avoid=(
        _("Do not order from yourself in order to look popular, and let no friend write a review for it."),
        _("Do not open three channels on one day."),
    ),
    done=(
        _("The shop is open and one product can be bought."),
        _("A test order went from order to payout."),
        _("The routine of the day hangs on the wall."),
    ),
    claims=True,
)
