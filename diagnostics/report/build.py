"""Builds the report of a merchant: diagnosis, law, channels and plan as one document in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import _
from diagnostics.explain import explain
from diagnostics.overview import overview
from diagnostics.report import channels, findings, method, package, summary
from diagnostics.report.model import Document, Section
from diagnostics.texts import Texts


@dataclass(frozen=True)
class Material:
    """What a report is made of: plain values of the facade, and the words for them."""

    result: Mapping[str, Any]
    channels: Sequence[Mapping[str, Any]]
    plan: Mapping[str, Any]
    record: Mapping[str, Any]
    texts: Texts
    made_on: date
    accepted: bool = False
    products: Sequence[Mapping[str, Any]] = ()

    @property
    def name(self) -> str:
        """The shop's name, or its id where it has none."""
        name = self.record.get("name")
        return str(name) if isinstance(name, str) and name.strip() else str(self.result["merchant_id"])


def document(material: Material) -> Document:
    """The report as data, its sections in the order in which they are talked through."""
    t, result = material.texts, material.result
    above = overview(result, t)
    found = explain(result, t)
    sections: list[Section] = [
        summary.section(result, above, found, material.products, t),
        summary.law(result, t),
        findings.waterfall_section(result, above, t),
        findings.section(found, t),
        channels.section(material.channels, t),
        package.section(material.plan, material.accepted, t),
        summary.forecast(result, t),
        method.section(result, above, found, t),
    ]
    return Document(
        language=t.language,
        title=t(_("Diagnosis report")),
        subtitle=material.name,
        sections=sections,
        meta=[
            (t(_("Data")), above["as_of_text"]),
            (t(_("How complete")), above["coverage_text"]),
            (t(_("Stage")), above["stage_name"]),
            (t(_("Where the shop stands")), above["segment_name"] or "–"),
            (t(_("Printed on")), t("{day:date}", day=material.made_on)),
            (t(_("Rubric")), f"{result['rubric']} · {result['fingerprint']}"),
        ],
        footer=t(
            _("Digital Doctor · {shop} · {day:date} · rubric {rubric}"),
            shop=material.name,
            day=material.made_on,
            rubric=result["rubric"],
        ),
        contents=t(_("Contents")),
    )
