"""A detail page that answers every question."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.rebuild",
    title=_("A detail page that answers every question"),
    what=_("The detail page (상세페이지) of your three main products is written again for a phone screen: what, why, how, "
           "size, delivery, returns, who makes it."),
    deliverables=(
        _("Three detail pages with real text, not only pictures"),
        _("An outline for the other products"),
        _("A test on two phones"),
    ),
    tasks=(
        _("Collect the ten questions that customers really ask."),
        _("Write one answer of two sentences to each, in the order of the outline."),
        _("Put the answers in as text and keep text in pictures large enough for a phone."),
        _("Go through the draft with the consultant for an hour."),
        _("Open the page on two phones and let somebody find size, delivery and returns."),
    ),
    cost=600_000, subsidised=0.8,
    merchant_hours=8, consultant_hours=4, vendor_hours=6,
    weeks=3, hurdle=4, by="consultant",
    basis=Basis.judgement("Three pages at about 200,000 won of design and copy each; no published price list of the "
                          "programme was found."),
    cures=(
        Cure("listing.detail_mobile", 0.9,
             Basis.judgement("The new page is built from blocks that follow the width of the phone.")),
        Cure("listing.detail_length", 0.9, Basis.judgement("The outline fills the length by itself.")),
        Cure("listing.detail_searchable", 0.8,
             Basis.judgement("Text instead of pictures is the point of the work; old pages of other products stay.")),
        Cure("listing.detail_order", 0.8, Basis.judgement("The outline is the order that is asked for.")),
        Cure("readiness.selling_points", 0.8, Basis.judgement("The detail page says what is good about the product.")),
        Cure("service.return_rate", 0.3, Basis.judgement("Size and use said clearly spare returns for wrong expectations.")),
        Cure("price.price_position", 0.2, Basis.judgement("A page that shows the difference makes a higher price understood.")),
        Cure("sales.conversion", 0.4, Basis.judgement("The page is what visitors see before they leave.")),
    ),
    needs=("detail_page.photography",),
)
