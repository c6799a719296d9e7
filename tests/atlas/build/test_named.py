"""Packs of a named place, from the files of an invented country and from its packs."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from atlas import paths
from atlas.build.named import (
    build_named,
    build_nation,
    is_current,
    list_named_steps,
    list_nation_steps,
)
from atlas.build.steps import Progress
from atlas.errors import BuildError
from atlas.facade import Atlas
from atlas.places.authorities import read_authorities
from atlas.places.gazetteer import make_gazetteer
from atlas.store import open_store

TINYVILLE, OTHERTOWN, CWMTINY = "E06990001", "E06990002", "W06990001"


@pytest.fixture(scope="module")
def home(tmp_path_factory, tiny, tiny_definitions):
    """A folder with the packs of the invented country."""
    packs = tmp_path_factory.mktemp("named")
    target = packs / "england-wales"
    build_nation("england-wales", tiny_definitions, tiny / "official", target=target, report=len)
    return packs


@pytest.fixture
def build(tmp_path, tiny, tiny_definitions, home, monkeypatch):
    """A function that builds a place by its name, and tells its steps."""
    monkeypatch.setattr(paths, "USER_PACKS", home)
    areas = read_authorities(tiny / "official", tiny_definitions.geographies["lsoa_2021"])
    gazetteer = make_gazetteer(areas, tiny_definitions)

    def run(name, *, folder=tiny / "official", target=None, **settings):
        answer = gazetteer.find(name)
        target = target or tmp_path / ("files" if folder else "packs") / answer.code
        told = []
        build_named(
            answer, tiny_definitions, folder=folder, target=target, report=told.append, **settings
        )
        # What was read of a list is told after it, and is no step.
        told = [text for text in told if text != "Halls: 4"]
        return target, told, answer

    return run


def open_levels(target, definitions):
    """Return the atlas of every level that was built."""
    found = {}
    for level in ("area", "neighbourhood", "authority"):
        folder = target if level == "area" else target.with_name(f"{target.name}.{level}")
        if folder.exists():
            found[level] = Atlas(definitions, open_store(folder))
    return found


@pytest.mark.parametrize(
    ("name", "areas", "levels"),
    [
        ("Tinyville", 12, 2),
        ("Cwmtiny", 4, 2),
        ("Othertown, Tinyville", 30, 3),
        ("Tinyshire", 12, 3),
        ("England", 30, 3),
        ("Wales", 4, 3),
    ],
)
def test_a_place_is_the_same_from_files_and_from_the_countrys_packs(
    build, tiny_definitions, name, areas, levels
):
    read = open_levels(build(name)[0], tiny_definitions)
    cut = open_levels(build(name, folder=None)[0], tiny_definitions)
    assert len(read) == len(cut) == levels
    assert len(read["area"].measures.areas) == areas
    for level, atlas in read.items():
        other = cut[level]
        assert atlas.measures.residents.sum() == read["area"].measures.residents.sum()
        for table in ("areas", "figures", "totals", "moments"):
            one, two = getattr(atlas.store, table), getattr(other.store, table)
            pd.testing.assert_frame_equal(one.sort_index(), two.sort_index(), check_like=True)
        assert atlas.store.neighbours == other.store.neighbours
        one, two = (
            store.points.set_index(["overlay", "point"]).sort_index()
            for store in (atlas.store, other.store)
        )
        pd.testing.assert_frame_equal(one, two)
        assert set(one["area"]) <= set(atlas.measures.areas)
        one, two = atlas.store.former_areas, other.store.former_areas
        assert (one is None) == (two is None) == (level != "area")
        if level == "area":
            pd.testing.assert_frame_equal(one, two)
            assert set(atlas.measures.areas) <= set(one["after"])
        assert {**atlas.store.manifest, "tables": 0} == {**other.store.manifest, "tables": 0}
        pd.testing.assert_series_equal(
            atlas.types("cohesion_types").types, other.types("cohesion_types").types
        )


def test_a_town_is_as_its_own_figures_make_it(build, tiny_definitions, tiny_atlas):
    found = open_levels(build("Tinyville")[0], tiny_definitions)["area"]
    own = tiny_atlas.store
    pd.testing.assert_frame_equal(found.store.figures, own.figures, check_like=True)
    shared = ["england", "england_wales", own.manifest["region"]]
    # A town's own lists of places tell nothing of the country.
    counted = [name for one in tiny_definitions.overlays.values() for name in one.columns]
    assert own.totals.loc[shared, counted].isna().all(axis=None)
    pd.testing.assert_frame_equal(
        found.store.totals.loc[shared].drop(columns=counted),
        own.totals.loc[shared].drop(columns=counted),
        check_like=True,
    )
    for indicator, definition in tiny_definitions.indicators.items():
        # Where its centre is, a place's definition says, and a name has none.
        if definition.method != "distance_to_centre":
            pd.testing.assert_series_equal(
                found.measures.values(indicator), tiny_atlas.measures.values(indicator)
            )
    assert found.types("cohesion_types").types.equals(tiny_atlas.types("cohesion_types").types)
    assert found.name == "Tinyville"
    assert found.comparators["region"].name == "Tinyshire"


def test_msoas_are_placed_among_all_msoas_of_the_country(build, tiny_definitions, home):
    found = open_levels(build("Tinyville")[0], tiny_definitions)["neighbourhood"]
    nation = Atlas(tiny_definitions, open_store(home / "england-wales.neighbourhood"))
    for indicator in ("mig_moved_1yr", "dem_pop"):
        here = found.measures.percentiles(indicator, scale="england")
        there = nation.measures.percentiles(indicator, scale="england")
        pd.testing.assert_series_equal(here, there[here.index])


def test_a_wide_place_is_compared_with_no_region(build, tiny_definitions):
    found = open_levels(build("England")[0], tiny_definitions)["area"]
    assert "region" not in found.comparators
    england = found.store.totals.loc["england"]
    pd.testing.assert_series_equal(found.store.totals.loc["E92000001"], england, check_names=False)


@pytest.mark.parametrize("name", ["Tinyville", "Othertown, Tinyville", "England"])
@pytest.mark.parametrize("from_files", [True, False])
def test_the_steps_that_are_told_are_those_that_were_announced(
    build, tiny, tiny_definitions, name, from_files
):
    folder = tiny / "official" if from_files else None
    _, told, answer = build(name, folder=folder)
    steps = list_named_steps(answer, tiny_definitions, folder)
    assert told == [step.text for step in steps]


def test_the_steps_of_the_country_are_those_that_were_announced(tmp_path, tiny, tiny_definitions):
    told = []
    folder = tiny / "official"
    build_nation(
        "england-wales", tiny_definitions, folder, target=tmp_path / "x", report=told.append
    )
    steps = list_nation_steps(tiny_definitions, folder)
    told.remove("Halls: 4")
    assert told == [step.text for step in steps]
    shares = []
    progress = Progress(steps, lambda _step, done, _size: shares.append(done))
    for text in told:
        progress(text)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0.9 < shares[-1] < 1


def test_the_same_files_give_the_same_bytes_and_a_stopped_build_leaves_what_was_there(
    build, tmp_path, tiny, tiny_definitions, monkeypatch
):
    target, _, _ = build("Tinyville")
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    build("Tinyville", target=target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before

    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("atlas.pack.write.to_parquet", stop)
    with pytest.raises(KeyboardInterrupt):
        build("Tinyville", target=target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    monkeypatch.undo()
    open_store(target)


def test_the_countrys_packs_serve_while_the_files_are_the_same(
    home, tiny, tiny_definitions, tmp_path, monkeypatch
):
    monkeypatch.setattr(paths, "USER_PACKS", home)
    folder = tmp_path / "files"
    folder.mkdir()
    for path in (tiny / "official").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert is_current(tiny_definitions, folder)
    (folder / "moved.csv").write_text((folder / "moved.csv").read_text() + "\n")
    assert not is_current(tiny_definitions, folder)
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path)
    assert not is_current(tiny_definitions, folder)


def test_missing_files_are_named_before_anything_is_read(build, tmp_path):
    with pytest.raises(BuildError) as caught:
        build("Tinyville", folder=tmp_path)
    assert len(caught.value.faults) > 10
    assert not (tmp_path / "files").exists()


def test_lists_added_to_a_place_that_was_opened_without_them_give_the_same_pack(
    build, tiny, tiny_definitions, tmp_path
):
    folder = tmp_path / "official"
    shutil.copytree(tiny / "official", folder)
    (folder / "halls.csv").rename(tmp_path / "halls.csv")
    target, _, _ = build("Tinyville", folder=folder, keeps=True)
    first = open_levels(target, tiny_definitions)["area"]
    assert first.measures.gap_reason("acc_halls_inside", first.store.areas.index[0]) == (
        "its list of points was not here yet when these figures were made"
    )
    work = target.with_name(f".{target.name}.work")
    assert list(work.glob("*.parquet"))
    (tmp_path / "halls.csv").rename(folder / "halls.csv")
    build("Tinyville", folder=folder, target=target)
    assert not work.exists()
    alone, _, _ = build("Tinyville", folder=folder, target=tmp_path / "alone" / "E06990001")
    both = [open_levels(one, tiny_definitions)["area"].store for one in (target, alone)]
    assert both[0].manifest["tables"] == both[1].manifest["tables"]
