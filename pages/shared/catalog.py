"""The one list of pages: who may open each, and in which menu it stands."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.text import _


class Role(StrEnum):
    """What a person may do here."""

    MERCHANT = "merchant"      # 사장님
    CONSULTANT = "consultant"  # 상담사
    MANAGER = "manager"        # 담당자 of the programme


class View(StrEnum):
    """Which of the two faces the program shows: three items at the top for a phone, or the consultant's sidebar."""

    MERCHANT = "merchant"
    CONSULTANT = "consultant"


SESSION, TOGETHER, PROGRAMME, ABOUT = _("Session"), _("With the shop owner"), _("Programme"), _("How it works")
SECTIONS = (SESSION, TOGETHER, PROGRAMME, ABOUT)
"""Headings of the consultant's sidebar, in their order."""
EVERYONE = frozenset(Role)
STAFF = frozenset({Role.CONSULTANT, Role.MANAGER})


@dataclass(frozen=True)
class PageInfo:
    """One page. `id` is its path below pages/ with dots; `menu` says in which view's menu it stands, under which heading.

    A page that stands in no menu of a view can still be reached by a link; who may open it is decided by `roles` alone.
    """

    id: str
    title: str
    icon: str
    help: str
    roles: frozenset[Role] = STAFF
    menu: Mapping[View, str] = field(default_factory=dict)

    @property
    def script(self) -> str:
        """Its script, relative to app.py."""
        return f"pages/{self.id.replace('.', '/')}.py"

    @property
    def url(self) -> str:
        """Its place in the address: the last part of the id, but `my-plan` for the merchant's, as consultants have a plan too."""
        return "my-plan" if self.id == "merchant.plan" else self.id.split(".")[-1]


def _both(section: str) -> dict[View, str]:
    return {View.MERCHANT: "", View.CONSULTANT: section}


def _tool(section: str) -> dict[View, str]:
    return {View.CONSULTANT: section}


PAGES = (
    PageInfo("start.home", _("Start"), ":material/eco:", _("Two ways to find out how ready the shop is to sell online."),
             EVERYONE, {View.MERCHANT: ""}),
    PageInfo("start.selfcheck", _("Self-check"), ":material/checklist:",
             _("Short questions, one at a time. Each answer is kept at once."), EVERYONE, _tool(TOGETHER)),
    PageInfo("start.result", _("My result"), ":material/psychiatry:",
             _("Where the shop stands, and the three things to do next."), EVERYONE, _both(TOGETHER)),
    PageInfo("merchant.plan", _("My plan"), ":material/event_available:",
             _("What to do week by week, what it costs and who helps."), EVERYONE, _both(TOGETHER)),
    PageInfo("merchant.kit", _("Kit"), ":material/handyman:",
             _("Everything that is needed to do one step yourself, filled in for your shop."), EVERYONE),
    PageInfo("session.today", _("Today"), ":material/today:",
             _("Find a shop or add a new one, and see what changed since the last session."), STAFF, _tool(SESSION)),
    PageInfo("session.files", _("Files"), ":material/upload_file:",
             _("Drop the files of the seller centres here and see what was read."), EVERYONE, _tool(SESSION)),
    PageInfo("session.diagnosis", _("Diagnosis"), ":material/stethoscope:",
             _("Score, evidence and the things to mend first."), STAFF, _tool(SESSION)),
    PageInfo("session.clinic", _("Product clinic"), ":material/health_and_safety:",
             _("One product as a shopper's phone shows it, with what to mend and the text to copy."), STAFF, _tool(SESSION)),
    PageInfo("session.products", _("Product list"), ":material/inventory_2:",
             _("One list of all products, checked for every channel, with the fix beside the fault."), EVERYONE, _tool(SESSION)),
    PageInfo("session.whatif", _("What if"), ":material/tune:",
             _("Change a value or take a treatment as done, and see the score."), STAFF, _tool(SESSION)),
    PageInfo("session.compare", _("Then and now"), ":material/compare_arrows:",
             _("What changed between two days, and why."), STAFF, _tool(SESSION)),
    PageInfo("session.channels", _("Channels"), ":material/storefront:",
             _("Where to sell: what stays per order, when the money comes, what is missing to enter."), STAFF, _tool(SESSION)),
    PageInfo("session.plan", _("Plan"), ":material/event_note:",
             _("The best package for the budget and the hours that there are."), STAFF, _tool(SESSION)),
    PageInfo("session.report", _("Report"), ":material/print:",
             _("Diagnosis, channels and plan on paper, to hand over."), STAFF, _tool(SESSION)),
    PageInfo("programme.cohort", _("Cohort"), ":material/groups:",
             _("All shops together: who is where, and what fails most often."), STAFF, _tool(PROGRAMME)),
    PageInfo("programme.progress", _("Roster and progress"), ":material/conversion_path:",
             _("Who takes part, how far they came, and how they stand at each stage."), frozenset({Role.MANAGER}),
             _tool(PROGRAMME)),
    PageInfo("programme.outcomes", _("Outcomes"), ":material/insights:",
             _("What treatments did, against shops like them, and how sure that is."), frozenset({Role.MANAGER}),
             _tool(PROGRAMME)),
    PageInfo("programme.allocation", _("Allocation"), ":material/playlist_add_check:",
             _("Whom the next budget helps, what each quota costs, and who just missed."), frozenset({Role.MANAGER}),
             _tool(PROGRAMME)),
    PageInfo("programme.market", _("Online market"), ":material/storefront:",
             _("Who sells what where, who comes and goes, and how evenly sales fall."), frozenset({Role.MANAGER}),
             _tool(PROGRAMME)),
    PageInfo("programme.prices", _("Prices and caps"), ":material/payments:",
             _("What each treatment costs here and how much the programme pays."), STAFF, _tool(PROGRAMME)),
    PageInfo("about.method", _("Method"), ":material/menu_book:",
             _("Every check with its weight, limits, source and date."), EVERYONE, _tool(ABOUT)),
    PageInfo("about.forecast", _("Forecasts"), ":material/query_stats:",
             _("How right the forecasts of the next 90 days are, and what they cannot say."), EVERYONE, _tool(ABOUT)),
)
BY_ID = {page.id: page for page in PAGES}
HOME = "start.home"
FIRST = {View.MERCHANT: HOME, View.CONSULTANT: "session.today"}
"""Where each view begins."""

