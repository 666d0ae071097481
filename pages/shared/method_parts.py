"""Parts of the method page: the checks with their curves, what was calibrated, how well the self-check holds together."""
from collections.abc import Mapping
from typing import Any

import streamlit as st

from data import calibrations
from diagnostics import calibration, labels, reliability, units
from diagnostics.explain import basis
from diagnostics.model import DIMENSIONS, Check
from diagnostics.questions import question
from diagnostics.rubric import InForce
from diagnostics.rubric_changes import CHANGES, new_checks
from diagnostics.texts import Texts
from pages.shared import session, show


def checks(t: Texts, now: InForce) -> None:
    """Every check of the rubric in force, by area, the weightiest first."""
    for dimension in DIMENSIONS:
        mine = sorted((c for c in now.checks.values() if c.dimension == dimension), key=lambda c: (-c.weight, c.id))
        box = st.expander(f"{labels.name('dimension', dimension, t)} ({len(mine)})", key=f"dimension_{dimension}",
                          on_change="rerun")
        if box.open:
            with box:
                st.caption(t(labels.QUESTIONS[dimension]))
                show.grid([t("Check"), t("Weight"), t("0.5 from"), t("0.9 from"), t("Curve"),
                           t("Where the limits come from")], [_row(t, c, now) for c in mine])


def _row(t: Texts, check: Check, now: InForce) -> list[str]:
    unit, curve, own = str(units.metrics()[check.metric].unit), check.curve, units.checks()[check.id].curve

    def limit(here: float, other: float | None, code: float) -> str:
        found = t.value(here, unit) if other is None else f"{t.value(here, unit)} – {t.value(other, unit)}"
        return found if here == code else f"{found} ({t('was {value}', value=t.value(code, unit))})"

    upper = curve.upper or (None, None)
    shape = t("best in the middle") if curve.upper else t("more is better") if curve.good > curve.half else t("less is better")
    if check.judge is not None:
        shape = t("from several numbers")
    return [show.safe(t(check.title)), t.value(check.weight, "points") if check.weight else t("on trial"),
            show.safe(limit(curve.half, upper[0], own.half)), show.safe(limit(curve.good, upper[1], own.good)),
            f"{shape}, {t('in steps of proportion') if curve.log else t('straight')}",
            show.safe(f"{basis(check.basis, t)} · {t('since {rubric}', rubric=check.since)}")]


def calibrated(t: Texts, now: InForce) -> None:
    """Whether the limits are those of the program or of the institution's own merchants, and what each time changed."""
    entry = calibrations.newest(session.workspace())
    if entry is None:
        st.markdown(t("The limits are those of the program. With {n:number} merchants or more the institution can set those of "
                      "real behaviour by its own merchants.", n=calibration.MINIMUM))
        return
    if now.calibrated:
        name = f"{entry['cohort']} · " if entry["cohort"] else ""
        said = t("{n} limits were set by the {merchants:number} merchants of this institution as of {day:date}: half of them "
                 "reach the first limit, a quarter the second, within the bounds of the program's own limits.",
                 n=len(now.calibrated), merchants=entry["merchants"], day=entry["as_of"])
        st.markdown(show.safe(f"{name}{said}"))
    elif entry["action"] == "accept":
        st.markdown(t("The limits were last set by own merchants for rubric {rubric}. The rubric has changed since, so those of "
                      "the program hold until it is done again.", rubric=entry["rubric"]))
    else:
        st.markdown(t("Limits set by own merchants were taken back on {day:date}; those of the program hold.", day=entry["at"]))
    if session.workspace().viewer.merchants is not None:
        return
    for made in calibration.history(session.workspace()):
        if made["action"] != "accept":
            st.caption(t("{day:date}: taken back by {by}", day=made["at"], by=show.safe(made["by"])))
            continue
        label = t("{day:date}: {n} limits, {moved:number} outcomes changed", day=made["at"], n=len(made["checks"]),
                  moved=sum(r["moved"] for r in made["shift"]["checks"]))
        box = st.expander(label, key=f"calibration_{made['number']}", on_change="rerun")
        if box.open:
            with box:
                _shift(t, made)


def _shift(t: Texts, made: Mapping[str, Any]) -> None:
    """The shift table of one calibration."""
    st.caption(t("As of {day:date}, by {by}, rubric {name}", day=made["as_of"], by=show.safe(made["by"]), name=made["name"]))
    rows = []
    for r in made["shift"]["checks"]:
        check: Check | None = units.checks().get(r["check"])
        if check is None:
            continue
        unit = str(units.metrics()[check.metric].unit)
        limits = " → ".join(f"{t.value(a, unit)} / {t.value(b, unit)}" for a, b in (r["old"], r["new"]))
        counts = " → ".join(" / ".join(t("{n:number}", n=r[k][s]) for s in ("pass", "warn", "fail")) for k in ("before", "after"))
        rows.append([show.safe(t(check.title)), show.safe(limits), counts, t("{n:number}", n=r["moved"])])
    show.grid([t("Check"), t("Limits 0.5 / 0.9"), f"{t(labels.STATUSES['pass'])} / {t(labels.STATUSES['warn'])} / "
               f"{t(labels.STATUSES['fail'])}", t("Changed")], rows)
    areas = [[labels.name("dimension", d, t), t("{points:decimal}", points=round(s["mean_shift"], 1)),
              t("{r:decimal}", r=round(s["rank_correlation"], 2)) if s["rank_correlation"] is not None else t("not known")]
             for d, s in made["shift"]["dimensions"].items() if s["n"]]
    show.grid([t("Area"), t("Mean shift in points"), t("Rank correlation")], areas)
    ranked = made["shift"]["no_orders_90d"].get("dimensions") or {}
    found = [[labels.name("dimension", d, t), f"{s['old']:.3f} → {s['new']:.3f}",
              f"{s['gain_95'][0]:+.3f} … {s['gain_95'][1]:+.3f}"]
             for d, s in ranked.items() if s]
    if found:
        st.caption(t("How well the area ranks who had no order in the next 90 days (0.5 is chance, 1 is perfect)"))
        show.grid([t("Area"), t("Before and after"), t("95 % interval of the gain")], found)


def instrument(t: Texts) -> None:
    """How well the questions of the self-check hang together, from the answers that the viewer may see."""
    seen = reliability.of(session.workspace())
    rows = [[t(reliability.title(s)), str(s.items), t("{n:number}", n=s.n) if s.n else "–", _number(s.alpha),
             "–" if s.low is None or s.high is None else f"{s.low:.2f} – {s.high:.2f}", _number(s.pairwise)] for s in seen.scales]
    show.grid([t("Part"), t("Questions"), t("Merchants"), t("Cronbach's α"), t("95 % interval"), t("α from pairs")], rows)
    for reason in {t.say(s.reason) for s in seen.scales if s.reason}:
        st.caption(reason)
    st.caption(t("For comparison: α = {alpha} in {source}", alpha=f"{reliability.REFERENCE_ALPHA:.3f}",
                 source=show.safe(basis(reliability.REFERENCE, t))))
    box = st.expander(t("Question by question"), key="items", on_change="rerun")
    if box.open:
        with box:
            st.caption(t("Floor and ceiling: the share with the lowest and the highest answer. With the rest: correlation with "
                         "the sum of the other questions of the part. One question is asked the other way round and turned."))
            show.grid([t("Question"), t("Merchants"), t("Do not know"), t("Floor"), t("Ceiling"), t("With the rest"),
                       t("α without it")], [_item(t, i) for i in seen.items])


def _item(t: Texts, item: reliability.Item) -> list[str]:
    text = t(question(item.id).text) + (f" ({t('turned')})" if item.reverse else "")
    shares = ["–" if share is None else t("{share:percent}", share=round(share, 2))
              for share in (item.unknown, item.floor, item.ceiling)]
    return [show.safe(text), "–" if item.said is None else t("{n:number}", n=item.said), *shares, _number(item.rest),
            _number(item.alpha_without)]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def changes(t: Texts) -> None:
    """What each rubric changed, the newest first."""
    for change in CHANGES:
        added = new_checks(change.rubric)
        said = [t(text) for text in change.texts]
        if added and change is not CHANGES[-1]:
            names = " · ".join(show.safe(t(units.checks()[c].title)) for c in added)
            said.append(t("New checks ({n}): {names}", n=len(added), names=names))
        st.markdown(f"**{change.rubric}** ({change.month})")
        st.markdown("\n".join(f"- {line}" for line in said))
