"""Every layout that is known of the field, as a file with nothing but its header: recognised, whole, persons kept apart."""

import re
from pathlib import Path

import pytest

from data.intake import Upload, detect
from data.mapping import formats, plain_header
from diagnostics.quantities import channel_title
from diagnostics.texts import Texts

FOLDER = Path(__file__).parents[2] / "shared" / "formats" / "headers_only"
FILES = sorted(p.name for p in FOLDER.iterdir()) if FOLDER.is_dir() else []
PERSONAL = re.compile(
    "구매자|수취인|수령인|수신자|주문자|연락처|전화번호|휴대폰|주소|배송지(?!역|연)|우편번호|통관|출입방법|배송메|주문메모|요구사항|요청사항|"
    "^billing(?!$)|^shipping(name|street|address|company|city|zip|phone)|^email$|^phone$"
)
NOBODY = {
    "배송방법(구매자 요청)", "구매자부담 반품/교환배송비", "배송지변경 여부", "배송지/수신자정보 입력일", "A/S 전화번호",
    "반품/교환주소 코드", "상품 구분(해외통관)", "영문 상품소재(해외통관)", "옷감(해외통관)", "Billing Province",
    "Billing Country", "Billing Province Name",
}  # fmt: skip
"""Headers that have such a word and say nothing of a person."""


@pytest.mark.skipif(not FILES, reason="the collected layouts (../shared/formats/headers_only) are not beside this checkout")
def test_there_are_layouts():
    assert len(FILES) >= 30


@pytest.mark.parametrize("name", FILES)
def test_layout_is_recognised(name):
    found = detect(Upload("download.bin", (FOLDER / name).read_bytes()))
    assert found["format"] == Path(name).stem
    assert found["confidence"] >= 0.9, found["unknown"]
    headers = [*found["columns"], *found["unknown"], *found["unused"], *found["personal"]]
    personal = {plain_header(h) for h in headers if PERSONAL.search(plain_header(h))} - {plain_header(h) for h in NOBODY}
    assert personal <= {plain_header(h) for h in found["personal"]}


@pytest.mark.parametrize("channel", sorted({f.channel for f in formats() if f.channel} | {"auction"}))
def test_channel_of_a_format_has_a_name(channel):
    """Orders of a channel stand on pages: by its name in both languages, never by our id."""
    for language in ("ko", "en"):
        assert channel_title(channel, Texts(language)) not in (channel, "")
