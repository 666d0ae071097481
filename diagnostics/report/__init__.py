"""The report to hand over: one document model, written as HTML; other file types are written from the same model."""

from datetime import date

from data import plans as kept_plans
from data.workspace import Workspace
from diagnostics.report.build import Material, document
from diagnostics.report.html import render
from diagnostics.texts import Texts

BUDGET, HOURS = 1_000_000, 40
"""Of the plan that is proposed where none was accepted and nothing else was asked for: won, and hours of the shop owner."""


def write_report(
    workspace: Workspace,
    merchant_id: str,
    language: str = "ko",
    budget: int | None = None,
    hours: float | None = None,
    as_of: date | None = None,
) -> str:
    """The report of a merchant as one self-contained HTML page.

    With neither `budget` nor `hours` the accepted plan is printed, or a proposal for `BUDGET` and `HOURS` where there is
    none. Raises `InputProblem` for an unknown merchant, `AccessDenied` for somebody else's.
    """
    return render(document(material(workspace, merchant_id, language, budget, hours, as_of)))


def material(
    workspace: Workspace,
    merchant_id: str,
    language: str = "ko",
    budget: int | None = None,
    hours: float | None = None,
    as_of: date | None = None,
) -> Material:
    """What the report of a merchant is made of."""
    from diagnostics.diagnosis import diagnose
    from diagnostics.first_products import first_products
    from diagnostics.planning import plan
    from diagnostics.selling.recommendation import recommend

    result = diagnose(workspace, merchant_id, as_of)
    agreed = kept_plans.current(workspace, merchant_id) if budget is None and hours is None else None
    package = (
        agreed["result"]
        if agreed
        else plan(workspace, merchant_id, BUDGET if budget is None else budget, HOURS if hours is None else hours, as_of=as_of)
    )
    shops = workspace.merchants()
    record = {str(k): v for k, v in shops[shops.merchant_id == merchant_id].iloc[0].items()}
    return Material(
        result=result,
        channels=recommend(workspace, merchant_id, as_of),
        plan=package,
        record=record,
        texts=Texts(language),
        made_on=date.today(),
        accepted=agreed is not None,
        products=first_products(workspace, result, Texts(language)),
    )
