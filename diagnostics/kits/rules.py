"""What must not be said of the shop's goods: one row per family of advertising rules, with the law and a lawful way to say it."""

from data.reference.law import Claim
from data.text import _
from diagnostics.kits.desk import Desk
from diagnostics.law import claims, rewording, wording
from diagnostics.law.groups import group_name
from diagnostics.report.model import Block, Paragraph, Table

MOST = 14
"""Rows that are shown: the gravest of each family, those of the goods before those that hold for everything."""


def table(desk: Desk, most: int = MOST) -> list[Block]:
    """The rules for the main product's group; only those for all goods, and a word about it, where the group is not known."""
    t, group = desk.t, desk.shop.group
    rows = [_row(desk, rule) for rule in chosen(group)[:most]]
    of = (
        t(
            _("Rules for {group}. Each row gives one example of many; the product clinic reads the whole text for you."),
            group=group_name(group),
        )
        if group
        else t(
            _(
                "The product group is not known yet, so only the rules for all goods stand here. Name the group first if you "
                "sell food, cosmetics or goods for the body."
            )
        )
    )
    head = [t(_("Do not say")), t(_("Why")), t(_("Say it like this")), t(_("Law"))]
    return [Paragraph(of), Table(head, rows)]


def chosen(group: str | None) -> list[Claim]:
    """The gravest rule of each family that holds for a group: blocks first, then those of the goods themselves."""
    first: dict[str, Claim] = {}
    order = {"block": 0, "review": 1, "info": 2}
    wide = ("common", "commerce")
    for rule in sorted(claims.of_group(group), key=lambda r: (order[r.severity], r.ours, r.id)):
        if rule.example and rule.found.search(rule.example):
            first.setdefault(rule.family, rule)
    return sorted(first.values(), key=lambda r: (r.regime in wide, order[r.severity], r.id))


def _row(desk: Desk, rule: Claim) -> list[str]:
    found = rule.found.search(rule.example)
    matched = " ".join(found.group().split()) if found else rule.example
    why, hint = wording.FAMILIES.get(rule.family, (wording.ELSEWHERE, wording.ELSEWHERE_HINT))
    instead = rewording.of(rule.id) or hint
    return [f"“{matched}”", desk.t(why, matched=matched), desk.t(instead, matched=matched), f"{rule.source} ({rule.as_of})"]
