"""Who makes it and why, on one page."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import story

KIT = Kit(
    id="branding.story",
    ready=(
        _("Your phone with the recorder, five undisturbed minutes"),
        _("One old photo or tool that has to do with your work"),
    ),
    how=(
        _("Begin with “I make this because …” and do not stop for five minutes. Nobody else will hear it."),
        _(
            "Listen once. Mark what a neighbour selling the same could not say: years, place, a habit, a mishap. "
            "Those are your three sentences."
        ),
        _("Daylight, no pose: the hands while working, the place from the door, the material before it becomes a product."),
        _("Read the three sentences against the table of what not to say. A year and a place may stay; “best” goes."),
        _("Put it at the top of the shop introduction and at the end of each main product's page, always the same words."),
    ),
    fill=story,
    avoid=(
        _("Nothing invented: no grandmother who was not there, no village that you do not work in."),
        _("No healing, no “best”, no “only”, unless you can show who found it and when."),
        _("No children, customers or employees in pictures without their consent."),
    ),
    done=(
        _("Three sentences and three photos stand in the shop introduction."),
        _("The same words stand on every channel."),
        _("Somebody who read it once can tell it again."),
    ),
    claims=True,
)
