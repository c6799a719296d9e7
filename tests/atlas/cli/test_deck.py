"""Slides from the command line: what is written, and what is refused before anything is."""

from __future__ import annotations

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from atlas.cli import app
from atlas.definitions import Step, Story
from atlas.errors import AtlasError
from atlas.stories.story_file import format_story

AREA, WARD = "E01990003", "E05990002"


@pytest.fixture
def run(tiny_pack, tiny, monkeypatch):
    """A function that runs a command on the tiny atlas and returns what it printed."""
    monkeypatch.setattr("atlas.paths.LAYERS", tiny / "layers")

    def run_command(*words):
        done = CliRunner().invoke(app, ["deck", *map(str, words), "--pack", str(tiny_pack)])
        if done.exception is not None:
            raise done.exception
        return done.output

    return run_command


def titles(file):
    """Return the titles of a file's slides."""
    return [slide.shapes.title.text_frame.text for slide in Presentation(file).slides]


def test_slides_of_an_area_tell_of_its_type_its_figures_and_ask_back(
    run, tmp_path, tiny_definitions
):
    told = run(AREA, "--out", tmp_path / "area.pptx", "--link", "https://atlas.example/")

    found = titles(tmp_path / "area.pptx")
    assert found[0] == "East End, Tinyville 002A"
    # Figures come first; the type is asked for last, just before the questions.
    kind = "What kind of area is this? Does this fit?"
    assert found.index("Six figures to discuss") < found.index(kind) < len(found) - 2
    assert tiny_definitions.sheets["area"].questions[0] in found
    assert found[-1] == "Sources"
    assert f"{len(found)} slides" in told

    run(AREA, "--out", tmp_path / "plain.pptx", "--without-type")
    assert kind not in titles(tmp_path / "plain.pptx")


def test_slides_of_a_ward_tell_of_its_areas_together(run, tmp_path):
    run(WARD, "--out", tmp_path / "ward.pptx")

    assert titles(tmp_path / "ward.pptx")[0] == "Dale ward"


def test_a_story_of_ones_own_is_told_with_its_lost_steps_and_changes(run, tmp_path):
    steps = [
        Step(address="place=tiny&layer=mig_moved_1yr", title="Moves", note="Say this."),
        Step(address="place=tiny&layer=nothing", title="Lost", sentence="Its words stay."),
    ]
    file = tmp_path / "mine.story.toml"
    file.write_text(format_story(Story(id="own", title="Mine", steps=steps)), encoding="utf-8")

    told = run("--story", file, "--out", tmp_path / "mine.pptx")

    assert titles(tmp_path / "mine.pptx") == ["Mine", "Moves", "Lost", "Sources"]
    assert "Step 2: " in told
    slides = Presentation(tmp_path / "mine.pptx").slides
    assert "Say this." in slides[1].notes_slide.notes_text_frame.text
    assert "Its words stay." in " ".join(
        shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["E0199003"], "Closest: E01990003"),
        (["--layer", "mig_moved"], "Closest: mig_moved_1yr"),
        (["--story", "luton_who"], "Choose one of these"),
        (["--story", "mine.toml"], "There is no file mine.toml"),
        (["--story", "mine.toml", AREA], "A story shows its own"),
        (["--out", "slides.ppt"], "one of pptx"),
        (["--out", "nowhere/slides.pptx"], "no folder nowhere"),
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
