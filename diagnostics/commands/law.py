"""Judge a text by the law without a store: claims, notice, origin and certificates, each with its places and a lawful wording."""
import argparse
import sys
from pathlib import Path
from typing import Any

HELP = "judge a text by the law, or show a rule"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", metavar="FILE", help="text or page of the listing (text or HTML); - reads the input")
    parser.add_argument("--group",
                        help="product group: code such as FOOD, or Korean name; without it only what holds for all goods")
    parser.add_argument("--category", default="", help="category path, from which the group is read where none is given")
    parser.add_argument("--title", default="", help="product name")
    parser.add_argument("--keywords", default="", help="search words")
    parser.add_argument("--origin", default="", help="what the origin field says")
    parser.add_argument("--certification", default="", help="what the certificate field says")
    parser.add_argument("--notice", metavar="FILE",
                        help="the product notice: JSON, or text with an item a line; - reads the input")
    parser.add_argument("--rule", help="show this rule alone, such as CL001")
    parser.add_argument("--lang", choices=("ko", "en"), default="ko", help="language of the sentences")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.text import _
    from diagnostics import law
    from diagnostics.law.groups import group_name, group_of
    from diagnostics.law_strip import law_strip
    from diagnostics.texts import Texts

    texts = Texts(options.lang)
    if options.rule:
        card = law.rule_card(options.rule)
        said = {name: texts(card[name]) for name in ("says", "reason", "sanction", "hint") if "{" not in card[name]}
        return {**card, **said, "rewording": texts(card["rewording"], matched=card["example"]) if card["rewording"] else None}
    if options.text is None and options.notice is None and not options.title:
        raise InputProblem(_("Say what to judge: --text FILE, --title or --notice FILE; - reads the input."))
    if options.text == options.notice == "-":
        raise InputProblem(_("Only one of --text and --notice can be read from the input."))
    code, inferred = group_of(options.group, options.category or None)
    if options.group and code is None:
        raise InputProblem(_("There is no product group {group}. Use a code such as FOOD, WEAR or COSMETIC, or its Korean name."),
                           group=options.group)
    gates = law.check_text(_read(options.text), options.group, title=options.title, keywords=options.keywords,
                           category=options.category, origin=options.origin, certification=options.certification,
                           notice=_read(options.notice) or None)
    strip = law_strip({"gates": gates, "summary": {"rows": {"listings": 1}}}, texts)
    return {"group": code, "group_name": group_name(code) if code else None, "inferred": inferred, "headline": strip["headline"],
            "must": strip["must"], "check": strip["check"], "info": strip["info"]}


def _read(given: str | None) -> str:
    from data.errors import InputProblem
    from data.text import _

    if given is None:
        return ""
    if given == "-":
        return sys.stdin.read()
    try:
        content = Path(given).read_bytes()
    except OSError as error:
        raise InputProblem(_("{file} cannot be read. Check that it exists and may be opened."), file=Path(given).name) from error
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputProblem(_("{file} is no text that we can read. Save it as UTF-8 text or HTML."), file=Path(given).name)
