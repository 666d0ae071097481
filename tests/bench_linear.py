"""Whether the cost of a cohort grows with its size and no faster: 1,000, 10,000 and 100,000 merchants of 100 order lines each.

The step is `small_shops` of the cohort bench, from an open store to all scores. Compared is the time per merchant, of
the largest against the smallest and, because a small cohort carries the fixed cost of writing the queries down, also against
the middle one, and there the time beyond that fixed cost: the straight line through the two smaller ones, led on to the largest.
"""
import sys
import tempfile
from pathlib import Path

from tests.bench_cohort import MEMORY, step
from tests.bench_cohort_store import write_store
from tests.bench_intake import told

SIZES = (1_000, 10_000, 100_000)
LINES = 100
"""Order lines of a merchant on average."""
LIMIT = 1.2
"""Times the time per merchant of the smallest cohort."""


def bench_linear(folder: Path, sizes: tuple[int, int, int] = SIZES) -> None:
    seconds, peak = [], 0.0
    for merchants in sizes:
        path = folder / f"linear_{merchants}.duckdb"
        write_store(path, merchants, LINES * merchants)
        took, peak = step("small_shops", path, 3 if merchants < sizes[-1] else 1)
        path.unlink()
        seconds.append(took)
        told(f"cohort: {merchants:,} merchants of {LINES} order lines", took, peak,
             f"{1000 * took / merchants:.2f} ms a merchant")
    small, middle, large = (took / merchants for took, merchants in zip(seconds, sizes, strict=True))
    each = (seconds[1] - seconds[0]) / (sizes[1] - sizes[0])
    straight = seconds[1] + each * (sizes[2] - sizes[1])
    sys.stdout.write(
        f"time per merchant, {sizes[2]:,} against {sizes[0]:,}: {large / small:.2f} x  limit {LIMIT} x: "
        f"{'held' if large <= LIMIT * small else 'MISSED'};  against {sizes[1]:,}: {large / middle:.2f} x: "
        f"{'held' if large <= LIMIT * middle else 'MISSED'}\n"
        f"against the straight line through the smaller two: {seconds[2] / straight:.2f} x  limit {LIMIT} x: "
        f"{'held' if seconds[2] <= LIMIT * straight else 'MISSED'};  limit {MEMORY:,} MiB: "
        f"{'held' if peak <= MEMORY else 'MISSED'}\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench_linear(Path(folder))


if __name__ == "__main__":
    main()
