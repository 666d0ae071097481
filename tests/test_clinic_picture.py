"""The main picture, measured by its points: drawn pictures whose measures are known, and files that are no picture."""
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from data.errors import InputProblem
from diagnostics.clinic import brought, picture
from diagnostics.clinic.verdicts import verdicts


def drawn(box=(60, 60, 940, 940), ground="white", size=(1000, 1000), words=None, frame=None, inset=0) -> Image.Image:
    """A red disc in `box`, with words (text, place, height) and a frame (colour) of 8 points at `inset`."""
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse(box, fill=(190, 40, 40))
    if words:
        text, place, height = words
        pen.text(place, text, fill="black", font=ImageFont.load_default(height))
    if frame:
        pen.rectangle((inset, inset, size[0] - 1 - inset, size[1] - 1 - inset), outline=frame, width=8)
    return image


def saved(image: Image.Image, kind="PNG", **more) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP"])
def test_a_clean_picture(kind):
    found = picture.look(saved(drawn(), kind))
    assert (found.width, found.height, found.format) == (1000, 1000, kind)
    assert found.white > 0.97 and found.plain
    assert found.product == pytest.approx(0.88, abs=0.015)
    assert found.area == pytest.approx(np.pi / 4 * 0.88**2, abs=0.03)
    assert not found.marked and found.content()["main_image_px"] == 1000


@pytest.mark.parametrize(("box", "share"), [((350, 350, 650, 650), 0.30), ((100, 400, 900, 600), 0.80),
                                            ((450, 25, 550, 975), 0.95)])
def test_how_far_the_product_fills_it(box, share):
    found = picture.look(saved(drawn(box)))
    assert found.product == pytest.approx(share, abs=0.015)


def test_the_ground_counts_and_not_the_product():
    grey = picture.look(saved(drawn(ground=(200, 200, 200))))
    assert grey.white == 0 and grey.plain and grey.product == pytest.approx(0.88, abs=0.015)
    cream = picture.look(saved(drawn(ground=(255, 253, 240))))
    assert cream.white < 0.05, "nearly white is not white"
    noise = np.random.default_rng(1).integers(0, 255, (500, 500, 3), dtype=np.uint8)
    busy = picture.look(saved(Image.fromarray(noise)))
    assert not busy.plain and busy.product is None and busy.area is None and busy.white < 0.01


@pytest.mark.parametrize("words", [("SALE 50% OFF TODAY", (120, 40), 80), ("FREE SHIPPING", (250, 900), 60)])
def test_words_beside_the_product_are_found(words):
    found = picture.look(saved(drawn((300, 300, 700, 700), words=words), "JPEG", quality=85))
    assert found.words >= 1 and found.marked


def test_words_on_the_product_may_be_its_label():
    found = picture.look(saved(drawn(words=("HANEUL JAM 300g", (240, 450), 70))))
    assert found.printed >= 1 and found.words == 0 and not found.marked


@pytest.mark.parametrize(("frame", "inset"), [("blue", 0), ("black", 30), ((230, 120, 0), 60)])
def test_a_frame_is_found(frame, inset):
    found = picture.look(saved(drawn((200, 200, 800, 800), frame=frame, inset=inset)))
    assert found.frame and found.marked


def test_a_square_product_is_no_frame():
    image = Image.new("RGB", (800, 800), "white")
    ImageDraw.Draw(image).rectangle((150, 150, 650, 650), fill=(40, 90, 160))
    assert not picture.look(saved(image)).frame


def test_a_picture_that_lies_on_its_side_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    found = picture.look(saved(drawn((100, 300, 700, 500), size=(800, 1200)), "JPEG", exif=exif))
    assert (found.width, found.height) == (1200, 800) and found.shorter == 800


def test_transparent_ground_is_shown_white():
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((60, 60, 540, 540), fill=(10, 80, 10, 255))
    assert picture.look(saved(image)).white > 0.95


def test_nothing_of_the_camera_is_kept():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (37.0, 33.0, 12.0)
    data = saved(drawn(), "JPEG", exif=exif, comment=b"SecretCamera")
    assert b"SecretCamera" in data
    content, small = brought.picture(data)
    assert "SecretCamera" not in repr(content)
    assert b"SecretCamera" not in small and b"Exif" not in small
    with Image.open(io.BytesIO(small)) as shown:
        assert max(shown.size) <= picture.PREVIEW and not dict(shown.getexif())


def bomb(width: int, height: int) -> bytes:
    """A PNG that says to be huge and holds almost nothing."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))


def moving() -> bytes:
    return saved(drawn(), "GIF", save_all=True, append_images=[drawn((300, 300, 700, 700))])


HOSTILE = {
    "empty": b"", "a word": b"hello", "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "xml": b"\n<?xml version='1.0'?><svg/>", "web page": b"<!doctype html><img src=x onerror=alert(1)>",
    "cut off": saved(drawn(), "JPEG")[:4000], "cut off png": saved(drawn())[:1500], "huge": bomb(30_000, 30_000),
    "large": bomb(12_000, 9_000), "damaged": saved(drawn())[:200] + b"\0" * 5000, "moving": moving(), "dot": saved(
        Image.new("RGB", (8, 8))), "pdf": b"%PDF-1.7\n" + b"0" * 500, "zip": b"PK\x03\x04" + b"0" * 500,
    "heic": b"\0\0\0\x18ftypheic" + b"0" * 100, "jpeg head": b"\xff\xd8\xff\xe0" + b"\0" * 64,
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n" + b"0" * 100, "tiff": b"II*\0" + b"0" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_still_picture_is_one_sentence(name):
    with pytest.raises(InputProblem) as refused:
        picture.look(HOSTILE[name])
    said = str(refused.value)
    assert said.endswith(".") and "Traceback" not in said and len(said) < 200
    with pytest.raises(InputProblem):
        picture.preview(HOSTILE[name])


def test_a_renamed_picture_is_read_by_its_bytes():
    """The name of the file is never looked at."""
    assert picture.look(saved(drawn(), "JPEG")).format == "JPEG"


def test_random_bytes_never_crash():
    rng = np.random.default_rng(7)
    whole = saved(drawn(size=(400, 400), box=(20, 20, 380, 380)), "JPEG")
    for _i in range(60):
        data = bytearray(whole)
        for at in rng.integers(0, len(data), 12):
            data[at] = int(rng.integers(0, 256))
        try:
            assert 0 <= picture.look(bytes(data)).white <= 1
        except InputProblem as refused:
            assert str(refused)


def test_each_channel_judges_by_its_own_rules():
    small = picture.look(saved(drawn((90, 90, 310, 310), size=(400, 400), ground=(230, 230, 230)))).content()
    found = verdicts(small)
    texts = {channel: [v["said"]["text"][:30] for v in said] for channel, said in found.items()}
    assert len(found["naver"]) == 1 and not found["naver"][0]["must"], "400 is above what is refused, below what is advised"
    assert len(found["coupang"]) == 3, texts["coupang"]
    assert {v["basis"]["as_of"] for v in found["coupang"]} == {"2025-05"}
    assert any("share" in v["said"]["params"] and v["said"]["params"]["share"] == 0 for v in found["coupang"])
    clean = verdicts(picture.look(saved(drawn())).content())
    assert clean == {channel: [] for channel in clean} and "kakao" in clean
    heavy = verdicts({**picture.look(saved(drawn(size=(5200, 700), box=(100, 50, 5100, 650)))).content()})
    assert [v["must"] for v in heavy["naver"]] == [True] and [v["must"] for v in heavy["coupang"]] == [True]
    webp = verdicts(picture.look(saved(drawn(), "WEBP")).content())
    assert [v["said"]["params"]["kind"] for v in webp["naver"]] == ["WEBP"] and webp["coupang"] == []
