"""Keeps the Korean catalogues in step with the texts of the code.

    python -m diagnostics.locale.update                      extract, keep what is translated, drop what is no longer said
    python -m diagnostics.locale.update --check              say what is missing, and exit 1 if anything is
    python -m diagnostics.locale.update --fill FILE.json     take translations from {"English": "한국어", …}

One catalogue per part of the house: a message that two parts say stands in both catalogues.
"""
import argparse
import fcntl
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from diagnostics.locale import extraction

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).with_name("ko") / "LC_MESSAGES"
FIELD = re.compile(r"\{(\w+)")
DATED = re.compile(r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator): .*\n')


def domain(path: Path) -> str:
    """The catalogue of a source file: data, core, report, checks_listing, treatments_branding, pages_session …"""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "data":
        return "data"
    if parts[0] == "diagnostics":
        if len(parts) == 2:
            return "core"
        return "_".join(parts[1:3]) if len(parts) > 3 else parts[1]
    return "_".join(parts[:2]) if len(parts) > 2 else "app"


def sources() -> list[Path]:
    return [ROOT / "app.py", *(p for top in ("data", "diagnostics", "pages") for p in sorted((ROOT / top).rglob("*.py")))]


def messages() -> dict[str, dict[str | tuple[str, str], list[str]]]:
    """Per catalogue, each message (a pair where it has a plural) and the files that say it."""
    found: dict[str, dict[str | tuple[str, str], list[str]]] = {}
    for path in sources():
        if not path.exists():
            continue
        for key in extraction.messages(path.read_text("utf-8")):
            found.setdefault(domain(path), {}).setdefault(key, []).append(str(path.relative_to(ROOT)))
    return found


def read(name: str) -> Catalog:
    path = FOLDER / f"{name}.po"
    if not path.exists():
        return Catalog(locale="ko")
    with path.open("rb") as file:
        return read_po(file, locale="ko")


def update(translations: dict[str, str], only: list[str]) -> None:
    """Write the catalogues anew: today's messages, with `translations` first and what stood there before second."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = messages()
    for old in FOLDER.glob("*.po"):
        if old.stem not in wanted and not only:
            old.unlink()
    if only:
        wanted = {name: texts for name, texts in wanted.items() if name in only}
    for name, texts in wanted.items():
        before, now = read(name), Catalog(locale="ko", project="digital-doctor", fuzzy=False)
        for key in sorted(texts, key=str):
            single = key if isinstance(key, str) else key[0]
            known = before.get(single)
            new = translations.get(single)
            string = new if new is not None else _first(known)
            locations = [(f, 0) for f in dict.fromkeys(texts[key])]
            now.add(key, string if isinstance(key, str) else (string,), locations=locations)
        with (FOLDER / f"{name}.po").open("wb") as file:
            write_po(file, now, omit_header=False, include_lineno=False, sort_output=True, width=120, ignore_obsolete=True)
        text = (FOLDER / f"{name}.po").read_text("utf-8")
        (FOLDER / f"{name}.po").write_text(DATED.sub("", text), "utf-8")


def _first(entry: Message | None) -> str:
    """The Korean of an entry; Korean has one form for one and for many."""
    string = entry.string if entry is not None else ""
    if isinstance(string, tuple | list):
        return str(string[0]) if string else ""
    return str(string or "")


def faults(only: list[str]) -> list[str]:
    """What is wrong with the catalogues, one sentence each."""
    found = []
    for name, texts in messages().items():
        if only and name not in only:
            continue
        catalogue = read(name)
        for key in texts:
            single = key if isinstance(key, str) else key[0]
            korean = _first(catalogue.get(single))
            if not korean:
                found.append(f"{name}: no Korean for {single!r} ({texts[key][0]})")
            elif not set(FIELD.findall(korean)) <= set(FIELD.findall(single)) | {"n"}:
                found.append(f"{name}: the Korean of {single!r} has a field that the English lacks")
    return found


@contextmanager
def folder_lock() -> Iterator[None]:
    """One run at a time: two would lose each other's texts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    handle = os.open(FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="these catalogues and no others")
    options = parser.parse_args()
    if not options.check:
        with folder_lock():
            update(json.loads(options.fill.read_text("utf-8")) if options.fill else {}, options.only)
    wrong = faults(options.only)
    print("\n".join(wrong) or "The catalogues are complete.", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
