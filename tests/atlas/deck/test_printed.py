"""Decks as LibreOffice Impress shows them: every slide, every word in its place, no empty page."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
# Boxes of words are a little higher than the lines they stand in.
SHRUNK = 0.22


@pytest.fixture(scope="module")
def pages(printed, ask):
    """The words of each page with their boxes, by deck."""
    return {
        name: ask("pdftotext", "-bbox", file, "-").split("<page ")[1:]
        for name, file in printed.items()
    }


def test_every_slide_is_a_page(opened, printed, ask):
    for name, file in printed.items():
        about = ask("pdfinfo", file)
        assert re.search(rf"^Pages: +{len(opened[name].slides)}$", about, re.MULTILINE), name


def test_no_word_leaves_its_page_or_lies_on_another(pages):
    for name, told in pages.items():
        for number, page in enumerate(told, start=1):
            wide, high = map(float, PAGE.search(f"<page {page}").groups())
            words = [(*map(float, one[:4]), one[4]) for one in WORD.findall(page)]
            assert words, (name, number)
            for left, top, right, bottom, text in words:
                inside = left >= 0 and right <= wide and top >= 0 and bottom <= high
                assert inside, (name, number, text)
            for one, other in combinations(words, 2):
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                least = SHRUNK * min(one[3] - one[1], other[3] - other[1])
                assert across <= 1 or down <= least, (name, number, one, other)


def test_labels_of_bars_say_the_figures_as_the_screen_does(decks, printed, ask):
    for name, deck in decks.items():
        said = re.sub(r"\s+", "", ask("pdftotext", printed[name], "-"))
        for slide in deck.slides:
            shown = getattr(slide.shown, "description", "")
            if shown.startswith("Bar chart"):
                for figure in re.findall(r"[+\u2212]?[\d,.]+\u202f?%?(?=,|\.$)", shown):
                    assert re.sub(r"\s+", "", figure) in said, (name, figure)


def test_every_page_shows_more_than_its_ground(printed, ask, tmp_path):
    for name, file in printed.items():
        ask("pdftoppm", "-r", 20, "-gray", file, tmp_path / name)
    pictures = sorted(tmp_path.glob("*.pgm"))
    assert len(pictures) > 60
    for picture in pictures:
        with Image.open(picture) as page:
            dark = np.asarray(page)[:, 12:] < 150
        assert 0.003 < dark.mean() < 0.6, picture.name
