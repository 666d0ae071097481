"""What may happen in the next 90 days."""
from datetime import date
from typing import Any

from data.workspace import Workspace


def forecast(workspace: Workspace, merchant_id: str, as_of: date) -> dict[str, Any]:
    return {}
