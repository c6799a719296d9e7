"""Maps are drawn from the most detailed outlines there are, and say where they are rough."""

from __future__ import annotations

import json
from types import SimpleNamespace

import geopandas as gpd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from atlas.layer.outlines import describe_drawn, find_drawn
from atlas.views.choropleth import make_outlines

CODES = ["E01000001", "E01000002", "E01000003", "E01000004"]
ROUGH_FROM = 13.0


def lay_squares(codes, side):
    """Return a square for each code, in a row."""
    squares = [shapely.box(number, 0, number + side, side) for number in range(len(codes))]
    return gpd.GeoDataFrame(geometry=squares, index=codes, crs="EPSG:4326")


def make_place(detailed, *, level="area", place="E08000010", rough_from=ROUGH_FROM):
    """Return what is asked of an atlas."""
    finer = lay_squares(CODES, 0.5).loc[detailed] if detailed is not None else None
    return SimpleNamespace(
        store=SimpleNamespace(outlines=lay_squares(CODES, 1), finer_outlines=finer, place=place),
        level=level,
        geography=SimpleNamespace(outlines_rough_from=rough_from),
        definitions=SimpleNamespace(places={"luton": SimpleNamespace(figures="luton")}),
    )


@given(detailed=st.one_of(st.none(), st.lists(st.sampled_from(CODES), unique=True)))
def test_an_area_is_drawn_from_its_detailed_outline_where_there_is_one(detailed):
    drawn = find_drawn(make_place(detailed))
    held = set(detailed or ())
    assert list(drawn.outlines.index) == CODES
    sizes = {code: 0.25 if code in held else 1.0 for code in CODES}
    areas = shapely.area(drawn.outlines.geometry.array).round(6)
    assert dict(zip(CODES, areas, strict=True)) == sizes
    assert drawn.detailed == held
    assert drawn.rough_from == (0 if len(held) == len(CODES) else ROUGH_FROM)


def test_outlines_of_larger_areas_and_of_other_countries_need_no_word():
    assert find_drawn(make_place(CODES[:1], level="authority")).rough_from == 0
    assert find_drawn(make_place(None, rough_from=0.0)).rough_from == 0
    # A place with figures of its own has outlines of its own.
    assert find_drawn(make_place(None, place="luton")).rough_from == 0


def test_a_file_says_that_outlines_are_rough():
    assert "generalised" in describe_drawn(make_place(CODES[:1]))
    assert describe_drawn(make_place(CODES)) == ""


def test_luton_has_outlines_of_its_own(luton):
    content = json.loads(make_outlines(luton))
    assert content["rough_from"] == 0
    assert content["detailed"] == []
    assert describe_drawn(luton) == ""
