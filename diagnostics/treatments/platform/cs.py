"""Answers that calm customers."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.cs",
    title=_("Answers that calm customers"),
    what=_("Ten ready answers for the questions and complaints that return, and a rule to answer within a day."),
    deliverables=(
        _("Ten ready answers"),
        _("A rule for refund and exchange"),
    ),
    tasks=(
        _("Collect the questions and complaints of the last three months."),
        _("Write one friendly answer for each kind."),
        _("Set up to what amount you refund without asking back."),
        _("Answer twice a day at a fixed hour."),
        _("Mend the product page wherever a question returns."),
    ),
    cost=0, subsidised=0,
    merchant_hours=4, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; ten short texts."),
    cures=(
        Cure("service.low_star_share", 0.3,
             Basis.judgement("Quick help turns part of the low ratings around; the product itself does the rest.")),
        Cure("readiness.feedback_read", 0.7, Basis.judgement("Questions are read twice a day; reviews less often.")),
        Cure("service.buyer_cancels", 0.2, Basis.judgement("A quick answer keeps some who would cancel.")),
        Cure("service.delivery_on_time", 0.1, Basis.judgement("Honest days in the answers, not a faster parcel.")),
        Cure("trust.review_level", 0.15,
             Basis.judgement("Quick help keeps some from a low rating; the product does the rest.")),
        Cure("trust.review_trend", 0.2, Basis.judgement("Quick help shows in the next reviews.")),
        Cure("readiness.missed", 0.7, Basis.judgement("Messages are read twice a day at a fixed hour.")),
    ),
)
