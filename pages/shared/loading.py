"""Files from the drop zone into the store, one by one, and what became of each: kept in the session, never with its bytes."""
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data.errors import InputProblem, PasswordNeeded, Problem
from diagnostics.texts import Texts
from pages.shared import session, show


@dataclass
class Outcome:
    """What became of one file: `state` is done, password (it waits for one) or refused; `entries` as the intake gives them."""

    name: str
    state: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    problem: Problem | None = None


def outcomes(merchant_id: str) -> dict[str, Outcome]:
    """The files of this session by the digest of their content, in the order in which they came."""
    found: dict[str, Outcome] = st.session_state.setdefault(f"outcomes_{merchant_id}", {})
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def load_all(t: Texts, merchant_id: str, files: Iterable[Any]) -> None:
    """Load the uploaded files that this session has not seen yet, saying which one is being read."""
    known = outcomes(merchant_id)
    new = [(file.name, content, digest(content)) for file in files for content in [file.getvalue()]]
    new = [(name, content, mark) for name, content, mark in new if mark not in known]
    if not new:
        return
    with show.working(t("Reading the files …"), t("All files are read.")) as box:
        for number, (name, content, mark) in enumerate(new, 1):
            place = t("File {n} of {total}", n=number, total=len(new))

            def tell(_share: float, said: dict[str, Any], place: str = place) -> None:
                box.update(label=f"{place} · {show.message(t, said)}")

            known[mark] = load(merchant_id, name, content, progress=tell)


def load(merchant_id: str, name: str, content: bytes, password: str | None = None,
         progress: Callable[[float, dict[str, Any]], None] | None = None) -> Outcome:
    """Load one file. What a person can mend comes back as the outcome, everything else is raised."""
    from data.intake import Upload, intake

    try:
        entries = intake(session.workspace(), merchant_id, [Upload(name, content)], password=password, progress=progress)
    except PasswordNeeded as needed:
        return Outcome(name, "password", problem=needed if password else None)
    except InputProblem as refused:
        return Outcome(name, "refused", problem=refused)
    return Outcome(name, "done", entries)


def most_urgent(merchant_id: str) -> list[tuple[str, Outcome]]:
    """The files with those first that somebody must do something about."""
    return sorted(outcomes(merchant_id).items(), key=lambda item: ("password", "refused", "done").index(item[1].state))


def unlock(merchant_id: str, mark: str, contents: Mapping[str, Any], password: str) -> None:
    """Open a locked file; where the password is right, try it on the other locked files too. It is kept nowhere."""
    known = outcomes(merchant_id)
    known[mark] = load(merchant_id, known[mark].name, contents[mark].getvalue(), password)
    others = [m for m, o in known.items() if o.state == "password" and m in contents] if known[mark].state == "done" else []
    for other in others:
        tried = load(merchant_id, known[other].name, contents[other].getvalue(), password)
        if tried.state == "done":
            known[other] = tried


def waiting(merchant_id: str) -> bool:
    """Whether a file waits for its password."""
    return any(o.state == "password" for o in outcomes(merchant_id).values())


def rejects_rows(t: Texts, import_id: str) -> list[dict[str, Any]]:
    """The rows of an import that were not taken, with the reason in words."""
    rows = session.workspace().rejects(import_id).to_dict("records")
    return [{t("Row"): r["row_no"], t("Column"): r["column"],
             t("Reason"): t.say({"text": r["reason"], "params": json.loads(r["params"] or "{}")})} for r in rows]


def format_titles() -> dict[str, str]:
    """What each file format is called (message ids)."""
    from data.mapping import formats

    return {f.id: f.title for f in formats()}
