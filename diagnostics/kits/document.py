"""Puts a kit together as a document: at a glance, steps, what is filled in, what not to say, when it is done, where to ask."""

from datetime import date

from data.text import _
from diagnostics import units
from diagnostics.kits import rules
from diagnostics.kits.desk import Desk
from diagnostics.kits.model import Kit
from diagnostics.model import Basis, Family, Treatment
from diagnostics.planning.programme import Terms
from diagnostics.report.model import Block, Bullets, Card, Document, Facts, Paragraph, Section
from diagnostics.selfcheck import HURDLES

CONSULTANT = _("Your consultant: bring this sheet and a photo of where you are stuck. Ten minutes together save an evening.")
CENTRE = _("The seller centre of your channel: search its help first, then write one question with a picture of the screen.")
STUDIO = _("소담스퀘어: places of the programme with studio, equipment and people to ask; there were nine in 2025.")
STUDIO_BASIS = Basis("연합뉴스·taptalk 2025-12-17 (소담스퀘어 9곳)", "2025-12-17")
HELP = {
    Family.DETAIL_PAGE: (CENTRE, CONSULTANT),
    Family.BRANDING: (CONSULTANT,),
    Family.PACKAGING: (CONSULTANT,),
    Family.PLATFORM: (CENTRE, CONSULTANT),
}
BY = {"merchant": _("You alone"), "consultant": _("You, with a consultant"), "vendor": _("You, with a supplier")}


def compose(kit: Kit, desk: Desk, terms: Terms, made_on: date) -> Document:
    """The kit filled in for a shop. `terms`: what the treatment costs in this programme."""
    t, shop = desk.t, desk.shop
    treatment: Treatment = units.treatments()[kit.id]
    filled = list(kit.fill(desk))
    if desk.changed:
        filled.append(_changed(desk))
    title, name = t(treatment.title), shop.name or t(_("My shop"))
    sections = [
        _glance(kit, treatment, desk, terms),
        _steps(kit, treatment, desk),
        *filled,
        _avoid(kit, desk),
        Section(t(_("When it is done")), [Bullets([t(m) for m in kit.done], ticks=True)]),
        _help(kit, treatment, desk),
    ]
    return Document(
        language=t.language,
        title=t(_("Kit for {shop}"), shop=name),
        subtitle=title,
        meta=[
            (t(_("Your time")), t(_("{hours:decimal} hours"), hours=treatment.merchant_hours)),
            (t(_("Products known")), t("{n:number}", n=len(shop.products)) if shop.products else t(_("none yet"))),
            (t(_("Data")), t(_("before {day:date}"), day=shop.as_of)),
            (t(_("Printed on")), t("{day:date}", day=made_on)),
        ],
        sections=sections,
        footer=t(_("Digital Doctor · {shop} · kit “{title}” · {day:date}"), shop=name, title=title, day=made_on),
        contents=t(_("Contents")),
    )


def _glance(kit: Kit, treatment: Treatment, desk: Desk, terms: Terms) -> Section:
    t = desk.t
    cost = t("{v:won_words}", v=terms.own) if terms.own else t(_("nothing"))
    blocks: list[Block] = [
        Paragraph(t(treatment.what), "lead"),
        Facts(
            [
                (t(_("Time, all together")), t(_("{hours:decimal} hours"), hours=treatment.merchant_hours)),
                (t(_("Your own money")), cost),
                (t(_("Who does it")), t(BY[treatment.by])),
                (t(_("How hard")), t(HURDLES[treatment.hurdle])),
            ]
        ),
        Card(t(_("Lay this out first")), [Bullets([t(m) for m in kit.ready], ticks=True)], tone="quiet"),
        Card(t(_("What you will have in the end")), [Bullets([t(m) for m in treatment.deliverables])], tone="good"),
    ]
    return Section(t(_("At a glance")), blocks)


def _steps(kit: Kit, treatment: Treatment, desk: Desk) -> Section:
    t = desk.t
    cards = [
        Card(t(task), [Paragraph(t(how))], mark=f"☐ {number}.")
        for number, (task, how) in enumerate(zip(treatment.tasks, kit.how, strict=True), start=1)
    ]
    return Section(t(_("Step by step")), cards)


def _changed(desk: Desk) -> Section:
    t = desk.t
    lines = [
        t(_("“{title}” → “{kept}”"), title=title, kept=kept)
        if kept
        else t(_("“{title}”: nothing is left to say; give the product another name first."), title=title)
        for title, kept in desk.changed.items()
    ]
    note = t(
        _(
            "These names hold words that the advertising rules of your goods forbid. In the texts here they are left out; "
            "change the names in the shop too."
        )
    )
    return Section(t(_("Product names to mend first")), [Card(note, [Bullets(lines)], tone="law")])


def _avoid(kit: Kit, desk: Desk) -> Section:
    t = desk.t
    blocks: list[Block] = [Bullets([t(m) for m in kit.avoid])]
    if kit.claims:
        blocks += rules.table(desk)
    return Section(t(_("What not to say or do")), blocks)


def _help(kit: Kit, treatment: Treatment, desk: Desk) -> Section:
    t = desk.t
    help = dict.fromkeys((*kit.help, *HELP[treatment.family]))
    bases = [*kit.sources, *([STUDIO_BASIS] if STUDIO in help else [])]
    blocks: list[Block] = [Bullets([t(m) for m in help])]
    blocks += [Paragraph(t(_("Source: {source} ({as_of})"), source=b.source, as_of=b.as_of), "small") for b in bases]
    if treatment.basis.provisional:
        blocks.append(desk.small(_("Time and cost are our own estimate: {why}"), why=t(treatment.basis.source)))
    return Section(t(_("Where to ask")), blocks)
