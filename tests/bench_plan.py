"""How long the plan takes to solve: 40 treatments by 60 and 80 checks, with a loose and with a tight calendar.

    python -m tests.bench_plan
"""
import random
import time

from diagnostics.planning.problem import Option, Problem
from diagnostics.planning.solver import solve


def problem(seed: int, checks: int, max_open: int, horizon: int) -> Problem:
    """Forty treatments like ours: cheap and dear, one to six weeks, every third with a need."""
    r = random.Random(seed)
    names = [f"c{i}" for i in range(checks)]
    options = tuple(Option(
        f"t{k:02}", r.choice([0, 0, 30_000, 50_000, 100_000, 300_000, 600_000, 800_000]), r.randrange(50, 1600, 50),
        r.randrange(1, 7), {c: r.randrange(100, 30_000) for c in r.sample(names, r.randrange(1, 6))},
        tuple(f"t{r.randrange(k):02}" for _ in range(k > 0 and r.random() < 0.3))) for k in range(40))
    return Problem(options, 2_000_000, 6_000, max_open, horizon)


def main() -> None:
    for checks in (60, 80):
        for max_open, horizon in ((3, 26), (1, 26), (3, 12), (2, 12)):
            took = []
            for seed in range(8):
                case = problem(seed, checks, max_open, horizon)
                began = time.perf_counter()
                solve(case)
                took.append(time.perf_counter() - began)
            took.sort()
            print(f"40 treatments, {checks} checks, {max_open} open, {horizon} weeks: "
                  f"median {1000 * took[4]:.0f} ms, slowest {1000 * took[-1]:.0f} ms")


if __name__ == "__main__":
    main()
