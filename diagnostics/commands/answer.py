"""Answer a finding: one of five reasons and a note. Without --finding, list what was answered and the reasons."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, known_merchant, workspace

HELP = "answer a finding, or take an answer back"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--finding", metavar="KEY", help="the check of a finding, or the key of a gate, as diagnose gives it")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--reason", help="proven, not_ours, fixed, wrong or later")
    what.add_argument("--withdraw", action="store_true", help="take the answer back")
    parser.add_argument("--note", default="", help="in your own words")
    parser.add_argument("--by", help="who says it")
    parser.add_argument("--as-of", type=as_day, help="day of the diagnosis that showed the finding, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.text import _
    from diagnostics import answered

    space = known_merchant(workspace(options), options.merchant)
    if options.finding is None:
        if options.reason or options.withdraw:
            raise InputProblem(_("Say which finding: --finding KEY, as the diagnosis gives it."))
        return {"merchant_id": options.merchant,
                "answers": answered.answers(space, options.merchant, options.as_of),
                "reasons": {r.id: {"title": r.title, "help": r.help, "settles": r.settles} for r in answered.REASONS}}
    if options.withdraw:
        return {"key": options.finding, "withdrawn": answered.withdraw(space, options.merchant, options.finding, options.by,
                                                                       as_of=options.as_of)}
    if options.reason is None:
        raise InputProblem(_("Say what you answer: --reason with one of {reasons}, or --withdraw."),
                           reasons=", ".join(r.id for r in answered.REASONS))
    return answered.answer(space, options.merchant, options.finding, options.reason, options.note, options.by,
                           as_of=options.as_of)
