"""Points of a pack: where each lies, and the figures that rest on them."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from atlas import paths
from atlas.build.boundaries import find_finer_neighbours, read_finer
from atlas.build.named import build_nation
from atlas.build.points import describe_placing, find_covered, measure_points, read_overlays
from atlas.build.run import build_point_figures
from atlas.facade import Atlas
from atlas.sources.receipt import Receipt, write_receipt
from atlas.store import open_store

WELSH = "W"

PREFIXES = {"england": "E", "england_wales": ""}


def test_a_point_on_a_border_is_in_one_area_and_one_far_away_in_none(tiny_atlas):
    points = tiny_atlas.store.points.set_index("name")["area"]
    assert points.to_dict() == {
        "Hill Hall": "E01990001",
        "Mill Hall": "E01990002",
        'Border "Hall", on the line': "E01990001",
    }


def test_an_area_without_a_point_counts_none_and_a_town_counts_all(tiny_atlas):
    counts = tiny_atlas.measures.values("acc_halls_inside")
    assert counts["E01990001"] == 2
    assert counts["E01990012"] == 0
    assert tiny_atlas.measures.comparators("acc_halls_inside")["tiny"] == 3
    assert tiny_atlas.store.manifest["tables"]["points"]["rows"] == 3
    assert "halls" in [one["id"] for one in tiny_atlas.store.manifest["sources"]]


def test_without_a_file_there_are_gaps_and_no_zeros(tiny_definitions, tiny_atlas, tmp_path):
    overlays = tiny_definitions.overlays.values()
    store = tiny_atlas.store
    points = read_overlays(overlays, tmp_path, store.outlines, own=True, report=lambda _: None)
    assert points.empty
    assert measure_points(overlays, points, store.figures, prefixes=PREFIXES).isna().all(axis=None)


def test_a_list_of_england_says_nothing_of_wales(tiny, tiny_definitions, tmp_path):
    told = []
    build_nation(
        "england-wales",
        tiny_definitions,
        tiny / "official",
        target=tmp_path / "england-wales",
        report=told.append,
    )
    assert "Halls: 4" in told
    store = open_store(tmp_path / "england-wales")
    welsh = store.figures.index.str.startswith(WELSH)
    assert welsh.any()
    assert store.figures.loc[welsh, "halls_inside"].isna().all()
    assert store.figures.loc[~welsh, "halls_inside"].sum() == len(store.points)
    larger = open_store(tmp_path / "england-wales.authority")
    assert larger.figures["halls_inside"].sum() == len(larger.points)
    assert set(larger.points["area"]) <= set(larger.areas.index)


@pytest.mark.official
def test_the_publishers_lists_are_placed_in_luton(luton, official):
    overlays = luton.definitions.overlays.values()
    told = []
    points = read_overlays(overlays, official, luton.store.outlines, own=False, report=told.append)
    inside = points[points["area"].ne("")]["overlay"].value_counts()
    assert inside["schools"] == 79
    assert inside["libraries"] == 9
    assert inside["gp_practices"] >= 20
    # Schools beyond the border can only bring the nearest closer.
    figures = luton.store.figures
    wider = measure_points(overlays, points, figures, prefixes=PREFIXES)
    near = ["schools_primary_nearest", "schools_secondary_nearest"]
    assert (wider[near] <= figures[near] + 0.5).all(axis=None)
    assert np.allclose(wider["schools_inside"], figures["schools_inside"])


@pytest.fixture
def by_postcode(tiny_definitions, tiny_atlas, tmp_path):
    """A list of halls that goes by postcode, in a folder with a look-up of two postcodes."""
    halls = tiny_definitions.overlays["halls"]
    reading = {"name": "name", "postcode": "postcode", "postcode_files": ["codes.csv"]}
    points = type(halls.points)(**reading, postcode_columns=["pc", "e", "n"])
    listed = halls.model_copy(update={"points": points, "file": "halls.csv"})
    centres = tiny_atlas.store.figures[["centroid_easting", "centroid_northing"]]
    middle = tiny_atlas.store.outlines.geometry.representative_point().to_crs("EPSG:27700")
    codes = [f"LU{number} 1AA" for number in range(1, len(centres) + 1)]
    known = pd.DataFrame({"pc": codes, "e": middle.x.to_numpy(), "n": middle.y.to_numpy()})
    known.head(2).to_csv(tmp_path / "codes.csv", index=False)
    names = pd.DataFrame({"name": ["a", "b", "c"], "postcode": ["LU1 1AA", "lu11aa", "LU3 1AA"]})
    names.to_csv(tmp_path / "halls.csv", index=False)
    return listed, known


def measure(listed, folder, atlas, postcodes=None):
    """Return the points of a list and the figures that rest on them."""
    shapes = atlas.store.outlines
    points = read_overlays(
        [listed], folder, shapes, own=False, report=lambda _: None, postcodes=postcodes
    )
    covered = find_covered([listed], folder, shapes, postcodes=postcodes)
    return points, measure_points([listed], points, atlas.store.figures, covered, prefixes=PREFIXES)


def test_where_no_postcode_can_be_placed_there_is_a_gap_and_no_zero(
    by_postcode, tiny_atlas, tmp_path
):
    points, found = measure(by_postcode[0], tmp_path, tiny_atlas)
    assert points["name"].tolist() == ["a", "b"]
    inside = found["halls_inside"]
    assert inside.dropna().to_dict() == {"E01990001": 2, "E01990002": 0}


def test_a_list_without_any_postcodes_is_left_out_and_is_a_gap(by_postcode, tiny_atlas, tmp_path):
    (tmp_path / "codes.csv").unlink()
    points, found = measure(by_postcode[0], tmp_path, tiny_atlas)
    assert points.empty
    assert found["halls_inside"].isna().all()


def test_a_councils_own_file_of_postcodes_widens_what_is_counted(by_postcode, tiny_atlas, tmp_path):
    listed, known = by_postcode
    (tmp_path / "postcodes").mkdir()
    rows = [[code, 10, round(east), round(north)] for code, east, north in known.to_numpy()]
    pd.DataFrame(rows).to_csv(tmp_path / "postcodes" / "lu.csv", index=False, header=False)
    points, found = measure(listed, tmp_path, tiny_atlas, tmp_path / "postcodes")
    assert points["name"].tolist() == ["a", "b", "c"]
    assert found["halls_inside"].notna().all()
    assert found["halls_inside"].sum() == 3
    (tmp_path / "codes.csv").unlink()
    points, _ = measure(listed, tmp_path, tiny_atlas, tmp_path / "postcodes")
    assert len(points) == 3


@pytest.mark.official
def test_lutons_counts_are_those_of_the_publishers_lists(luton, official, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "USER_POSTCODES", tmp_path / "none")
    shutil.copytree(paths.DATA / "luton", tmp_path / "luton")
    (tmp_path / "luton" / "figures_points.csv").unlink()
    build_point_figures("luton", luton.definitions, official, data=tmp_path, report=print)
    kept = pd.read_csv(paths.DATA / "luton" / "figures_points.csv", index_col="area")
    assert pd.read_csv(tmp_path / "luton" / "figures_points.csv", index_col="area").equals(kept)
    assert kept["libraries_inside"].sum() == 9
    assert kept.notna().all(axis=None)


def test_a_fetched_list_is_of_its_own_day_in_the_pack_and_in_the_atlas(
    tiny, tiny_definitions, tmp_path
):
    halls = tiny_definitions.overlays["halls"]
    folder = tmp_path / "official"
    shutil.copytree(tiny / "official", folder)
    address = "https://example.org/halls.csv"
    changed = halls.model_copy(update={"download": address, "dated": "21 March 2021"})
    definitions = replace(tiny_definitions, overlays={"halls": changed})
    receipt = Receipt(address, "2026-03-02T08:00:00+00:00", "", "", "")
    write_receipt(folder / halls.file, receipt)
    target = tmp_path / "england-wales"
    build_nation("england-wales", definitions, folder, target=target, report=len)
    store = open_store(target)
    (told,) = [one for one in store.manifest["sources"] if one["id"] == "halls"]
    assert (told["day"], told["describes"]) == ("2026-03-02", "2 March 2026")
    atlas = Atlas(definitions, store)
    assert atlas.definitions.overlays["halls"].describes == "2 March 2026"
    assert atlas.shipped_lists["halls"].describes == "2 March 2026"
    assert atlas.definitions.indicators["acc_halls_inside"].year == "2 March 2026"


def test_a_postcode_is_in_the_area_that_its_directory_tells(by_postcode, tiny_atlas, tmp_path):
    listed, known = by_postcode
    folder = tmp_path / "own"
    folder.mkdir()
    named = known.head(1).assign(lsoa21="E01990012")
    named.columns = ["pcds", "oseast1m", "osnrth1m", "lsoa21"]
    named.to_csv(folder / "ONSPD.csv", index=False)
    points, found = measure(listed, tmp_path, tiny_atlas, folder)
    assert set(points["area"]) == {"E01990012"}
    assert found.loc["E01990012", "halls_inside"] == 2
    told = describe_placing(points)
    assert told == {"lists": {"halls": {"points": 2, "by_code": 2}}, "known": 2, "misplaced": 2}


def test_without_a_point_inside_nothing_is_told_of_placing(by_postcode, tiny_atlas, tmp_path):
    points, _ = measure(by_postcode[0], tmp_path, tiny_atlas)
    assert describe_placing(points.assign(area="")) == {}
    assert describe_placing(points)["known"] == 0


def test_outlines_of_a_place_of_its_own_are_finer_and_tell_who_touches(luton):
    finer = read_finer(luton.definitions, luton.store.outlines.index[:40])
    assert list(finer.index) == list(luton.store.outlines.index[:40])
    assert read_finer(luton.definitions, pd.Index(["E01000001"])) is None
    pairs = find_finer_neighbours(luton.store.outlines, finer)
    touching = {(area, one) for area, all_ in luton.store.neighbours.items() for one in all_}
    assert set(pairs.itertuples(index=False, name=None)) == touching
