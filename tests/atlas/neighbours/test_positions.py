"""Middles and distances, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.definitions.town_type import City
from atlas.neighbours.positions import find_positions

AREAS = pd.DataFrame(
    {
        "authority_code": ["A", "A", "B", "B"],
        "neighbourhood_code": ["A1", "A1", "B1", "B2"],
        "region_code": ["N", "N", "S", "S"],
    },
    index=["a", "b", "c", "d"],
)
FIGURES = pd.DataFrame(
    {
        "centroid_easting": [0.0, 4000.0, 10000.0, None],
        "centroid_northing": [0.0, 0.0, 8000.0, None],
    },
    index=AREAS.index,
)
RESIDENTS = pd.Series([300.0, 100.0, 50.0, 900.0], AREAS.index)


def find(level, *codes):
    """Return positions with one large city of these authorities or regions."""
    cities = [City(name="City", codes=list(codes))] if codes else []
    return find_positions(AREAS, FIGURES, RESIDENTS, cities, level=level)


def test_the_middle_is_where_residents_live():
    found = find("authority", "A")
    assert found.centres.loc["A"].tolist() == [1000, 0]
    # What has no centre does not pull the middle.
    assert found.centres.loc["B"].tolist() == [10000, 8000]


@pytest.mark.parametrize("code", ["A", "N"])
def test_a_city_is_authorities_or_regions(code):
    found = find("authority", code)
    assert found.to_city.round(3).tolist() == [0, 12.042]
    assert found.city.tolist() == ["City", "City"]


def test_distance_to_the_middle_of_the_own_authority():
    assert find("area", "A").to_middle.round(3).tolist()[:3] == [1, 3, 0]
    assert find("neighbourhood", "A").to_middle.round(3).tolist()[:2] == [0, 0]


def test_an_area_without_a_centre_and_a_place_without_cities_are_gaps():
    found = find("area", "A")
    assert found.to_city.isna().tolist() == [False, False, False, True]
    assert found.city["d"] == ""
    assert find("area", "Z").to_city.isna().all()
    assert (find("area").city == "").all()
