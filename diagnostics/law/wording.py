"""What we say about each family of rules: why it is a fault, and how the same thing may be said."""
from collections.abc import Mapping

from data.text import _

FAMILIES: Mapping[str, tuple[str, str]] = {
    "disease": (_("“{matched}” reads as if the product prevented or cured a disease."),
                _("Say what it is, how it tastes and how to enjoy it, and leave the disease out.")),
    "medicine": (_("“{matched}” makes the product look like a medicine."),
                 _("Use the name of the ingredient and words of food, such as how to drink it.")),
    "functional": (_("“{matched}” may be said of recognised 건강기능식품 (health functional food) only."),
                   _("Describe taste, ingredients and origin; keep effects on the body out unless the product is recognised.")),
    "superlative": (_("“{matched}” needs proof: who found it, when, by which measure."),
                    _("Put the source and the year beside it, or say what you can show, such as years in the trade.")),
    "testimonial": (_("“{matched}” may mislead: reviews that were paid for must say so."),
                    _("Show real reviews as they are, and mark those for which something was given.")),
    "endorsement": (_("“{matched}” lets doctors or clinics vouch for the product."),
                    _("Leave the profession out; say who made it and what is in it.")),
    "additive": (_("“{matched}” may mislead about additives or water."),
                 _("State the ingredients as they are, and say “without” only where the law allows the additive at all.")),
    "comparison": (_("“{matched}” compares with others without naming a fair measure."),
                   _("Give your own number instead, such as weight or share of the ingredient.")),
    "lottery": (_("“{matched}” announces a draw or a prize."),
                _("State the period, the number of winners and the odds beside it.")),
    "harmless": (_("“{matched}” promises that nothing can happen."),
                 _("State how it is to be used and what to watch, and the test with its number where there is one.")),
    "preview": (_("It speaks of an effect, and the mark of the advertising review (자율심의) is not in the text."),
                _("Put the review number into the text, or bring the review if it has not been done.")),
    "cosmetic_medical": (_("“{matched}” is a medical word that cosmetics must not use."),
                         _("Say how it feels on the skin: moist, soft, calm after washing.")),
    "cosmetic_body": (_("“{matched}” promises a change of the body that cosmetics must not promise."),
                      _("Say how the skin looks or feels, and prove it by a test where you keep the word.")),
    "human_origin": (_("“{matched}” sounds like material of human origin."),
                     _("Name the plant or the ingredient as it stands in the list of ingredients.")),
    "functional_cosmetic": (_("“{matched}” may be said of reviewed functional cosmetics only."),
                            _("State in the 고시 (product notice) that the review was passed, or leave the word out.")),
    "natural": (_("“{matched}” needs a certificate or proof."),
                _("Put the certificate number beside it, or name the ingredient and its share.")),
    "free": (_("“{matched}” needs its conditions beside it."), _("Say for whom, until when and up to which amount it is free.")),
    "discount": (_("“{matched}” must hold against the lowest price of the last 20 days."),
                 _("Keep a note of the prices of the last 20 days, or drop the comparison.")),
    "urgency": (_("“{matched}” must be true: the end and the stock have to be real."),
                _("State the date on which it ends, and keep to it.")),
    "patent": (_("“{matched}” needs its number."), _("Put the number, the year and who granted it beside it.")),
    "withdrawal": (_("“{matched}” cuts the buyer's right to send it back (청약철회)."),
                   _("Seven days from receipt are the law. If it cannot be sent back, say why in the same sentence, such as "
                     "made to order.")),
    "refund": (_("“{matched}” does not fit the refund rules."),
               _("Refund in money within three working days after the goods are back.")),
    "origin": (_("“{matched}” does not state the origin as the law asks."),
               _("Write the country or region in Korean beside the name.")),
    "chemical": (_("“{matched}” is a restricted phrase for household chemicals."),
                 _("State what it does and how to use it safely, and leave soothing words out.")),
    "device": (_("“{matched}” makes ordinary goods look like a medical device."),
               _("Say what it is made of and how it is worn or used, without an effect on the body.")),
}
"""Family to (why, how to say it instead)."""

MISSING = _("The 고시 (product notice) for {group} lacks {count:number} items: {items}.")
MISSING_INFERRED = _("The 고시 (product notice) for {group} lacks {count:number} items: {items}. We inferred the product group "
                     "from the category.")
MISSING_HINT = _("Fill in these items in the seller centre; most stand on the label.")
EVASIVE = _("In the 고시 (product notice) these items only point to another place: {items}. For dates, origin and numbers "
            "that does not count.")
EVASIVE_HINT = _("Write the fact itself. For dates a rule is fine too, such as “made within 7 days before dispatch”.")
ELSEWHERE = _("In the 고시 (product notice) these items only point to another place: {items}.")
ELSEWHERE_HINT = _("Write the fact into the item itself.")
UNSAID = _("The 고시 (product notice) says nothing about {items}; whether they apply to this product is yours to say.")
UNSAID_HINT = _("Fill them in, or write “해당없음” (does not apply) with the reason.")
BARE = _("“해당없음” (does not apply) stands without a reason: {items}.")
BARE_HINT = _("Add the reason in a few words, such as “해당없음 (국내산)”.")

UNKNOWN_SOME = _("Of {count:number} listings we could not see the 고시 (product notice), while others show theirs: {items}.")
UNKNOWN_ALL = _("The files do not carry the 고시 (product notice), so it could not be checked for {count:number} listings.")
UNKNOWN_HINT = _("Open one listing in the seller centre and look whether the 고시 is filled in.")
NO_GROUP = _("For {count:number} listings the product group is not known; only the rules for all goods were looked at.")
NO_GROUP_HINT = _("Add the category or the product group to the file.")
MORE = _("{count:number} more points are not shown here; these come first because they weigh most.")
NOT_READ = _("{count:number} listings with smaller sales were not read word by word.")
VAGUE = _("In the 고시 (product notice) these items lack the fact itself (a day, a phone number or a certificate number): "
          "{items}.")
VAGUE_HINT = _("Write the day or the rule for it, the phone number, or the number of the certificate.")
NO_ORIGIN = _("For {count:number} foods the files do not tell the origin, so it could not be checked: {items}.")
NO_ORIGIN_HINT = _("Look whether the origin stands in Korean beside the name or the price.")
NO_CERTIFICATE = _("For {count:number} products that need a certificate the files do not tell its number: {items}.")
NO_CERTIFICATE_HINT = _("Look whether the number stands in the 고시 (product notice), and keep a picture of the mark.")
