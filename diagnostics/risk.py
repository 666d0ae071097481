"""What may happen in the next 90 days."""
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from data.workspace import Workspace

COLUMNS = ("risk_no_orders_90d", "risk_halved_90d", "risk_low_reviews_90d")


@dataclass(frozen=True)
class Forecasts:
    """`probabilities` has a row per merchant that can be judged (index merchant_id) and a column per risk."""

    probabilities: pd.DataFrame
    card: dict[str, Any] = field(default_factory=dict)


def forecasts(workspace: Workspace, day: date) -> Forecasts:
    return Forecasts(pd.DataFrame(columns=list(COLUMNS), index=pd.Index([], name="merchant_id"), dtype=float))


def forecast(workspace: Workspace, merchant_id: str, as_of: date) -> dict[str, Any]:
    return {}
