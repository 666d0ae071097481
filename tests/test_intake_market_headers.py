"""Files that hold nothing but the header of a real layout: each is what it is, whole, and its personal columns are seen."""

import json
from pathlib import Path

import pytest

from data.intake import Upload, detect
from data.mapping import formats, plain_header

SHARED = Path(__file__).parents[2] / "shared" / "formats"
FILES = sorted(p for p in (SHARED / "headers_only").glob("*") if p.name.startswith(("naver_", "coupang_")))
PERSONAL = (
    "구매자",
    "수취인",
    "수령인",
    "연락처",
    "전화",
    "배송지",
    "우편번호",
    "메세지",
    "메시지",
    "통관",
    "출입방법",
    "수령위치",
)
NOT_OF_BUYERS = ("배송방법(구매자 요청)", "A/S 전화번호")
"""Headers with such a word that say nothing about a buyer."""

pytestmark = pytest.mark.skipif(not FILES, reason="the facts about the layouts are not beside the repository")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_recognised_whole_with_its_personal_columns(path):
    found = detect(Upload("무엇.bin", path.read_bytes()))
    assert found["format"] == path.stem and found["unknown"] == [] and found["confidence"] == 1.0
    listed = next(f for f in json.loads((SHARED / "headers.json").read_text("utf-8"))["formats"] if f["key"] == path.stem)
    headers = listed["headers"]
    assert {plain_header(h) for h in headers} == {
        plain_header(h) for part in ("columns", "personal", "unused") for h in found[part]
    }
    telling = [h for h in headers if any(word in h for word in PERSONAL) and h not in NOT_OF_BUYERS]
    assert {plain_header(h) for h in telling} <= {plain_header(h) for h in found["personal"]}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_other_format_claims_the_rule_of_the_facts(path):
    """The least that tells this file from all others, by the facts, is enough, and for one format alone."""
    listed = next(f for f in json.loads((SHARED / "headers.json").read_text("utf-8"))["formats"] if f["key"] == path.stem)
    for one in listed.get("signature_any", [""]):
        least = {plain_header(h) for h in [*listed["signature"], one]} - {""}
        assert [f.id for f in formats() if f.fits(least)] == [path.stem], one
    whole = {plain_header(h) for h in listed["headers"]}
    assert [f.id for f in formats() if f.fits(whole)] == [path.stem]
