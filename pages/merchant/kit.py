"""키트: everything that is needed to do one treatment oneself, to tick off, to download and to print."""

from functools import partial

import streamlit as st

from data import master, plans
from diagnostics import units
from diagnostics.kits import kit, kits
from diagnostics.planning import programme
from diagnostics.report.formats import FORMATS, write
from diagnostics.texts import won_words
from pages.shared import access, document, session, show

access.require()
t = session.texts()
merchant = session.merchant()
space = session.workspace()
if merchant is None:
    show.head(t, t("Kit"))
    todo = t("Answer the short questions first, or open a shop; the kit is filled in with its data.")
    show.empty(t, t("No shop is open yet."), todo, ":material/handyman:")
    if st.button(t("Start with questions"), type="primary", key="to_questions"):
        session.go("start.selfcheck")
    st.stop()

shop: str = merchant
known = units.treatments()
plan = plans.current(space, merchant)
planned = [c["treatment"] for c in plan["result"]["chosen"] if c["treatment"] in known] if plan else []
order = [*dict.fromkeys(planned), *(id for id in known if id not in planned)]
asked = st.query_params.get("treatment")


def named(id: str) -> str:
    """The title of a treatment, and whether it is in the plan."""
    return t(known[id].title) + (f" · {t('in your plan')}" if id in planned else "")


at = order.index(asked) if asked in order else 0
chosen = st.selectbox(t("What would you like to do?"), order, index=at, key=f"kit_{asked}", format_func=named)
if chosen != asked:
    st.query_params["treatment"] = chosen
treatment = known[chosen]

with show.guard(t):
    key = (shop, space.version(shop), master.revision(space, shop), chosen, t.language, repr(space.setting("programme")))
    found = session.remembered("kit", key, lambda: kit(space, shop, chosen, t.language))
    glance, _steps, *rest = found.sections
    own = programme.read(space).terms[chosen].own
    show.head(t, t(treatment.title), t(treatment.what), shop=session.record(merchant))
    show.facts((":material/schedule:", show.minutes(t, round(60 * treatment.merchant_hours))),
               (":material/payments:", won_words(own, t.language) if own else t("costs nothing")),
               (":material/person:", show.helper(t, treatment.by)))  # fmt: skip
    name = f"kit-{chosen.replace('.', '-')}-{t.language}"
    with st.container(horizontal=True, gap="small"):
        for ending, form in FORMATS.items():
            first = ending == "pdf"
            label = t("Print or keep (PDF)") if first else t("As {kind}", kind=form.title)
            st.download_button(label, data=partial(write, found, ending),
                               file_name=f"{name}.{ending}", mime=form.mime, key=f"kit_{ending}", on_click="ignore",
                               icon=":material/download:", type="primary" if first else "tertiary")  # fmt: skip
    document.blocks(t, glance.blocks[2:3])

    st.header(t("Step by step"), anchor=False)
    done = plans.done(space, merchant, plan["plan_id"]) if plan and chosen in planned else set()
    for i, (task, how) in enumerate(zip(treatment.tasks, kits()[chosen].how, strict=True)):
        with st.container(border=True, gap="small"):
            if plan and chosen in planned:
                was = (chosen, i) in done
                now = st.checkbox(f"**{t(task)}**", value=was, key=f"kit_task_{plan['plan_id']}_{chosen}_{i}")
                if now != was:
                    plans.tick(space, merchant, plan["plan_id"], chosen, i, now)
                    st.rerun()
            else:
                st.checkbox(f"**{t(task)}**", key=f"kit_task_{merchant}_{chosen}_{i}", persist_state="session")
            st.markdown(t(how))
    if chosen not in planned:
        show.quiet(t("Ticks are kept for this visit. Put it into your plan and they stay."))

    for number, section in enumerate(rest):
        with st.expander(show.safe(section.title), expanded=number == 0):
            document.blocks(t, section.blocks)
session.link("merchant.plan", t("My plan"))
