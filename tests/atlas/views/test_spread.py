"""The chart of many areas: a box for each row, as dots would cover each other."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.layer.layer import make_layer
from atlas.selection.address import Selection
from atlas.views import spread
from atlas.views.spread import describe_spread, draw_spread

CHURN = Selection(layer="mig_moved_1yr")


@pytest.fixture
def many(monkeypatch):
    monkeypatch.setattr(spread, "MANY_DOTS", 100)


def test_a_box_holds_the_middle_half_of_its_areas(luton, many):
    box, medians = draw_spread(luton, CHURN, make_layer(luton, CHURN)).data
    values, wards = luton.measures.values(CHURN.layer), luton.store.areas["ward"]
    assert list(box.y) == sorted(set(wards))
    for position, ward in enumerate(box.y):
        own = values[wards == ward]
        found = [box.lowerfence, box.q1, box.median, box.q3, box.upperfence]
        wanted = np.quantile(own, [0.05, 0.25, 0.5, 0.75, 0.95])
        assert [one[position] for one in found] == pytest.approx(wanted.tolist())
        assert f"{ward}, {len(own)} areas: " in medians.text[position]
    assert "The box holds the middle half" in describe_spread(luton, make_layer(luton, CHURN))


def test_selected_areas_keep_a_dot(luton, many):
    area = luton.measures.areas[3]
    chosen = Selection(layer=CHURN.layer, areas=(area,))
    *_, dot = draw_spread(luton, chosen, make_layer(luton, chosen)).data
    assert dot.x[0] == luton.measures.values(CHURN.layer)[area]
    assert dot.text[0].startswith(luton.name_of(area))


def test_few_areas_have_a_dot_each(luton):
    drawn = draw_spread(luton, CHURN, make_layer(luton, CHURN)).data
    assert sum(len(one.x) for one in drawn) == 125
    assert "The box" not in describe_spread(luton, make_layer(luton, CHURN))
