"""The page Meet: a story is chosen, copied, changed and opened, and nothing entered is lost."""

from __future__ import annotations

import hashlib
import json
import shutil

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas import paths
from atlas.stories.story_file import format_story, read_story
from atlas.ui.own_story import STORY
from tests.pages.conftest import PATIENCE

TOLD = "luton_who_moves"
FIRST = "luton_who_lives_here"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A place beside Luton of which no story ships: the same pack by another name."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(paths.find_pack("luton"), folder)
    path = folder / "totals.parquet"
    former = hashlib.sha256(path.read_bytes()).hexdigest()
    totals = pd.read_parquet(path)
    totals.replace({"comparator": {"luton": "elsewhere"}}).to_parquet(path)
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    assert former in text
    text = text.replace(former, hashlib.sha256(path.read_bytes()).hexdigest())
    manifest = json.loads(text) | {"place": "elsewhere", "name": "Elsewhere"}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path)
    return "elsewhere"


def own(page):
    return page.test.session_state[STORY]


def copy(draw):
    page = draw("meet", story=TOLD)
    page.control("button", "atlas_story_copy").click().run()
    return page


def test_the_first_story_is_offered_and_the_address_chooses_another(draw):
    assert draw("meet").control("radio", "atlas_story_chosen").value == "luton_who_lives_here"
    assert draw("meet", story=TOLD).control("radio", "atlas_story_chosen").value == TOLD


def test_a_place_without_a_story_says_so_and_names_the_town_of_the_others(draw, elsewhere):
    page = draw("meet", place=elsewhere)

    chosen = page.control("radio", "atlas_story_chosen")
    assert chosen.value is None
    assert "There is no story of Elsewhere yet" in " ".join(page.notices())
    assert len(chosen.options) >= 3
    assert all(one.startswith("Luton: ") for one in chosen.options)
    assert "Luton has grown" not in page.words()
    # Another town's may be told all the same.
    chosen.set_value(FIRST).run()
    assert page.control("radio", "atlas_story_chosen").value == FIRST
    assert page.address()["story"] == FIRST


def test_ones_own_story_comes_first(draw, elsewhere):
    page = copy(draw)
    story = own(page)

    for place in ("luton", elsewhere):
        page = draw("meet", place=place)
        page.test.session_state[STORY] = story
        page.test.run()

        chosen = page.control("radio", "atlas_story_chosen")
        assert chosen.options[0].endswith("(yours)")
        assert chosen.value == "own"
        assert not page.notices()


def test_stories_of_the_place_need_no_name_of_it(draw):
    options = draw("meet").control("radio", "atlas_story_chosen").options

    assert "Who moves, and where?" in options


def test_an_unknown_story_is_told_with_the_closest(draw):
    page = draw("meet", story="luton_who_move", step="99")

    assert 'There is no story "luton_who_move". Closest: luton_who_moves,' in page.notices()[0]


def test_choosing_a_story_writes_it_and_leaves_the_step(draw):
    page = draw("meet", story=TOLD, step="3")

    page.control("radio", "atlas_story_chosen").set_value("luton_together").run()

    assert page.address() == {"story": "luton_together"}


def test_a_copy_is_the_visitors_own_and_notes_what_the_layers_are_now(draw, luton):
    page = copy(draw)

    shipped = luton.definitions.stories[TOLD]
    assert [one.title for one in own(page).steps] == [one.title for one in shipped.steps]
    assert all(one.definition and one.figures for one in own(page).steps)
    assert page.address()["story"] == "own"
    assert read_story(format_story(own(page))) == own(page)


def test_words_are_changed_and_steps_moved_and_all_can_be_taken_back(draw):
    page = copy(draw)
    first = own(page).steps[0].title

    page.control("text_input", "atlas_step_title_1_0").set_value("Ours").run()
    assert own(page).steps[0].title == "Ours"
    page.control("button", "atlas_step_order_1_0_down").click().run()
    assert [one.title for one in own(page).steps][:2] != ["Ours", first]
    assert own(page).steps[1].title == "Ours"
    page.control("button", "atlas_step_order_2_1_remove").click().run()
    assert "Ours" not in [one.title for one in own(page).steps]

    page.control("button", "atlas_story_back").click().run()
    assert own(page).steps[1].title == "Ours"
    page.control("button", "atlas_story_back").click().run()
    assert own(page).steps[0].title == "Ours"


def test_a_changed_layer_is_told_until_somebody_has_looked(draw):
    page = copy(draw)
    steps = list(own(page).steps)
    steps[1] = steps[1].model_copy(update={"figures": "00000000"})
    page.test.session_state[STORY] = own(page).model_copy(update={"steps": steps})
    page.test.run()

    assert "The figures of this layer have changed since the story was saved." in page.words()
    page.control("button", "atlas_step_checked_1_1").click().run()
    assert "have changed since" not in page.words()


def test_a_step_whose_layer_is_gone_is_told_and_no_other_is_shown(draw):
    page = copy(draw)
    lost = own(page).steps[0].model_copy(update={"address": "place=luton&layer=mig_movd_1yr"})
    page.test.session_state[STORY] = own(page).model_copy(update={"steps": [lost]})
    page.test.run()

    assert any('Step 1: There is no "mig_movd_1yr".' in one for one in page.notices())
    assert "This step cannot be shown here." in page.words()


def test_an_empty_title_is_no_failure(draw):
    page = copy(draw)

    page.control("text_input", "atlas_step_title_1_0").set_value("").run()

    assert not page.test.exception
    assert own(page).steps[0].title == ""


def test_a_view_of_explore_joins_the_story():
    def add():
        from atlas.ui.components.share import draw_add_view  # noqa: PLC0415
        from atlas.ui.state import open_selected  # noqa: PLC0415

        opened, selection = open_selected()
        draw_add_view(opened.atlas, selection)

    test = AppTest.from_function(add, default_timeout=PATIENCE)
    test.query_params["layer"] = "dem_pop"
    test.run()
    for count in (1, 2):
        test.button(key="atlas_add_view").click().run()
        assert len(test.session_state[STORY].steps) == count
        assert f"has {count} step" in test.success[0].value
    assert "layer=dem_pop" in test.session_state[STORY].steps[0].address
    test.run()
    assert not test.success


def test_a_broken_file_is_told_and_the_story_stays(draw):
    page = copy(draw)
    before = own(page)

    page.test.file_uploader[0].set_value(("old.toml", b"title = ", "application/toml")).run()

    assert any("This is not TOML" in one for one in page.notices())
    assert own(page) == before
    changed = format_story(before.model_copy(update={"title": "Theirs"})).encode()
    page.test.file_uploader[0].set_value(("new.toml", changed, "application/toml")).run()
    assert own(page).title == "Theirs"
    assert page.notices() == []
    page.control("button", "atlas_story_back").click().run()
    assert own(page) == before
