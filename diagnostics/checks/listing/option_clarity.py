"""Can a buyer tell the options apart?"""
from data.text import _
from diagnostics.checks.listing import worst_of
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.option_clarity",
    since="2026.2",
    importance=Importance.LOW,
    metric="listing.option_clarity",
    curve=share_of_yes(),
    basis=Basis.judgement("A list of more than 50 choices is not read on a phone, and a choice called 1 or A says nothing; names "
                          "are those that buyers chose in the last 365 days."),
    treatments=("detail_page.findability",),
    title=_("Options are few and named in words"),
    failing=_("Options are many or have no names"),
    why=_("Whoever does not know what “option 2” is asks, orders the wrong one, or leaves."),
    next_step={"fail": _("Name the options of {first} in words, such as colour and weight. Split the listing where there are "
                         "more than 50."),
               "warn": _("Name the options of the listings here in words, beginning with {first}.")},
    evidence=worst_of("choices", rules.options_clear, "option_count", "bare_names"),
)
