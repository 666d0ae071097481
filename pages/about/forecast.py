"""예측은 얼마나 맞나요?: the card of the forecasts, as it was worked out and kept with the cohort; nothing is computed here."""

from datetime import date, datetime, timedelta

import streamlit as st

from data import kept
from diagnostics import risk, risk_card, risk_figures
from pages.shared import access, clinic, session, show
from pages.shared.catalog import Role

who = access.require()
t = session.texts()
space = session.workspace()
card = kept.card(space)
title = t("How right are the forecasts?")
if card is None:
    show.head(t, title)
    alone = space.viewer.merchants is None and kept.merchants(space) == 1
    show.empty(
        t,
        t("No forecast has been made yet."),
        t(risk.ALONE)
        if alone
        else t("Forecasts are made when all shops are diagnosed together. Press “Diagnose all shops now” on the cohort page; "
               "this page then shows how such forecasts did before."),
    )  # fmt: skip
    if Role.MANAGER in who.roles and not alone:
        session.link("programme.cohort", t("To the cohort"))
    st.stop()

show.head(
    t,
    title,
    t("What may happen in the next 90 days is learned from the shops of this programme. Each figure below comes from going back "
      "to past days, forecasting with what was known then, and seeing what really happened."),
)  # fmt: skip
st.caption(
    " · ".join((
        t("Data up to {day:date}", day=date.fromisoformat(card["as_of"]) - timedelta(days=1)),
        t("worked out on {day:date}", day=datetime.fromisoformat(card["made_at"]).date()),
        t("{n:number} shops sell often enough to be forecast", n=card["merchants"]),
    ))
)  # fmt: skip

for column, one in card["risks"].items():
    with st.container(border=True, key=column):
        show.card(t(one["title"]))
        check = one["check"]
        if one["refused"] is not None:
            st.markdown(f":material/block: **{t('There is no such forecast here.')}** {show.message(t, one['refused'])}")
        else:
            st.markdown(f"**{risk_card.headline(check, t)}**")
        if check is not None:
            left, right = st.columns(2, gap="large")
            with left:
                clinic.chart(risk_figures.reliability(check, t), key=f"reliability_{column}")
                st.caption(
                    t("Each point is a group of past forecasts; on the dotted line as much happened as was said. "
                      "Lines: 95 % range.")
                )  # fmt: skip
            with right:
                clinic.chart(risk_figures.months(check, t), key=f"months_{column}")
                st.caption(t("Each past day was forecast by what had been learned before it, and nothing later."))
        if one["features"]:
            st.markdown(f"**{t('What it is made from')}**")
            heads = [t("Value"), t("Direction"), t("Share of the weight"), t("Typical shop")]
            show.grid(heads, [list(map(show.safe, row)) for row in risk_card.ingredients(column, one, t)])
        box = st.expander(t("All figures"), key=f"facts_{column}", on_change="rerun")
        if box.open:
            with box:
                show.grid([t("Figure"), t("Value")], [list(map(show.safe, row)) for row in risk_card.facts(one, t)])
                if check is not None:
                    st.markdown(f"**{t('The same by day')}**")
                    heads = [t("Day of the forecast"), t("Shops"), t("Said"), t("Happened"), t("Ranking (AUC)"),
                             t("By the last order alone")]  # fmt: skip
                    months = [
                        [t("{day:date}", day=date.fromisoformat(m["day"])), t.value(m["n"], "count"),
                         t.value(m["forecast"], "share"), t.value(m["base_rate"], "share"),
                         show.cell(t, m["auc"], "ratio"), show.cell(t, m["recency_auc"], "ratio")]
                        for m in check["months"]
                    ]  # fmt: skip
                    show.grid(heads, months)

st.subheader(t("What a forecast cannot say"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in risk_card.limits(t)))
st.subheader(t("When there is none"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in risk_card.thresholds(t)))
