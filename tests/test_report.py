"""The report: one file that opens anywhere, says what the diagnosis says, and lets nobody smuggle anything in."""
import json
import re
from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from data import plans
from data.errors import AccessDenied, InputProblem
from data.workspace import Viewer, Workspace
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose
from diagnostics.explain import explain, three_first, waterfall
from diagnostics.planning import plan
from diagnostics.report import BUDGET, HOURS, build, material, write_report
from diagnostics.report.charts import shortened, svg
from diagnostics.report.html import block, escape, render
from diagnostics.report.model import Bar, Bullets, Card, Chart, Document, Facts, Paragraph, Section, Table
from diagnostics.selling.recommendation import recommend
from diagnostics.texts import PSEUDO, Texts
from tests.many_shops import DAY, many_shops

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{value}%s\u202e꾸미기 ＆ &amp;"
SHOP, IDLE = "m0002", "m0031"


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    workspace = many_shops(tmp_path_factory.mktemp("report") / "shops.duckdb", 30)
    with workspace.store.transaction() as cursor:
        cursor.execute("UPDATE merchants SET name = ?, yearly_revenue_band = '영세' WHERE merchant_id = ?", [HOSTILE, SHOP])
        cursor.execute("UPDATE order_lines SET product_name = ? || product_id WHERE merchant_id = ?", [HOSTILE, SHOP])
        cursor.execute("UPDATE listings SET title = ? || product_id, brand = ? WHERE merchant_id = ?", [HOSTILE, HOSTILE, SHOP])
        cursor.execute("INSERT INTO imports (import_id, merchant_id, file, \"table\", loaded, imported_at) "
                       "VALUES ('i', ?, ?, 'order_lines', 3, TIMESTAMP '2026-08-01')", [SHOP, HOSTILE])
    return workspace


@pytest.fixture(scope="module")
def pages(shops):
    return {(m, l): write_report(shops, m, l, as_of=DAY) for m in (SHOP, IDLE) for l in ("ko", "en")}


EVERY = pytest.mark.parametrize(("merchant", "language"), [(m, l) for m in (SHOP, IDLE) for l in ("ko", "en")])


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", HTMLParser(page).body.text(separator=" "))


@EVERY
def test_one_file_without_script_that_fetches_nothing(pages, merchant, language):
    page = pages[merchant, language]
    tree = HTMLParser(page)
    assert page.startswith("<!doctype html>") and len(page.encode()) < 300_000
    assert tree.css_first("html").attributes["lang"] == language
    for tag in ("script", "img", "link", "iframe", "object", "embed", "base", "form", "video", "audio"):
        assert not tree.css(tag), tag
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)[^<\s]*[\"')]", page)
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name not in ("src", "action", "formaction", "srcdoc")
            assert name != "href" or (value or "").startswith("#")
    assert "default-src 'none'" in tree.css_first("meta[http-equiv]").attributes["content"]


@EVERY
def test_sections_are_numbered_and_the_contents_lead_to_them(pages, merchant, language):
    tree = HTMLParser(pages[merchant, language])
    sections = tree.css("main > section")
    assert [s.attributes["id"] for s in sections] == [f"s{i}" for i in range(1, len(sections) + 1)] and len(sections) == 8
    assert [n.text() for n in tree.css("h2 .no")] == [str(i) for i in range(1, 9)]
    assert [a.attributes["href"] for a in tree.css("nav a")] == [f"#s{i}" for i in range(1, 9)]
    titles = [s.css_first("h2").text(strip=True).lstrip("12345678") for s in sections]
    assert [a.text() for a in tree.css("nav a")] == [t.strip() for t in titles]


@EVERY
def test_it_says_what_the_diagnosis_says(shops, pages, merchant, language):
    texts, text = Texts(language), text_of(pages[merchant, language])
    result = diagnose(shops, merchant, DAY)
    found = explain(result, texts)
    squeezed = re.sub(r"\s+", "", text)

    def says(words: str) -> bool:
        return re.sub(r"\s+", "", HTMLParser(f"<p>{escape(words)}</p>").body.text()) in squeezed

    for finding in three_first(found):
        assert says(finding["headline"]) and says(finding["next_step"])
    bad = [f for f in found if f["status"] in ("fail", "warn")]
    assert all(says(f["headline"]) for f in bad)
    for finding in bad[:5]:
        assert says(finding["why"]) and says(finding["basis"])
        for row in finding["evidence"]["rows"][:3]:
            assert all(says(cell) for cell in row)
    assert result["rubric"] in text and result["fingerprint"] in text
    for row in waterfall(result, texts):
        assert says(row["name"]) and texts.value(row["shown"], "count") in text
    assert texts("{d:date}", d=DAY - timedelta(days=1)) in text and texts("{d:date}", d=date.today()) in text


@EVERY
def test_channels_with_the_money_worked_out(shops, pages, merchant, language):
    texts, text = Texts(language), text_of(pages[merchant, language])
    channels = recommend(shops, merchant, DAY)
    for channel in channels:
        assert texts(channel["title"]) in text
    best = channels[0]
    for line in best["arithmetic"]:
        assert texts("{v:won}", v=line["amount"]) in text and texts.say(line["label"]) in text


@EVERY
def test_the_plan_with_its_reasons(shops, pages, merchant, language):
    texts, text = Texts(language), text_of(pages[merchant, language])
    made = plan(shops, merchant, BUDGET, HOURS, as_of=DAY)
    assert made["chosen"]
    for row in made["chosen"]:
        assert texts.say(row["title"]) in text
        assert all(texts.say(task) in text for task in row["tasks"])
    assert texts.say(made["not_chosen"][0]["title"]) in text
    assert texts("{v:won}", v=made["spent"]) in text


def test_names_come_out_as_they_are_and_nothing_more(pages):
    for language in ("ko", "en"):
        page = pages[SHOP, language]
        assert "<script" not in page and "onerror=alert(2)>" not in page and "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "\u202e" not in page
        tree = HTMLParser(page)
        assert tree.css_first("h1").text().startswith("<script>alert(1)</script>\"'><img src=x")


def test_korean_is_korean(pages):
    """Every heading and table head of the Korean report has Korean in it, but for numbers and hashes."""
    tree = HTMLParser(pages[IDLE, "ko"])
    heads = [n.text(strip=True) for n in tree.css("h2, th, caption, figcaption, dt")]
    assert len(heads) > 30
    foreign = {h for h in heads if h and not re.search("[가-힣]", h)} - {"n", "SHA-256"}
    assert not foreign


def test_every_text_of_the_report_is_in_a_catalogue(shops):
    pseudo = material(shops, IDLE, "ko", as_of=DAY)
    document = build.document(build.Material(**{**pseudo.__dict__, "texts": Texts(PSEUDO)}))
    assert all(s.title.startswith("⟦") for s in document.sections)
    heads = {h for s in document.sections for b in walk(s.blocks) if isinstance(b, Table) for h in b.head if h}
    assert heads - {"n", "SHA-256"} and all(h.startswith("⟦") for h in heads - {"n", "SHA-256"})


def walk(blocks):
    for part in blocks:
        yield part
        if isinstance(part, Card):
            yield from walk(part.blocks)


def test_the_accepted_plan_is_printed(shops):
    agreed = plan(shops, SHOP, 300_000, 10, as_of=DAY)
    plan_id = plans.keep(shops, SHOP, {"budget": 300_000, "hours": 10}, agreed, accepted=True)
    made = material(shops, SHOP, as_of=DAY)
    assert made.accepted and made.plan["budget"] == 300_000
    assert "함께 정한 계획이에요" in text_of(write_report(shops, SHOP, as_of=DAY))
    other = material(shops, SHOP, budget=2_000_000, hours=30, as_of=DAY)
    assert not other.accepted and (other.plan["budget"], other.plan["hours"]) == (2_000_000, 30)
    plans.withdraw(shops, SHOP, plan_id)
    assert material(shops, SHOP, as_of=DAY).plan["budget"] == BUDGET


def test_others_reports_are_refused(shops):
    with pytest.raises(AccessDenied):
        write_report(Workspace(shops.store, Viewer("x", frozenset({IDLE}))), SHOP)
    with pytest.raises(InputProblem, match="There is no merchant"):
        write_report(shops, "nobody")


@pytest.mark.parametrize(("part", "html"), [
    (Paragraph("<b>"), '<p class="text">&lt;b&gt;</p>'), (Bullets(["<i>"], numbered=True), "<ol><li>&lt;i&gt;</li></ol>"),
    (Bullets(["x"], ticks=True), '<ul class="ticks"><li>x</li></ul>'),
    (Facts([("<k>", "<v>")]), '<dl class="facts"><div><dt>&lt;k&gt;</dt><dd>&lt;v&gt;</dd></div></dl>'),
    (Table(["<h>"], [["<c>"]], caption="<t>", numeric=frozenset({0}), strong=frozenset({0})),
     '<div class="wide"><table><caption>&lt;t&gt;</caption><thead><tr><th scope="col" class="num">&lt;h&gt;</th></tr></thead>'
     '<tbody><tr class="sum"><td data-head="&lt;h&gt;" class="num">&lt;c&gt;</td></tr></tbody></table></div>'),
    (Card("<t>", [Paragraph("p")], mark="<m>", tag="<g>", tone="bad"),
     '<article class="card bad"><h3><span class="mark">&lt;m&gt;</span> &lt;t&gt;<span class="tag">&lt;g&gt;</span></h3>'
     '<p class="text">p</p></article>')])
def test_each_block_is_escaped(part, html):
    assert block(part) == html


def test_bars_lie_where_their_numbers_are():
    chart = Chart("t", "<alt>", [Bar("a", 0, 50, "50", low=25, high=100), Bar("<b>", 80, 60, "-20", "bad")], 0, 100, "points",
                  [(0, "0"), (100, "100")])
    tree = HTMLParser(f"<body>{svg(chart)}</body>")
    half, fall = tree.css("rect")
    full = 480 - 78
    assert float(half.attributes["x"]) == 0 and float(half.attributes["width"]) == pytest.approx(full / 2)
    assert float(fall.attributes["x"]) == pytest.approx(0.6 * full, abs=0.1)
    assert float(fall.attributes["width"]) == pytest.approx(0.2 * full, abs=0.1)
    assert tree.css_first("svg").attributes["aria-label"] == "<alt>" and len(tree.css("path.range")) == 1
    assert [n.text() for n in tree.css("text.value")] == ["50", "-20"]


def test_long_labels_are_cut_and_short_ones_are_not():
    assert shortened("상품·상세페이지") == "상품·상세페이지"
    assert shortened("가" * 40) == "가" * 29 + "…"


def test_an_empty_document_is_a_page():
    page = render(Document("ko", "제목", "가게", [], [Section("하나", [])]))
    assert HTMLParser(page).css_first("title").text() == "제목 – 가게"


def test_the_command_writes_the_file_whole(shops, tmp_path, capsys):
    out = tmp_path / "new folder" / "보고서.html"
    always = ["report", "--db", str(shops.store.path)]
    assert main([*always, "--merchant", IDLE, "--out", str(out), "--lang", "en", "--as-of", DAY.isoformat()]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "bytes": out.stat().st_size, "language": "en",
                                                   "format": "html", "version": "long"}
    assert out.read_text("utf-8").startswith("<!doctype html>") and [p.name for p in out.parent.iterdir()] == [out.name]
    (tmp_path / "file").write_text("")
    for arguments, words in ((["--merchant", "nobody", "--out", str(out)], "There is no merchant nobody"),
                             (["--merchant", IDLE, "--out", str(tmp_path / "file" / "x.html")], "cannot be written"),
                             (["--merchant", IDLE, "--out", str(out), "--lang", "fr"], "invalid choice")):
        assert main([*always, *arguments]) == 2
        said = capsys.readouterr()
        assert said.out == "" and words in said.err and "Traceback" not in said.err
