"""The kits: one per treatment, complete in both languages, filled in with the merchant's data, lawful, inventing nothing."""

import json
import re
from datetime import date
from functools import cache

import pytest

from data import given, master
from data.errors import AccessDenied, InputProblem
from data.samples import trio
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import units
from diagnostics.__main__ import main
from diagnostics.kits import kit, kits, made
from diagnostics.kits.desk import LEFT_OUT, Desk, sayable
from diagnostics.kits.document import compose
from diagnostics.kits.gather import gather
from diagnostics.kits.goods import Goods, goods_of, notice_group
from diagnostics.kits.parts.packing import next_feasts
from diagnostics.kits.parts.wording import candidate
from diagnostics.kits.shop import Product
from diagnostics.law import check_text
from diagnostics.planning import programme
from diagnostics.report.html import render
from diagnostics.report.model import Bullets, Card, Chart, Document, Facts, Paragraph, Table
from diagnostics.texts import Texts
from tests.channel_shop import cost, put
from tests.channel_shop import shop as made_shop
from tests.demo_store import demo

TREATMENTS = sorted(units.treatments())
TODAY = date(2026, 11, 24)
DEMO = (trio.UNLISTED, trio.STRUGGLING, trio.GROWING)
HANGUL = re.compile("[가-힣]")
KOREAN_TEXT = re.compile(r"[가-힣]|^[\W\d_A-Za-z.]*$")


def texts(document: Document) -> list[str]:
    """Every text of a document, in its order."""
    found = [document.title, document.subtitle, document.footer, *(x for pair in document.meta for x in pair)]

    def walk(blocks):
        for block in blocks:
            match block:
                case Paragraph():
                    found.append(block.text)
                case Bullets():
                    assert block.items, "an empty list"
                    found.extend(block.items)
                case Facts():
                    assert block.items
                    found.extend(x for pair in block.items for x in pair)
                case Table():
                    assert block.rows, f"an empty table: {block.head}"
                    for row in block.rows:
                        assert len(row) == len(block.head), block.head
                    found.extend([block.caption, *block.head, *(cell for row in block.rows for cell in row)])
                case Card():
                    assert block.blocks, f"an empty card: {block.title}"
                    found.extend([block.title, block.tag])
                    walk(block.blocks)
                case Chart():
                    found.extend([block.title, block.alt])

    for section in document.sections:
        assert section.title.strip() and section.blocks, f"an empty section: {section.title}"
        found.append(section.title)
        walk(section.blocks)
    return found


@cache
def read(workspace: Workspace, merchant: str):
    """The shop, read once for the many kits of a test."""
    return gather(workspace, merchant), programme.read(workspace).terms


def filled(workspace: Workspace, merchant: str, id: str, language: str = "ko") -> tuple[Document, Desk]:
    """As `made`, with the shop read once."""
    shop, terms = read(workspace, merchant)
    desk = Desk(shop, Texts(language), TODAY)
    return compose(kits()[id], desk, terms[id], TODAY), desk


@pytest.fixture
def space(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A shop of which nothing is known but that it is there."""
    store = Store.open(tmp_path_factory.mktemp("bare") / "store.duckdb")
    workspace = Workspace(store)
    workspace.save_merchant("m1")
    yield workspace
    store.close()


def test_every_treatment_has_its_kit_and_no_kit_is_without_treatment():
    assert sorted(kits()) == TREATMENTS


@pytest.mark.parametrize("id", TREATMENTS)
def test_each_task_is_explained(id):
    made_of, treatment = kits()[id], units.treatments()[id]
    assert len(made_of.how) == len(treatment.tasks)
    assert made_of.ready and made_of.avoid and len(made_of.done) >= 2


@pytest.mark.parametrize("id", TREATMENTS)
def test_a_shop_without_any_product_gets_a_whole_kit_in_both_languages(bare, id):
    korean, desk = filled(bare, "m1", id)
    said = texts(korean)
    assert len(korean.sections) >= 6
    assert all(KOREAN_TEXT.search(text) for text in said), [x for x in said if not KOREAN_TEXT.search(x)]
    assert not [text for text in said if "not known" in text or "None" in text or "nan" in text.lower().split()]
    assert any("＿" in text or "【" in text or "☐" in text for text in said), "there is something to fill in"
    english = filled(bare, "m1", id, "en")[0]
    assert len(texts(english)) == len(said), "equal in content"
    assert LEFT_OUT not in [line for _group, line in desk.said]


@pytest.mark.parametrize("id", TREATMENTS)
def test_no_text_is_outside_the_catalogues(bare, id):
    """In the pseudo-language every message of ours stands in double brackets; what is Korean for buyers does not."""
    document = filled(bare, "m1", id, "xx")[0]
    loose = [t for t in texts(document) if re.search(r"[a-z]{3,}", t) and "⟦" not in t and not HANGUL.search(t)]
    assert loose == []


@pytest.mark.parametrize("merchant", DEMO)
@pytest.mark.parametrize("id", TREATMENTS)
def test_the_demo_is_served_and_every_sentence_for_buyers_is_lawful(merchant, id):
    document, desk = filled(demo().workspace, merchant, id)
    texts(document)
    for group, line in desk.said:
        assert line != LEFT_OUT
        found = [f for f in check_text(line, group) if f["rule"].startswith(("CL", "DD"))]
        assert not found, (line, [f["rule"] for f in found])


@pytest.mark.parametrize("id", ["detail_page.rebuild", "platform.live_phone", "platform.pricing", "detail_page.notice"])
def test_the_products_of_the_demo_stand_in_it(id):
    said = "\n".join(texts(kit(demo().workspace, trio.STRUGGLING, id)))
    assert "부사 사과" in said
    assert "특가" not in said.replace("“특가”", ""), "what promotes is left out of the name"


def test_planted_numbers_appear_to_the_won(space):
    space.save_merchant("m1", name="달빛과수원", region="경상북도", city="청송군", contact_phone="054-000-1234")
    put_listing(space, title="청송 꿀부사 사과 5kg", price=31_700, origin="국내산(경북 청송군)", category="식품>농산물>과일")
    show = "\n".join(texts(kit(space, "m1", "platform.live_phone")))
    assert "31,700원" in show and "국내산(경북 청송군)" in show and "달빛과수원" in show and "청송 꿀부사 사과" in show
    assert "할인" not in "\n".join(line for _g, line in made(space, "m1", "platform.live_phone")[1].said), "no offer was given"
    terms = "\n".join(texts(kit(space, "m1", "detail_page.terms")))
    assert "054-000-1234" in terms and "7일" in terms and "3영업일" in terms
    card = "\n".join(texts(kit(space, "m1", "branding.package_insert")))
    assert "054-000-1234" in card


def put_listing(space, **columns):
    given.plan_product(space, "m1", columns, date(2026, 11, 1))


def test_the_own_product_list_of_a_shop_without_files_is_read(space):
    space.save_merchant("m1", name="달빛공방", industry="반찬")
    master.save(space, "m1", [{"title": "한우 장조림 300g", "price": 14_900, "sku": "A-1"}])
    assert "14,900원" in "\n".join(line for _g, line in made(space, "m1", "platform.live_phone")[1].said)
    assert "장조림" not in "\n".join(texts(kit(space, "m1", "platform.live_phone", as_of=date(2020, 1, 1))))


def test_a_name_with_a_forbidden_claim_is_said_without_it_and_named(space):
    space.save_merchant("m1", name="약초마을", industry="가공식품")
    put_listing(space, title="당뇨 예방에 좋은 여주차 100g", price=15_000, category="식품>가공식품>차")
    document, desk = made(space, "m1", "platform.live_phone")
    assert all("당뇨" not in line for _group, line in desk.said)
    assert "당뇨 예방에 좋은 여주차 100g" in desk.changed
    assert any("여주차" in line for _group, line in desk.said)
    assert any("당뇨 예방에 좋은 여주차" in text for text in texts(document)), "the shop owner is told which name"


@pytest.mark.parametrize("origin", ["국내산. 암 치료에 좋은 땅", "항암 효과로 이름난 마을"])
def test_data_that_would_make_a_sentence_unlawful_leave_a_gap(space, origin):
    space.save_merchant("m1", name="가게")
    put_listing(space, title="표고버섯 500g", price=9_000, origin=origin, category="식품>농산물>버섯")
    _document, desk = made(space, "m1", "platform.live_phone")
    assert LEFT_OUT in [line for _group, line in desk.said]
    assert not any("암" in line and "항암" in line for _group, line in desk.said)


def test_hostile_names_are_escaped_in_print(space):
    hostile = '<script>alert("x")</script>{0}{shop} 수건 3장'
    space.save_merchant("m1", name=hostile, industry="<b>생활</b>", contact_phone="<i>1</i>", address="{x}")
    put_listing(space, title=hostile, price=1_000, brand="<u>", origin="<svg onload=1>", category="생활>수건")
    for id in TREATMENTS:
        page = render(filled(space, "m1", id)[0])
        assert not re.search(r"<(script|b|i|u|svg onload)[ >]", page), id
    assert "&lt;script&gt;" in render(kit(space, "m1", "detail_page.title"))


@pytest.mark.parametrize("channel", ["naver", "coupang", "amazon"])
@pytest.mark.parametrize("title", [
    "★특가★ 달빛 부사 사과 사과 3kg 무료배송!!", "달빛 " + "아주 긴 이름 " * 30, "당뇨 예방 사과즙 100ml 30포", "50% 할인!!",
    "사과",
])  # fmt: skip
def test_title_proposals_keep_to_the_channel_and_the_law(title, channel):
    from data.reference.limits import limit
    from diagnostics.clinic.titles import faults

    made_title = candidate(Product(title=title, brand="달빛"), channel, "FOOD")
    if made_title is None:
        return
    found = faults(made_title, channel)
    assert not (found.repeated or found.promotion or found.symbols)
    assert len(made_title) <= limit(channel, "title_max").number
    assert not [f for f in check_text(group="FOOD", title=made_title) if f["rule"].startswith(("CL", "DD"))]


def test_sayable_takes_out_what_must_not_be_said_and_nothing_else():
    assert sayable("청송 부사 사과 5kg", "FOOD") == "청송 부사 사과 5kg"
    kept = sayable("항암 효과 표고버섯 500g", "FOOD")
    assert "항암" not in kept and "표고버섯 500g" in kept


@pytest.mark.parametrize(("category", "name", "industry", "kind"), [
    ("식품>농산물>과일", "사과 3kg", "", Goods.FRESH), ("", "멸치볶음 300g", "반찬", Goods.FOOD),
    ("화장품/미용>스킨케어", "크림", "", Goods.COSMETIC),
    ("패션의류>여성의류>원피스", "린넨 원피스", "", Goods.FASHION), ("", "손뜨개 인형 소품", "핸드메이드 공방", Goods.HANDMADE),
    ("건강식품>건강기능식품", "홍삼정", "", Goods.HEALTH), ("", "", "", Goods.ANY),
])  # fmt: skip
def test_the_kind_of_goods_is_told_from_category_name_or_industry(category, name, industry, kind):
    group, _from = notice_group(None, category, name, industry)
    assert goods_of(group, f"{name} {category} {industry}") is kind


def test_feasts_are_those_of_the_calendar():
    assert next_feasts(date(2026, 11, 24)) == [(date(2027, 2, 7), "설날"), (date(2027, 9, 15), "추석")]
    assert next_feasts(date(2026, 2, 17))[0] == (date(2026, 2, 17), "설날")


def test_the_price_sheet_adds_up():
    """Each row of the sheet: price less goods, parcel, fees, discounts and returns is what stays."""
    document = kit(demo().workspace, trio.GROWING, "platform.pricing", "en")
    sheet = next(b for s in document.sections for b in s.blocks if isinstance(b, Table) and "What stays" in b.head)
    column = {name: i for i, name in enumerate(sheet.head)}
    checked = 0
    for row in sheet.rows:
        parts = [won(row[i]) for i in range(column["Price"], column["What stays"])]
        if None not in parts and won(row[column["What stays"]]) is not None:
            assert sum(parts) == won(row[column["What stays"]])
            checked += 1
    assert checked >= 3


def won(text: str) -> int | None:
    found = re.fullmatch(r"(-?)₩([\d,]+)", text)
    return None if found is None else int(found[1] + found[2].replace(",", ""))


def test_costs_alone_give_a_price_floor_but_no_invented_price(tmp_path):
    workspace = made_shop(tmp_path, industry="반찬")
    put(workspace, "costs", cost(7_000, 500, 3_000, sku="매콤 진미채볶음 250g"))
    document = kit(workspace, "m1", "platform.pricing", "en")
    sheet = next(b for s in document.sections for b in s.blocks if isinstance(b, Table) and "What stays" in b.head)
    row = dict(zip(sheet.head, sheet.rows[0], strict=True))
    assert won(row["Price"]) is None and won(row["What stays"]) is None
    assert won(row["Lowest price without loss"]) > 7_000
    workspace.store.close()


def test_what_is_asked_for_must_be_there(space):
    space.save_merchant("m1")
    with pytest.raises(InputProblem):
        kit(space, "m1", "platform.no_such_thing")
    with pytest.raises(InputProblem):
        kit(space, "m2", "detail_page.title")
    with pytest.raises(AccessDenied):
        kit(Workspace(space.store, Viewer("other", frozenset({"m2"}))), "m1", "detail_page.title")


def test_as_of_a_day_before_anything_was_known_nothing_stands_in_it():
    document = kit(demo().workspace, trio.STRUGGLING, "platform.live_phone", as_of=date(2020, 1, 1))
    assert "부사 사과" not in "\n".join(texts(document))


BEGINS = {"html": b"<!doctype", "pdf": b"%PDF", "xlsx": b"PK", "hwpx": b"PK", "docx": b"PK"}


@pytest.mark.parametrize(("format", "first"), BEGINS.items())
def test_the_command_writes_every_file_type(tmp_path, capsys, format, first):
    space = Workspace(Store.open(tmp_path / "s.duckdb"))
    space.save_merchant("m1", name="달빛공방")
    space.store.close()
    out = tmp_path / f"kit.{format}"
    shop = ["kit", "--db", str(tmp_path / "s.duckdb"), "--merchant", "m1", "--out", str(out), "--lang", "en"]
    code = main([*shop, "--treatment", "branding.story", "--format", format])
    told = json.loads(capsys.readouterr().out)
    assert code == 0 and told["treatment"] == "branding.story" and told["bytes"] == out.stat().st_size
    assert out.read_bytes().startswith(first)


def test_the_command_refuses_an_unknown_kit_in_one_sentence(tmp_path, capsys):
    Workspace(Store.open(tmp_path / "s.duckdb")).save_merchant("m1")
    Store.open(tmp_path / "s.duckdb").close()
    shop = ["kit", "--db", str(tmp_path / "s.duckdb"), "--merchant", "m1", "--out", str(tmp_path / "x")]
    code = main([*shop, "--treatment", "no.such"])
    said = capsys.readouterr()
    assert code == 2 and said.out == "" and said.err.count("\n") == 1 and not (tmp_path / "x").exists()
