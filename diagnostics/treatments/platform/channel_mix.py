"""Sell where more is left over."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.channel_mix",
    title=_("Sell where more is left over"),
    what=_("Fees, postage and days to cash of each channel are laid side by side for your own products; one channel is "
           "added or one is given up."),
    deliverables=(
        _("A comparison of what is left per order"),
        _("A decision: which channel to add, keep or leave"),
        _("The first products moved"),
    ),
    tasks=(
        _("Download last month's settlement from each channel."),
        _("Compare what is left per order on the channel page."),
        _("Choose one channel to add, or one to give up."),
        _("Move the three products with the best margin first."),
        _("Compare again after four weeks."),
    ),
    cost=0, subsidised=0,
    merchant_hours=5, consultant_hours=2, vendor_hours=0,
    weeks=2, hurdle=3, by="consultant",
    basis=Basis.judgement("Nothing is bought; two sessions of an hour and an afternoon of moving products."),
    cures=(
        Cure("price.fee_burden", 0.3,
             Basis.judgement("The rates are fixed; only the share of the dear channel can be changed.")),
        Cure("price.cash_cycle", 0.4, Basis.judgement("Moving part of sales to a faster channel shortens the wait.")),
        Cure("channel.channel_count", 0.7, Basis.judgement("A second channel is opened within the treatment.")),
        Cure("channel.channel_concentration", 0.4,
             Basis.judgement("A second channel takes over part of the sales in a quarter.")),
        Cure("channel.idle_channel", 0.7, Basis.judgement("An idle channel is given up or restocked.")),
        Cure("price.contribution_margin", 0.2, Basis.judgement("A part of the sales moves to where more is left.")),
        Cure("price.shipping_burden", 0.2, Basis.judgement("Terms for postage differ between channels.")),
        Cure("channel.channel_variety", 0.4, Basis.judgement("A second channel takes over part of the sales in a quarter.")),
        Cure("price.cash_waiting", 0.4, Basis.judgement("Moving part of sales to a faster channel shortens the wait.")),
    ),
    segments=LISTED,
)
