"""Bounds of the classes, and what makes no sense as an axis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.definitions.town_type import Axis, Band
from atlas.neighbours.town_types import find_band

AXIS = Axis(
    name="Size",
    indicator="dem_pop",
    bands=[
        Band(id="small", name="small", below=10),
        Band(id="medium", name="medium", below=20),
        Band(id="large", name="large"),
    ],
)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(-1, "small"), (9.99, "small"), (10, "medium"), (19.99, "medium"), (20, "large")],
)
def test_a_bound_belongs_to_the_class_above(value, wanted):
    assert find_band(AXIS, value).id == wanted


def test_a_gap_has_no_class():
    assert find_band(AXIS, float("nan")) is None


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_more_is_never_a_lower_class(one, other):
    order = [band.id for band in AXIS.bands]
    low, high = sorted((one, other))
    assert order.index(find_band(AXIS, low).id) <= order.index(find_band(AXIS, high).id)


@pytest.mark.parametrize("bounds", [(20, 10, None), (10, 10, None), (None, 10, None), (1, 2, 3)])
def test_classes_must_rise_and_leave_nobody_out(bounds):
    bands = [{"id": str(place), "name": "x", "below": one} for place, one in enumerate(bounds)]
    with pytest.raises(ValidationError, match="rising order"):
        Axis(name="Size", bands=bands)
