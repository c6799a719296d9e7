"""The strip plot: where each mark stands, what it says, and that none is drawn twice."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.prose.figures import format_figure
from atlas.views.panel import key_figures
from atlas.views.profile import draw_profile


@pytest.fixture(params=[0, 1, 3], ids=["place", "one", "three"])
def areas(request, luton):
    return tuple(luton.measures.areas[5 : 5 + request.param])


def test_every_area_has_one_dot_in_each_row(luton, areas):
    rows = len(key_figures(luton))
    dots, _line, _square, *selected = draw_profile(luton, areas, ("england",)).data
    assert len(dots.x) == rows * (len(luton.measures.areas) - len(areas))
    assert sum(len(marks.x) for marks in selected) == rows * len(areas)
    told = [*dots.text, *(text for marks in selected for text in marks.text)]
    assert sorted(told) == sorted(
        f"{luton.name_of(area)}<br>"
        f"{format_figure(luton.definitions.indicators[name], luton.measures.values(name)[area])}"
        for name in key_figures(luton)
        for area in luton.measures.areas
    )


def test_a_mark_stands_where_its_value_lies_between_the_lowest_and_the_highest(luton):
    area = luton.measures.areas[17]
    selected = draw_profile(luton, (area,), ()).data[-1]
    for position, name in enumerate(key_figures(luton)):
        values = luton.measures.values(name)
        share = (values[area] - values.min()) / (values.max() - values.min())
        assert selected.x[position] == pytest.approx(share, abs=1e-4)
        # One area alone stands on its row's line, from above.
        assert selected.y[position] == len(key_figures(luton)) - 1 - position


def test_the_place_and_each_comparator_have_a_mark_in_each_row(luton):
    _dots, line, other = draw_profile(luton, (), ("england",)).data
    assert line.marker.symbol == "line-ns-open"
    assert other.marker.symbol == "diamond-open"
    assert len(line.x) == len(other.x) == len(key_figures(luton))
    assert all(text.startswith("Luton ") for text in line.text)
    assert all(text.startswith("England ") for text in other.text)
    assert np.isfinite(np.array(other.x)).all()
