"""What became of larger areas of earlier years is worked out from the small ones."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from atlas.build.former import derive_changes, read_former
from atlas.build.nation import read_parts
from atlas.definitions.country import FormerArea
from atlas.errors import BuildError

SMALL = pd.DataFrame(
    [("b", "b1", "S"), ("b", "b2", "S"), ("d", "e", "M")], columns=["before", "after", "change"]
)


def test_codes_of_any_year_of_small_areas_are_understood():
    belonged = pd.DataFrame({"area": ["a", "b", "d"], "was": ["P", "P", "Q"]})
    belongs = pd.Series({"a": "PQ", "b1": "PQ", "b2": "PQ", "e": "PQ"})
    found = derive_changes(belonged, SMALL, belongs)
    assert found.to_numpy().tolist() == [["P", "PQ", "M"], ["Q", "PQ", "M"]]


def test_another_code_is_no_change_and_a_torn_area_is_told():
    belonged = pd.DataFrame({"area": ["a", "b", "c"], "was": ["old", "torn", "same"]})
    belongs = pd.Series({"a": "new", "b1": "left", "b2": "right", "c": "same"})
    found = derive_changes(belonged, SMALL, belongs).set_index(["before", "after"])["change"]
    assert found.to_dict() == {
        ("old", "new"): "U",
        ("torn", "left"): "X",
        ("torn", "right"): "X",
    }


def test_a_look_up_that_is_not_there_is_left_out(tiny, tiny_definitions):
    geography = tiny_definitions.geographies["lsoa_2021"]
    missing = FormerArea(file="none.csv", before="a", after="b", change="c")
    geography = geography.model_copy(update={"former_larger": [missing]})
    areas = read_parts(tiny / "official", geography)
    found = read_former(tiny / "official", geography, areas)
    assert found["before"].str.match("^[EW]01").all()


def test_wards_of_earlier_years_become_wards_of_today(tiny, tiny_definitions, tmp_path):
    geography = tiny_definitions.geographies["lsoa_2021"]
    folder = tmp_path / "official"
    shutil.copytree(tiny / "official", folder)
    areas = read_parts(folder, geography)
    # An invented ward for each pair of small areas, as they lie in the table.
    was = [f"E05999{number // 2:03}" for number in range(len(areas))]
    pd.DataFrame({"LSOA": areas.index, "WD": was}).to_csv(folder / "wards.csv", index=False)
    told = FormerArea(file="wards.csv", of="ward", area="LSOA", before="WD")
    found = read_former(folder, geography.model_copy(update={"former_larger": [told]}), areas)
    wards = found[found["before"].str.startswith("E05999")]
    for code, became in wards.groupby("before")["after"]:
        here = areas.index[[one == code for one in was]]
        assert set(became) == set(areas.loc[here, "ward_code"])
    assert set(wards["before"]) == set(was)


def test_a_column_that_is_not_there_is_told(tiny, tiny_definitions):
    geography = tiny_definitions.geographies["lsoa_2021"]
    wrong = FormerArea(file="change.csv", area="lsoa11_code", before="lad")
    geography = geography.model_copy(update={"former_larger": [wrong]})
    areas = read_parts(tiny / "official", geography)
    with pytest.raises(BuildError, match="does not have the columns lsoa11_code, lad"):
        read_former(tiny / "official", geography, areas)


@pytest.mark.official
def test_authorities_that_became_one(luton, official):
    geography = luton.definitions.geographies["lsoa_2021"]
    areas = read_parts(official, geography)
    found = read_former(official, geography, areas)
    into = found.groupby("after")["before"].agg(set)
    cumberland, north_yorkshire, somerset = "E06000063", "E06000065", "E06000066"
    assert into[cumberland] == {"E07000026", "E07000028", "E07000029"}
    assert len(into[north_yorkshire]) == 7
    assert into[somerset] == {"E07000187", "E07000188", "E07000189", "E07000246"}
    # Of 2019: Buckinghamshire and Northamptonshire.
    assert into["E06000060"] == {"E07000004", "E07000005", "E07000006", "E07000007"}
    kinds = found[found["before"].str.match("^E0[6-9]")]["change"].value_counts()
    assert set(kinds.index) <= {"U", "M", "X"}
    msoas = found[found["before"].str.startswith(("E02", "W02"))]
    assert len(msoas) == 7_286
    assert found.loc[found["before"].isin(areas["authority_code"])].empty
