"""One product list for all channels."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.linked_commerce",
    title=_("One product list for all channels"),
    what=_("One master list (본점) holds product, price and stock, and the channels (지점) follow it."),
    deliverables=(
        _("A master list of all products"),
        _("Differences between channels mended"),
        _("A weekly routine of a quarter of an hour"),
    ),
    tasks=(
        _("Download the product file of each channel."),
        _("Give every product one code that is the same everywhere."),
        _("Mend price and stock where they differ."),
        _("Put missing products on the second channel."),
        _("Try a linking service free of charge before paying for one."),
    ),
    cost=165_000, subsidised=0.5,
    merchant_hours=8, consultant_hours=3, vendor_hours=0,
    weeks=3, hurdle=4, by="consultant",
    basis=Basis("Three months at the 55,000 won a month that a multi-mall service such as 셀러허브 charged", "2025"),
    cures=(
        Cure("channel.catalogue_sync", 0.8,
             Basis.judgement("A master list removes most differences; stock still moves during the day.")),
        Cure("channel.channel_concentration", 0.3,
             Basis.judgement("Products on the second channel take over a part of the sales slowly.")),
        Cure("channel.channel_count", 0.5,
             Basis.judgement("The second channel is filled from the master list where it is open already.")),
        Cure("channel.stock_sync", 0.8, Basis.judgement("One list feeds all channels; stock still moves during the day.")),
        Cure("price.price_dispersion_across_channels", 0.5,
             Basis.judgement("Prices that differ by mistake are mended; promotions still differ.")),
        Cure("channel.channel_variety", 0.3,
             Basis.judgement("The same products stand on further channels; whether they sell there is still open.")),
    ),
    segments=LISTED,
)
