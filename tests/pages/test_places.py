"""The page of places, without a browser."""

from __future__ import annotations

import json

import pytest

from atlas import paths
from atlas.errors import Fault
from atlas.opening import places
from atlas.ui import building
from atlas.ui.building import Builder, Job
from atlas.ui.components import add_place


@pytest.fixture(autouse=True)
def builder(monkeypatch, tmp_path):
    """A builder that builds nothing, on a machine without files and packs of its own."""
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path / "packs")
    monkeypatch.setattr(paths, "FILES", tmp_path / "files")
    started = Builder(lambda _code: [])
    calls = []
    monkeypatch.setattr(started, "start", lambda code, name: calls.append((code, name)))
    started.calls = calls
    building.find_builder.cache_clear()
    for module in ("building", "components.add_place", "components.built_places"):
        monkeypatch.setattr(f"atlas.ui.{module}.find_builder", lambda: started)
    return started


@pytest.fixture
def named(monkeypatch, tiny, tiny_definitions):
    """Let the places of the invented country be named."""
    folder = tiny / "official"
    areas = places.read_authorities(folder, tiny_definitions.geographies["lsoa_2021"])
    gazetteer = places.make_gazetteer(areas, tiny_definitions)
    monkeypatch.setattr(add_place, "read_gazetteer", lambda: gazetteer)


def type_name(page, text):
    """Type a name as a visitor would."""
    page.control("text_input", add_place.TYPED).set_value(text).run()
    return page


def labels(page):
    """Return what the buttons say."""
    return [one.label for one in page.test.button]


def test_what_comes_with_the_atlas_is_listed_and_cannot_be_removed(draw):
    page = draw("places")
    assert "<h3>Luton</h3>" in page.words()
    assert "Comes with the atlas" in page.words()
    assert labels(page) == []


def test_without_files_it_is_said_what_is_missing_and_where_it_comes_from(draw, builder):
    page = type_name(draw("places"), "Leeds")
    assert "It is here as an authority among others" in page.words()
    assert "48 of the 48 files" in page.words()
    assert 'href="https://www.nomisweb.co.uk/' in page.words()
    page.control("button", "atlas_build").click().run()
    assert builder.calls == [("E08000035", "Leeds")]


def test_a_name_is_understood_and_its_build_is_started_once(draw, named, builder):
    page = type_name(draw("places"), "tinyville council")
    assert "Tinyville, an authority in Tinyshire (E06990001)" in page.words()
    page.control("button", "atlas_build").click().run()
    assert builder.calls == [("E06990001", "Tinyville")]
    page.test.run()
    assert len(builder.calls) == 1
    assert page.control("text_input", add_place.TYPED).value == "tinyville council"


def test_a_choice_is_one_click_and_the_rest_of_the_list_is_kept(draw, named):
    page = type_name(draw("places"), "Cwmtiny, Tinyvile")
    assert any('There is no place "Tinyvile"' in one for one in page.notices())
    page.control("button", "atlas_choice_E06990001").click().run()
    assert page.control("text_input", add_place.TYPED).value == "Cwmtiny, E06990001"
    assert "Build Tinyville and Cwmtiny" in labels(page)


def test_a_running_build_is_seen_by_everyone_and_lets_no_other_start(draw, named, builder):
    builder._job = Job("x", "Othertown", started=0, stepped=1, step="Outlines", done=0.5)
    page = type_name(draw("places"), "Tinyville")
    assert "Othertown is being built." in page.words()
    assert page.control("button", "atlas_build").disabled


def test_a_failure_is_told_and_what_was_typed_is_kept(draw, named, builder):
    fault = Fault("file", "There is no file.", remedy="Put it there.")
    builder._job = Job("E06990001", "Tinyville", started=0, ended=3, faults=(fault,))
    page = type_name(draw("places"), "Tinyville")
    assert "There is no file. Put it there." in page.notices()
    assert "Build Tinyville" in labels(page)
    page.control("button", "atlas_job_close").click().run()
    assert page.notices() == []


def test_a_finished_build_ends_with_a_link_that_opens_the_place(draw, named, builder):
    builder._job = Job("E06990001", "Tinyville", started=0, ended=12)
    page = draw("places")
    assert "Built in 12 seconds" in page.words()
    assert '<a href="./?place=E06990001">Open Tinyville on the map</a>' in page.words()


def test_a_removed_place_can_be_built_again(draw, named, builder, tmp_path):
    manifest = {"place": "E06990001", "name": "Tinyville", "counts": {"areas": 1, "residents": 9}}
    folder = tmp_path / "packs" / "E06990001"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    builder._job = Job("E06990001", "Tinyville", started=0, ended=12)
    page = type_name(draw("places"), "Tinyville")
    assert "Build Tinyville" not in labels(page)
    assert "1 area, 9 residents. Built" in page.words()
    page.control("button", "atlas_remove_E06990001").click().run()
    assert not folder.exists()
    assert "Build Tinyville" in labels(page)
    assert "is here" not in page.words().replace("Places available here", "")
