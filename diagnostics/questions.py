"""The self-check: twenty questions in four factors of five, and two more for the triage. The same form before, during and
after support.

The factors follow the Korean digital literacy scale for small merchants (Yonsei 2023, n=333: four factors, 22 items,
alpha .945); that the form is fixed, one question runs the other way and the factors count alike is taken from the EU's
digital maturity assessment. The questions are ours: each answer says what somebody does or has, none asks for agreement.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.text import _
from data.workspace import FORM_ROW
from diagnostics.model import Basis

UNKNOWN = "unknown"
"""The answer "I do not know": an answer, and never a zero."""

FORM, FIRST_FORM = "selfcheck-2", "selfcheck-1"
"""The form that is asked now, and the one before it. A question whose words or answers change is `since` the new form."""
FORMS = (FIRST_FORM, FORM)
FIRST_WORDS = ("yes", "no")
"""Answers that only the first form had."""

BASIS = Basis(_("소상공인 디지털 리터러시 척도 (digital literacy scale for small merchants, JAKO202326257673915): "
                "its four factors; questions and points are our own"), "2023", 333, provisional=True)

FACTORS = {"environment": _("Basics"), "information": _("Using information"), "making": _("Making and telling"),
           "mindset": _("Mind and plan"), "triage": _("Where you stand")}
"""id to name; the last holds the two questions that only place the merchant."""

POINTS = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "no": 0, "yes": 4,
          "none": 0, "offline": 1, "online_one": 3, "online_many": 4,
          "never": 4, "once": 3, "sometimes": 2, "weekly": 1, "often": 0}
"""What each answer is worth of four; every other text (such as "unknown") is not known. The last row is how often something
went wrong: more is worth less. "no" and "yes" are answers of the first form."""


@dataclass(frozen=True)
class Choice:
    """One answer: what is kept, and what is shown."""

    value: str
    text: str


@dataclass(frozen=True)
class Question:
    """One question; `help` is one line for those who hesitate. `choices` end with "I do not know". `since` is the form in which
    it first had these words and answers; `reverse` marks the one that asks for what went wrong: its first answer is the best."""

    id: str
    factor: str
    text: str
    help: str
    choices: tuple[Choice, ...]
    since: str = FIRST_FORM
    reverse: bool = False

    @property
    def check(self) -> str | None:
        """The check that judges the answer; None for the two of the triage."""
        return None if self.factor == "triage" else f"readiness.{self.id}"


def points(value: str | None) -> int | None:
    """What an answer is worth, 0..4; None where it is not known."""
    return None if value is None else POINTS.get(str(value).strip().lower())


def _question(id: str, factor: str, text: str, help: str, *choices: tuple[str, str], since: str = FIRST_FORM,
              reverse: bool = False) -> Question:
    return Question(id, factor, text, help, (*(Choice(v, t) for v, t in choices), Choice(UNKNOWN, _("I do not know"))),
                    since, reverse)


QUESTIONS: tuple[Question, ...] = (
    _question("device", "environment", _("Do you have a smartphone or a computer that you can use for the shop?"),
              _("A phone is enough to begin."),
              ("0", _("Not yet")), ("2", _("Yes, but it is old or I share it")), ("3", _("Yes, a smartphone")),
              ("4", _("Yes, a smartphone and a computer"))),
    _question("hours", "environment", _("How many hours a week can you spend on selling online?"),
              _("Taking photos, packing and answering customers all count."),
              ("0", _("Hardly any")), ("1", _("1 to 2 hours")), ("2", _("3 to 5 hours")), ("3", _("6 to 10 hours")),
              ("4", _("More than 10 hours"))),
    _question("registration", "environment",
              _("Have you finished your business registration and the 통신판매업 (mail-order) report?"),
              _("If you are exempt from the report, choose the last answer."),
              ("0", _("Neither")), ("2", _("Business registration only")), ("4", _("Both, or I am exempt from the report"))),
    _question("parcel", "environment", _("Is it settled how you send parcels (contract carrier, convenience store)?"),
              _("Convenience-store parcels are fine to begin with."),
              ("0", _("Not yet")), ("2", _("Convenience store or post office when needed")),
              ("4", _("I have a contract carrier"))),
    _question("records", "environment", _("Where do you write down orders and stock?"), _("Whatever you really use every day."),
              ("0", _("Nowhere, I keep it in mind")), ("1", _("On paper")), ("3", _("In a spreadsheet or a notes app")),
              ("4", _("In an app or program that counts by itself")), since=FORM),
    _question("sales_known", "information", _("Can you say right away how much you sold last month?"),
              _("Online and in the shop together."),
              ("0", _("I keep no record")), ("2", _("Roughly")), ("3", _("If I look it up")), ("4", _("Yes, right away"))),
    _question("margin_known", "information", _("Do you know what is left when you sell one product?"),
              _("After materials, packaging, delivery and fees."),
              ("0", _("I have never worked it out")), ("2", _("Roughly")), ("3", _("For the main products")),
              ("4", _("Yes, for each product"))),
    _question("price_compared", "information", _("Have you looked up what similar products cost online?"),
              _("Searching once in a shopping app counts."),
              ("0", _("Never")), ("2", _("Once or twice")), ("4", _("I look regularly"))),
    _question("feedback_read", "information", _("Where do you see reviews and questions of customers?"),
              _("What customers say in the shop counts too."),
              ("0", _("I do not look at them")), ("2", _("I hear them in the shop or by phone")),
              ("3", _("Now and then in the app")), ("4", _("In the app, and I answer them"))),
    _question("missed", "information", _("In the last month, how often did you see an order or a question too late?"),
              _("Calls, messages and orders all count."),
              ("never", _("Never")), ("once", _("Once")), ("sometimes", _("Two or three times")),
              ("weekly", _("About every week")), ("often", _("More often than that")), since=FORM, reverse=True),
    _question("photos", "making", _("How many product photos taken in bright light do you have?"),
              _("Photos taken with a phone count. Think of the product that you want to sell most."),
              ("0", _("None")), ("1", _("1 or 2")), ("2", _("3 or 4")), ("3", _("5 or more of one product")),
              ("4", _("5 or more of each product"))),
    _question("selling_points", "making", _("Have you written down in three sentences what is good about your product?"),
              _("What you always tell customers in the shop is enough."),
              ("0", _("Not yet")), ("2", _("I can say it, but have not written it down")), ("4", _("Yes, I have"))),
    _question("packing", "making", _("Have you packed and sent a product so that it did not break?"),
              _("Sending one to family counts too."),
              ("0", _("Never")), ("2", _("A few times")), ("4", _("Often, and it arrives well"))),
    _question("video", "making", _("Have you made a video or gone live with your phone?"),
              _("A short clip is fine."),
              ("0", _("Never")), ("1", _("Filmed, but shown to nobody")), ("3", _("I have posted a video")),
              ("4", _("I have gone live"))),
    _question("told", "making", _("In the last month, how often did you tell people about a product by photo or message?"),
              _("A post, a group chat or a message to regulars all count."),
              ("0", _("Not once")), ("1", _("Once")), ("2", _("Two or three times")), ("3", _("About every week")),
              ("4", _("Several times a week")), since=FORM),
    _question("product_chosen", "mindset", _("Have you decided which product you want to sell online above all?"),
              _("One is enough."),
              ("0", _("Not yet")), ("2", _("I am choosing between a few")), ("4", _("Yes, one is chosen")), since=FORM),
    _question("goal", "mindset", _("Have you set how much you want to sell online, and by when?"),
              _("Ten parcels by the end of next month is a goal."),
              ("0", _("Not yet")), ("2", _("I have a rough idea")), ("3", _("A number or a date is set")),
              ("4", _("Both are written down")), since=FORM),
    _question("twenty_orders", "mindset", _("Could you cope with 20 orders a day?"), _("Making, packing and sending them."),
              ("0", _("Five a day would already be too many")), ("2", _("For a few days, or with help")),
              ("4", _("Yes, hands and boxes are there for it")), since=FORM),
    _question("budget", "mindset", _("How much money can you spend in the first three months?"),
              _("It is fine to begin without money."),
              ("0", _("None")), ("1", _("Less than 100,000 won")), ("2", _("100,000 to 500,000 won")),
              ("3", _("500,000 to 2 million won")), ("4", _("More than 2 million won"))),
    _question("helper", "mindset", _("Is there somebody you can ask when you are stuck?"),
              _("Family, another shop owner or a consultant."),
              ("0", _("Nobody")), ("2", _("I search for it on my own")), ("4", _("Yes, somebody I can call or write to")),
              since=FORM),
    _question("supply", "triage", _("Can you keep making or buying the product?"), _("Only in season is an answer too."),
              ("0", _("Only what is left")), ("2", _("In season, or part of the year")), ("4", _("Yes, all year"))),
    _question("where", "triage", _("Where do you sell now?"), _("Your own online shop counts as online."),
              ("none", _("Nowhere yet")), ("offline", _("Only in the shop or at a market")),
              ("online_one", _("In one place online")), ("online_many", _("In several places online"))),
)


def questions() -> tuple[Question, ...]:
    """All questions in the order in which they are asked."""
    return QUESTIONS


def question(id: str) -> Question:
    return next(q for q in QUESTIONS if q.id == id)


def clean(answers: Mapping[str, Any]) -> dict[str, str]:
    """The answers to known questions as text, without blanks and without the name of the form."""
    known = {q.id for q in QUESTIONS}
    return {k: str(v).strip() for k, v in answers.items() if k in known and v is not None and str(v).strip()}


def form_of(answers: Mapping[str, Any]) -> str:
    """The form that these answers were given on; where none stands with them, the one whose words they use."""
    named = str(answers.get(FORM_ROW) or "")
    first = any(str(v).strip().lower() in FIRST_WORDS for v in answers.values())
    return named if named in FORMS else FIRST_FORM if first else FORM


def asked_in(form: str) -> tuple[Question, ...]:
    """The questions that were put in the same words, with the same answers, in `form` as they are now."""
    return tuple(q for q in QUESTIONS if FORMS.index(q.since) <= FORMS.index(form))
