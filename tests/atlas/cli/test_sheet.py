"""Hand-outs, maps and paragraphs from the command line: what is written and what is told."""

from __future__ import annotations

import zipfile

import pytest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.errors import AtlasError

AREA, WARD = "E01990003", "E05990002"


@pytest.fixture
def run(tiny_pack, tiny, monkeypatch):
    """A function that runs a command on the tiny atlas and returns what it printed."""
    monkeypatch.setattr("atlas.paths.LAYERS", tiny / "layers")

    def run_command(*words):
        done = CliRunner().invoke(app, [*map(str, words), "--pack", str(tiny_pack)])
        if done.exception is not None:
            raise done.exception
        return done.output

    return run_command


def test_sheets_of_areas_and_of_a_ward_go_into_a_folder(run, tmp_path):
    told = run("sheet", AREA, "--ward", WARD, "--out", tmp_path / "sheets")

    names = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert names[0] == "E01990003_east_end_tinyville_002a.pdf"
    assert len(names) == 5
    assert "5 sheets" in told
    assert "no link and no QR code" in told


def test_every_area_fits_in_one_zip_or_one_file(run, tmp_path):
    run("sheet", "--all", "--out", tmp_path / "all.zip", "--format", "html")
    run("sheet", "--all", "--out", tmp_path / "all.html", "--link", "https://atlas.example/")

    assert len(zipfile.ZipFile(tmp_path / "all.zip").namelist()) == 12
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert page.count("<article") == 12
    assert "https://atlas.example/?place=tiny&amp;area=E01990012" in page


def test_a_ward_has_a_sheet_of_its_own(run, tmp_path):
    run("sheet", WARD, "--out", tmp_path / "ward.pdf")

    assert (tmp_path / "ward.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sheet"], "No area is given"),
        (["sheet", "E0199003"], "Closest: E01990003"),
        (["sheet", "--ward", AREA], "has no ward"),
        (["sheet", AREA, "--out", "sheet.docx"], "one of html, pdf, zip"),
        (["sheet", AREA, "--format", "word"], "one of html, pdf"),
        (["sheet", AREA, "--out", "sheet.pdf", "--format", "html"], "make them match"),
        (["sheet", AREA, "--out", "nowhere/sheet.pdf"], "no folder nowhere"),
        (["paragraph", "E0199003"], "Closest: E01990003"),
        (["map", "mig_moved_1yr", "--out", "map.csv"], "one of html, pdf, png, svg"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(
    run, words, told, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AtlasError) as caught:
        run(*words)

    assert told in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_paragraph_is_one_line_to_paste(run):
    told = run("paragraph", AREA, "--link", "https://atlas.example/")

    assert told.startswith("East End, Tinyville 002A (Hill ward, E01990003) had 300 residents")
    assert told.count("\n") == 1
    assert "Type in the atlas" in told
    assert "ype" not in run("paragraph", AREA, "--without-type").split("Figures: ")[0]


def test_map_is_drawn_in_the_format_of_its_ending(run, tmp_path):
    run("map", "mig_moved_1yr", "--out", tmp_path / "map.svg", "--filter", f"ward={WARD}")

    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert "Dale" in drawn
