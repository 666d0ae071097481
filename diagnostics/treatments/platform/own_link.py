"""Your own link, lower fee."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.own_link",
    title=_("Your own link, lower fee"),
    what=_("Customers who come by your own marketing link pay into a lower sales fee at Naver (0.91 % instead of 2.73 %):"
           " put the link on card, message and profile."),
    deliverables=(
        _("Your marketing links by place"),
        _("A QR code for counter and card"),
    ),
    tasks=(
        _("Make a marketing link in the Naver seller centre."),
        _("Put it into profile, message and shop sign."),
        _("Print it as a QR code on the card in the parcel."),
        _("See after four weeks which place brings orders."),
    ),
    cost=0, subsidised=0,
    merchant_hours=2, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=1, by="merchant",
    basis=Basis.judgement("Links are free; the lower rate is Naver's fee table of 2025-06-02."),
    cures=(
        Cure("channel.own_channel_share", 0.4,
             Basis.judgement("Regulars follow the link; new customers come by search as before.")),
        Cure("channel.fee_by_link", 0.4, Basis.judgement("The same orders counted by fee.")),
        Cure("price.fee_burden", 0.15, Basis.judgement("Only orders by the own link pay the lower fee.")),
    ),
    segments=LISTED,
)
