"""Files on their way into the store, read by a thread of the session: the page stays usable, and a click interrupts nothing.

One thread per session takes one file after the other. The script looks at the jobs, shows how far they are and leaves; what
was begun goes on when the person clicks elsewhere, opens another page or loses the connection.
"""
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

Progress = Callable[[float, dict[str, Any]], None]


@dataclass
class Job:
    """One file that waits or is being read: `share` done (0 to 1) and `said`, a text as results keep it (None: it waits)."""

    name: str
    mark: str
    share: float = 0.0
    said: Mapping[str, Any] | None = None
    future: Future[Any] = field(default_factory=Future, repr=False)

    def tell(self, share: float, said: dict[str, Any]) -> None:
        """What `data.intake` calls while it works."""
        self.share, self.said = min(max(share, 0.0), 1.0), said


def waiting(merchant_id: str) -> list[Job]:
    """The jobs of this session for one shop whose result nobody has taken yet, in their order."""
    found: list[Job] = st.session_state.setdefault(f"jobs_{merchant_id}", [])
    return found


def start(merchant_id: str, name: str, mark: Hashable, work: Callable[[Progress], Any]) -> Job:
    """Let `work(progress)` be done after what is under way; its result is taken with `taken`."""
    if "worker" not in st.session_state:
        st.session_state["worker"] = ThreadPoolExecutor(1, thread_name_prefix="intake")
    job = Job(name, str(mark))
    job.future = st.session_state["worker"].submit(work, job.tell)
    waiting(merchant_id).append(job)
    return job


def taken(merchant_id: str) -> list[Job]:
    """The jobs that have ended since the last look; they are forgotten here."""
    jobs = waiting(merchant_id)
    ended = [job for job in jobs if job.future.done()]
    jobs[:] = [job for job in jobs if job not in ended]
    return ended
