"""The listings that lose most, or one listing with what to mend and the text to copy."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, known_merchant, workspace

HELP = "the worst listings of a merchant, or one listing closely"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("merchant", nargs="?", help="id of the merchant")
    parser.add_argument("--merchant", dest="merchant_option", help="the same")
    parser.add_argument("--product", metavar="ID", help="number of the product to look at closely")
    parser.add_argument("--channel", help="channel of the product; needed where the number stands on several, planned for a plan")
    parser.add_argument("--as-of", type=as_day, help="the first day that is not known any more, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.text import _
    from diagnostics.clinic import clinic, listing_view
    from diagnostics.clinic.ranking import channels_of

    merchant = options.merchant or options.merchant_option
    if merchant is None:
        raise InputProblem(_("Say which merchant: clinic MERCHANT."))
    space = known_merchant(workspace(options), merchant)
    if options.product is None:
        return clinic(space, merchant, options.as_of)
    channel = options.channel
    if channel is None:
        found = channels_of(space, merchant, options.product, options.as_of)
        if len(found) > 1:
            raise InputProblem(_("The product stands on several channels. Add --channel with one of {channels}."),
                               channels=", ".join(found))
        channel = found[0] if found else ""
    return listing_view(space, merchant, channel, options.product, options.as_of)
