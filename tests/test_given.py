"""What a person shows of a product beside the files: kept, as of a day, laid over the listings, and never a listing itself."""
from datetime import date, datetime

import duckdb
import pytest

from data import contract, given, overlay, schema
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import triage
from diagnostics.measure import measure

DAY, LATER, AS_OF = date(2026, 10, 10), date(2026, 10, 20), date(2026, 11, 1)


@pytest.fixture
def space(tmp_path):
    store = Store.open(tmp_path / "given.duckdb")
    made = Workspace(store)
    for merchant in ("a", "b"):
        made.save_merchant(merchant, name=f"shop {merchant}")
    with store.transaction() as cursor:
        for merchant, seen, text in (("a", DAY, "옛 글"), ("a", LATER, None), ("b", DAY, "남의 글")):
            cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on, title, detail_text, "
                           "image_count) VALUES (?, 'naver', 'p1', ?, '사과', ?, 3)", [merchant, seen, text])
    yield made
    store.close()


def newest(space, as_of=AS_OF, merchant="a", **more):
    rows = space.tables(as_of, [merchant], **more).listings.to_pyarrow().to_pylist()
    return sorted(rows, key=lambda r: r["observed_on"])[-1] if rows else None


def test_the_latest_as_of_a_day_counts(space):
    before = space.version("a")
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "새 글", "detail_image_count": 2}, seen_on=date(2026, 10, 25))
    assert space.version("a") == before + 1 and space.version("b") == 1
    assert newest(space)["detail_text"] == "새 글" and newest(space)["detail_image_count"] == 2
    assert newest(space, date(2026, 10, 25))["detail_text"] is None
    assert newest(space, date(2026, 10, 26))["detail_text"] == "새 글"
    assert newest(space, merchant="b")["detail_text"] == "남의 글"
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "더 새 글"}, seen_on=date(2026, 10, 25),
               at=datetime(2030, 1, 1))
    assert newest(space)["detail_text"] == "더 새 글"
    assert newest(space)["detail_image_count"] is None, "the later act takes the place of the whole earlier one"
    given.give(space, "a", "naver", "p1", "detail", None, seen_on=date(2026, 10, 25), at=datetime(2030, 1, 2))
    assert newest(space)["detail_text"] is None and given.known(space, "a", AS_OF) == []
    rows = space.store.cursor().execute("SELECT count(*) FROM given").fetchall()
    assert rows == [(3,)], "nothing is ever changed or deleted"


def test_a_file_that_was_seen_later_wins_where_it_says_something(space):
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "그사이 글"}, seen_on=date(2026, 10, 15))
    assert newest(space)["detail_text"] == "그사이 글", "the later file says nothing of the page"
    assert newest(space, LATER)["detail_text"] == "그사이 글", "the earlier file says something older"
    with space.store.transaction() as cursor:
        cursor.execute("UPDATE listings SET detail_text = '파일의 글' WHERE merchant_id = 'a' AND observed_on = ?", [LATER])
    assert newest(space)["detail_text"] == "파일의 글"


def test_a_picture_and_a_page_stand_beside_each_other(space):
    given.give(space, "a", "naver", "p1", "picture", {"main_image_px": 800, "main_image_white": 0.5, "main_image_marked": True,
                                                      "facts": {"format": "JPEG"}}, seen_on=LATER)
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "글", "detail_width_px": 1200, "detail_font_px": 9.5},
               seen_on=LATER)
    row = newest(space)
    assert (row["main_image_px"], row["main_image_white"], row["main_image_marked"]) == (800, 0.5, True)
    assert (row["detail_text"], row["detail_width_px"], row["detail_font_px"], row["image_count"]) == ("글", 1200, 9.5, 3)
    assert {r["kind"]: r["content"] for r in given.known(space, "a", AS_OF)}["picture"]["facts"] == {"format": "JPEG"}


def test_a_planned_product_is_no_listing(space):
    space.save_merchant("c", name="not listed")
    before = measure(space.tables(AS_OF, ["c"]))
    tea = {"title": "꿀 유자차 500g", "price": 12000, "category": "식품>차", "for_channel": "coupang"}
    number = given.plan_product(space, "c", tea, seen_on=DAY)
    given.give(space, "c", "planned", number, "detail", {"detail_text": "국내산 유자로 만들어요."}, seen_on=DAY)
    tables = space.tables(AS_OF, ["c"])
    assert tables.listings.count().to_pyarrow().as_py() == 0
    after = measure(tables)
    assert triage.segments(after).to_dict() == triage.segments(before).to_dict()
    assert after.raw.at["c", "listing.count"] != 1
    row = newest(space, merchant="c", planned=True)
    assert (row["channel"], row["product_id"], row["title"], row["price"]) == ("coupang", number, tea["title"], 12000)
    assert row["detail_text"] == "국내산 유자로 만들어요." and row["observed_on"] == DAY
    assert newest(space, DAY, "c", planned=True) is None
    assert newest(space, planned=True) is None, "other shops plan nothing"
    given.give(space, "c", "planned", number, "planned", None, seen_on=DAY)
    assert newest(space, merchant="c", planned=True) is None


def test_what_is_given_is_evidence_of_its_day(space):
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "글"}, seen_on=date(2026, 10, 28))
    assert space.default_as_of("a") == date(2026, 10, 29)


def test_it_is_refused_with_a_sentence(space):
    with pytest.raises(InputProblem, match="no merchant"):
        given.give(space, "z", "naver", "p1", "detail", {"detail_text": "글"})
    with pytest.raises(InputProblem, match="no listing"):
        given.give(space, "a", "naver", "p9", "detail", {"detail_text": "글"})
    with pytest.raises(InputProblem, match="cannot be given"):
        given.give(space, "a", "naver", "p1", "planned", {"title": "글"})
    with pytest.raises(InputProblem, match="cannot be given"):
        given.give(space, "a", "naver", "p1", "detail", {"title": "글"})
    with pytest.raises(InputProblem, match="longer than"):
        given.give(space, "a", "naver", "p1", "detail", {"detail_text": "글" * (given.LONGEST + 1)})
    with pytest.raises(InputProblem, match="name first"):
        given.plan_product(space, "a", {"title": "  "})
    other = Workspace(space.store, Viewer("b", frozenset({"b"})))
    with pytest.raises(AccessDenied):
        given.give(other, "a", "naver", "p1", "detail", {"detail_text": "글"})
    with pytest.raises(AccessDenied):
        given.known(other, "a", AS_OF)


def test_nobody_else_sees_it(space):
    given.give(space, "a", "naver", "p1", "detail", {"detail_text": "비밀"}, seen_on=DAY)
    other = Workspace(space.store, Viewer("b", frozenset({"b"})))
    rows = other.tables(AS_OF).listings.to_pyarrow().to_pylist()
    assert [r["detail_text"] for r in rows] == ["남의 글"]


def test_content_of_another_kind_is_not_known(space):
    """Nothing that somebody wrote into the store by hand breaks the listings."""
    with space.store.transaction() as cursor:
        cursor.execute("INSERT INTO given VALUES ('a', 'naver', 'p1', 'picture', ?, ?, 'x', '{\"main_image_px\": \"groß\"}')",
                       [LATER, datetime(2026, 10, 20)])
    assert newest(space)["main_image_px"] is None


def test_every_column_that_is_given_is_one_of_the_contract():
    assert {c for columns in overlay.OVER.values() for c in columns} <= set(contract.LISTINGS.names)
    assert all(given.columns(kind) for kind in (*overlay.OVER, overlay.PLANNED))


def test_an_older_store_gets_the_table(tmp_path, monkeypatch):
    """A store of three migrations, with a listing in it, is brought up to date."""
    path = tmp_path / "old.duckdb"
    monkeypatch.setattr(schema, "VERSION", 3)
    old = Store.open(path)
    with old.transaction() as cursor:
        cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on) "
                       "VALUES ('a', 'naver', 'p', '2026-01-01')")
    old.close()
    with duckdb.connect(str(path)) as connection:  # as the older program had made it
        for name in schema._MEASURED:
            connection.execute(f"ALTER TABLE listings DROP COLUMN {name}")
            connection.execute(f"ALTER TABLE told_listings DROP COLUMN {name}")
    monkeypatch.undo()
    store = Store.open(path)
    names = [row[0] for row in store.cursor().execute("SELECT column_name FROM (DESCRIBE listings)").fetchall()]
    assert set(contract.LISTINGS.names) <= set(names)
    assert store.cursor().execute("SELECT count(*) FROM given").fetchall() == [(0,)]
    store.close()
