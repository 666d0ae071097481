"""Bring buyers back."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.crm",
    title=_("Bring buyers back"),
    what=_("Buyers who agreed hear from you at the time when the product runs out: a message by the channel, a coupon for"
           " the second order."),
    deliverables=(
        _("A list of followers in the channel"),
        _("Two messages and one coupon for the second order"),
    ),
    tasks=(
        _("Switch on follow or notification in the shop."),
        _("Work out after how many days the product runs out."),
        _("Set a coupon for the second order above your lowest price."),
        _("Send one message to those who agreed to advertising."),
    ),
    cost=100_000, subsidised=0,
    merchant_hours=4, consultant_hours=1, vendor_hours=0,
    weeks=4, hurdle=3, by="consultant",
    basis=Basis.judgement("Two messages to some hundred followers at the channel's fee and the coupons used."),
    cures=(
        Cure("trust.repeat_purchase", 0.3,
             Basis.judgement("A reminder at the right time helps where the product is used up; our own cautious figure.")),
        Cure("channel.own_channel_share", 0.2,
             Basis.judgement("Messages bring regulars to the own shop; new customers come elsewhere.")),
        Cure("sales.returning_buyers", 0.4, Basis.judgement("Earlier buyers are written to where the channel allows it.")),
    ),
    segments=LISTED,
)
