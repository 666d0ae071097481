"""One rule of the law on a card, one click away: what it says, where it stands, what may follow, an example."""
import streamlit as st

from data.errors import InputProblem
from diagnostics.law import rule_card
from diagnostics.texts import Texts
from pages.shared import show

PHRASES = 3


def rule(t: Texts, rule_id: str, basis: str, as_of: str) -> None:
    """The card behind a button; `basis` and `as_of` are those of the finding, shown where the rule itself is gone."""
    with st.popover(t("Which rule?"), icon=":material/menu_book:", type="tertiary"):
        try:
            card = rule_card(rule_id)
        except InputProblem:  # a kept result may name a rule of an older law
            st.markdown(show.safe(t("{basis} (as of {date})", basis=basis, date=as_of)))
            return
        st.markdown(show.safe(t(card["says"])))
        st.markdown(f"[{show.safe(t(card['basis']))}]({card['link']}) · {show.safe(card['as_of'])}")
        st.markdown(f":material/warning: **{t('What may follow')}** {show.safe(t(card['sanction']))}")
        if card["sanction_confidence"] == "low":
            show.quiet(t("From general knowledge; look it up before you rely on it."))
        if card["example"]:
            st.markdown(f"**{t('Such as')}** “{show.safe(card['example'])}”")
        if card["allowed"]:
            allowed = ", ".join(f"“{show.safe(x)}”" for x in card["allowed"][:PHRASES])
            st.markdown(f"**{t('Allowed')}** {allowed}")
        if card["groups"]:
            show.quiet(t("Only for: {groups}", groups=show.safe(", ".join(card["groups"]))))
        st.caption(t("Rule {rule}", rule=f"`{rule_id}`"))
