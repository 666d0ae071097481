"""Files from the drop zone into the store, one by one, and what became of each: kept in the session, never with its bytes."""
import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data.errors import FormatUnclear, FormatUnknown, InputProblem, PasswordNeeded, PeriodNeeded, Problem
from data.mapping import Choice
from data.workspace import Workspace
from diagnostics.texts import Texts
from pages.shared import jobs, session, show

QUESTIONS = {FormatUnclear: "unclear", FormatUnknown: "unknown", PeriodNeeded: "period"}
"""What only a person can say, and the state of a file that waits for it."""
COLUMNS = 2
"""A file with fewer columns is no table that somebody could explain."""
REJECTS_KEPT = 5
"""Refused rows that the session remembers for the card; the store has all of them."""
LOOK = 0.1
"""Seconds between two looks at files that are being read."""
STATES = ("password", "unclear", "unknown", "period", "refused", "done")
"""What can become of a file, the most urgent first; for the first four somebody must say something."""


@dataclass
class Outcome:
    """What became of one file: `state` is one of `STATES`; `entries` as the intake gives them.

    `question` is what nobody but a person can say of it, `locked` that it opens with a password only, `choice` what was said of
    it. Where that could not be used, the question stands again, with the problem.
    """

    name: str
    state: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    problem: Problem | None = None
    question: FormatUnclear | FormatUnknown | PeriodNeeded | None = None
    locked: bool = False
    choice: Choice | None = None

    @property
    def asks(self) -> bool:
        """Whether the file waits for a password or a word on what it is."""
        return self.state in STATES[:4]


def outcomes(merchant_id: str) -> dict[str, Outcome]:
    """The files of this session by the digest of their content, in the order in which they came."""
    found: dict[str, Outcome] = st.session_state.setdefault(f"outcomes_{merchant_id}", {})
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def start(merchant_id: str, files: Iterable[Any]) -> dict[str, Any]:
    """Begin to load what was dropped since the last look; returns the files that are still in the drop zone, by digest.

    A file that was dropped before and is dropped again is read again: it may have been taken back in between.
    """
    marks: dict[str, str] = st.session_state.setdefault(f"dropped_{merchant_id}", {})
    contents = {}
    for file in files:
        new = file.file_id not in marks
        if new:
            marks[file.file_id] = digest(file.getvalue())
        contents[marks[file.file_id]] = file
        if new:
            read(merchant_id, marks[file.file_id], file)
    return contents


def read(merchant_id: str, mark: str, file: Any, password: str | None = None, choice: Choice | None = None,
         others: Mapping[str, Any] | None = None) -> None:
    """Let one file be read; where its password is right it is tried on `others` too. It lives as long as the reading."""
    space, name, content = session.workspace(), file.name, file.getvalue()
    locked = {m: (other.name, other.getvalue(), outcomes(merchant_id)[m].choice) for m, other in (others or {}).items()}

    def work(tell: jobs.Progress) -> dict[str, Outcome]:
        found = {mark: load(space, merchant_id, name, content, password, choice, tell)}
        for other, (its_name, its_content, its_choice) in locked.items() if found[mark].state != "password" else ():
            tried = load(space, merchant_id, its_name, its_content, password, its_choice, tell)
            if tried.state != "password":
                found[other] = tried
        return found

    jobs.start(merchant_id, name, mark, work)


def load(space: Workspace, merchant_id: str, name: str, content: bytes, password: str | None = None,
         choice: Choice | None = None, progress: jobs.Progress | None = None) -> Outcome:
    """Load one file. What a person can mend comes back as the outcome, everything else is raised."""
    from data.intake import Upload, intake

    upload = Upload(name, content)
    made = Outcome(name, "done", locked=password is not None, choice=choice)
    try:
        entries = intake(space, merchant_id, [upload], password=password, progress=progress,
                         choices={upload.name: choice} if choice else None)
        made.entries = [{**entry, "rejects": entry["rejects"][:REJECTS_KEPT]} for entry in entries]
    except PasswordNeeded as needed:
        made.state, made.problem = "password", needed if password else None
    except FormatUnclear as unclear:
        made.state, made.question = "unclear", unclear
    except FormatUnknown as unknown:
        columns: Any = unknown.proposal["proposals"]
        if len(columns) < COLUMNS:
            made.state, made.problem = "refused", unknown
        else:
            made.state, made.question = "unknown", unknown
    except PeriodNeeded as needed:
        made.state, made.question = "period", needed
    except InputProblem as refused:
        made.state, made.problem = "refused", refused
    return made


def unlock(merchant_id: str, mark: str, contents: Mapping[str, Any], password: str) -> None:
    """Open a locked file, and the other locked ones that the same password opens: one download often has one password."""
    known = outcomes(merchant_id)
    others = {m: contents[m] for m, o in known.items() if o.state == "password" and m in contents and m != mark}
    read(merchant_id, mark, contents[mark], password, known[mark].choice, others)


def collect(merchant_id: str) -> None:
    """Take what has ended since the last look."""
    known = outcomes(merchant_id)
    for job in jobs.taken(merchant_id):
        error = job.future.exception()
        found = {job.mark: Outcome(job.name, "refused", problem=show.incident(error))} if error else job.future.result()
        for mark, made in found.items():
            before = known.get(mark)
            if made.choice and made.state in ("refused", "password") and before and before.question:
                made.question = before.question
                if made.state == "refused":
                    made.state = next(state for kind, state in QUESTIONS.items() if isinstance(before.question, kind))
            known[mark] = made


def watch(t: Texts, merchant_id: str, box: Any) -> None:
    """Show how far the files are until one has ended, then run the page anew. A click in between interrupts only the looking."""
    while waiting := jobs.waiting(merchant_id):
        begun = [job for job in waiting if job.said]
        with box.container(gap="xsmall"):
            for job in begun:
                name, said = show.safe(job.name), show.message(t, job.said or {})
                st.progress(job.share, text=said if name in said else f"{name} · {said}")
            if rest := len(waiting) - len(begun):
                show.quiet(t.many("{n} more file waits for its turn.", "{n} more files wait for their turn.", rest))
        if any(job.future.done() for job in waiting):
            st.rerun()
        time.sleep(LOOK)


def most_urgent(merchant_id: str) -> list[tuple[str, Outcome]]:
    """The files with those first that somebody must do something about."""
    return sorted(outcomes(merchant_id).items(), key=lambda item: STATES.index(item[1].state))


def asking(merchant_id: str) -> bool:
    """Whether a file waits for its password or for a word on what it is."""
    return any(o.asks for o in outcomes(merchant_id).values())


def format_titles() -> dict[str, str]:
    """What each file format is called (message ids)."""
    from data.mapping import formats
    from data.recognition import chosen

    return {f.id: f.title for f in formats()} | {chosen.MAPPED: chosen.TITLE}
