"""How much is sold, how regularly, and which way it goes."""
from data.text import _
from diagnostics.model import Metric, Unit

METRICS = (
    Metric("sales.orders_30", "orders", lambda t: t.count(where=t.age <= 30), lambda t: t.count(), Unit.COUNT,
           _("Live orders of the last 30 days")),
)
