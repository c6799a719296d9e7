"""The workshop pack on paper, read back from the PDF."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.views.self_check import ring_roles
from atlas.plan.views.workshop_pack import WorkshopPack, write_pack


def read_pages(content, folder):
    """Return the text of each page, with one blank between words."""
    path = folder / "pack.pdf"
    path.write_bytes(content)
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext of poppler-utils is needed to read the pack back"
    read = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    return [re.sub(r"\s+", " ", page) for page in read.stdout.decode().split("\f")[:-1]]


def test_blank_pack_has_agenda_every_question_and_room(luton, tmp_path):
    layers = luton.definitions
    pack = WorkshopPack("Luton", None, layers.selfcheck, layers.respondents)

    pages = read_pages(write_pack(pack), tmp_path)

    assert len(pages) == 2 + len(layers.selfcheck)
    assert "How open is our town?" in pages[0]
    assert "1:50 to 2:00" in pages[0]
    assert "Its criteria were not available to us, so the questions are our own." in pages[0]
    text = " ".join(pages)
    for field in layers.selfcheck.values():
        for question in field.questions:
            assert question.text in text
    assert "What we agreed" in pages[-1]
    assert text.count("Don't know") == 1 + sum(
        len(one.questions) for one in layers.selfcheck.values()
    )


def test_pack_with_answers_shows_the_result_and_is_the_same_each_time(tiny_definitions, tmp_path):
    layers = tiny_definitions
    answers = [
        SelfCheckAnswer(year=2026, role="leaders", question="meeting.hall", answer="in_place"),
        SelfCheckAnswer(year=2026, role="leaders", question="meeting.tea", answer="dont_know"),
        SelfCheckAnswer(year=2026, role="neighbours", question="meeting.hall", answer="not_yet"),
    ]
    rings = ring_roles(answers, layers.selfcheck, layers.respondents, year=2026)
    told = "“Meeting”: rated two steps higher by leaders than by neighbours."
    pack = WorkshopPack(
        "Tiny", 2026, layers.selfcheck, layers.respondents, rings, [told], ["Welcome them"]
    )

    pages = read_pages(write_pack(pack), tmp_path)

    assert len(pages) == 3 + len(layers.selfcheck)
    result = pages[-2]
    assert told in result
    assert "Welcome them" in result
    assert "In place (don't know: 1)" in result
    assert "No answer" in result
    assert write_pack(pack) == write_pack(pack)


@pytest.mark.parametrize("place", ["Bolsover", "Bath and North East Somerset"])
def test_nothing_runs_off_the_page(luton, tmp_path, place):
    layers = luton.definitions
    path = tmp_path / "pack.pdf"
    path.write_bytes(write_pack(WorkshopPack(place, 2026, layers.selfcheck, layers.respondents)))
    tool = shutil.which("pdftotext")
    assert tool
    boxes = subprocess.run([tool, "-bbox", path, "-"], capture_output=True, check=True)
    found = re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">', boxes.stdout.decode())
    assert len(found) > 500
    assert max(float(across) for across, _ in found) < 595 - 25
    assert max(float(down) for _, down in found) < 842 - 15
