"""Builds the report of a merchant: diagnosis, law, channels and plan as one document in one language."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import _
from diagnostics.explain import explain
from diagnostics.overview import overview
from diagnostics.report import brief, channels, economics, findings, method, package, summary
from diagnostics.report.model import Document, Section
from diagnostics.report.plain import clean, shortened
from diagnostics.texts import Texts

STAGES = {"intake": "T0", "mid": "T1", "exit": "T2"}


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
    product_channels: Sequence[Mapping[str, Any]] = ()
    best_set: Mapping[str, Any] | None = None

    @property
    def number(self) -> str:
        """The report's number: the same merchant, day, moment and rubric give the same number again."""
        r = self.result
        drawn = hashlib.sha256(repr((r["merchant_id"], r["as_of"], r["stage"], r["fingerprint"])).encode()).hexdigest()
        return f"DD-{str(r['as_of']).replace('-', '')}-{STAGES[r['stage']]}-{drawn[:6].upper()}"

    @property
    def name(self) -> str:
        """The shop's name, or its id where it has none."""
        name = self.record.get("name")
        return str(name) if isinstance(name, str) and name.strip() else str(self.result["merchant_id"])


def document(material: Material, version: str = "long") -> Document:
    """The report as data, its sections in the order in which they are talked through.

    `version` is `long`, with the evidence, the method and the sources, or `short`: one sheet for the shop owner.
    """
    t, result = material.texts, material.result
    above = overview(result, t, today=material.made_on)
    found = explain(result, t)
    short = version == "short"
    name = shortened(clean(material.name), brief.NAME) if short else material.name
    return Document(
        language=t.language,
        title=t(_("Diagnosis in short")) if short else t(_("Diagnosis report")),
        subtitle=name,
        sections=_brief(material, above, found) if short else _long(material, above, found),
        meta=_meta(material, above, short),
        footer=t(
            _("Digital Doctor · {shop} · {day:date} · rubric {rubric}"), shop=name, day=material.made_on, rubric=result["rubric"]
        ),
        contents=t(_("Contents")),
        number=material.number,
        one_page=short,
        made_on=material.made_on,
    )


def _meta(material: Material, above: Mapping[str, Any], short: bool) -> list[tuple[str, str]]:
    t, result = material.texts, material.result
    return [
        (t(_("Report number")), material.number),
        (t(_("Data")), above["as_of_text"]),
        *([] if short else [(t(_("How complete")), above["coverage_text"])]),
        (t(_("Stage")), above["stage_name"]),
        (t(_("Where the shop stands")), above["segment_name"] or "–"),
        (t(_("Printed on")), t("{day:date}", day=material.made_on)),
        (t(_("Rubric")), f"{result['rubric']} · {result['fingerprint']}"),
    ]


def _long(material: Material, above: Mapping[str, Any], found: Sequence[dict[str, Any]]) -> list[Section]:
    t, result = material.texts, material.result
    money = [*economics.set_card(material.best_set, t), *economics.product_card(material.product_channels, t)]
    return [
        summary.section(result, above, found, material.products, t),
        summary.law(result, t),
        findings.waterfall_section(result, above, t),
        findings.section(found, t),
        channels.section(material.channels, t, money),
        package.section(material.plan, material.accepted, t),
        summary.forecast(result, t),
        method.section(result, above, found, t),
    ]


def _brief(material: Material, above: Mapping[str, Any], found: Sequence[dict[str, Any]]) -> list[Section]:
    region = material.record.get("region")
    return brief.sections(
        material.result, above, found, material.channels, material.plan, material.accepted,
        shortened(clean(region), 12) if isinstance(region, str) else "", material.number, material.texts,
    )
