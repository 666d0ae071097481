"""Start selling again."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.restart",
    title=_("Start selling again"),
    what=_("Two weeks for a shop that has gone quiet: refresh the best product, tell old buyers, one small offer, and the"
           " first orders served fast."),
    deliverables=(
        _("One refreshed main product"),
        _("A message to former buyers"),
        _("A plan of two weeks with a task a day"),
    ),
    tasks=(
        _("Check that shop, stock and prices are open and right."),
        _("Choose the product that sold best and renew its first photo and title."),
        _("Tell ten former buyers or regulars that you are back."),
        _("Give one small offer for two weeks."),
        _("Send each order the same day."),
    ),
    cost=50_000, subsidised=0,
    merchant_hours=8, consultant_hours=1, vendor_hours=0,
    weeks=2, hurdle=2, by="merchant",
    basis=Basis.judgement("The small offer to the first ten to twenty orders."),
    cures=(
        Cure("sales.days_since_last_order", 0.6,
             Basis.judgement("A first order from regulars is within reach; staying in rhythm is harder.")),
        Cure("sales.active_weeks", 0.4, Basis.judgement("Two of the four weeks are worked on.")),
        Cure("sales.own_rhythm", 0.6,
             Basis.judgement("A first order from regulars is within reach; staying in rhythm is harder.")),
        Cure("sales.trend_30", 0.3, Basis.judgement("The month of the restart stands against a quiet one.")),
        Cure("channel.idle_channel", 0.4, Basis.judgement("An offer and a fresh main product wake one channel.")),
    ),
    segments=LISTED,
)
