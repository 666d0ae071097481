"""How long the plan takes to solve: 40 treatments by 60 and 80 checks, plain and with calendar, weekly hours and subsidy caps.

    python -m tests.bench_plan
"""
import random
import time
from datetime import date

from diagnostics.planning.problem import Option, Problem
from diagnostics.planning.solver import solve
from diagnostics.planning.timing import Timing
from diagnostics.planning.weeks import ends, weeks

FAMILIES = ("detail_page", "branding", "packaging", "platform")


def problem(seed: int, checks: int, max_open: int, horizon: int, rules: bool = False) -> Problem:
    """Forty treatments like ours: cheap and dear, one to six weeks, every third with a need. With `rules`: lead times, seasons,
    feasts, own shares under caps, and six hours of the merchant and two of the consultant a week."""
    r = random.Random(seed)
    calendar = weeks(date(2026, 11, 30), horizon)
    days = tuple(len(w.days) for w in calendar)
    names = [f"c{i}" for i in range(checks)]
    options = []
    for k in range(40):
        price, length = r.choice([0, 0, 30_000, 50_000, 100_000, 300_000, 600_000, 800_000]), r.randrange(1, 7)
        hours, gains = r.randrange(50, 1600, 50), {c: r.randrange(100, 30_000) for c in r.sample(names, r.randrange(1, 6))}
        needs = tuple(f"t{r.randrange(k):02}" for _ in range(k > 0 and r.random() < 0.3))
        more = {}
        if rules:
            timing = Timing(r.choice([0, 0, 0, 1, 2]), r.choice([(), (), (), (1, 2, 3)]), r.choice([None, None, None, 0]))
            more = {"subsidy": price * r.choice([0, 5, 8]) // 10, "family": r.choice(FAMILIES), "consultant": 50 * r.randrange(9),
                    "ends": ends(calendar, length, timing, r.random() < 0.3), "work": days}
        options.append(Option(f"t{k:02}", price, hours, length, gains, needs, **more))  # type: ignore[arg-type]
    if not rules:
        return Problem(tuple(options), 2_000_000, 6_000, max_open, horizon)
    return Problem(tuple(options), 1_000_000, 6_000, max_open, horizon, own=True, cap=1_500_000,
                   caps=dict.fromkeys(FAMILIES[:3], 600_000), week_hours=tuple(600 * n // 5 for n in days),
                   week_consultant=tuple(200 * n // 5 for n in days))


def main() -> None:
    for rules in (False, True):
        for checks in (60, 80):
            for max_open, horizon in ((3, 26), (1, 26), (3, 12), (2, 12)):
                took = []
                for seed in range(8):
                    case = problem(seed, checks, max_open, horizon, rules)
                    began = time.process_time()
                    solve(case)
                    took.append(time.process_time() - began)
                took.sort()
                print(f"40 treatments, {checks} checks, {max_open} open, {horizon} weeks{', calendar, caps' if rules else ''}: "
                      f"median {1000 * took[4]:.0f} ms, slowest {1000 * took[-1]:.0f} ms of processor time")


if __name__ == "__main__":
    main()
