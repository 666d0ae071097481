"""A seller who sells for you."""
from data.text import _
from diagnostics.model import Basis, Cure, Segment, Treatment

TREATMENT = Treatment(
    id="platform.proxy_seller",
    title=_("A seller who sells for you"),
    what=_("A 전담셀러 (dedicated seller) registers, sells and promotes your product; you make it and pack it."),
    deliverables=(
        _("A contract with fees and terms"),
        _("Your products listed by the seller"),
        _("A monthly report of sales"),
    ),
    tasks=(
        _("Write down product, cost, lowest price and monthly stock."),
        _("Ask the programme's agency for two sellers of your field."),
        _("Compare fee, term, who answers customers and who takes returns."),
        _("Agree on three months and a way out."),
        _("Read the first month's report together with the consultant."),
    ),
    cost=165_000, subsidised=0.8,
    merchant_hours=5, consultant_hours=3, vendor_hours=20,
    weeks=6, hurdle=5, by="vendor",
    basis=Basis("Three months at the 55,000 won a month that a multi-mall service such as 셀러허브 charged", "2025"),
    cures=(
        Cure("readiness.hours", 0.7,
             Basis.judgement("Listing, selling and answering go to the seller; making and packing stay.")),
        Cure("sales.orders_30", 0.25, Basis.judgement("A practised seller brings first orders; the product decides how many.")),
    ),
    excludes=("platform.onboarding",),
    segments=frozenset({Segment.UNLISTED, Segment.STRUGGLING}),
)
