"""Moves in and moves out of a detailed migration table, added up over its categories."""

from __future__ import annotations

import shutil
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import BuildError
from atlas.sources.read_look_up import read_columns
from atlas.sources.read_source import find_readers, read_source

MSOAS = "lookups/MSOA11_to_MSOA21_to_LAD22_EW.csv.gz"
AREA = "Middle layer Super Output Areas code"
FLOW = "Inflow: lived elsewhere one year ago outside the UK"
LOT, LITTLE, NOT = "Limited: A lot", "Limited: A little", "Not limited"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Return a ZIP of one flow into one area by degree of limitation, with these counts."""
    path = tmp_path_factory.mktemp("flows") / "flows.zip"

    def make(counts):
        rows = [
            f'{{code}},x,{number},"{flow}",{place},{category},{count if flow == FLOW else 9}'
            for number, flow in enumerate(("Does not apply", FLOW))
            for place, (category, count) in enumerate(counts.items())
        ]
        with ZipFile(path, "w") as archive:
            for level, code in (("MSOA", "E02990001"), ("LTLA", "E06990001")):
                for way, area in (("IN", AREA), ("OUT", "Migrant area one year ago code")):
                    head = f"{area},label,flow code,flow,category code,category,Count"
                    lines = [head, *(row.format(code=code) for row in rows)]
                    # People without an area come first in the moves out.
                    lines += [row.format(code="-8") for row in rows]
                    archive.writestr(f"F/F_{level}_{way}.csv", "\n".join(lines))
        return path

    return make


def test_moves_are_read_by_area_and_added_up_over_categories(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    assert table.loc["E02990001"].tolist() == [1000, 20, 30, 80, 50, 40, 60, 26, 20]
    flows = table.loc["E06990001"].drop(["flow_in_uk_kind_1", "flow_out_far_kind_1"])
    assert flows.tolist() == [1700, 100, 60, 50, 70, 100, 50]


@given(counts=st.lists(st.integers(0, 10**6), min_size=3, max_size=3))
def test_categories_worded_alike_up_to_a_colon_are_added_up(archive, counts):
    path = archive(dict(zip((LOT, LITTLE, NOT), counts, strict=True)))
    row = find_readers()["nomis_flows"].read(path, AREA).loc["E02990001"]
    many, few, none = counts
    wanted = {LOT: many, LITTLE: few, "Limited": many + few, NOT: none}
    for category, count in wanted.items():
        assert (row[f"{FLOW}: {category}"] == count).all()
    assert (row[FLOW] == many + few + none).all()


def test_a_total_over_categories_is_counted_once(archive):
    path = archive({LOT: 3, LITTLE: 4, NOT: 5, "Does not apply": 0})
    table = find_readers()["nomis_flows"].read(path, AREA)
    assert list(table.index) == ["E02990001", "E06990001"]
    assert (table[FLOW] == 12).all(axis=None)


def test_a_category_that_the_publisher_words_in_another_way_is_told(tiny, tiny_definitions):
    source = tiny_definitions.sources["flows"]
    columns = {**source.columns, "flow_in_uk_kind_1": source.columns["flow_in_uk"] + ": Kinds 1"}
    changed = source.model_copy(update={"columns": columns})
    with pytest.raises(BuildError) as caught:
        read_source(changed, tiny / "official")
    assert caught.value.faults[0].closest[0].endswith(": Kind 1")


def test_people_without_an_area_are_no_area(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    assert len(table) == 6 + 2
    assert table.index.str.match(r"[EW]\d{8}").all()


def test_moves_between_msoas_of_an_authority_balance(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    west, east, town = (table.loc[code] for code in ("E02990001", "E02990002", "E06990001"))
    both = west + east
    assert both["flow_in_near"] == both["flow_out_near"]
    assert both["flow_in_within"] + both["flow_in_near"] == town["flow_in_within"]
    assert both["flow_in_uk"] == town["flow_in_near"] + town["flow_in_uk"]
    assert both["flow_out_far"] == town["flow_out_near"] + town["flow_out_far"]


def test_another_area_column_is_told(tiny, tiny_definitions):
    source = tiny_definitions.sources["flows"].model_copy(update={"area_column": "Area"})
    with pytest.raises(BuildError, match="Area"):
        read_source(source, tiny / "official")


def test_reader_leaves_the_archive_as_it_was(tmp_path, tiny, tiny_definitions):
    copy = shutil.copy(tiny / "official" / "flows.zip", tmp_path / "flows.zip")
    read_source(tiny_definitions.sources["flows"], tmp_path)
    with ZipFile(copy) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 5


@pytest.mark.official
def test_published_moves_are_those_that_were_noted(luton, official):
    """The figures noted with the publisher's file: 17.4 % of 9,224 and 26.9 % of 6,279."""
    table = read_source(luton.definitions.sources["census2021_mig002"], official)
    here = ["mig002_in_within", "mig002_in_near", "mig002_in_uk", "mig002_in_abroad"]
    for msoa, residents, share in (("E02006937", 9224, 17.4), ("E02006938", 6279, 26.9)):
        came = table.loc[msoa, here].sum()
        assert came + table.loc[msoa, "mig002_same_address"] == residents
        assert round(100 * came / residents, 1) == share


@pytest.mark.official
def test_moves_by_disability_are_the_same_moves_but_for_perturbation(luton, official):
    source = luton.definitions.sources["census2021_mig002"]
    second = source.model_copy(update={"file": luton.definitions.sources["census2021_mig005"].file})
    first, again = read_source(source, official), read_source(second, official)
    msoas = first.index.str.match(r"[EW]02")
    assert msoas.sum() == 7264
    apart = (first - again)[msoas].abs()
    assert apart.max(axis=None) <= 10
    assert (apart.mean() < 1.5).all()


@pytest.mark.official
def test_disabled_movers_of_luton_are_those_of_the_publishers_file(luton, official):
    """By hand from the published rows of Luton 022: a little and a lot, origin by origin."""
    row = read_source(luton.definitions.sources["census2021_mig005"], official).loc["E02006937"]
    assert row.tolist() == [
        596 + 485,
        4 + 12,
        32 + 9,
        30 + 12,
        7 + 3,
        39 + 34,
        26 + 12,
        32 + 9 + 621,
        30 + 12 + 434,
        7 + 3 + 266,
        39 + 34 + 616,
        26 + 12 + 410,
    ]


@pytest.mark.official
def test_disabled_residents_of_moves_are_those_of_the_table_of_disability(luton, official):
    """TS038 has the under-ones too; both tables are changed a little on purpose."""
    table = read_source(luton.definitions.sources["census2021_mig005"], official)
    here = [f"mig005_disabled_{way}" for way in ("same_address", "in_within", "in_near")]
    here += ["mig005_disabled_in_uk", "mig005_disabled_in_abroad"]
    again = luton.measures.figures("neighbourhood")["ts038_disabled_under_the_equality_act"]
    apart = again - table.loc[again.index, here].sum(axis=1)
    assert len(apart) == 22
    assert apart.abs().max() <= 12
    assert abs(apart.sum()) <= 50


@pytest.mark.official
def test_disabled_movers_of_an_msoa_are_as_precise_as_is_said(luton, official):
    """Arrivals from abroad are the same people in an authority's row and in its MSOAs' rows.

    What they differ by gives the spread of one count; arrivals in all are six counts.
    """
    abroad = luton.definitions.sources["census2021_mig002"].columns["mig002_in_abroad"]
    degree = "Disabled under the Equality Act: Day-to-day activities limited a"
    columns = {one: f"{abroad}: {degree} {one}" for one in ("lot", "little")}
    source = luton.definitions.sources["census2021_mig005"]
    table = read_source(source.model_copy(update={"columns": columns}), official)
    look_up = read_columns(official / MSOAS, ["MSOA21CD", "LAD22CD"]).drop_duplicates()
    authority = look_up.set_index("MSOA21CD")["LAD22CD"]
    msoas = table[table.index.isin(authority.index)]
    groups = msoas.groupby(authority.reindex(msoas.index))
    apart = (groups.sum() - table.reindex(groups.size().index)).dropna()
    assert len(apart) == 331
    cells = groups.size()[apart.index].sum() + len(apart)
    spread = ((apart**2).sum() / cells) ** 0.5
    assert 2 * (6 * (spread**2).mean()) ** 0.5 < 3


@pytest.mark.official
def test_msoas_of_an_authority_add_up_to_its_own_row(luton, official):
    table = read_source(luton.definitions.sources["census2021_mig002"], official)
    row = table.loc["E06000032"]
    both = luton.measures.figures("neighbourhood")[list(table)].sum()
    pairs = [
        (both["mig002_in_within"] + both["mig002_in_near"], row["mig002_in_within"]),
        (both["mig002_in_uk"], row["mig002_in_near"] + row["mig002_in_uk"]),
        (both["mig002_in_abroad"], row["mig002_in_abroad"]),
        (both["mig002_out_far"], row["mig002_out_near"] + row["mig002_out_far"]),
    ]
    assert max(abs(ours - theirs) for ours, theirs in pairs) <= 24
