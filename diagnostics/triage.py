"""Where a merchant stands: segment, the official two axes, and the route that follows."""
from typing import Any

import numpy as np
import pandas as pd

from diagnostics.judge import Judged
from diagnostics.measure import Measurements
from diagnostics.model import Segment


def segments(measured: Measurements) -> pd.Series:
    """The `Segment` of each merchant as text, index merchant_id."""
    sells = measured.n["sales.orders_30"].to_numpy() > 0
    grows = measured.value["sales.orders_30"].to_numpy() >= 30
    return pd.Series(np.select([~sells, grows], [Segment.UNLISTED, Segment.GROWING], Segment.STRUGGLING), index=measured.merchants)


def profile(measured: Measurements, judged: Judged, merchant_id: str) -> dict[str, Any]:
    return {}
