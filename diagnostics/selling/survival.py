"""Who began to sell on a channel, what was known of the shop when it began, and whether it still sold after 90 days.

A shop begins on a channel on the day of its first live order there. It still sells when it has a live order on one of the days
91 to 180 after that day. The outcome is known once day 180 is over: whoever began later says nothing yet and is left out.
What a shop is compared by was known on that day or before: never anything that came after. One row per shop and channel by
aggregates in the database, no loop over shops.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.known import Tables
from data.text import _
from diagnostics import queries
from diagnostics.metrics.relations import Relations
from diagnostics.questions import POINTS, QUESTIONS
from diagnostics.selling.fee_groups import HANDMADE, group_of, is_handmade

QUIET, OVER = 90, 180
"""Still selling: an order after day `QUIET` and up to day `OVER`, counted from the first order on the channel."""
DEFINITION = _("Still selling: at least one order on days 91 to 180 after the first order there. Shops whose 180 days are not "
               "over yet are left out.")
BEGINNING = 28
"""Who already sold within so many days of the first record of a channel may have begun long before it."""
NEW = 90
"""A business registered at most so many days before its first order there cannot have begun long before it."""
NOW = ""
"""Stands for the channel in the row of a shop as it is today."""
KEY = ["merchant_id", "channel"]
FACTORS = ("environment", "information", "making", "mindset")
_FACTOR = {q.id: q.factor for q in QUESTIONS if q.factor in FACTORS}
_STAGES = {"intake": 0, "mid": 1, "exit": 2}


@dataclass(frozen=True)
class Pool:
    """As known before `day`. `profiles`: index (merchant_id, channel), the columns of `profiles`, of each shop on the day it
    began there, and under `NOW` as it is today. `outcomes`: the same index, `still` 0 or 1, of whom the outcome is known."""

    day: date
    profiles: pd.DataFrame
    outcomes: pd.Series
    began_before: dict[str, int]
    """Per channel: shops left out since they already sold when its records begin; when they began is not known."""


def pool(tables: Tables) -> Pool:
    """Every shop of `tables` that began somewhere, and every shop as it is on the day of `tables`."""
    began = queries.frame(tables, _began).set_index(KEY).sort_index()
    points = pd.MultiIndex.from_frame(queries.frame(tables, _points_only)[KEY]).sort_values()
    unsure = began.earlier | ((began.record_age - began.first_age < BEGINNING) & ~began.proven)
    left_out = unsure[unsure].groupby("channel").size()
    return Pool(tables.as_of, profiles(tables, points), began.still[~unsure & (began.first_age > OVER)].astype(int),
                {str(channel): int(n) for channel, n in left_out.items()})


def profiles(tables: Tables, points: pd.MultiIndex) -> pd.DataFrame:
    """What was known of the shops at `points`: elsewhere (other channels sold on), region, goods (fee group), price and weight_g
    (middle ones), listed (products), handmade (0 or 1), years in business, and the mean points of each factor of the
    self-check. NaN or None: not known."""
    found = queries.frame(tables, _shops).set_index(KEY).reindex(points)
    listed = queries.frame(tables, _listed).set_index(KEY).reindex(points)
    first = queries.frame(tables, _first_day).set_index(KEY).reindex(points)
    answers = queries.frame(tables, _answers).pivot_table(index=KEY, columns="factor", values="points", aggfunc="first")
    made = pd.DataFrame({
        "elsewhere": found.elsewhere.fillna(0).astype(float),
        "region": found.region.str.strip().str[:2].replace("", None),
        "goods": _goods(tables, points, found.industry),
        "price": _known(listed.price).where(lambda x: x > 0).fillna(_known(first.price).where(lambda x: x > 0)),
        "weight_g": _known(listed.weight_g).where(lambda x: x > 0),
        "listed": _known(listed["listed"]).where(lambda x: x > 0),
        "years": (_known(found.founded_age) - _known(found["at"])).clip(lower=0) / 365.25,
    }, index=points)
    said = _flags(found.industry, is_handmade)
    shown = _known(listed.handmade).fillna(_known(first.handmade))
    made["handmade"] = np.where(said.eq(True) | (shown >= 0.5), 1.0, np.where(said.isna() & shown.isna(), np.nan, 0.0))
    for factor in FACTORS:
        column = answers[factor] if factor in answers else pd.Series(dtype=float)
        made[factor] = pd.to_numeric(column, errors="coerce").reindex(points)
    return made


def _known(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce").astype(float)


def _flags(texts: pd.Series, judge: Callable[[str], Any]) -> pd.Series:
    """What `judge` says of each text; NaN where there is none. Each different text is judged once."""
    said = {text: judge(text) for text in texts.dropna().unique() if str(text).strip()}
    return texts.map(said)


def _goods(tables: Tables, points: pd.MultiIndex, industry: pd.Series) -> pd.Series:
    """The fee group of most products listed by then, else that of the industry, else that of what sold on the first day."""
    return _most(queries.frame(tables, _categories), points).fillna(_flags(industry, group_of)).fillna(
        _most(queries.frame(tables, _names), points))


def _most(rows: pd.DataFrame, points: pd.MultiIndex) -> pd.Series:
    rows = rows.assign(group=_flags(rows.text, group_of)).dropna(subset=["group"])
    summed = rows.groupby([*KEY, "group"])["n"].sum().reset_index()
    ordered = summed.sort_values([*KEY, "n", "group"], ascending=[True, True, False, True])
    return ordered.drop_duplicates(KEY).set_index(KEY).group.reindex(points).astype(object)


def _days(r: Relations) -> ir.Table:
    """One day with a live order of a shop on a channel."""
    return r.live.group_by("merchant_id", "channel", "age").aggregate(lines=r.live.count())


def _first(r: Relations) -> ir.Table:
    t = _days(r)
    return t.group_by("merchant_id", "channel").aggregate(first_age=t.age.max())


def _began(r: Relations) -> ir.Table:
    """One shop and channel: age of the first live order and of the channel's first record in the store, `still`; `earlier`: a
    review or a settlement shows a sale before that order; `proven`: it cannot have begun much before (a young business, an
    answer that it sold nowhere online, or records of another channel that reach further back).
    """
    first, days = _first(r), _days(r)
    joined = days.inner_join(first, KEY)
    since = joined.first_age - joined.age
    found = joined.group_by("merchant_id", "channel").aggregate(
        first_age=joined.first_age.max(), still=((since > QUIET) & (since <= OVER)).any().cast("int8"))
    records = first.group_by("channel").aggregate(record_age=first.first_age.max())
    settled = r.tables.settlements
    told = ibis.union(r.reviews.select("merchant_id", "channel", told_age=r.reviews.age),
                      settled.select("merchant_id", "channel", told_age=r.age(settled.settled_on)))
    told = told.group_by("merchant_id", "channel").aggregate(told_age=told.told_age.max())
    offline = r.tables.answers.filter(lambda t: (t.question_id == "where") & t.value.isin(["none", "offline"]))
    offline = offline.group_by("merchant_id").aggregate(offline_age=r.age(offline.answered_on).max())
    shop = r.merchants.group_by("merchant_id").aggregate(founded_age=r.age(r.merchants.founded_on).max())
    longest = first.group_by("merchant_id").aggregate(longest=first.first_age.max())
    t = found.inner_join(records, "channel").inner_join(longest, "merchant_id")
    t = t.left_join(told, KEY).select(*found.columns, "record_age", "longest", "told_age")
    t = t.left_join(offline, "merchant_id").select(*t.columns, "offline_age")
    t = t.left_join(shop, "merchant_id").select(*t.columns, "founded_age")

    def surely(flag: ir.BooleanValue) -> ir.BooleanValue:
        return flag.fill_null(False)

    return t.select(
        "merchant_id", "channel", "first_age", "still", "record_age", earlier=surely(t.told_age > t.first_age),
        proven=surely(t.founded_age - t.first_age <= NEW) | surely(t.offline_age >= t.first_age)
        | (t.longest - t.first_age >= BEGINNING))


def _points(r: Relations) -> ir.Table:
    """One shop on the day that it began on a channel (`at` days ago), and as it is today (channel `NOW`, at 0)."""
    first = _first(r)
    entered = first.select("merchant_id", "channel", at=first.first_age.cast("int64"))
    today = r.merchants.select("merchant_id", channel=ibis.literal(NOW), at=ibis.literal(0, "int64"))
    return entered.union(today)


def _points_only(r: Relations) -> ir.Table:
    t = _points(r)
    return t.semi_join(r.merchants, "merchant_id").select("merchant_id", "channel")


def _shops(r: Relations) -> ir.Table:
    """The record of each point, and on how many other channels the shop had sold before."""
    points, first = _points(r), _first(r).select("merchant_id", other="channel", other_age="first_age")
    joined = points.inner_join(first, "merchant_id").filter(lambda t: (t.other != t.channel) & (t.other_age > t["at"]))
    elsewhere = joined.group_by("merchant_id", "channel").aggregate(elsewhere=joined.count())
    shop = r.merchants.select("merchant_id", "region", "industry", founded_age=r.age(r.merchants.founded_on))
    found = points.inner_join(shop, "merchant_id")
    return found.left_join(elsewhere, KEY).select(found, elsewhere.elsewhere)


def _seen(r: Relations) -> ir.Table:
    """One observation of a listing that was made by the day of the point."""
    t = r.tables.listings
    t = t.select("merchant_id", "product_id", "price", "weight_g", "category", "title", seen=r.age(t.observed_on), of="channel")
    return _points(r).inner_join(t, "merchant_id").filter(lambda x: x.seen >= x["at"])


def _crafted(text: ir.StringValue) -> ir.BooleanValue:
    plain = text.lower().replace(" ", "")
    flag = plain.contains(HANDMADE[0])
    for word in HANDMADE[1:]:
        flag = flag | plain.contains(word)
    return flag


def _listed(r: Relations) -> ir.Table:
    t = _seen(r)
    return t.group_by("merchant_id", "channel").aggregate(
        price=t.price.median().cast("float64"), weight_g=t.weight_g.median().cast("float64"), listed=t.product_id.nunique(),
        handmade=_crafted(ibis.coalesce(t.title, t.category)).cast("float64").mean())


def _categories(r: Relations) -> ir.Table:
    t = _seen(r).filter(lambda x: x.category.notnull())
    return t.group_by("merchant_id", "channel", text=t.category).aggregate(n=t.product_id.nunique())


def _opening(r: Relations) -> ir.Table:
    """The lines of the first day on a channel, as the point of that channel and as those of every later point see them."""
    first = _first(r)
    lines = r.live.inner_join(first, KEY).filter(lambda t: t.age == t.first_age)
    lines = lines.select("merchant_id", "first_age", "unit_price", "product_name")
    return _points(r).inner_join(lines, "merchant_id").filter(lambda t: t.first_age >= t["at"])


def _first_day(r: Relations) -> ir.Table:
    t = _opening(r)
    return t.group_by("merchant_id", "channel").aggregate(
        price=t.unit_price.median().cast("float64"), handmade=_crafted(t.product_name).cast("float64").mean())


def _names(r: Relations) -> ir.Table:
    t = _opening(r).filter(lambda x: x.product_name.notnull())
    return t.group_by("merchant_id", "channel", text=t.product_name).aggregate(n=t.count())


def _answers(r: Relations) -> ir.Table:
    """Mean points of a factor from the latest answer to each of its questions before the day of the point."""
    t = r.tables.answers
    t = t.filter(t.question_id.isin(list(_FACTOR)))
    t = t.mutate(given=r.age(t.answered_on), place=t.stage.substitute({k: str(v) for k, v in _STAGES.items()}))
    joined = _points(r).inner_join(t.select("merchant_id", "question_id", "value", "given", "place"), "merchant_id")
    joined = joined.filter(joined.given > joined["at"])
    newest = ibis.row_number().over(group_by=[joined.merchant_id, joined.channel, joined.question_id],
                                    order_by=[joined.given, joined.place.desc()])
    joined = joined.mutate(newest=newest).filter(lambda x: x.newest == 0)
    worth = joined.value.strip().lower().substitute({k: str(v) for k, v in POINTS.items()}, else_=None).try_cast("int64")
    rows = joined.mutate(worth=worth, factor=joined.question_id.substitute(_FACTOR))
    rows = rows.filter(rows.worth.notnull())
    return rows.group_by("merchant_id", "channel", "factor").aggregate(points=rows.worth.sum() / rows.count())
