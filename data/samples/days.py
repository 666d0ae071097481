"""The fictional calendar: the last day of the demo, business days, and how the weeks and feasts of a year sell."""
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays
import numpy as np
from numpy.typing import NDArray

DEMO_DAY = date(2026, 10, 31)
"""The last day of which the demo has data. Fixed, so that a diagnosis of the demo is the same next year."""
DEMO_AS_OF = DEMO_DAY + timedelta(days=1)
FIRST_DAY = date(2025, 7, 1)
"""Sixteen months before: long enough to compare a quarter with the same quarter a year ago."""

_WEEKDAY = np.array([1.14, 1.08, 1.04, 1.02, 0.94, 0.82, 0.96])
"""Monday first: people order on Monday what they thought of on the weekend."""


@cache
def days_off() -> NDArray[np.datetime64]:
    """Korean public holidays around the demo, the lunar ones included."""
    return np.array(sorted(holidays.country_holidays("KR", years=range(2025, 2028))), dtype="datetime64[D]")


def business_days_after(days: NDArray[Any], count: int) -> NDArray[np.datetime64]:
    """The `count`-th business day after each of `days`."""
    return np.busday_offset(days.astype("datetime64[D]"), count, roll="backward", holidays=days_off())


def calendar() -> NDArray[np.datetime64]:
    """Each day of the demo, FIRST_DAY to DEMO_DAY."""
    return np.arange(np.datetime64(FIRST_DAY), np.datetime64(DEMO_DAY) + 1)


def weekly(days: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Share of an average day's orders that each day gets from its weekday."""
    return _WEEKDAY[(days.astype("datetime64[D]").astype(np.int64) + 3) % 7]


def feasts(days: NDArray[np.datetime64], lift: float) -> NDArray[np.float64]:
    """1 on ordinary days; rises to `lift` over the two weeks before 설 and 추석 and falls to a half on the feast itself."""
    names = holidays.country_holidays("KR", years=range(2025, 2028), language="ko")
    feast = np.array(sorted(d for d, name in names.items() if name in ("설날", "추석")), dtype="datetime64[D]")
    ahead = (feast[None, :] - days[:, None]).astype(int)
    rise = np.where((ahead >= 3) & (ahead <= 16), 1 + (lift - 1) * (1 - np.abs(ahead - 8) / 9), 1.0).max(axis=1)
    return np.where((np.abs(ahead) <= 1).any(axis=1), 0.5, rise)
