"""What a person says to a finding: one of five reasons and a note, shown with who and when, and taken back with one press."""
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from diagnostics import answered
from diagnostics.texts import Texts
from pages.shared import session, show


def answering(t: Texts, key: str, given: Mapping[str, Any] | None, shop: str, day: str, place: str,
              box: str | None = None) -> None:
    """The answer to the finding `key`, or the way to give one; `given` as `diagnostics.explain.said` gives it. `place` keeps
    the fields of two places with the same finding apart; `box` is the key of what unfolds around it and is to stay open."""
    mark = f"{place}_{key}"
    if given is not None:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":material/person_edit: {show.safe(given['sentence'])}")
            if given["note"]:
                st.markdown(f"> {show.safe(given['note'])}")
            if given["open"]:
                show.quiet(t("It stays on the list of what is to be put right."))
            st.button(t("Take the answer back"), key=f"withdraw_{mark}", icon=":material/undo:", type="tertiary",
                      on_click=_withdraw, args=(shop, key, box))
        return
    # Not a popover: on a phone its lower end lies below the screen.
    if not st.toggle(t("Answer this finding"), key=f"asked_{mark}"):
        return
    with st.container(border=True, gap="small"):
        reasons = {r.id: r for r in answered.REASONS}
        chosen = st.radio(t("What do you say to it?"), list(reasons), index=None, key=f"reason_{mark}",
                          format_func=lambda id: t(reasons[id].title), captions=[t(r.help) for r in answered.REASONS])
        st.text_area(t("Note"), max_chars=answered.NOTE_LENGTH, key=f"note_{mark}", persist_state="session",
                     placeholder=t("Such as: test report of 3 March, number 2026-118"))
        st.button(t("Keep the answer"), key=f"answer_{mark}", type="primary", disabled=chosen is None,
                  on_click=_keep, args=(shop, key, day, mark, box))
        show.quiet(t("An answer explains; it does not change the score."))


def _keep(shop: str, key: str, day: str, mark: str, box: str | None) -> None:
    """Runs before the page is drawn anew, so that what counts answers counts this one."""
    reason = st.session_state.get(f"reason_{mark}")
    if reason is None:
        return
    answered.answer(session.workspace(), shop, key, reason, st.session_state.get(f"note_{mark}") or "",
                    as_of=date.fromisoformat(day))
    session.forget(f"note_{mark}", f"reason_{mark}", f"asked_{mark}")
    _hold_open(box)


def _withdraw(shop: str, key: str, box: str | None) -> None:
    answered.withdraw(session.workspace(), shop, key)
    _hold_open(box)


def _hold_open(box: str | None) -> None:
    """The label changes with the answer, and what changes its label would fold."""
    if box is not None:
        st.session_state[box] = True
