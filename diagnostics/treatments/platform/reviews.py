"""Ask for honest reviews."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.reviews",
    title=_("Ask for honest reviews"),
    what=_("Every buyer gets one friendly request after arrival, and every low review gets a calm answer."),
    deliverables=(
        _("A request text and its day"),
        _("Answers to all open low reviews"),
    ),
    tasks=(
        _("Switch on the channel's review points."),
        _("Send one request three days after arrival."),
        _("Answer every review of three stars or fewer: thank, explain, offer."),
        _("Never ask for stars, never write reviews yourself."),
        _("Note what three reviews in a row complain about and mend it."),
    ),
    cost=50_000, subsidised=0,
    merchant_hours=3, consultant_hours=0, vendor_hours=0,
    weeks=4, hurdle=2, by="merchant",
    basis=Basis.judgement("Review points for about a hundred reviews at 500 won each."),
    cures=(
        Cure("trust.review_count", 0.4,
             Basis.judgement("Asking raises the number within weeks, not to the level of old shops.")),
        Cure("trust.review_level", 0.15,
             Basis.judgement("Asking brings the contented to write; the product must do the rest.")),
        Cure("trust.review_trend", 0.3, Basis.judgement("What is mended after complaints shows in the next reviews.")),
        Cure("trust.review_recency", 0.6, Basis.judgement("A request after each order keeps new reviews coming.")),
        Cure("readiness.feedback_read", 0.8, Basis.judgement("Answering reviews every week is the deliverable.")),
        Cure("trust.one_review_source", 0.3, Basis.judgement("Reviews come on the second channel only when it sells.")),
        Cure("trust.review_yield", 0.5, Basis.judgement("Asking at the right moment is most of it; the buyer decides.")),
    ),
    segments=LISTED,
)
