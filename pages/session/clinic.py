"""상품 클리닉: the listings that lose most, and one of them as a shopper's phone shows it, with the text to put there."""
from datetime import date

import streamlit as st

from data import overlay
from diagnostics import answered
from diagnostics.clinic import listing_view, ranking
from diagnostics.quantities import channel_title
from pages.shared import access, clinic, session, show
from pages.shared import listing_findings as mend
from pages.shared import listing_given as bring
from pages.shared.catalog import STAFF
from pages.shared.listing_phone import phone

FOUND = 20  # listings that a search shows

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Product clinic"))
stage, space = session.stage(), session.workspace()
result = session.diagnosis(merchant, stage=stage)
day = date.fromisoformat(result["as_of"])
known = (merchant, space.version(merchant), day, stage, len(answered.history(space, merchant)))
product, channel = st.query_params.get("product"), st.query_params.get("channel")


def open_listing(of: str, number: str) -> None:
    st.query_params.update({"product": number, "channel": of})
    st.rerun()


def close() -> None:
    for name in ("product", "channel"):
        st.query_params.pop(name, None)
    st.rerun()


def card(row, number: int) -> None:  # type: ignore[no-untyped-def]
    """One listing of the list: what is at stake and why, and the way into it."""
    with st.container(border=True, gap="xsmall"):
        badges = []
        if row.blocks:
            badges.append(f"{show.status(t, 'block')} {row.blocks}")
        if row.reviews:
            badges.append(f"{show.status(t, 'review')} {row.reviews}")
        st.markdown(f"**{number}. {show.safe(row.title)}** {' '.join(badges)}")
        stake = t("{stake:won_words} at stake of {amount:won_words}", stake=row.stake, amount=row.amount) if row.amount else \
            t("no sales in 365 days")
        lost = t("{share:percent} of the points lost", share=row.lost) if row.lost == row.lost else t("points not known")
        show.quiet(" · ".join((show.safe(channel_title(row.channel, t)), stake, lost,
                               t.many("{n} thing to mend", "{n} things to mend", int(row.faults)))))
        if st.button(t("Open"), key=f"open_{row.channel}_{row.product_id}", icon=":material/arrow_forward:"):
            open_listing(row.channel, row.product_id)


# -- one listing -----------------------------------------------------------------------------------------------------
if product and channel:
    view, opened = None, (channel, product)
    with show.guard(t), clinic.looking(t("Looking at the listing …")):
        view = session.remembered("listing", (*known, channel, product),
                                  lambda: listing_view(space, merchant, *opened, day))
    planned = channel == overlay.PLANNED_CHANNEL
    lead = ""
    if view is not None:
        mending = len(view["law"]) + sum(f["counts"] for f in view["findings"])
        lead = t.many("{n} thing to mend on this listing.", "{n} things to mend on this listing.", mending) if mending else \
            t("Nothing is to be mended in what is known of this listing.")
        if planned:
            lead += " " + t("It is planned only: it counts nowhere as a listing.")
    show.head(t, t("Product clinic"), lead, shop=session.record(merchant), result=result)
    if st.button(t("Back to the list"), icon=":material/arrow_back:", key="back", type="tertiary"):
        close()
    if view is not None:
        left, right = st.columns([2, 3], gap="large")
        with left:
            preview = st.session_state.get(f"preview_{merchant}_{channel}_{product}")
            phone(t, view, preview)
            sells = t("Sold in 365 days: {amount:won_words}", amount=view["amount"])
            show.quiet(f"{show.safe(channel_title(view['channel'], t))} · {sells}")
        with right:
            mend.findings(t, view, merchant)
            mend.picture(t, view)
            if view["unknown"]:
                with st.expander(t("What is not known of this listing"), icon=":material/help:", key="unknown"):
                    from diagnostics import units

                    st.markdown("\n".join(f"- {show.safe(t(units.checks()[c].title))}" for c in view["unknown"]))
                    st.caption(t("Whether these hold could not be seen. The fields below make some of them known."))
            with st.expander(t("Bring the detail page or the picture"), icon=":material/add_photo_alternate:", key="bring",
                             expanded=not view["listing"]["detail_text"]):
                with show.guard(t):
                    bring.bring(t, merchant, channel, product, day)
                mend.undo(t, view, merchant, channel)
    st.stop()

# -- the list --------------------------------------------------------------------------------------------------------
with clinic.looking(t("Looking at the listings …")):
    rows = session.remembered("ranking", known, lambda: ranking.ranking(space, merchant, day, result["gates"]))
    plans = session.remembered("planned", known, lambda: ranking.planned(space, merchant, day))
stopped, stake = int((rows.blocks > 0).sum()), float(rows.head(ranking.WORST).stake.sum())
if not len(rows):
    lead = t("No listing is known yet. Bring the product list of the seller centre, or look at a product that you plan.")
elif stopped:
    lead = t.many("{n} listing is stopped by the law: begin with it.", "{n} listings are stopped by the law: begin with them.",
                  stopped)
elif stake:
    lead = t("The listings below come first: {stake:won_words} of yearly sales are at stake in them.", stake=stake)
else:
    lead = t("The listings below lose most points.")
show.head(t, t("Product clinic"), lead, shop=session.record(merchant), result=result)
if len(rows):
    words = st.text_input(t("Search a listing"), key="clinic_search", icon=":material/search:", persist_state="session",
                          placeholder=t("Part of its name or its number")).strip().casefold()
    if words:
        hit = rows.title.str.casefold().str.contains(words, regex=False) | (rows.product_id.str.casefold() == words)
        found = rows[hit]
        st.caption(t.many("{n} listing found", "{n} listings found", len(found)))
    else:
        found = rows.head(ranking.WORST)
        st.caption(t("{shown} of {n:number} listings, the most urgent first", shown=len(found), n=len(rows)))
    for place, row in enumerate(found.head(FOUND).itertuples(), 1):
        card(row, place)
    st.caption(t(ranking.DEFINITION))
else:
    session.link("session.files", t("Bring a file"))
with st.expander(t("A product that is only planned"), icon=":material/lightbulb:", key="plan", expanded=not len(rows)):
    for one in plans:
        if st.button(show.safe(one["title"]), key=f"planned_{one['product_id']}", icon=":material/arrow_forward:"):
            open_listing(overlay.PLANNED_CHANNEL, one["product_id"])
    bring.plan(t, merchant, day)
