"""The whole build: same inputs same bytes, faults told, a stopped build harms nothing."""

from __future__ import annotations

import json
import random
import shutil

import pandas as pd
import pytest

from atlas import paths
from atlas.build.run import SUMMARIES, build_msoa_figures, build_place, build_reference
from atlas.build.tidy import INPUTS
from atlas.errors import BuildError
from atlas.pack.manifest import read_manifest


def read_bytes(folder):
    """Return the content of every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_manifest_counts_what_is_in_tinyville(tiny_pack):
    manifest = read_manifest(tiny_pack)
    assert manifest["counts"] == {
        "areas": 12,
        "wards": 3,
        "neighbourhoods": 2,
        "residents": 2000,
        "variables": 36,
    }
    assert (manifest["name"], manifest["region_name"]) == ("Tinyville", "Tinyshire")


def test_manifest_names_every_source_with_its_licence(tiny_pack, tiny_definitions):
    listed = read_manifest(tiny_pack)["sources"]
    assert [one["id"] for one in listed] == sorted(
        [*tiny_definitions.sources, *tiny_definitions.overlays]
    )
    assert {one["licence"] for one in listed} == {"Invented Open Licence"}


def test_manifest_names_what_it_was_built_from(tiny_pack):
    built_from = read_manifest(tiny_pack)["built_from"]
    assert set(built_from) == {f"tiny/{name}" for name in (*INPUTS, "halls.csv")} | {
        f"reference/{name}" for name in SUMMARIES
    }


def test_same_inputs_give_the_same_bytes(tiny_pack, tiny_data, tiny_definitions, tmp_path):
    build_place("tiny", tiny_definitions, data=tiny_data, target=tmp_path / "again")
    assert read_bytes(tmp_path / "again") == read_bytes(tiny_pack)


def test_reference_gives_the_same_bytes(tiny, tiny_data, tiny_definitions, tmp_path):
    build_reference(tiny_definitions, tiny / "official", into=tmp_path, report=lambda _: None)
    assert read_bytes(tmp_path) == read_bytes(tiny_data / "reference")


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_rows_and_features_does_not_matter(data_copy, tiny_pack, tiny_definitions, seed):
    dice = random.Random(seed)  # noqa: S311 - an order, not a secret
    folder = data_copy / "tiny"
    for name in ("areas.csv", "figures.csv", "figures_2011_areas.csv", "areas_2011_to_2021.csv"):
        head, *rows = (folder / name).read_text().splitlines()
        dice.shuffle(rows)
        (folder / name).write_text("\n".join([head, *rows]) + "\n")
    shapes = json.loads((folder / "lsoa21_boundaries.geojson").read_text())
    dice.shuffle(shapes["features"])
    (folder / "lsoa21_boundaries.geojson").write_text(json.dumps(shapes))
    build_place("tiny", tiny_definitions, data=data_copy)
    built = read_bytes(data_copy / "packs" / "tiny")
    expected = read_bytes(tiny_pack)
    del built["manifest.json"], expected["manifest.json"]
    assert built == expected


@pytest.mark.parametrize("name", INPUTS)
def test_missing_file_is_told(data_copy, tiny_definitions, name):
    (data_copy / "tiny" / name).unlink()
    with pytest.raises(BuildError) as caught:
        build_place("tiny", tiny_definitions, data=data_copy)
    assert [fault.where for fault in caught.value.faults] == [f"tiny/{name}"]


def test_missing_summaries_are_told_with_how_to_make_them(data_copy, tiny_definitions):
    shutil.rmtree(data_copy / "reference")
    with pytest.raises(BuildError) as caught:
        build_place("tiny", tiny_definitions, data=data_copy)
    assert len(caught.value.faults) == 3
    assert all("--from" in fault.remedy for fault in caught.value.faults)


def test_unknown_place_is_told_with_the_closest(data_copy, tiny_definitions):
    with pytest.raises(BuildError) as caught:
        build_place("tinny", tiny_definitions, data=data_copy)
    assert caught.value.faults[0].closest == ("tiny",)


@pytest.mark.parametrize(
    ("name", "told"),
    [("areas.csv", "1 are unknown"), ("figures.csv", "1 areas are missing")],
)
def test_files_must_hold_the_same_areas(data_copy, tiny_definitions, name, told):
    path = data_copy / "tiny" / name
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line for line in lines if "E01990012" not in line[:9]) + "\n")
    with pytest.raises(BuildError) as caught:
        build_place("tiny", tiny_definitions, data=data_copy)
    assert any(told in fault.what and "E01990012" in fault.what for fault in caught.value.faults)


def test_outline_of_another_area_is_told(data_copy, tiny_definitions):
    path = data_copy / "tiny" / "lsoa21_boundaries.geojson"
    path.write_text(path.read_text().replace("E01990003", "E01990033"))
    with pytest.raises(BuildError, match="outlines") as caught:
        build_place("tiny", tiny_definitions, data=data_copy)
    assert "E01990003" in caught.value.faults[0].what


def test_area_that_is_named_twice_is_told(data_copy, tiny_definitions):
    path = data_copy / "tiny" / "areas.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n")
    with pytest.raises(BuildError, match="twice"):
        build_place("tiny", tiny_definitions, data=data_copy)


def test_stopped_build_leaves_the_former_pack(data_copy, tiny_definitions):
    build_place("tiny", tiny_definitions, data=data_copy)
    before = read_bytes(data_copy / "packs" / "tiny")

    def stop(step):
        if step == "Pack":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_place("tiny", tiny_definitions, data=data_copy, report=stop)
    assert read_bytes(data_copy / "packs" / "tiny") == before


def test_faulty_figures_leave_the_former_pack(data_copy, tiny_definitions):
    build_place("tiny", tiny_definitions, data=data_copy)
    before = read_bytes(data_copy / "packs" / "tiny")
    path = data_copy / "tiny" / "figures.csv"
    table = pd.read_csv(path, dtype=str)
    table.loc[3, "groups_a"] = "many"
    table.to_csv(path, index=False)
    with pytest.raises(BuildError):
        build_place("tiny", tiny_definitions, data=data_copy)
    assert read_bytes(data_copy / "packs" / "tiny") == before


def test_changed_figure_changes_the_pack(data_copy, tiny_pack, tiny_definitions):
    path = data_copy / "tiny" / "figures.csv"
    path.write_text(path.read_text().replace("E01990001,100,100,100", "E01990001,100,100,99", 1))
    build_place("tiny", tiny_definitions, data=data_copy)
    built, former = read_manifest(data_copy / "packs" / "tiny"), read_manifest(tiny_pack)
    changed = {
        name
        for name in built["tables"]
        if built["tables"][name]["checksum"] != former["tables"][name]["checksum"]
    }
    assert changed == {"figures", "totals"}


def test_figures_of_msoas_are_made_from_the_publishers_files(data_copy, tiny, tiny_definitions):
    path = data_copy / "tiny" / "figures_msoas.csv"
    kept = path.read_text()
    path.unlink()
    build_msoa_figures("tiny", tiny_definitions, tiny / "official", data=data_copy, report=len)
    assert path.read_text() == kept
    assert [line.split(",")[0] for line in kept.splitlines()] == ["msoa", "E02990001", "E02990002"]


def test_missing_figures_of_msoas_are_told_with_how_to_make_them(data_copy, tiny_definitions):
    (data_copy / "tiny" / "figures_msoas.csv").unlink()
    with pytest.raises(BuildError) as caught:
        build_place("tiny", tiny_definitions, data=data_copy)
    assert "--from" in caught.value.faults[0].remedy


@pytest.mark.official
def test_figures_of_lutons_msoas_are_those_of_the_publishers_file(luton, official, tmp_path):
    shutil.copytree(paths.DATA / "luton", tmp_path / "luton")
    path = tmp_path / "luton" / "figures_msoas.csv"
    path.unlink()
    build_msoa_figures("luton", luton.definitions, official, data=tmp_path, report=len)
    assert path.read_bytes() == (paths.DATA / "luton" / "figures_msoas.csv").read_bytes()
