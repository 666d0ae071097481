"""One contract for all channels, and when their money comes, against dates counted on a calendar."""

from datetime import date
from decimal import Decimal

import pytest

from data.reference.fees import fee_rows, find_fee
from diagnostics import units
from diagnostics.selling import recommendation
from diagnostics.selling.fee_groups import group_id, group_name, group_of, groups, is_handmade
from diagnostics.selling.mix import mix_of
from diagnostics.selling.settlement_days import add_business_days, is_business_day, mean_days, payouts
from diagnostics.selling.view import at_most
from diagnostics.texts import Texts

CHANNELS = units.channels()
EXPECTED = {
    "naver",
    "coupang",
    "elevenst",
    "gmarket",
    "auction",
    "kakao",
    "toss",
    "idus",
    "cafe24",
    "public_mall",
    "phone_live",
}


def test_the_channels_that_were_asked_for_are_there() -> None:
    assert set(CHANNELS) >= EXPECTED


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_every_channel_keeps_the_contract(channel) -> None:
    assert channel.title and channel.what and channel.requirements and channel.plans and channel.fit
    for plan in channel.plans:
        for rule in plan.rules:
            book = rule.book or channel.id
            kinds = ("range_low", "range_high") if rule.kind == "range" else (rule.kind,)
            assert rule.step in ("commission", "payment", "shipping")
            for kind in kinds:
                assert any(r.channel == book and r.kind == kind and r.used for r in fee_rows()), (book, kind)
        if plan.monthly:
            assert find_fee(channel.id, plan.monthly).won > 0
        if plan.settles_like:
            assert CHANNELS[plan.settles_like].settlement is not None
    for need in channel.requirements:
        assert need.days > 0 and need.title and need.how and need.basis.source
    for rule in channel.fit:
        assert 0 <= rule.score <= 1 and rule.reason and rule.basis.source and rule.basis.as_of
    if channel.settlement is not None:
        assert sum(p.share for p in channel.settlement.payouts) == 1
        assert channel.settlement.basis.source


def test_every_fee_group_of_the_table_can_be_told_from_words() -> None:
    used = {r.group for r in fee_rows() if r.group}
    assert used <= set(groups())


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("식품>농산물>쌀/잡곡>백미", "food.fresh.rice"),
        ("패션의류>여성의류>원피스", "fashion"),
        ("청바지", "fashion"),
        ("욕실 청소솔", "living.cleaning"),
        ("책상", "furniture"),
        ("노트북 파우치", "electronics.computer_accessories"),
        ("강아지 간식", "pets"),
        ("아이스크림", "food.processed"),
        ("디지털/가전>모니터", "electronics.monitor"),
        ("컵라면", "food.processed.noodles"),
        ("health_beauty", "beauty"),
        ("수제 매실청", "food.processed"),
        ("화장품/미용>스킨케어>크림", "beauty"),
        ("???", None),
    ],
)
def test_goods_are_told_from_words(text: str, group: str | None) -> None:
    assert group_of(text) == group


def test_groups_by_id_or_words_and_their_names() -> None:
    assert (group_id("food.fresh"), group_id("뷰티"), group_id("zzz")) == ("food.fresh", "beauty", "")
    assert (group_name("food"), group_name("sports.golf_bicycle"), group_name("")) == ("식품", "스포츠·레저", "기타")
    assert is_handmade("수제 쿠키") and not is_handmade("쿠키")


def test_the_mix_is_told_from_categories_first_then_the_industry_then_names() -> None:
    sold = [
        {"channel": "naver", "product_id": "1", "product_name": "원피스", "sales": Decimal(300)},
        {"channel": "naver", "product_id": "2", "product_name": "사과", "sales": Decimal(700)},
    ]
    listed = [
        {"channel": "naver", "product_id": "1", "title": "원피스", "category": "패션의류>원피스"},
        {"channel": "naver", "product_id": "2", "title": "사과", "category": "식품>과일"},
    ]
    assert mix_of(sold, listed, "주방용품") == ((("food.fresh", Decimal(700)), ("fashion", Decimal(300))), "category")
    assert mix_of(sold, [], "주방용품") == ((("kitchen", Decimal(1)),), "industry")
    assert mix_of(sold, [], "") == ((("food.fresh", Decimal(700)), ("fashion", Decimal(300))), "names")
    assert mix_of([], listed[:1], "") == ((("fashion", Decimal(1)),), "category")
    assert mix_of([], [], "") == ((), "unknown")


# -- when the money comes ----------------------------------------------------------------------------------------------------


def test_business_days_leave_out_weekends_and_holidays() -> None:
    """추석 2026: 24 to 26 September (Thursday to Saturday)."""
    assert [is_business_day(date(2026, 9, d)) for d in (23, 24, 25, 26, 27, 28)] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert add_business_days(date(2026, 9, 23), 1) == date(2026, 9, 28)
    assert add_business_days(date(2026, 9, 26), 0) == date(2026, 9, 28)
    assert add_business_days(date(2026, 9, 28), 0) == date(2026, 9, 28)


def test_naver_pays_a_business_day_after_the_confirmation() -> None:
    """Paid on Thursday 1 October, delivered on the 4th, confirmed on Monday the 12th."""
    (paid,) = payouts(CHANNELS["naver"].settlement, date(2026, 10, 1), 3)
    assert (paid.day, paid.share) == (date(2026, 10, 13), 1)
    (sooner,) = payouts(CHANNELS["naver"].settlement, date(2026, 10, 1), 3, confirm_after=1)
    assert sooner.day == date(2026, 10, 6)  # confirmed on Monday the 5th, itself a holiday


def test_coupang_weekly_pays_seventy_and_thirty_on_a_real_calendar() -> None:
    """Confirmed on Friday 11 September 2026: the week ends on the 13th. Fifteen business days later: 14-18, 21-23 (eight),
    28-30 September, 1-2 October (thirteen), 6-7 October (the 5th is a substitute holiday). The rest on 1 November, a
    Sunday: the 2nd."""
    first, rest = payouts(CHANNELS["coupang"].settlement, date(2026, 9, 1), 3)
    assert (first.day, first.share) == (date(2026, 10, 7), Decimal("0.7"))
    assert (rest.day, rest.share) == (date(2026, 11, 2), Decimal("0.3"))


def test_mean_days_weighs_the_payouts_and_orders_the_channels() -> None:
    start = date(2026, 1, 1)
    naver, coupang = (mean_days(CHANNELS[c].settlement, start, 3) for c in ("naver", "coupang"))
    by_hand = sum(
        sum(p.share * (p.day - day).days for p in payouts(CHANNELS["coupang"].settlement, day, 3))
        for day in (date.fromordinal(start.toordinal() + i) for i in range(365))
    )
    assert abs(coupang - by_hand / 365) <= Decimal("0.05")
    assert 12 <= naver <= 14 and 36 <= coupang <= 45
    assert mean_days(CHANNELS["elevenst"].settlement, start, 3) > naver


def test_what_is_unknown_is_never_the_best():
    """A shop that can enter only a channel with an unknown fee: the channel still stands after those that can be reckoned."""
    def channel(name: str, stays: int | None, eligible: bool) -> dict[str, object]:
        return {"channel": name, "eligible": eligible, "contribution_per_order": stays, "fit": None, "days_to_cash": 3,
                "missing_steps": [] if eligible else [{"state": "missing"}]}

    ordered = recommendation.rank([channel("unclear", None, True), channel("loses", -90, False), channel("wins", 900, False)])
    assert [(c["channel"], c["rank"]) for c in ordered] == [("wins", 1), ("loses", 2), ("unclear", 3)]


@pytest.mark.parametrize(("won", "said", "korean"), [
    (94, "at most ₩94; a fee is not known", "많아야 ₩94 (모르는 수수료가 있어요)"),
    (0, "at most ₩0; a fee is not known", "많아야 ₩0 (모르는 수수료가 있어요)"),
    (-94, "a loss of ₩94 or more; a fee is not known", "₩94 이상 손해예요 (모르는 수수료가 있어요)")])
def test_at_most_less_than_nothing_is_a_loss(won, said, korean):
    assert (Texts("en").say(at_most(won)), Texts("ko").say(at_most(won))) == (said, korean)
