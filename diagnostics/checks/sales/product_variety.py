"""Over how many products are the sales spread?

On trial: it says with the Herfindahl-Hirschman index what `sales.product_concentration` scores by the best seller already;
two scores for one fact would count it twice.
"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.product_variety",
    since="2026.2",
    importance=Importance.LOW,
    metric="sales.product_variety",
    curve=rising(half=2.2, good=3.5, log=True),
    basis=Basis(
        _(
            "Quantiles of 372 merchants of the public Olist set (a Brazilian marketplace): sales were worth 3.5 equal products "
            "or more in three quarters of the shops, 2.2 or fewer in a tenth"
        ),
        "2018-01",
        372,
    ),
    treatments=("platform.assortment", "platform.bundles"),
    title=_("Sales are spread over several products"),
    failing=_("Sales rest on very few products"),
    why=_("The fewer products carry the shop, the harder one that runs out or is copied hits it."),
    next_step={
        "fail": _(
            "The sales are worth {value} equal products; {target} is a good aim. Choose the third product of the list, give it "
            "a new first photo, and show it under “{first}”."
        ),
        "warn": _("The sales are worth {value} equal products; {target} is a good aim. Show a second product under “{first}”."),
    },
    evidence=lambda r: rows(r.goods, "amount", product_name="product", amount="amount", lines="lines"),
    min_n=10,
    trial=True,
)
