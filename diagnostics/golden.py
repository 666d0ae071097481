"""Golden diagnoses of the three demo merchants: kept in tests/golden, written anew by `make golden`, which prints what shifted.

    python -m diagnostics.golden [--same-rubric] [--dry-run]

A change of weights, curves or metrics must raise `rubric.RUBRIC`; `--same-rubric` is for a rubric that was not yet released.
"""
import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.store import Store
from data.workspace import Workspace

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "golden"
DIGITS = 9
_LEFT_OUT = ("inputs", "notes", "risk", "fingerprint", "engine")
"""What changes with the day, the files' encryption or the history of other merchants, and not with the judgement."""

Result = dict[str, Any]


def rounded(value: Any) -> Any:
    """The same value with every float to nine significant digits, so that machines agree."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, Mapping):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list | tuple) else value


def plain(result: Result) -> Result:
    """A result JSON without what changes from run to run."""
    return rounded({k: v for k, v in result.items() if k not in _LEFT_OUT})


def diagnoses(workspace: Workspace) -> dict[str, Result]:
    """The three demo merchants of `workspace`, diagnosed as of the demo's day, by id."""
    from data.samples.days import DEMO_AS_OF
    from data.samples.trio import GROWING, STRUGGLING, UNLISTED
    from diagnostics.diagnosis import diagnose

    return {m: plain(diagnose(workspace, m, DEMO_AS_OF)) for m in (GROWING, STRUGGLING, UNLISTED)}


def anew() -> dict[str, Result]:
    """The same from a store of their own with the whole demo: what a product costs elsewhere is known from the other shops."""
    from data.samples.demo import load_demo

    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        store = Store.open(Path(folder) / "golden.duckdb")
        try:
            workspace = Workspace(store)
            load_demo(workspace, None)
            return diagnoses(workspace)
        finally:
            store.close()


def kept(folder: Path = FOLDER) -> dict[str, Result]:
    """The golden diagnoses as they are kept, by merchant."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("demo-*.json"))}


def kept_rubric(folder: Path = FOLDER) -> dict[str, str]:
    """The rubric and its fingerprint under which they were made; empty where none are kept."""
    path = folder / "rubric.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(results: Mapping[str, Result], rubric: Mapping[str, str], folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("demo-*.json"):
        if path.stem not in results:
            path.unlink()
    for name, content in [*results.items(), ("rubric", dict(rubric))]:
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def shifts(old: Mapping[str, Result], new: Mapping[str, Result]) -> list[str]:
    """The shift table as lines: totals, then each check whose status, score or points lost differ; empty where nothing did."""
    lines: list[str] = []
    for merchant in sorted(set(old) | set(new)):
        before, after = old.get(merchant), new.get(merchant)
        if before == after:
            continue
        lines.append(f"{merchant}: total {_of(before)} -> {_of(after)}")
        was, now = _findings(before), _findings(after)
        rows = [(check, was.get(check), now.get(check)) for check in sorted(set(was) | set(now))]
        for check, a, b in (row for row in rows if row[1] != row[2]):
            lines.append(f"  {check:<38} {_cells(a)} -> {_cells(b)}")
        if before and after:
            others = sorted(k for k in set(before) | set(after) if k not in ("findings",
            "summary") and before.get(k) != after.get(k))
            lines += [f"  changed beside the scores: {', '.join(others)}"] if others else []
    return lines


def _of(result: Result | None) -> str:
    if result is None:
        return "(none)"
    s = result["summary"]
    return f"{_number(s['score'])} ({_number(s['low'])}..{_number(s['high'])}, coverage {_number(100 * s['coverage'])} %)"


def _findings(result: Result | None) -> dict[str, tuple[Any, ...]]:
    return {f["check"]: (f["status"], f["score"], f["points_lost"]) for f in (result or {}).get("findings", ())}


def _cells(finding: tuple[Any, ...] | None) -> str:
    if finding is None:
        return f"{'(none)':<30}"
    status, score, lost = finding
    return f"{status:<14} {_number(score, 3):>6} lost {_number(lost):>5}"


def _number(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def update(results: Mapping[str, Result], now: Mapping[str, str], folder: Path, *, same_rubric: bool = False,
           dry_run: bool = False) -> tuple[int, str]:
    """Write `results` under the rubric `now` into `folder`; returns the exit code and what to say, the shift table first.

    Refuses (2) where the fingerprint changed under the same name of the rubric, unless `same_rubric`.
    """
    was, said = kept_rubric(folder), shifts(kept(folder), results) or ["Nothing shifted."]
    if was and was["rubric"] == now["rubric"] and was["fingerprint"] != now["fingerprint"] and not same_rubric:
        said += [f"The fingerprint changed ({was['fingerprint']} -> {now['fingerprint']}) and RUBRIC is still {now['rubric']}.",
                 "Raise RUBRIC in diagnostics/rubric.py; where this rubric was never released, run again with --same-rubric.",
                 "Nothing was written."]
        return 2, "\n".join(said)
    if not dry_run:
        write(results, now, folder)
        said.append(f"Wrote {len(results)} golden diagnoses, rubric {now['rubric']}, fingerprint {now['fingerprint']}.")
    return 0, "\n".join(said)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m diagnostics.golden", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--same-rubric", action="store_true",
                        help="accept a changed fingerprint: this rubric is not released yet")
    parser.add_argument("--dry-run", action="store_true", help="print what would shift and write nothing")
    options = parser.parse_args(arguments)
    from diagnostics import rubric

    now = {"rubric": rubric.RUBRIC, "fingerprint": rubric.fingerprint()}
    code, said = update(anew(), now, FOLDER, same_rubric=options.same_rubric, dry_run=options.dry_run)
    (sys.stderr if code else sys.stdout).write(said + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
