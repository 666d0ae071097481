"""What the name of a file says of its days: when it was made, and which days it covers."""
import calendar
import re
import unicodedata
from datetime import date, datetime

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?=(?:\d{4}|\d{6})?(?!\d))")
_SHORT_DAY = re.compile(r"(?<!\d)(2\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
"""price_inventory_260918: read where no whole year stands, for six digits may be a time of day as well."""
_MONTH = re.compile(r"(?<!\d)(20\d\d)(?:[-_.]|\s*년\s*)?(0?[1-9]|1[0-2])(?:\s*월|(?!\d))")
_CLOCK = re.compile(r"[-_T ]?([01]\d|2[0-3])[:-]?([0-5]\d)(?:[:-]?([0-5]\d))?(?!\d)")


def period_of(name: str) -> tuple[date | None, date | None]:
    """First and last day that the name of a file tells.

    One day alone is both; of more than two the first two are the period and the others the day of the download; without a day,
    a month (2026-09, 2026년 9월) is all its days.
    """
    days = [moment.date() for moment in _moments(name)][:2]
    if days:
        return min(days), max(days)
    months = [(int(m[1]), int(m[2])) for m in _MONTH.finditer(_plain(name))]
    if not months:
        return None, None
    (year, month), (last_year, last_month) = min(months), max(months)
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def made_at(name: str) -> datetime | None:
    """When a file was made, where its name says so: ..._20260918_0901.xlsx; of a period its last day."""
    return max(_moments(name), default=None)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _moments(name: str) -> list[datetime]:
    """The days in the name, in their order, with the time of day that follows one."""
    name = _plain(name)
    found: list[datetime] = []
    whole = list(_DAY.finditer(name))
    for match in whole or _SHORT_DAY.finditer(name):
        try:
            moment = datetime(int(match[1]) % 100 + 2000, int(match[2]), int(match[3]))
        except ValueError:
            continue
        clock = _CLOCK.match(name, match.end())
        if clock and not _DAY.match(name, match.end() + 1):
            moment = moment.replace(hour=int(clock[1]), minute=int(clock[2]), second=int(clock[3] or 0))
        found.append(moment)
    return found
