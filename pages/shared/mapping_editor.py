"""A file that no format knows: what we think its columns mean, and the way to put it right; or which of two formats it is."""
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Any

import streamlit as st

from data.errors import FormatUnclear, FormatUnknown
from data.mapping import Choice
from data.recognition import chosen
from data.text import _
from diagnostics import labels
from diagnostics.texts import Texts
from pages.shared import column_words, loading, show
from pages.shared.loading import Outcome

SURE, MAYBE = 0.85, 0.4
"""From here on we are sure; from here on we think so."""
UNUSED = ""
"""The choice that a column of the file is not used."""
_DEGREES = (("green", "check_circle", _("sure")), ("blue", "help", _("probably")), ("gray", "question_mark", _("we do not know")))


def which(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any]) -> None:
    """Several formats fit the file: the person says which one it is, nothing is chosen beforehand."""
    if not isinstance(outcome.question, FormatUnclear):
        return
    st.markdown(t("The headings of this file fit more than one kind. Which one did you download?"))
    titles = loading.format_titles()
    chosen = st.radio(t("Kind of file"), outcome.question.options, index=None, key=f"which_{mark[:12]}",
                      format_func=lambda one: t(titles[one]) if one in titles else str(one))
    password = password_again(t, mark, outcome)
    if st.button(t("Read it as this"), type="primary", icon=":material/task_alt:", disabled=chosen is None,
                 key=f"read_as_{mark[:12]}"):
        loading.read(merchant_id, mark, contents[mark], password, Choice(format=chosen))
        st.rerun()


def editor(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any]) -> None:
    """The proposal for an unknown file: table and channel, then column by column, the uncertain ones first."""
    if not isinstance(outcome.question, FormatUnknown):
        return
    proposal: Mapping[str, Any] = outcome.question.proposal
    st.markdown(t("We see this kind of file for the first time. Say what its columns mean: files with the same headings "
                  "are then read without a question."))
    table, channel = _what(t, mark, outcome.choice or Choice(table=proposal["table"], channel=proposal["channel"]))
    before = outcome.choice.columns if outcome.choice else None
    guesses = [g if before is None else {**g, "column": before.get(g["header"])}
               for g in proposal["proposals"] if g["header"] not in proposal["personal"]]
    usable = column_words.meanings(table)
    uncertain = [g for g in guesses if g["column"] in usable and g["confidence"] < SURE]
    sure = [g for g in guesses if g["column"] in usable and g["confidence"] >= SURE]
    unknown = [g for g in guesses if g["column"] not in usable]
    lacking = bool(missing(table, {g["column"] for g in (*uncertain, *sure)}))  # then it is among the unknown ones
    said = _columns(t, mark, table, uncertain)
    if sure:
        with st.expander(t.many("{n} column that we are sure of", "{n} columns that we are sure of", len(sure)),
                         icon=":material/check_circle:"):
            said |= _columns(t, mark, table, sure)
    if unknown:
        with st.expander(t.many("{n} column that we do not know; it is left out", "{n} columns that we do not know; they are "
                                "left out", len(unknown)), icon=":material/question_mark:", expanded=lacking):
            said |= _columns(t, mark, table, unknown)
    if proposal["personal"]:
        show.quiet(t("Never read, because they speak of buyers: {headers}",
                     headers=", ".join(show.safe(h) for h in proposal["personal"])))
    said = {g["header"]: said[g["header"]] for g in guesses}  # as they stand in the file
    wrong = faults(t, table, channel, said)
    for sentence in wrong:
        st.markdown(f":orange[:material/info:] {sentence}")
    password = password_again(t, mark, outcome)
    if st.button(t("Read it like this"), type="primary", icon=":material/task_alt:", disabled=bool(wrong),
                 key=f"read_like_{mark[:12]}"):
        choice = Choice(table=table, channel=None if "channel" in said.values() else channel,
                        columns={header: column for header, column in said.items() if column != UNUSED})
        loading.read(merchant_id, mark, contents[mark], password, choice)
        st.rerun()


def _what(t: Texts, mark: str, given: Choice) -> tuple[str, str | None]:
    """What the file holds and where it is from; `given` is what was said or is proposed."""
    tables, channels = list(column_words.TABLES), column_words.channels()
    left, right = st.columns(2)
    with left:
        table = st.selectbox(t("What does the file hold?"), tables, key=f"table_{mark[:12]}",
                             index=tables.index(given.table) if given.table in tables else 0,
                             format_func=lambda one: labels.name("table", one, t))
    with right:
        if "channel" not in column_words.meanings(table):
            return table, None
        channel = st.selectbox(t("Where is it from?"), channels, key=f"channel_{mark[:12]}", placeholder=t("Choose a channel"),
                               index=channels.index(given.channel) if given.channel in channels else None,
                               format_func=lambda one: column_words.channel(t, one))
    return table, channel


def _columns(t: Texts, mark: str, table: str, guesses: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """A row per column of the file: heading, how sure we are, samples, and what it means."""
    usable, needed = [UNUSED, *column_words.meanings(table)], [names[0] for names in chosen.NEEDED[table] if len(names) == 1]
    said = {}
    for guess in guesses:
        known = guess["column"] if guess["column"] in usable else UNUSED
        with st.container(gap="xxsmall", key=f"column_{mark[:12]}_{guess['place']}"):
            left, right = st.columns([3, 2], vertical_alignment="center")
            samples = ", ".join(show.safe(s) for s in guess["samples"])
            left.markdown(f"**{show.safe(guess['header'])}** {degree(t, guess['confidence'] if known else 0)}"
                          + (f"  \n:small[:gray[{samples}]]" if samples else ""), help=show.message(t, guess["why"]))
            said[guess["header"]] = right.selectbox(
                t("What does {header} mean?", header=show.safe(guess["header"])), usable, index=usable.index(known),
                key=f"means_{mark[:12]}_{table}_{guess['place']}", label_visibility="collapsed",
                format_func=lambda one: _meaning(t, one, one in needed))
    return said


def _meaning(t: Texts, column: str, needed: bool) -> str:
    if column == UNUSED:
        return t("is left out")
    return t("{meaning} (needed)", meaning=column_words.meaning(t, column)) if needed else column_words.meaning(t, column)


def degree(t: Texts, confidence: float) -> str:
    """How sure we are, as icon and word."""
    color, icon, word = _DEGREES[0 if confidence >= SURE else 1 if confidence >= MAYBE else 2]
    return f":{color}-badge[:material/{icon}: {t(word)}]"


def missing(table: str, given: Container[str]) -> list[tuple[str, ...]]:
    """What no row of a table can be taken without and is not given yet; of several names any one is enough."""
    return [names for names in chosen.NEEDED[table] if not any(name in given for name in names)]


def faults(t: Texts, table: str, channel: str | None, said: Mapping[str, str]) -> list[str]:
    """What still keeps the file from being read, one sentence each."""
    found = []
    given = Counter(column for column in said.values() if column != UNUSED)
    if channel is None and "channel" in column_words.meanings(table) and not given["channel"]:
        found.append(t("Say where the file is from."))
    for names in missing(table, given):
        either = t(" or ").join(column_words.meaning(t, name) for name in names)
        found.append(t("Still needed: {columns}. Choose the column of the file that holds it.", columns=either))
    for column, times in given.items():
        if times > 1:
            heads = ", ".join(show.safe(header) for header, one in said.items() if one == column)
            found.append(t("{headers}: only one of them can be “{meaning}”.", headers=heads,
                           meaning=column_words.meaning(t, column)))
    return found


def password_again(t: Texts, mark: str, outcome: Outcome) -> str | None:
    """A locked file needs its password once more, because it was not kept."""
    if not outcome.locked:
        return None
    return st.text_input(t("Password of the file, once more: it is stored nowhere"), type="password", autocomplete="off",
                         key=f"password_again_{mark[:12]}") or None
