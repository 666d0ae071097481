"""The report to hand over: one document model, written as HTML, PDF, HWPX, XLSX or DOCX."""

from datetime import date
from typing import Literal, overload

from data import plans as kept_plans
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.report.build import STAGES, Material, document
from diagnostics.report.formats import FORMATS, write
from diagnostics.report.model import Document
from diagnostics.texts import Texts

__all__ = ["BUDGET", "FORMATS", "HOURS", "VERSIONS", "Document", "Material", "material", "report", "write", "write_report"]

BUDGET, HOURS = 1_000_000, 40
"""Of the plan that is proposed where none was accepted and nothing else was asked for: won, and hours of the shop owner."""
VERSIONS = ("long", "short")


@overload
def write_report(
    workspace: Workspace, merchant_id: str, language: str = ..., budget: int | None = ..., hours: float | None = ...,
    as_of: date | None = ..., *, format: Literal["html"] = ..., version: str = ..., stage: str = ...,
) -> str: ...


@overload
def write_report(
    workspace: Workspace, merchant_id: str, language: str = ..., budget: int | None = ..., hours: float | None = ...,
    as_of: date | None = ..., *, format: str, version: str = ..., stage: str = ...,
) -> str | bytes: ...


def write_report(
    workspace: Workspace,
    merchant_id: str,
    language: str = "ko",
    budget: int | None = None,
    hours: float | None = None,
    as_of: date | None = None,
    *,
    format: str = "html",
    version: str = "long",
    stage: str = "intake",
) -> str | bytes:
    """The report of a merchant as one file: text for `html`, else bytes (`pdf`, `hwpx`, `xlsx`, `docx`).

    `version` is `long` (with evidence, method and sources) or `short` (one sheet for the shop owner); `stage` intake, mid or
    exit, or T0, T1, T2. With neither `budget` nor `hours` the accepted plan is printed, or a proposal for `BUDGET` and `HOURS`
    where there is none. Raises `InputProblem` for an unknown merchant, file type, version or stage, `AccessDenied` for
    somebody else's merchant.
    """
    if format not in FORMATS:
        raise InputProblem(_("There is no file type {format}. Choose one of {known}."), format=format, known=", ".join(FORMATS))
    made = write(report(workspace, merchant_id, language, budget, hours, as_of, version=version, stage=stage), format)
    return made.decode() if format == "html" else made


def report(
    workspace: Workspace,
    merchant_id: str,
    language: str = "ko",
    budget: int | None = None,
    hours: float | None = None,
    as_of: date | None = None,
    *,
    version: str = "long",
    stage: str = "intake",
) -> Document:
    """The report as a document, to be written in several file types."""
    if version not in VERSIONS:
        raise InputProblem(_("There is no version {version} of the report. Choose long or short."), version=version)
    made = material(workspace, merchant_id, language, budget, hours, as_of, stage, evidence=version == "long")
    return document(made, version)


def material(
    workspace: Workspace,
    merchant_id: str,
    language: str = "ko",
    budget: int | None = None,
    hours: float | None = None,
    as_of: date | None = None,
    stage: str = "intake",
    evidence: bool = True,
) -> Material:
    """What the report of a merchant is made of; without `evidence` what the short version leaves out is not worked out."""
    from diagnostics.diagnosis import diagnose
    from diagnostics.first_products import first_products
    from diagnostics.planning import plan
    from diagnostics.selling.products import product_channels
    from diagnostics.selling.recommendation import recommend
    from diagnostics.selling.sets import best_set

    moment = {short: name for name, short in STAGES.items()}.get(stage.upper(), stage)
    result = diagnose(workspace, merchant_id, as_of, moment)
    agreed = kept_plans.current(workspace, merchant_id) if budget is None and hours is None else None
    won, time = BUDGET if budget is None else budget, HOURS if hours is None else hours
    package = (
        agreed["result"]
        if agreed
        else plan(workspace, merchant_id, won, time, as_of=as_of, stage=moment)
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
        products=first_products(workspace, result, Texts(language)) if evidence else (),
        product_channels=product_channels(workspace, merchant_id, as_of) if evidence else (),
        best_set=best_set(workspace, merchant_id, as_of=as_of) if evidence else None,
    )
