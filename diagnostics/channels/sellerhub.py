"""셀러허브: about twenty malls through one account, sold in the service's name."""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import answered, not_selling
from diagnostics.selling.gates import BUSINESS, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule

GK = Basis.judgement("Judgement of consultants: a low hurdle, at the cost of the own brand.")

CHANNEL = Channel(
    id="sellerhub",
    title=_("셀러허브"),
    what=_("About twenty malls through one account. The service sells in its own name, so your name is hardly seen."),
    requirements=(BUSINESS, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(
        FeePlan(
            "service",
            _("Sold in the service's name"),
            (FeeRule("commission"), FeeRule("commission", "shipping")),
            monthly="monthly",
        ),
    ),
    settlement=None,
    fit=(
        FitRule(not_selling, 0.5, _("Many malls can be tried at once; buyers do not learn your name."), GK),
        FitRule(answered("registration", 0, 3), 0.7, _("No 통신판매업 report of your own is needed there."), GK),
    ),
    notes=(
        _("55,000 won a month are due whether anything sells or not; each mall takes its own commission on top."),
        _("The commissions of the malls are published nowhere: ask before you sign."),
        _("No source says when it pays out: ask before you count on the money."),
    ),
)
