"""Do visitors buy?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def missed(r: Relations) -> ir.Table:
    """Products by the visitors who did not buy."""
    t = r.visits
    t = t.filter(t.told > t.orders)
    return t.mutate(bought=share(t.orders, t.told), left=t.told - t.orders)


CHECK = Check(
    id="sales.conversion",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="sales.conversion",
    curve=rising(half=0.01, good=0.03),
    basis=Basis.judgement(
        "Of a hundred people who open a product page two or three usually buy; with one the page loses them. Trades differ: "
        "food sells to more of its visitors than furniture."
    ),
    treatments=("platform.pricing", "detail_page.photography", "detail_page.rebuild"),
    title=_("Visitors of the pages buy"),
    failing=_("Few visitors of the pages buy"),
    why=_("Visitors have been won already. A page that sells to twice as many of them is cheaper than twice the advertising."),
    next_step={
        "fail": _(
            "{value} of {n} visitors bought; {target} is good. Open “{first}” on a phone tomorrow morning: does the first screen "
            "show what it is, its price with shipping, and when it arrives? Put right what is missing there."
        ),
        "warn": _(
            "{value} of {n} visitors bought; {target} is good. Change one thing on the page of “{first}”, the first photo, and "
            "compare the next two weeks."
        ),
    },
    evidence=lambda r: rows(
        missed(r), "left", product_name="product", channel="channel", visitors="told", orders="orders", bought="bought",
        left="left",
    ),
    min_n=100,
)
