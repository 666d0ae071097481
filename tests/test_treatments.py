"""One contract for all treatments: texts, figures, links to each other and to the checks."""
import re
from functools import cache

import pytest

from diagnostics import units
from diagnostics.model import EVERYONE, Family, Segment, Treatment
from diagnostics.planning import BY, HURDLES
from diagnostics.texts import Texts

CATALOGUE = {
    "detail_page": ("title", "photography", "rebuild", "notice", "findability", "terms"),
    "branding": ("name", "story", "package_insert", "trademark", "joint_brand", "place_brand"),
    "packaging": ("protection", "redesign", "gift_set"),
    "platform": ("legal_basics", "onboarding", "channel_mix", "linked_commerce", "pricing", "stock", "fulfilment", "cs",
                 "reviews", "crm", "promotion", "live_phone", "assortment", "bundles", "restart", "own_link", "ads_first_month",
                 "proxy_seller", "education"),
}
HANGUL = re.compile("[가-힣]")
POLITE = re.compile(r"(요|세요|돼요)\.$")


def every() -> list[Treatment]:
    return list(units.treatments().values())


@cache
def korean() -> Texts:
    return Texts("ko")


def test_the_catalogue_is_complete() -> None:
    assert {f"{family}.{name}" for family, names in CATALOGUE.items() for name in names} <= set(units.treatments())
    assert {t.family for t in every()} == set(Family)


@pytest.mark.parametrize("treatment", every(), ids=lambda t: t.id)
def test_each_treatment_holds_the_contract(treatment: Treatment) -> None:
    t = treatment
    assert 3 <= len(t.tasks) <= 6 and 2 <= len(t.deliverables) <= 4
    assert isinstance(t.cost, int) and 0 <= t.cost <= 15_000_000
    assert 0 <= t.subsidised <= 1 and (t.cost or not t.subsidised)
    assert 0 < t.merchant_hours <= 40 and t.consultant_hours >= 0 and t.vendor_hours >= 0
    assert 1 <= t.weeks <= 12 and t.hurdle in HURDLES and t.by in BY
    if t.hurdle <= 2:
        assert t.by == "merchant"
    if t.by == "consultant":
        assert t.consultant_hours > 0 and t.hurdle >= 3
    if t.by == "vendor":
        assert t.vendor_hours > 0 and t.hurdle >= 4
    assert t.basis.source and t.basis.as_of
    assert t.cures, "it must heal something"
    assert len({c.check for c in t.cures}) == len(t.cures)
    for cure in t.cures:
        assert 0 < cure.share <= 0.95, "no cure is certain"
        assert cure.basis.source
    assert t.segments and t.segments <= EVERYONE


@pytest.mark.parametrize("treatment", every(), ids=lambda t: t.id)
def test_each_text_is_there_in_korean(treatment: Treatment) -> None:
    t = treatment
    bases = [b.source for b in (t.basis, *(c.basis for c in t.cures)) if b.provisional]
    for text in (t.title, t.what, *t.deliverables, *t.tasks, *bases):
        said = korean()(text)
        assert said != text and HANGUL.search(said), text
        assert "{" not in text
    for sentence in (t.what, *t.tasks):
        assert POLITE.search(korean()(sentence)), korean()(sentence)
        assert sentence.endswith(".")
    for phrase in (t.title, *t.deliverables):
        assert not phrase.endswith(".") and not korean()(phrase).endswith(".")


def test_needs_and_exclusions_fit_each_other() -> None:
    known = units.treatments()
    for t in every():
        assert t.id not in t.needs and t.id not in t.excludes
        assert not set(t.needs) & set(t.excludes)
        assert set(t.needs) <= set(known) and set(t.excludes) <= set(known)
        for other in t.excludes:
            assert t.id in known[other].excludes, f"{t.id} excludes {other} but not the other way round"
        for need in t.needs:
            # A need that is not meant for a segment counts as in place there; for the unlisted nothing is in place yet.
            if Segment.UNLISTED in t.segments:
                assert Segment.UNLISTED in known[need].segments, f"{t.id} cannot be reached by the unlisted"


def test_no_treatment_waits_for_itself_or_for_what_it_excludes() -> None:
    known = units.treatments()

    def chain(id: str, above: tuple[str, ...]) -> set[str]:
        assert id not in above, f"a circle of needs: {' -> '.join((*above, id))}"
        return {id}.union(*(chain(n, (*above, id)) for n in known[id].needs))

    for t in every():
        needed = chain(t.id, ())
        assert not any(other in needed for id in needed for other in known[id].excludes), t.id


def test_checks_and_treatments_agree() -> None:
    """What a check names as its cure cures it, and what a treatment cures names it."""
    checks, treatments = units.checks(), units.treatments()
    wrong = []
    for check in checks.values():
        for id in check.treatments:
            if id not in treatments:
                wrong.append(f"{check.id} names {id}, which is no treatment")
            elif check.id not in {c.check for c in treatments[id].cures}:
                wrong.append(f"{check.id} names {id}, which does not cure it")
            elif not check.applies & treatments[id].segments:
                wrong.append(f"{check.id} and {id} are never meant for the same merchant")
    for t in treatments.values():
        for cure in t.cures:
            if cure.check not in checks:
                wrong.append(f"{t.id} cures {cure.check}, which is no check")
            elif t.id not in checks[cure.check].treatments:
                wrong.append(f"{t.id} cures {cure.check}, which does not name it")
    assert wrong == []


def test_the_cheap_way_comes_first() -> None:
    """A check names its cheapest cure before dearer ones, so that the first step costs least."""
    known = units.treatments()
    for check in units.checks().values():
        costs = [known[id].cost for id in check.treatments if id in known]
        assert not costs or costs[0] == min(costs), f"{check.id}: {check.treatments} at {costs}"


def test_most_help_needs_no_supplier_and_little_money() -> None:
    alone = [t for t in every() if t.by == "merchant" and t.cost <= 50_000]
    assert len(alone) >= len(every()) / 3
    assert units.treatments()["platform.live_phone"].cost <= 100_000
