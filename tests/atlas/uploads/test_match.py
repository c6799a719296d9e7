"""Every row is laid on an area or has a reason, and nothing is counted twice."""

from __future__ import annotations

import gzip

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.opening.places import read_definitions
from atlas.points.place import find_areas
from atlas.points.postcodes import find_columns, read_postcodes
from atlas.tables.read_file import read_file
from atlas.text import speaking
from atlas.uploads.key import Key
from atlas.uploads.match import match_rows
from tests.atlas.uploads.conftest import as_csv

HERE = [f"E019900{number:02}" for number in range(1, 13)]
FORMER = ["E01990101", "E01990102", "E01990103", "E01990104"]
CELLS = st.one_of(
    st.sampled_from([*HERE, *FORMER, "E01000001", "E05990001", "", "n/a"]), st.text(max_size=9)
)


def match(ground, codes, *, vintage="2021", kind="area", **options):
    """Return where rows of codes belong."""
    upload = read_file("f.csv", as_csv({"code": codes, "n": range(len(codes))}))
    return match_rows(
        upload, Key(kind, ("code",), vintage if kind == "area" else ""), ground, **options
    )


@given(st.lists(CELLS, min_size=1, max_size=30), st.sampled_from(["2021", "2011"]), st.booleans())
def test_every_row_has_an_area_or_a_reason(ground, codes, vintage, things):
    found = match(ground, codes, vintage=vintage, things=things)

    assert len(found.areas) == len(codes)
    assert (found.areas.eq("") == found.reasons.ne("")).all()
    assert found.areas[found.matched].isin(HERE).all()
    assert len(found.tabulate_unmatched()) + found.matched.sum() == len(codes)


@given(st.lists(st.sampled_from([*HERE, "E01000001"]), min_size=1, max_size=30))
def test_a_code_stands_for_one_row_unless_rows_are_things(ground, codes):
    single, several = match(ground, codes), match(ground, codes, things=True)

    assert not single.areas[single.matched].duplicated().any()
    known = pd.Series(codes).isin(HERE)
    assert several.matched.sum() == known.sum()
    assert single.matched.sum() == (known & ~pd.Series(codes).duplicated(keep=False)).sum()


def test_repeated_codes_name_their_rows(ground):
    found = match(ground, ["E01990001", "E01990002", "E01990001"])

    assert found.areas.tolist() == ["", "E01990002", ""]
    assert found.reasons.iloc[0] == "the same code is in rows 2 and 4"


def test_reasons_are_said_in_the_language_of_the_page(ground):
    with speaking(read_definitions().languages["de"].speech):
        found = match(ground, ["E01990001", "E01990002", "E01990001", ""])

        assert list(found.tabulate_unmatched()) == [
            "Zeile der Datei",
            "Was dort steht",
            "Warum sie fehlt",
        ]
    assert found.reasons.iloc[0] == "derselbe Code steht in den Zeilen 2 und 4"
    assert found.reasons.iloc[3] == "die Zelle ist leer"


def test_each_unknown_code_says_what_is_wrong(ground):
    found = match(ground, ["E01000001", "E05990001", "", "E01990101", "E01990001"])

    assert [words.split(":")[0] for words in found.reasons] == [
        f"{ground.name} has no small area (LSOA) with this code",
        "this is not the code of a small area (LSOA)",
        "the cell is empty",
        "this is a code of 2011, but the column was read as codes of 2021",
        "",
    ]


def test_codes_of_2011_are_carried_over_and_counted(ground):
    codes = ["E01990001", "E01990101", "E01990102", "E01990103", "E01990104", "E01990007", "W01"]

    found = match(ground, codes, vintage="2011")

    assert found.areas.tolist() == ["E01990001", "", "E01990009", "E01990009", "", "", ""]
    assert "split" in found.reasons.iloc[1]
    assert "no look-up" in found.reasons.iloc[4]
    assert "is a code of 2021" in found.reasons.iloc[5]
    assert found.parts.to_dict() == {"E01990009": 2}
    assert found.carried == (
        "1 row: unchanged since 2011, used as they are.",
        "2 rows: merged since 2011, added together.",
        "1 row: split since 2011, shown as gaps.",
        "1 row: changed in other ways since 2011, shown as gaps.",
    )


@pytest.mark.parametrize("kind", ["neighbourhood", "ward", "authority"])
def test_larger_areas_are_matched(ground, kind):
    codes = list(ground.codes(kind))

    found = match(ground, [*codes, "E02000001"], kind=kind)

    assert found.kind == kind
    assert found.areas.tolist() == [*codes, ""]


def inside(ground):
    """Return a point inside each area, in degrees."""
    return ground.store.outlines.geometry.representative_point()


def test_points_are_counted_where_they_lie(luton_ground):
    points = inside(luton_ground)

    spots = pd.DataFrame({"longitude": points.x, "latitude": points.y})
    found = find_areas(spots, luton_ground.store.outlines)

    assert found.tolist() == list(luton_ground.store.outlines.index)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(-0.6, -0.2), st.floats(51.7, 52.0)), min_size=1, max_size=40))
def test_every_point_is_in_one_area_or_told_to_be_outside(luton_ground, points):
    upload = read_file(
        "f.csv", as_csv({"lon": [x for x, _ in points], "lat": [y for _, y in points]})
    )

    found = match_rows(upload, Key("degrees", ("lon", "lat")), luton_ground)

    assert (found.areas.eq("") == found.reasons.ne("")).all()
    assert found.is_things
    assert set(found.reasons) <= {"", "the point lies outside Luton"}


def test_a_point_on_a_border_is_counted_once(luton_ground):
    shapes = luton_ground.store.outlines.geometry
    shared = shapely.get_coordinates(shapes.iloc[0])[0]

    spots = pd.DataFrame({"longitude": shared[:1], "latitude": shared[1:2]})
    found = find_areas(spots, luton_ground.store.outlines)

    touching = [code for code in shapes.index if shapes[code].distance(shapes.iloc[0]) == 0]
    assert found.iloc[0] in touching


def test_coordinates_that_are_none_are_told(luton_ground):
    upload = read_file("f.csv", b"x,y\n508000,221000\nabc,221000\n,\n1e30,5\n")

    found = match_rows(upload, Key("grid", ("x", "y")), luton_ground)

    assert found.matched.tolist() == [True, False, False]  # the empty line is no row
    assert "is not a number" in found.reasons.iloc[1]
    assert found.reasons.iloc[2] == "the coordinates are not on the map"


POSTCODES = "ZZ1 1AA,10,508000,221000,E92000001\nZZ1 1AB,10,0,0,E92000001\n"


def place(ground, folder, codes):
    """Return where rows with postcodes belong."""
    upload = read_file("f.csv", as_csv({"pc": codes, "n": range(len(codes))}))
    return match_rows(upload, Key("postcode", ("pc",)), ground, postcodes=folder)


def test_postcodes_are_placed_by_the_councils_file(luton_ground, tmp_path):
    with gzip.open(tmp_path / "codepo_zz.csv.gz", "wt") as file:
        file.write(POSTCODES)

    found = place(luton_ground, tmp_path, ["zz11aa", "ZZ1 1AB", "ZZ1", "", "ZZ1 1AA"])

    assert found.matched.tolist() == [True, False, False, False, True]
    assert found.reasons.iloc[1] == "it is not in this server's postcode file"
    assert found.reasons.iloc[2] == "this is not a whole postcode"
    assert found.reasons.iloc[3] == "the cell is empty"


def test_the_postcode_directory_is_read_by_its_headings(tmp_path):
    (tmp_path / "ONSPD.csv").write_text(
        "pcd,pcds,doterm,oseast1m,osnrth1m\nZZ11AA,ZZ1 1AA,,508000,221000\n"
    )

    assert read_postcodes(tmp_path).loc["ZZ11AA"].tolist() == [508_000, 221_000, ""]
    assert find_columns(["a", "b"]) is None


def test_without_a_file_of_postcodes_it_says_how_to_get_one(luton_ground, tmp_path):
    with pytest.raises(UploadError, match="Code-Point Open"):
        place(luton_ground, tmp_path, ["LU1 1AA"])


def test_another_file_in_the_folder_of_postcodes_is_told(luton_ground, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")

    with pytest.raises(UploadError, match="neither"):
        place(luton_ground, tmp_path, ["LU1 1AA"])


@pytest.mark.official
def test_the_publishers_postcodes_of_luton_are_placed(luton_ground, official, tmp_path):
    file = official / "assets" / "codepoint_open_2018-08_lu.csv.gz"
    (tmp_path / file.name).symlink_to(file)
    codes = list(read_postcodes(tmp_path).index)

    found = place(luton_ground, tmp_path, codes)

    # The publisher's own list of the district has 3,190 postcodes; outlines are generalised.
    assert abs(found.matched.sum() - 3190) < 25
    assert set(found.reasons[~found.matched]) == {"the point lies outside Luton"}
