"""The result JSON (schema_version 1): a diagnosis as plain, versioned, language-free values."""
import math
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from diagnostics.model import Diagnosis

SCHEMA_VERSION = 1
ENGINE = "0.1.0"


def plain(value: Any) -> Any:
    """The same value in JSON's own types: dates as ISO text, money as a number, enums as their text, what is no number as
    null."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        return str(value)
    if hasattr(value, "item"):
        return plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def to_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """The diagnosis in the stable shape that scripts and stored results rely on."""
    return {"schema_version": SCHEMA_VERSION, "engine": ENGINE, **plain(asdict(diagnosis))}
