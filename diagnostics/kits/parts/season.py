"""A calendar of offers: the holidays ahead, when to apply and to announce, and how far the price may go down."""

from datetime import date, timedelta

import holidays

from data.text import _
from diagnostics.kits.desk import LINE, Desk
from diagnostics.kits.parts.money import worked_out
from diagnostics.report.model import Section, Table

AHEAD = timedelta(days=150)
APPLY, ANNOUNCE = timedelta(weeks=4), timedelta(weeks=1)
MOST = 8
SKIPPED = ("대체", "선거", "전날", "다음날", "다음 날")


def occasions(day: date, language: str = "ko") -> list[tuple[date, str]]:
    """Public holidays from `day` on, those around a feast and their substitutes left out."""
    years = (day.year, day.year + 1)
    calendar = holidays.country_holidays("KR", years=years, language="ko")
    shown = holidays.country_holidays("KR", years=years, language="en_US" if language == "en" else "ko")
    found = [
        (on, shown[on])
        for on, name in sorted(calendar.items())
        if day <= on <= day + AHEAD and not any(w in name for w in SKIPPED)
    ]
    return found[:MOST]


def promotion(desk: Desk) -> list[Section]:
    t, today = desk.t, desk.today
    rows = []
    for on, name in occasions(today, t.language):
        apply = t("{d:date}", d=on - APPLY) if on - APPLY >= today else t("too late for this one")
        rows.append([t("{d:date}", d=on), name, apply, t("{d:date}", d=max(today, on - ANNOUNCE)), LINE, "☐"])
    rows.append([LINE, t("Your own season or anniversary"), LINE, LINE, LINE, "☐"])
    head = [t("Which day"), t("Occasion"), t("Apply for an event until"), t("Announce on"), t("My offer"), t("I take part")]
    lowest = {p.title: row["break_even_price"] for p, row in worked_out(desk, 5) if p.unit_cost is not None}
    prices = [[desk.name(p), desk.money(p.price), desk.money(lowest.get(p.title)), LINE, LINE] for p in desk.products(5)]
    floor = Table(
        [t("Product"), t("Price"), t("Lowest price without loss"), t("Price of the offer"), t("From – until")],
        prices,
        numeric=frozenset({1, 2}),
    )
    text = [
        "【 상품 이름 】, 【 며칠 】부터 【 며칠 】까지 【 얼마 】원에 드려요.",
        "이 기간이 끝나면 【 얼마 】원으로 돌아가요.",
        "한 분이 【 몇 개 】까지 사실 수 있어요.",
    ]
    compare = Table(
        [t("Noted"), t("Two weeks before"), t("Two weeks after")],
        [[t(x), LINE, LINE] for x in (_("Orders"), _("Pieces"), _("Amount"), _("What was left"), _("New buyers"))],
    )
    return [
        Section(
            t("The months ahead"),
            [
                Table(head, rows),
                desk.small(
                    _("Public holidays of Korea, reckoned by the program. Events of the channel stand in the seller centre.")
                ),
            ],
        ),
        Section(t("How far down"), [floor]),
        Section(t("The announcement"), [desk.copy(t("Say period, price and limit"), text)]),
        Section(t("Before and after"), [compare]),
    ]
