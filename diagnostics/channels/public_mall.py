"""A public mall of the 가치삽시다 kind: low fee, few buyers, entry by selection."""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, answered, goods, not_selling, perishable
from diagnostics.selling.gates import BUSINESS, NOTICE, PARCEL, PHOTOS, SELECTED
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule

GK = Basis.judgement("Judgement of consultants.")

CHANNEL = Channel(
    id="public_mall",
    title=_("Public mall (가치삽시다 kind)"),
    what=_("A mall run with public money for small merchants. Low fee and help with entry; few buyers by itself."),
    requirements=(BUSINESS, SELECTED, PHOTOS, NOTICE, PARCEL),
    plans=(FeePlan("mall", _("Public mall"), (FeeRule("commission"), FeeRule("commission", "shipping"))),),
    settlement=None,
    fit=(
        FitRule(
            lambda facts: True,
            0.3,
            _("Of 1,215 merchants on 가치삽시다 by September 2020, 68 % had not sold once."),
            Basis("국정감사 보도 (urinews, asiae 2020-10)", "2020-10", 1215),
        ),
        FitRule(not_selling, 0.6, _("Help with the first entry comes with it."), GK),
        FitRule(goods("food"), 0.6, _("Regional food is what its sale events show."), GK),
        FitRule(perishable, 0.6, _("Harvest events for farm and sea produce are run there."), GK),
        FitRule(answered("helper", 0, 0), 0.7, _("You have nobody to ask: the programme's staff helps."), GK),
        FitRule(answered("twenty_orders", 0, 0), 0.6, _("Few orders at a time: you can cope with them."), GK),
        FitRule(aged(50), 0.6, _("Buyers of this age look for regional goods there."), AGE),
    ),
    notes=(
        _("The 3 % are of 2020, and general sales ended in 2022: ask the programme for today's terms."),
        _("No source says when it pays out: ask before you count on the money."),
        _("Whether shipping is charged too is not stated; it is reckoned like the goods."),
    ),
)
