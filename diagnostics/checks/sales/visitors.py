"""Does anybody look at the products?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.visitors",
    since="2026.2",
    importance=Importance.LOW,
    metric="sales.visitors",
    curve=rising(half=8, good=50, log=True),
    basis=Basis.judgement(
        "Where two of a hundred visitors buy, 50 a day are the 30 orders a month at which packing becomes a routine, and 8 a day "
        "are five orders."
    ),
    treatments=("detail_page.findability", "detail_page.title", "platform.ads_first_month", "platform.live_phone"),
    title=_("People look at the products every day"),
    failing=_("Hardly anybody looks at the products"),
    why=_("Nobody buys what nobody sees. Before price and page can work, the products must be found."),
    next_step={
        "fail": _(
            "{value} visitors a day in all; {target} is a good aim. “{first}” is seen least: put the words into its name that "
            "you would type to find it yourself, and fill in its search words."
        ),
        "warn": _("{value} visitors a day in all; {target} is a good aim. Begin with name and search words of “{first}”."),
    },
    evidence=lambda r: rows(
        r.visits, "-visitors", product_name="product", channel="channel", visitors="visitors", orders="orders"
    ),
)
