"""The words that the diagnosis counts in: dimensions, stages, units, weights, outcomes, segments, families of treatments."""
from enum import StrEnum

DIMENSIONS = ("listing", "trust", "price", "sales", "service", "channel", "readiness")
STAGES = ("intake", "mid", "exit")
"""T0 before support, T1, T2."""


class Unit(StrEnum):
    """What a number counts; it decides how the number is written."""

    WON = "won"
    SHARE = "share"
    DAYS = "days"
    COUNT = "count"
    STARS = "stars"
    PIXELS = "pixels"
    LETTERS = "letters"
    RATIO = "ratio"
    POINTS = "points"


class Sampling(StrEnum):
    """How a measured number could have come out otherwise: what its interval is reckoned by."""

    RATE = "rate"  # a share of yes among observations
    MEAN = "mean"  # a mean, or a ratio of two sums, over observations


class Importance(StrEnum):
    """How much a check matters. No check chooses a number."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def weight(self) -> float:
        return {"critical": 10.0, "high": 7.5, "medium": 5.0, "low": 2.5}[self.value]


class Status(StrEnum):
    """Outcome of a check. Only the first three carry a score."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


class Segment(StrEnum):
    """Where a merchant stands in selling online."""

    UNLISTED = "unlisted"      # 미입점
    STRUGGLING = "struggling"  # 입점 후 부진
    GROWING = "growing"        # 성장


LISTED = frozenset({Segment.STRUGGLING, Segment.GROWING})
EVERYONE = frozenset(Segment)


class Family(StrEnum):
    """The four lines of the package."""

    DETAIL_PAGE = "detail_page"
    BRANDING = "branding"
    PACKAGING = "packaging"
    PLATFORM = "platform"
