"""The publishers' own files are read for what they are, traps and all."""

from __future__ import annotations

import gzip

import pandas as pd
import pytest

from atlas.build.boundaries import read_outlines
from atlas.errors import BuildError
from atlas.sources.fetch import fetch_files
from atlas.sources.inspect_file import inspect_file
from atlas.sources.parse_numbers import parse_numbers
from atlas.sources.read_look_up import read_columns, read_look_up
from atlas.sources.read_outlines import read_shapes
from atlas.sources.read_source import find_readers, read_source
from atlas.sources.receipt import sum_file
from atlas.sources.unpack import unpacked

pytestmark = pytest.mark.official
QUERY_AREA = "2021 super output area - lower layer"


@pytest.fixture
def read(official):
    """Return what a reader makes of a publisher's file, or of its member."""

    def run(word, file, area_column, member=""):
        with unpacked(official / file, member, where="test") as path:
            return find_readers()[word].read(path, area_column)

    return run


@pytest.fixture
def luton_2011(official):
    """The codes of Luton's areas of 2011."""
    columns = ["lsoa11_code", "ltla22_name"]
    table = read_columns(official / "lookups/lookup_lsoa11_lsoa21_ltla22.csv.gz", columns)
    return table.loc[table["ltla22_name"] == "Luton", "lsoa11_code"].unique()


def test_every_file_that_is_described_is_the_one_that_is_described(luton, official):
    known = luton.definitions
    described = [*known.sources.values(), *known.files.values(), *known.overlays.values()]
    absent = {"postcodes", "lsoa_2011_to_ward_2021", "lsoa_2021_to_ward_2022"}
    assert {one.id for one in described if not (official / one.file).exists()} == absent
    for one in described:
        if one.id in absent:
            continue
        inspect_file(one, official)
        if one.sha256:
            assert sum_file(official / one.file) == one.sha256, one.id
    assert sum(bool(one.sha256) for one in described) >= 30


def test_a_table_is_the_same_inside_the_published_zip(luton, official):
    for name in ("ts001", "ts030", "ts054", "ts068"):
        source = luton.definitions.sources[f"census2021_{name}"]
        zipped = source.model_copy(update={"file": f"census2021_bulk_zip/census2021-{name}.zip"})
        pd.testing.assert_frame_equal(read_source(zipped, official), read_source(source, official))


def test_both_styles_of_headings_are_in_use(official):
    told = {}
    for path in (official / "census2021_lsoa").glob("*.csv.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            told[path.name] = "; measures: Value" in file.readline()
    assert set(told.values()) == {True, False}


def test_a_query_has_as_many_areas_as_its_bulk_table(read):
    query = read("nomis_query", "census2021_nomis_query/census2021-ts021-lsoa.csv.gz", QUERY_AREA)
    bulk = read("nomis_bulk", "census2021_lsoa/census2021-ts021-lsoa.csv.gz", "geography code")
    assert set(query.index) == set(bulk.index)
    total, strange = parse_numbers(query["Total: All usual residents"])
    assert strange.empty
    everybody = bulk["Ethnic group: Total: All usual residents"]
    assert total.sum() == pytest.approx(everybody.sum(), rel=1e-4)
    lone = read("nomis_query", "census2021_nomis_query/census2021-ts003-lsoa.csv.gz", QUERY_AREA)
    assert list(lone.columns) == ["2021", "2021, %"]
    assert len(lone) == 35_672


def test_percentages_of_2011_end_before_their_footnotes(read):
    shares = read("nomis_query", "census2011_msoa/msoa_ethnicity_2011_data.csv", "mnemonic")
    assert len(shares) == 7_201
    assert set(shares["All usual residents"]) == {"100"}


def test_thousands_set_off_by_commas_are_read(read):
    table = read("csv", "population/msoa_population_estimates_2019_data.csv.gz", "MSOA Code")
    people, strange = parse_numbers(table["Population"])
    assert strange.empty
    assert people["E02002483"] == 10_261
    assert people.notna().all()


def test_estimates_before_the_census_are_the_series_that_was_not_revised(read, luton_2011):
    found = {
        year: read("csv", f"population/population{year}_lsoa11.csv.gz", "lsoa11_code")
        for year in (17, 19, 20)
    }
    totals = {
        year: int(table.loc[luton_2011, "total_population"].sum()) for year, table in found.items()
    }
    assert totals == {17: 214_658, 19: 213_052, 20: 213_528}


def test_no_figure_of_ours_rests_on_those_estimates(luton):
    files = [one.file for one in luton.definitions.sources.values()]
    assert not [file for file in files if file.startswith("population/")]


def test_a_title_above_the_header_of_a_sheet_is_passed_over(read):
    file = "population/SAPE21DT11-mid-2018-lsoa-population-density.xlsx"
    table = read("excel", file, "Code")
    assert len(table) == 34_753
    assert "Mid-2018 population" in table


@pytest.mark.parametrize(
    ("file", "area", "areas"),
    [
        ("File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx", "LSOA code (2011)", 32_844),
        ("File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx", "LSOA code (2021)", 33_755),
        ("WIMD2019_ranks_deciles.ods", "LSOA code", 1_909),
    ],
)
def test_an_index_has_the_areas_of_its_year(read, file, area, areas):
    assert len(read("excel", f"deprivation/{file}", area)) == areas


def test_areas_of_another_year_are_refused(luton, official):
    source = luton.definitions.sources["iod2025_supplementary"]
    earlier = source.model_copy(
        update={
            "file": "deprivation/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx",
            "area_column": "LSOA code (2011)",
            "columns": {"rank": "Index of Multiple Deprivation (IMD) Rank"},
        }
    )
    with pytest.raises(BuildError, match="describes 32,844 areas"):
        inspect_file(earlier, official)


def test_ranks_of_wales_are_the_same_in_both_of_its_files(read):
    sheets = read("excel", "deprivation/WIMD2019_ranks_deciles.ods", "LSOA code")
    plain = read("csv", "deprivation/WIMD2019_Ranks.csv", "LSOA_Code")
    for ours, theirs in (("WIMD 2019 overall rank", "WIMD2019_Rank"), ("Income", "Income_Rank")):
        told = sheets[ours].astype(int).reindex(plain.index)
        assert (told == plain[theirs]).all()


def test_re_exported_ranks_of_2025_are_those_of_the_publishers_first_file(read):
    first = read(
        "excel",
        "deprivation/File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx",
        "LSOA code (2021)",
    )
    again = read("csv", "deprivation/imd2025_lsoa21.csv.gz", "lsoa21_code")
    ranks = first["Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"]
    assert (ranks.astype(int) == again["IMD_rank"].reindex(ranks.index)).all()


def test_long_exports_are_laid_side_by_side(read):
    ages = read("csv_long", "census2021_exports/census21_age6_lsoa21.csv.gz", "lsoa21_code")
    assert ages.shape == (35_672, 6)
    file = "census2021_exports/household_overcrowding21_lsoa21.csv.gz"
    rooms = read("csv_long", file, "lsoa21_code")
    bulk = read("nomis_bulk", "census2021_lsoa/census2021-ts052-lsoa.csv.gz", "geography code")
    crowded = bulk["Occupancy rating for bedrooms: Occupancy rating of bedrooms: -2 or less"]
    assert (rooms["-2 or less (overcrowded)"] == crowded.reindex(rooms.index)).all()


@pytest.mark.parametrize(
    ("file", "rows", "columns"),
    [("epraccur.csv.gz", 15_971, 27), ("codepoint_open_2018-08_lu.csv.gz", 6_208, 10)],
)
def test_the_first_row_of_a_file_without_headings_is_a_row(read, file, rows, columns):
    assert read("csv_no_header", f"assets/{file}", "1").shape == (rows, columns - 1)


def test_a_best_fit_is_no_exact_look_up(official):
    """It moves five areas that did not change into a neighbour; a build takes the exact one."""
    named = (
        "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)"
        "_Lookup_for_England_and_Wales.csv.gz"
    )
    exact = read_look_up(official / "lookups" / named, ["F_LSOA11CD", "LSOA21CD", "CHGIND"])
    fit = read_look_up(
        official / "lookups/Best-Fit_LSOA11_to_LSOA21_to_LAD22_EW.csv.gz",
        ["LSOA11CD", "LSOA21CD"],
    )
    assert (len(exact), len(fit)) == (35_795, 34_753)
    same = exact[exact["change"] == "U"].set_index("before")["after"]
    fitted = fit.set_index("before")["after"].reindex(same.index)
    assert (fitted != same).sum() == 5
    assert set(exact["change"]) == {"U", "S", "M", "X"}


def test_the_msoa_look_up_spells_its_change_in_another_way(official):
    path = official / "lookups/MSOA11_to_MSOA21_to_LAD22_EW.csv.gz"
    with pytest.raises(BuildError, match='no column "CHGIND"'):
        read_look_up(path, ["MSOA11CD", "MSOA21CD", "CHGIND"])
    assert len(read_look_up(path, ["MSOA11CD", "MSOA21CD", "CHNGIND"])) == 7_286


def test_centroids_without_their_system_are_where_the_csv_has_them(official, read):
    folder = official / "boundaries"
    name = "LSOA_PopCentroids_EW_2021_V3"
    points = read_shapes(folder / name / f"{name}.shp", code_column="LSOA21CD")
    file = "LLSOA_Dec_2021_PWC_for_England_and_Wales_2022_6710512803259349539.csv.gz"
    grid = read("csv", f"boundaries/{file}", "LSOA21CD")
    back = points.to_crs("EPSG:27700").geometry
    assert (back.x - grid["x"].reindex(back.index)).abs().median() < 1.0


def test_outlines_that_are_invalid_as_published_are_repaired(official):
    path = official / "boundaries/MSOA_2021_EW_BSC/MSOA_2021_EW_BSC.shp"
    assert (~read_shapes(path, code_column="MSOA21CD").is_valid).sum() == 13
    assert read_outlines(path, code_column="MSOA21CD").is_valid.all()


def test_wards_of_2022_do_not_serve_the_look_up_of_2024(official, luton):
    wards = sorted(luton.wards.index)
    assert len(wards) == 20
    with pytest.raises(BuildError, match="no shape of 20 of 20 areas"):
        read_shapes(
            official / "boundaries/wards22_uk_simplified_wgs84.geojson.gz",
            code_column="ward22_code",
            areas=wards,
        )


def test_those_who_moved_are_part_of_the_population(official, luton):
    read_one = {
        name: read_source(luton.definitions.sources[f"census2021_{name}"], official)
        for name in ("ts001", "ts019", "ts020")
    }
    residents = read_one["ts001"]["ts001_total"]
    asked = read_one["ts019"]["ts019_total_all_usual_residents"]
    assert asked.sum() < residents.sum()
    short = read_one["ts020"]["ts020_all_persons"]
    assert 0 < short.sum() < 0.01 * residents.sum()


def test_the_publishers_own_look_up_becomes_the_one_that_is_read(luton, official, tmp_path):
    """As a person saves it from the publisher's page: its own headings, unpacked."""
    named = (
        "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)"
        "_Lookup_for_England_and_Wales.csv.gz"
    )
    one = luton.definitions.files["lsoa_2011_to_lsoa_2021"]
    (tmp_path / "lookups").mkdir()
    saved = (tmp_path / one.file).with_suffix("")
    saved.write_bytes(gzip.decompress((official / "lookups" / named).read_bytes()))
    fetch_files(luton.definitions, [one], into=tmp_path)
    columns = ["lsoa11_code", "lsoa21_code", "change_code"]
    order = ["before", "after"]
    ours = read_look_up(tmp_path / one.file, columns).sort_values(order, ignore_index=True)
    known = read_look_up(official / one.file, columns).sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(ours, known)
