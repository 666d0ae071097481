"""Files are read beside the page: a rerun interrupts nothing, one comes after the other, and each result is taken once."""
import threading

from streamlit.testing.v1 import AppTest

GATES: dict[str, threading.Event] = {}
"""What the works of a test wait for; a script of AppTest sees modules, not the variables of the test."""


def script() -> None:
    import streamlit as st

    from pages.shared import jobs
    from tests.test_pages_jobs import GATES

    def work(name: str):
        def run(tell: jobs.Progress) -> str:
            tell(0.25, {"text": name, "params": {}})
            assert GATES[name].wait(20)
            if name == "broken":
                raise RuntimeError(name)
            return f"{name} done"
        return run

    if "begun" not in st.session_state:
        st.session_state["begun"] = [jobs.start("m", name, name, work(name)) for name in GATES]
    ended = [(job.name, str(job.future.exception() or job.future.result())) for job in jobs.taken("m")]
    st.session_state.setdefault("ended", []).append(ended)
    st.text(" ".join(f"{job.name}:{job.share}" for job in jobs.waiting("m")))


def test_reruns_interrupt_nothing_and_results_come_once() -> None:
    GATES.clear()
    GATES.update({"a": threading.Event(), "broken": threading.Event(), "c": threading.Event()})
    at = AppTest.from_function(script).run()
    jobs = at.session_state["begun"]
    for _again in range(3):
        at.run()
    assert at.session_state["ended"] == [[], [], [], []]
    assert [(j.share, j.future.running()) for j in jobs[1:]] == [(0.0, False)] * 2, "one file after the other"
    GATES["a"].set()
    assert jobs[0].future.result(20) == "a done"
    assert at.run().session_state["ended"][-1] == [("a", "a done")]
    assert at.text[0].value.startswith("broken:")
    GATES["broken"].set()
    assert str(jobs[1].future.exception(20)) == "broken"
    GATES["c"].set()
    jobs[2].future.result(20)
    assert at.run().session_state["ended"][-1] == [("broken", "broken"), ("c", "c done")]
    assert at.run().session_state["ended"][-1] == [] and at.text[0].value == ""
