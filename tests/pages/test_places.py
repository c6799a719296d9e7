"""The page of places, without a browser."""

from __future__ import annotations

import json

import pytest

from atlas import paths
from atlas.errors import Fault
from atlas.opening import places
from atlas.places.published import list_national_files
from atlas.ui import building
from atlas.ui.building import Builder, Job, Step
from atlas.ui.components import add_place, files_source


@pytest.fixture(autouse=True)
def builder(monkeypatch, tmp_path):
    """A builder that builds nothing, on a machine without files and packs of its own."""
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path / "packs")
    monkeypatch.setattr(paths, "FILES", tmp_path / "files")
    started = Builder(lambda *_: [])
    calls = []
    monkeypatch.setattr(started, "start", lambda *given: calls.append(given))
    stopped = []
    monkeypatch.setattr(started, "stop", lambda: stopped.append(True))
    started.stopped = stopped
    started.calls = calls
    building.find_builder.cache_clear()
    parts = ("add_place", "built_places", "build_progress")
    for module in ("building", *(f"components.{part}" for part in parts)):
        monkeypatch.setattr(f"atlas.ui.{module}.find_builder", lambda: started)
    return started


@pytest.fixture
def named(monkeypatch, tiny, tiny_definitions):
    """Let the places of the invented country be named."""
    folder = tiny / "official"
    areas = places.read_authorities(folder, tiny_definitions.geographies["lsoa_2021"])
    gazetteer = places.make_gazetteer(areas, tiny_definitions)
    monkeypatch.setattr(add_place, "read_gazetteer", lambda _folder=None: gazetteer)


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
    assert "First 48 files are fetched from 6 servers: about 1" in page.words()
    assert "of unknown size" in page.words()
    assert "9 optional files follow" in page.words()
    assert "<td>www.nomisweb.co.uk</td>" in page.words()
    assert 'href="https://www.nomisweb.co.uk/' in page.words()
    assert "Fetch the files and build Leeds" in labels(page)
    page.control("button", "atlas_build").click().run()
    (call,) = builder.calls
    assert call[:3] == ("E08000035", "Leeds", None)
    assert (call[3].phase, call[3].number, call[3].count) == ("fetch", 1, 48)
    assert call[3].host == "www.nomisweb.co.uk"


def test_a_name_is_understood_and_its_build_is_started_once(draw, named, builder):
    page = type_name(draw("places"), "tinyville council")
    assert "Tinyville, an authority in Tinyshire (E06990001)" in page.words()
    page.control("button", "atlas_build").click().run()
    assert [call[:2] for call in builder.calls] == [("E06990001", "Tinyville")]
    page.test.run()
    assert len(builder.calls) == 1
    assert page.control("text_input", add_place.TYPED).value == "tinyville council"


def test_a_choice_is_one_click_and_the_rest_of_the_list_is_kept(draw, named):
    page = type_name(draw("places"), "Cwmtiny, Tinyvile")
    assert any('There is no place "Tinyvile"' in one for one in page.notices())
    page.control("button", "atlas_choice_E06990001").click().run()
    assert page.control("text_input", add_place.TYPED).value == "Cwmtiny, E06990001"
    assert "Fetch the files and build Tinyville and Cwmtiny" in labels(page)


def test_a_running_build_is_seen_by_everyone_and_lets_no_other_start(draw, named, builder):
    builder._job = Job("x", "Othertown", started=0, stepped=1, step=Step("build", "Outlines", 0.5))
    page = type_name(draw("places"), "Tinyville")
    assert "Othertown is being built." in page.words()
    assert page.control("button", "atlas_build").disabled


def test_a_failure_is_told_and_what_was_typed_is_kept(draw, named, builder):
    fault = Fault("file", "There is no file.", remedy="Put it there.")
    builder._job = Job("E06990001", "Tinyville", started=0, ended=3, faults=(fault,))
    page = type_name(draw("places"), "Tinyville")
    assert "There is no file. Put it there." in page.notices()
    assert "Fetch the files and build Tinyville" in labels(page)
    assert "Try again" in labels(page)
    page.control("button", "atlas_job_close").click().run()
    assert page.notices() == []


def test_a_finished_build_ends_with_a_link_that_opens_the_place(draw, named, builder):
    builder._job = Job("E06990001", "Tinyville", started=0, ended=12, is_ready=True)
    page = draw("places")
    assert "Built in 12 seconds" in page.words()
    assert '<a href="./?place=E06990001">Open Tinyville on the map</a>' in page.words()


def test_a_removed_place_can_be_built_again(draw, named, builder, tmp_path):
    manifest = {"place": "E06990001", "name": "Tinyville", "counts": {"areas": 1, "residents": 9}}
    folder = tmp_path / "packs" / "E06990001"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    builder._job = Job("E06990001", "Tinyville", started=0, ended=12, is_ready=True)
    page = type_name(draw("places"), "Tinyville")
    assert "Fetch the files and build Tinyville" not in labels(page)
    assert "1 area, 9 residents. Built" in page.words()
    page.control("button", "atlas_remove_E06990001").click().run()
    assert not folder.exists()
    assert "Fetch the files and build Tinyville" in labels(page)
    assert "is here" not in page.words().replace("Places available here", "")


def lay_out_files(folder, *, but=()):
    """Put an empty file where each of the publishers' files would be."""
    for one in list_national_files(places.read_definitions()):
        if one.file not in but:
            path = folder / one.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    return folder


def take_folder(page, folder):
    """Choose a folder as a visitor would."""
    page.control("radio", files_source.MODE).set_value(files_source.FOLDER).run()
    page.control("text_input", files_source.TYPED).set_value(str(folder)).run()
    return page


def test_a_folder_that_has_the_files_is_taken_and_kept_for_the_visit(
    draw, named, builder, tmp_path
):
    folder = lay_out_files(tmp_path / "ours")
    page = take_folder(type_name(draw("places"), "Tinyville"), folder)
    assert f"{folder} has all 48 files" in page.words()
    assert "Without these lists, whose figures will be gaps" in page.words()
    page.control("button", "atlas_build").click().run()
    (call,) = builder.calls
    assert call[:3] == ("E06990001", "Tinyville", folder)
    assert call[3].phase == "build"
    assert call[3].text
    assert page.test.session_state[files_source.TYPED_KEPT] == str(folder)


@pytest.mark.parametrize("lacking", ["file", "all", "folder"])
def test_what_a_folder_lacks_is_said_and_a_near_one_is_offered(draw, named, tmp_path, lacking):
    one = list_national_files(places.read_definitions())[3].file
    good = lay_out_files(tmp_path / "ours" / "official")
    typed = tmp_path / "ours" / "typed"
    if lacking == "file":
        lay_out_files(typed, but=(one,))
    elif lacking == "all":
        typed.mkdir()
    page = take_folder(type_name(draw("places"), "Tinyville"), typed)
    told = " ".join(page.notices())
    assert {
        "file": f"lacks 1 of the 48 files that a place is built from: {one}.",
        "all": "has none of the 48 files",
        "folder": "There is no folder",
    }[lacking] in told
    assert page.control("button", "atlas_build").disabled
    if lacking == "folder":
        page.control("button", "atlas_files_near_0").click().run()
        assert f"{good} has all 48 files" in page.words()
        assert not page.control("button", "atlas_build").disabled


def test_a_running_build_can_be_stopped_and_a_stopped_one_continued(draw, named, builder, tmp_path):
    builder._job = Job("E06990001", "Tinyville", started=0, folder=tmp_path, step=Step("fetch"))
    page = draw("places")
    page.control("button", "atlas_job_stop").click().run()
    assert builder.stopped == [True]
    builder._job = Job(
        "E06990001", "Tinyville", started=0, folder=tmp_path, ended=3, is_stopped=True
    )
    page = draw("places")
    assert "Files that have arrived are kept" in page.words()
    page.control("button", "atlas_job_continue").click().run()
    assert builder.calls[0][:3] == ("E06990001", "Tinyville", tmp_path)


def test_a_place_without_some_lists_says_which(draw, named, builder):
    missing = (Fault("halls", "It answered 404.", remedy="See the page."),)
    builder._job = Job(
        "E06990001", "Tinyville", started=0, ended=12, is_ready=True, missing=missing
    )
    page = draw("places")
    assert "Tinyville is ready." in page.words()
    assert "what is counted from them is a gap" in page.words()
    assert "It answered 404. See the page." in page.notices()


@pytest.mark.parametrize("folder", ["~nobodyhere/files", "x" * 300, "a\0b"])
def test_a_path_that_no_folder_can_have_is_told_and_kept(draw, named, folder):
    page = type_name(draw("places"), "Tinyville")
    take_folder(page, folder)
    assert not page.test.exception
    told = " ".join(page.notices())
    assert "cannot be read" in told or "There is no folder" in told
