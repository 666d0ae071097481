"""The words of the self-check's result: of each band and factor, and of two sides that do not fit together."""
from data.text import _

BAND_TITLES = {"seed": _("Seed"), "sprout": _("Sprout"), "stem": _("Stem"), "fruit": _("Fruit")}
TOTAL_TEXTS = {
    "seed": _("Everything is still ahead of you, and the first step is a small one."),
    "sprout": _("You have begun. A few things more and the shop can open."),
    "stem": _("Much is in place. Now it is about what is still missing."),
    "fruit": _("You are ready. Go on to sell, and watch what customers say."),
}
FACTOR_TEXTS = {
    "environment": {
        "seed": _("The ground is not laid yet: a phone for the shop, two fixed hours a week and the registrations come first."),
        "sprout": _("Part of the ground is laid. Settle next where parcels go and where orders are written down."),
        "stem": _("The ground carries. Close the last gap among device, time, papers and parcels."),
        "fruit": _("Device, time, papers and parcels are settled. Nothing here holds you back."),
    },
    "information": {
        "seed": _("Numbers and voices of customers still pass by. Begin with one line a day: what was sold?"),
        "sprout": _("You know some of your numbers. Work out next what is left of one product."),
        "stem": _("You look at numbers and customers. Do it on fixed days, and nothing slips through."),
        "fruit": _("You know your numbers and hear your customers. Let them decide what to change next."),
    },
    "making": {
        "seed": _("There is little to show yet. Five bright photos of one product are enough to begin."),
        "sprout": _("The first photos and words are there. Make one product complete before the next."),
        "stem": _("You can show your products well. Show them regularly now, also moving."),
        "fruit": _("You make and tell as sellers do. Keep the rhythm."),
    },
    "mindset": {
        "seed": _("It is still open what to sell and how much. Choose one product and one small goal."),
        "sprout": _("The direction shows. Write down a number and a date, and whom to ask."),
        "stem": _("You know where to go. Prepare for the first busy day now."),
        "fruit": _("Goal, hands and help are there. You can begin without waiting."),
    },
}
GAP_TITLES = {"ambition": _("Plans and preparation"), "people": _("Tools and people"), "data": _("Decisions and records")}
GAP_TEXTS = {
    "ambition": (
        _("You are better prepared ({second:number}) than your plans say ({first:number}). Dare to set a goal: you can begin."),
        _("Your plans ({first:number}) run ahead of the preparation ({second:number}). Settle papers, parcels and photos before "
          "money is spent."),
    ),
    "people": (
        _("Time and help are there ({second:number}), the tools are not ({first:number}). A phone and one notes app are "
          "enough to begin."),
        _("The tools are there ({first:number}), time and helping hands are not ({second:number}). Fix the hours first, or share "
          "the work."),
    ),
    "data": (
        _("You write things down ({second:number}) and make little of it yet ({first:number}). Look once a month what the "
          "numbers say."),
        _("You compare and decide ({first:number}) on few records of your own ({second:number}). Write down sales every "
          "day, then the sums hold."),
    ),
}
"""Per pair: what to say where the second side is ahead, and where the first is."""
