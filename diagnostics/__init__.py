"""The facade: what the pages, the command line and scripts may ask of the digital doctor.

Every function takes a `data.workspace.Workspace`, which decides what may be seen, and returns plain values.
"""
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diagnostics.allocation import allocate
    from diagnostics.cohorts import cohort
    from diagnostics.comparison import compare
    from diagnostics.diagnosis import diagnose, rescore
    from diagnostics.kits import kit
    from diagnostics.markets import market
    from diagnostics.outcomes.evaluating import evaluate
    from diagnostics.planning import compared, plan
    from diagnostics.planning.scenarios import scenarios
    from diagnostics.report import write_report
    from diagnostics.selling.neighbours import neighbours
    from diagnostics.selling.products import product_channels
    from diagnostics.selling.recommendation import payout_calendar, recommend
    from diagnostics.selling.sets import best_set
    from diagnostics.whatif import what_if

__all__ = ["allocate", "best_set", "cohort", "compare", "compared", "diagnose", "evaluate", "kit", "market", "neighbours",
           "payout_calendar", "plan", "product_channels", "recommend", "rescore", "scenarios", "what_if", "write_report"]

_HOMES = {"allocate": "diagnostics.allocation",
          "evaluate": "diagnostics.outcomes.evaluating",
          "market": "diagnostics.markets",
          "kit": "diagnostics.kits", "scenarios": "diagnostics.planning.scenarios", "compared": "diagnostics.planning",
          "neighbours": "diagnostics.selling.neighbours", "best_set": "diagnostics.selling.sets",
          "diagnose": "diagnostics.diagnosis", "rescore": "diagnostics.diagnosis", "plan": "diagnostics.planning",
          "recommend": "diagnostics.selling.recommendation", "payout_calendar": "diagnostics.selling.recommendation",
          "product_channels": "diagnostics.selling.products", "write_report": "diagnostics.report",
          "cohort": "diagnostics.cohorts", "compare": "diagnostics.comparison", "what_if": "diagnostics.whatif"}


def __getattr__(name: str) -> Any:
    """Import the parts when they are first asked for: a page should not wait for what it does not use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
