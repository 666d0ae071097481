"""Does the detail page answer what buyers ask?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import rising
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.detail_order",
    since="2026.1",
    importance=Importance.HIGH,
    metric="listing.detail_order",
    curve=rising(half=0.4, good=0.85),
    basis=Basis.judgement("Seven things that buyers ask: what it is, why this one, how to use it, how large, when it "
                          "comes, can it go back, who makes it. Six of seven is good."),
    treatments=("detail_page.rebuild",),
    title=_("Detail pages answer what buyers ask"),
    failing=_("Detail pages leave questions open"),
    why=_("What, why, how, how large, when, what if, and from whom: a page that answers these sells without a clerk."),
    next_step={"fail": _("Go through the seven questions for {first} and write one sentence for each that is missing."),
               "warn": _("Write one sentence for each missing question, beginning with {first}.")},
    evidence=worst(lambda t: rules.topics(t) >= 6, "detail_text_length"),
)
