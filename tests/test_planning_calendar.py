"""The plan with calendar, weekly hours and subsidy caps against an independent enumeration; weeks against the almanac."""
import hashlib
import itertools
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from diagnostics.planning.problem import Option, Problem, Solution
from diagnostics.planning.schedule import schedule
from diagnostics.planning.solver import Unsolvable, solve
from diagnostics.planning.timing import Timing
from diagnostics.planning.verified import faults
from diagnostics.planning.weeks import ends, feasts, monday, weeks

CASES = 160
FAMILIES = ("detail_page", "branding", "packaging")


def random_case(seed: int) -> Problem:
    """Up to eight options on real weeks around 설 2027, with lead times, months, closed days, hours per week, own shares and
    caps of a family and of the merchant; each kind of limit in about half of the cases."""
    r = random.Random(seed)
    horizon, money = r.randint(3, 8), seed % 2 == 0  # every second case is tight in money, the others in time
    start = date(2027, 1, 4) + timedelta(days=r.randrange(35))
    shut = [(start + timedelta(days=7), start + timedelta(days=13), "")] if r.random() < 0.4 else []
    calendar = weeks(start, horizon, shut)
    checks = [f"check_{i}" for i in range(r.randint(2, 6))]
    options = []
    for k in range(r.randint(2, 8)):
        before = [f"t{i}" for i in range(k)]
        needs = tuple(r.sample(before, 1)) if before and r.random() < 0.3 else ()
        excludes = tuple(x for x in r.sample(before, 1) if x not in needs) if before and r.random() < 0.2 else ()
        gains = {c: r.choice([1, 700, 5_000, 12_500, 30_000]) for c in r.sample(checks, r.randint(0, min(3, len(checks))))}
        length, price = r.randint(1, 1 if money else 3), r.choice([0, 33_333, 40_501, 100_000, 299_999])
        timing = Timing(r.choice([0, 0, 1, 2]), r.choice([(), (), (), (1, 2)]), r.choice([None, None, None, 0, 2]))
        options.append(Option(
            f"t{k}", price, r.choice([0, 50, 300, 801]), length, gains, needs, excludes, r.random() < 0.1,
            r.choice([0, price // 2, price * 4 // 5]), r.choice(FAMILIES), r.choice([0, 100, 200]),
            ends(calendar, length, timing, r.random() < 0.4), tuple(len(w.days) for w in calendar)))
    caps = {f: r.choice([0, 20_000, 90_000]) for f in FAMILIES if r.random() < 0.4}
    pins = frozenset({"t0"}) if r.random() < 0.15 else frozenset()
    weekly = None if money else r.choice([None, 150, 400])
    helped = None if money else r.choice([None, None, 100])
    return Problem(
        tuple(options), r.choice([40_500, 100_000, 150_000, 250_000] if money else [250_000, 600_000]),
        r.choice([1_000, 5_000]), 3 if money else r.randint(1, 3), horizon,
        pins, money or r.random() < 0.4, caps, r.choice([None, 50_001, 100_000]), r.choice([None, 100, 200]),
        None if weekly is None else tuple(weekly * len(w.days) // 5 for w in calendar),
        None if helped is None else tuple(helped * len(w.days) // 5 for w in calendar))


# -- the independent side: nothing below uses a method of Problem or Option ------------------------------------------

def paid(problem: Problem, chosen: Sequence[Option]) -> int:
    """What the programme pays: caps used up one treatment after the other."""
    pots, purse, total = dict(problem.caps), problem.cap, 0
    for o in chosen:
        won = o.subsidy
        if o.family in pots:
            won = min(won, pots[o.family])
            pots[o.family] -= won
        if purse is not None:
            won = min(won, purse)
            purse -= won
        total += won
    return total


def loads(option: Option, total: int, start: int, end: int) -> dict[int, int]:
    """Hours per week, in proportion to working days so far."""
    assert option.work is not None
    days = {w: option.work[w - 1] for w in range(start, end)}
    found, given, sofar = {}, 0, 0
    for week, count in days.items():
        sofar += count
        found[week] = total * sofar // sum(days.values()) - given
        given += found[week]
    return found


def arrangeable(problem: Problem, chosen: Sequence[Option]) -> bool:
    """Whether any starts hold the calendar: every start of every option is tried."""
    ids = {o.id for o in chosen}
    order: list[Option] = []
    while len(order) < len(chosen):
        order += [o for o in chosen if o not in order and all(n not in ids or any(p.id == n for p in order) for n in o.needs)][:1]
    kinds = [("hours", problem.week_hours), ("consultant", problem.week_consultant)]

    def holds(placed: dict[str, tuple[int, int]]) -> bool:
        for week in range(1, problem.horizon + 1):
            running = [o for o in order if o.id in placed and placed[o.id][0] <= week < placed[o.id][1]]
            if len(running) > problem.max_open:
                return False
            for kind, limits in kinds:
                if limits and sum(loads(o, getattr(o, kind), *placed[o.id])[week] for o in running) > limits[week - 1]:
                    return False
        return True

    def place(k: int, placed: dict[str, tuple[int, int]]) -> bool:
        if k == len(order):
            return True
        option = order[k]
        assert option.ends is not None
        first = max((placed[n][1] for n in option.needs if n in placed), default=1)
        for start, end in option.ends.items():
            more = {**placed, option.id: (start, end)}
            if start >= first and holds(more) and place(k + 1, more):
                return True
        return False

    return place(0, {})


def rank(problem: Problem, chosen: Sequence[Option]) -> tuple[int, ...]:
    won = sum(o.price for o in chosen) - (paid(problem, chosen) if problem.own else 0)
    points = sum(max(o.gains.get(c, 0) for o in chosen) for c in {c for o in chosen for c in o.gains})
    return (-points, -sum(o.preferred for o in chosen), won, sum(o.hours for o in chosen), sum(o.weeks for o in chosen))


def brute_force(problem: Problem) -> tuple[int, ...] | None:
    allowed = []
    for size in range(len(problem.options) + 1):
        for chosen in itertools.combinations(problem.options, size):
            ids, key = {o.id for o in chosen}, rank(problem, chosen)
            if problem.pins <= ids and key[2] <= problem.budget and key[3] <= problem.hours \
                    and (problem.consultant is None or sum(o.consultant for o in chosen) <= problem.consultant) \
                    and all(set(o.needs) <= ids and not set(o.excludes) & ids for o in chosen):
                allowed.append((key, chosen))
    return next((key for key, chosen in sorted(allowed, key=lambda a: a[0]) if arrangeable(problem, chosen)), None)


@pytest.mark.parametrize("part", range(4))
def test_equals_brute_force_with_calendar_and_subsidy(part: int) -> None:
    solved = 0
    for seed in range(part, CASES, 4):
        problem = random_case(seed)
        best = brute_force(problem)
        try:
            solution = solve(problem)
        except Unsolvable:
            assert best is None, f"case {seed}: there is a plan"
            continue
        solved += 1
        assert faults(problem, solution) == [], f"case {seed}"
        chosen = problem.pick(solution.starts)
        assert rank(problem, chosen) == best, f"case {seed}"
        assert problem.granted(chosen) == paid(problem, chosen) == paid(problem, chosen[::-1])
    assert solved >= CASES // 4 * 0.7


@pytest.mark.parametrize("what", ["week_hours", "week_consultant", "caps", "ends", "consultant"])
def test_each_kind_of_limit_binds_in_some_cases(what: str) -> None:
    """Otherwise the comparison would prove nothing about it."""
    changed = 0
    for seed in range(CASES):
        if changed >= 3:
            return
        problem = random_case(seed)
        if what == "caps":
            free = replace(problem, caps={}, cap=None)
        elif what == "ends":
            free = replace(problem, options=tuple(replace(o, ends=None, work=(5,) * problem.horizon) for o in problem.options))
        else:
            free = replace(problem, **{what: None})  # type: ignore[arg-type]
        try:
            changed += solve(free).points > solve(problem).points
        except Unsolvable:
            continue
    pytest.fail(f"{what} changed only {changed} plans")


def told() -> str:
    solutions = [solve(random_case(seed)) for seed in range(14) if not random_case(seed).pins]
    return hashlib.sha256(repr([(list(x.starts.items()), list(x.credit.items())) for x in solutions]).encode()).hexdigest()


def test_the_same_in_every_process() -> None:
    """Whatever the hash seed: what this process plans, another with its own seed plans too."""
    other = subprocess.run([sys.executable, "-c", "from tests.test_planning_calendar import told; print(told())"], text=True,
                           env={**os.environ, "PYTHONHASHSEED": "4242"}, capture_output=True, check=True)
    assert other.stdout.split() == [told()]


def test_a_cap_changes_what_a_combination_costs() -> None:
    """Alone each leaves 20,000 to the shop; with one cap of 100,000 for both, two leave 100,000: the budget holds one of them."""
    options = tuple(Option(id, 100_000, 0, 1, {id: 5}, subsidy=80_000, family="branding") for id in ("a", "b"))
    free = Problem(options, 60_000, 0, 3, 4, own=True)
    assert set(solve(free).starts) == {"a", "b"} and free.counted(options) == 40_000
    for capped in (Problem(options, 60_000, 0, 3, 4, own=True, caps={"branding": 100_000}),
                   Problem(options, 60_000, 0, 3, 4, own=True, cap=100_000)):
        assert len(solve(capped).starts) == 1 and capped.counted(options) == 100_000
    exactly = Problem(options, 99_999, 0, 3, 4, own=True, cap=100_000)
    assert len(solve(exactly).starts) == 1
    assert len(solve(Problem(options, 100_000, 0, 3, 4, own=True, cap=100_000)).starts) == 2


# -- the calendar against the almanac --------------------------------------------------------------------------------

def test_seollal_2027_by_hand() -> None:
    """설 2027 is Sunday 7 February, days off Saturday to Tuesday: the week of Monday the 8th has three working days."""
    made = weeks(date(2027, 2, 1), 3)
    assert [(w.first.isoformat(), len(w.days), w.feast) for w in made] == [
        ("2027-02-01", 5, False), ("2027-02-08", 3, True), ("2027-02-15", 5, False)]
    assert made[1].days[0] == date(2027, 2, 10)
    assert (date(2027, 2, 6), date(2027, 2, 9)) in feasts(2027, 2027)
    assert (date(2026, 9, 24), date(2026, 9, 26)) in feasts(2026, 2026)
    assert (date(2026, 2, 16), date(2026, 2, 18)) in feasts(2026, 2026)


def test_a_plan_may_begin_in_the_middle_of_a_week() -> None:
    first, second = weeks(date(2026, 12, 23), 2)
    assert [d.day for d in first.days] == [23, 24] and first.last == date(2026, 12, 27), "the 25th is a holiday"
    assert second.first == date(2026, 12, 28) and len(second.days) == 4, "New Year is a Friday"
    assert monday(date(2026, 11, 23)) == date(2026, 11, 23) and monday(date(2026, 11, 24)) == date(2026, 11, 30)


def test_where_a_treatment_fits() -> None:
    made = weeks(date(2027, 1, 25), 6)  # week 3 is that of 설
    assert ends(made, 2, Timing(), False) == {1: 3, 2: 4, 3: 5, 4: 6, 5: 7}
    assert ends(made, 2, Timing(), True) == {1: 3, 4: 6, 5: 7}, "a supplier is not interrupted by the feast"
    assert ends(made, 1, Timing(lead_weeks=4), False) == {5: 6, 6: 7}
    assert ends(made, 1, Timing(months=(2,)), False) == {2: 3, 3: 4, 4: 5, 5: 6}, "week 6 is in March"
    assert ends(made, 1, Timing(before_feast=0), False) == {1: 2, 4: 5, 5: 6, 6: 7}, "over before 6 February or after the 9th"
    assert ends(made, 1, Timing(before_feast=1), False) == {4: 5, 5: 6, 6: 7}, "a week ahead: 31 January is too late"
    shut = weeks(date(2027, 1, 25), 6, [(date(2027, 2, 15), date(2027, 2, 19), "harvest")])
    assert ends(shut, 2, Timing(), False) == {1: 3, 2: 4, 3: 6, 5: 7}, "closed days make it longer, and nothing starts in them"


def test_hours_follow_the_working_days_and_add_up() -> None:
    option = Option("a", 0, 1_000, 3, work=(5, 3, 5))
    assert option.spread(1_000, 1, 4) == {1: 384, 2: 231, 3: 385}


def test_weekly_hours_move_what_does_not_fit() -> None:
    options = tuple(Option(id, 0, 400, 1, {id: worth}, ends={1: 2, 2: 3, 3: 4}, work=(5, 5, 5))
                    for id, worth in (("a", 9), ("b", 5)))
    assert solve(Problem(options, 0, 900, 3, 3)).starts == {"a": 1, "b": 1}
    assert solve(Problem(options, 0, 900, 3, 3, week_hours=(400, 400, 400))).starts == {"a": 1, "b": 2}
    assert solve(Problem(options, 0, 900, 3, 3, week_hours=(400, 399, 400))).starts == {"a": 1, "b": 3}
    assert schedule(Problem(options, 0, 900, 3, 3, week_hours=(399, 399, 400)), options) is None


def test_the_judge_of_rules_sees_the_calendar() -> None:
    options = (Option("a", 10, 400, 2, {"x": 5}, ends={1: 3, 3: 6}, work=(5, 5, 5, 0, 5), consultant=100),
               Option("b", 10, 100, 1, {"y": 3}, work=(5,) * 5, consultant=100))
    problem = Problem(options, 20, 900, 2, 5, week_hours=(250,) * 5, week_consultant=(100,) * 5, consultant=150)

    def said(starts: dict[str, int], what: Problem = problem) -> str:
        return "; ".join(faults(what, Solution(starts, {}, 0)))

    assert said({"a": 1}) == "" and said({"a": 3}) == ""
    assert "may not start in week 2" in said({"a": 2})
    assert "merchant has too much to do in week 1" in said({"a": 1, "b": 1})
    assert "consultant has too much to do in week 1" in said({"a": 1, "b": 1})
    assert "consultant's hours" in said({"a": 1, "b": 5})
