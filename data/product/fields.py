"""The fields of a product in the merchant's own list: names, kinds, what is believed of them."""
from dataclasses import dataclass

from data import contract
from data.text import _

LONG_TEXT = 200_000
MOST_WON = 1_000_000_000
"""A price above it is taken for a typing error."""
CHANNELS = "channels"
"""The field that names the channels on which a product is meant to be sold; empty: on all that the merchant uses."""
LIST = "list"


@dataclass(frozen=True)
class Field:
    """One field. `most` is the longest text or the largest number, `least` the smallest number; `seeded` the column of listings
    that it begins with."""

    name: str
    type: str
    label: str
    most: int
    least: int = 0
    values: tuple[str, ...] = ()
    seeded: str = ""

    @property
    def numeric(self) -> bool:
        return self.type in (contract.MONEY, contract.WHOLE, contract.REAL)


def _f(name: str, type: str, label: str, most: int, *, least: int = 0, values: tuple[str, ...] = (),
       seeded: str | None = None) -> Field:
    known = name if name in contract.LISTINGS.names else ""
    return Field(name, type, label, most, least, values, known if seeded is None else seeded)


TEXT, MONEY, WHOLE, REAL, FLAG, JSON = (contract.TEXT, contract.MONEY, contract.WHOLE, contract.REAL, contract.FLAG,
                                        contract.JSON)
FIELDS: dict[str, Field] = {f.name: f for f in (
    _f("sku", TEXT, _("Own code (SKU)"), 100),
    _f("title", TEXT, _("Name"), 500),
    _f("price", MONEY, _("Price"), MOST_WON, least=1),
    _f("list_price", MONEY, _("Price before discount"), MOST_WON, least=1),
    _f("stock", WHOLE, _("Stock"), 10_000_000),
    _f("brand", TEXT, _("Brand"), 100),
    _f("maker", TEXT, _("Maker"), 100),
    _f("model", TEXT, _("Model"), 200),
    _f("category", TEXT, _("Category"), 300),
    _f("notice_group", TEXT, _("Product group of the 고시"), 60),
    _f("notice", JSON, _("상품정보제공고시 (product notice)"), 20_000),
    _f("options", TEXT, _("Options"), 20_000, seeded=""),
    _f("weight_g", WHOLE, _("Weight (g)"), 10_000_000, least=1),
    _f("origin", TEXT, _("Origin"), 200),
    _f("certification", TEXT, _("Certificate numbers"), 500),
    _f("main_image", TEXT, _("Main picture (file name)"), 300),
    _f("main_image_px", WHOLE, _("Main picture, shorter side (px)"), 100_000, least=1),
    _f("main_image_long_px", WHOLE, _("Main picture, longer side (px)"), 100_000, least=1),
    _f("main_image_bytes", WHOLE, _("Main picture, bytes"), 1_000_000_000, least=1),
    _f("main_image_white", REAL, _("Main picture, white share of the background"), 1),
    _f("main_image_product", REAL, _("Main picture, share that the product spans"), 1),
    _f("main_image_marked", FLAG, _("Words or a frame on the main picture"), 1),
    _f("image_count", WHOLE, _("Number of pictures"), 1_000),
    _f("detail", TEXT, _("Detail page"), LONG_TEXT, seeded="detail_text"),
    _f("keywords", TEXT, _("Search words"), 1_000),
    _f("shipping_fee", MONEY, _("Shipping fee"), 10_000_000),
    _f("shipping_days", WHOLE, _("Days until dispatch"), 365),
    _f("return_fee", MONEY, _("Return fee"), 10_000_000),
    _f("return_address", TEXT, _("Return address"), 300),
    _f("tax_type", TEXT, _("Tax"), 10, values=("과세", "면세", "영세")),
    _f("minimum_age", WHOLE, _("Minimum age of the buyer"), 150),
    _f(CHANNELS, LIST, _("Channels"), 500),
)}
PER_CHANNEL: dict[str, Field] = {f.name: f for f in (
    _f("product_id", TEXT, _("Number on the channel"), 100, seeded=""),
    _f("title", TEXT, _("Name on this channel"), 500, seeded=""),
    _f("category", TEXT, _("Category of the channel"), 300, seeded="category"),
    _f("price", MONEY, _("Price on this channel"), MOST_WON, least=1, seeded=""),
)}
"""What may differ on a channel; kept as `CHANNEL.FIELD`, such as naver.title."""


def field_of(name: str) -> Field | None:
    """The field behind a name, such as price or naver.price; None where there is none."""
    if name in FIELDS:
        return FIELDS[name]
    channel, dot, own = name.partition(".")
    good = dot and channel.isascii() and channel.replace("_", "").isalnum() and len(channel) <= 40
    return PER_CHANNEL.get(own) if good else None


def nested(content: dict[str, object]) -> dict[str, object]:
    """A product with every field (None where nothing is known) and `per_channel`: {channel: {field: value}}."""
    found: dict[str, object] = {name: content.get(name) for name in FIELDS}
    per_channel: dict[str, dict[str, object]] = {}
    for name, value in content.items():
        if name not in FIELDS and value is not None:
            channel, _dot, own = name.partition(".")
            per_channel.setdefault(channel, {})[own] = value
    return {**found, "per_channel": per_channel}


def flat(change: dict[str, object]) -> dict[str, object]:
    """The same with `per_channel` written as CHANNEL.FIELD; what a channel does not name stays as it is."""
    found = {name: value for name, value in change.items() if name != "per_channel"}
    per_channel = change.get("per_channel")
    if isinstance(per_channel, dict):
        found |= {f"{channel}.{own}": value for channel, said in per_channel.items() if isinstance(said, dict)
                  for own, value in said.items()}
    return found
