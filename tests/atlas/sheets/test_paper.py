"""Sheets as paper: one page each, text to search, QR codes to scan, black and white."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from atlas.errors import ExportError
from atlas.sheets.bundle import name_file, write_sheets, write_zip
from atlas.sheets.content import make_sheet
from atlas.sheets.link_code import draw_link_code
from atlas.sheets.to_pdf import LEAST_SPACE, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, find_room, find_scale
from atlas.sheets.typeface import BOLD, REGULAR, read_widths
from atlas.sheets.whereabouts import HEIGHT, WIDTH

POINT = 25.4 / 72
DOTS = 120
# Lines to write on look like bars to a reader that is not told what to look for.
ONLY_CODES = ("-S", "disable", "-S", "qrcode.enable")
BLANKS = re.compile(r"\s+")
WORD_BOX = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


def flatten(text):
    """Return a text without regard to blanks and line breaks."""
    return BLANKS.sub(" ", text)


@pytest.fixture(scope="session")
def pages(printed, ask):
    """The text of each page, in the order in which it is read out."""
    return [flatten(page) for page in ask("pdftotext", "-raw", printed, "-").split("\f")[:-1]]


@pytest.fixture(scope="session")
def pictures(printed, ask, tmp_path_factory):
    """A picture of each page, as a printer without colour makes it."""
    folder = tmp_path_factory.mktemp("pictures")
    ask("pdftoppm", "-r", DOTS, "-gray", printed, folder / "page")
    return sorted(folder.glob("*.pgm"))


def test_every_luton_sheet_is_one_page_of_a4(sheets, printed, pages, ask):
    about = ask("pdfinfo", printed)

    assert re.search(r"^Pages: +125$", about, re.MULTILINE)
    assert "(A4)" in about
    assert len(pages) == len(sheets) == 125
    for sheet, page in zip(sheets, pages, strict=True):
        assert page.startswith(f"Area sheet · Luton {sheet.name} {sheet.facts[0]}")


def test_no_word_leaves_the_page_or_lies_in_the_room_for_words(printed, ask):
    boxes = ask("pdftotext", "-bbox", printed, "-")
    for page in boxes.split("<page ")[1:]:
        words = [tuple(map(float, one[:4])) for one in WORD_BOX.findall(page)]
        assert len(words) > 200
        left, top, right, bottom = np.array(words).T * POINT
        assert left.min() >= MARGIN - 0.5
        assert top.min() >= 5
        assert right.max() <= PAGE_WIDTH - MARGIN + 0.5
        assert bottom.max() <= PAGE_HEIGHT - 5


def test_every_luton_sheet_leaves_room_for_residents_words(sheets):
    assert min(find_room(sheet, find_scale(sheet)) for sheet in sheets) >= LEAST_SPACE
    # Nine tenths of 9.6 points: what eyes of any age can read.
    assert min(find_scale(sheet) for sheet in sheets) >= 0.88


def test_every_sentence_can_be_selected_and_read_out(sheets, pages):
    for sheet, page in zip(sheets, pages, strict=True):
        told = [*sheet.type.reasons, *sheet.strengths, *sheet.questions, sheet.caution, sheet.link]
        told += [one.beside for one in sheet.figures] + [one.value for one in sheet.figures]
        told += [text for one in sheet.ideas for text in (one.name, one.summary, one.because)]
        packed = BLANKS.sub("", page)
        missing = [text for text in told if BLANKS.sub("", text) not in packed]
        assert missing == []


def test_document_says_title_and_language_and_embeds_its_letters(printed, ask):
    about = ask("pdfinfo", printed)
    letters = ask("pdffonts", printed).splitlines()[2:]

    assert "Luton: 125 area sheets" in about
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert b"/Lang (en-GB)" in printed.read_bytes()
    assert len(letters) == 2
    # Embedded, a subset, with a table to Unicode.
    assert all(re.search(r" yes yes yes ", line) for line in letters)


def test_outline_leads_to_each_area_and_to_the_parts_of_its_page(sheets, tmp_path, ask):
    file = tmp_path / "two.pdf"
    file.write_bytes(write_sheets(sheets[:2], "pdf"))
    ask("pdftohtml", "-xml", "-i", "-q", file, tmp_path / "two")
    told = (tmp_path / "two.xml").read_text(encoding="utf-8")

    listed = re.findall(r'<item page="(\d)">(.*?)</item>', told)
    names = [html.unescape(name) for page, name in listed if page == "2"]
    assert names == [
        f"{sheets[1].name}, {sheets[1].facts[0]}",
        "Figures to discuss",
        "Ideas to discuss",
        "What kind of area is this? Does this fit?",
        "In your words",
    ]


def test_letters_cover_welsh_and_polish():
    for file in (REGULAR, BOLD):
        assert {
            ord(letter) for letter in "ŴŵŶŷÂâÊêÎîÔôÛûĄąĆćĘęŁłŃńÓóŚśŹźŻż“”²\u2013\u2019\u202f"
        } <= set(read_widths(file))


def test_every_code_on_paper_leads_to_its_area(sheets, pictures, ask):
    read = [ask("zbarimg", "-q", "--raw", *ONLY_CODES, picture).strip() for picture in pictures]
    assert read == [sheet.link for sheet in sheets]


def test_nothing_is_told_apart_by_colour(printed, tmp_path, ask):
    ask("pdftoppm", "-r", 50, "-l", 5, printed, tmp_path / "page")
    for picture in tmp_path.glob("*.ppm"):
        with Image.open(picture) as opened:
            page = np.asarray(opened.convert("RGB")).astype(int)
        # Ink and greys are nearly neutral.
        assert np.ptp(page, axis=2).max() <= 30


def see_black(picture):
    """Return which dots of the map a printer without greys would print."""
    with Image.open(picture) as opened:
        page = np.asarray(opened)
    top, left, dots = 33, MARGIN, DOTS / 25.4
    return (
        page[
            int(top * dots) : int((top + HEIGHT) * dots),
            int(left * dots) : int((left + WIDTH) * dots),
        ]
        < 100
    )


def test_each_area_stands_out_in_black_and_white(pictures):
    seen = [see_black(picture) for picture in pictures]

    # The area and its circle are black, the rest of the town is not.
    assert all(0.002 < black.mean() < 0.1 for black in seen)
    for one, other in zip(seen[::10], seen[5::10], strict=False):
        assert (one != other).sum() > 200


def test_same_sheets_are_the_same_bytes(sheets, luton):
    again = [make_sheet(luton, one.code, link="https://atlas.example/") for one in sheets[:3]]

    assert write_sheets(sheets[:3], "pdf") == write_sheets(again, "pdf")
    assert write_sheets(sheets[:3], "html") == write_sheets(again, "html")
    assert write_zip(sheets[:3], "pdf") == write_zip(again, "pdf")


def test_zip_holds_a_file_for_each_sheet(sheets, tmp_path, ask):
    with zipfile.ZipFile(io.BytesIO(write_zip(sheets[:2], "pdf"))) as bundle:
        assert bundle.namelist() == [name_file(one, "pdf") for one in sheets[:2]]
        bundle.extractall(tmp_path)
    for sheet in sheets[:2]:
        about = ask("pdfinfo", tmp_path / name_file(sheet, "pdf"))
        assert re.search(r"^Pages: +1$", about, re.MULTILINE)
        assert f"Title:           {sheet.name}: area sheet" in about


def test_page_to_print_holds_all_and_fetches_nothing(sheets):
    page = write_sheets(sheets[:2], "html").decode()
    text = flatten(html.unescape(re.sub(r"<[^>]+>", " ", page)))

    assert page.count("<article") == 2
    assert "@page { size: A4 portrait" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!https://atlas\.example/)""", page)
    assert set(re.findall(r"url\((.{5})", page)) == {"data:"}
    for sheet in sheets[:2]:
        assert all(flatten(one) in text for one in sheet.body)


def test_names_cannot_break_out_of_the_page(tiny_atlas):
    sheet = make_sheet(tiny_atlas, "E01990003", link='https://atlas.example/"><script>')
    page = write_sheets([sheet], "html").decode()

    assert "<script" not in page


def test_long_name_in_welsh_stays_on_its_line(luton, sheets, tmp_path, ask):
    name = "Llanfair-ŵyn-ŷr & Łódź Południe-Śródmieście, the Long Upper End of the Valley"
    sheet = replace(sheets[0], name=name)
    file = tmp_path / "long.pdf"
    file.write_bytes(write_sheets([sheet], "pdf"))

    assert name in flatten(ask("pdftotext", "-layout", file, "-"))
    assert re.search(r"^Pages: +1$", ask("pdfinfo", file), re.MULTILINE)
    assert find_room(sheet, find_scale(sheet)) >= LEAST_SPACE


def test_nothing_to_write_is_told():
    with pytest.raises(ExportError, match="no area"):
        write_sheets([], "pdf")


def test_code_of_a_link_is_drawn_the_same_each_time():
    draw_link_code.cache_clear()
    first = draw_link_code("https://atlas.example/")
    draw_link_code.cache_clear()
    assert draw_link_code("https://atlas.example/") == first
