"""A short course with a coach."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.education",
    title=_("A short course with a coach"),
    what=_("Four evenings or videos on photo, listing, price and delivery, with your own product as homework and somebody"
           " to ask."),
    deliverables=(
        _("Four lessons with homework on your own product"),
        _("A person to ask for three months"),
        _("A certificate that counts in later programmes"),
    ),
    tasks=(
        _("Choose a free course of the programme or of 소진공 (small-business agency)."),
        _("Bring one product of your own to the first lesson."),
        _("Do the homework of photo, title, price and parcel."),
        _("Write down whom to call when you are stuck."),
    ),
    cost=0, subsidised=0,
    merchant_hours=16, consultant_hours=2, vendor_hours=0,
    weeks=4, hurdle=3, by="consultant",
    basis=Basis("Courses of the 디지털 특성화대학 are free for the merchant (etnews 20241211)", "2024-12"),
    cures=(
        Cure("readiness.budget", 0.3,
             Basis.judgement("Free courses with free equipment lower the money that is needed; they do not bring money.")),
        Cure("readiness.device", 0.4,
             Basis.judgement("Course places lend equipment; a device of one's own still has to come.")),
        Cure("readiness.helper", 0.9, Basis.judgement("A coach to call for three months is part of the course.")),
        Cure("readiness.product_chosen", 0.6, Basis.judgement("The homework asks for one product of one's own.")),
        Cure("readiness.sales_known", 0.5,
             Basis.judgement("The course shows where the numbers stand; looking at them is a habit.")),
        Cure("price.cost_known", 0.4, Basis.judgement("The homework works out the cost of one product, not of all.")),
        Cure("readiness.goal", 0.7, Basis.judgement("The homework asks for a number and a date.")),
    ),
)
