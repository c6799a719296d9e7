"""What the page of similar places says, in whole sentences and of invented places."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from atlas.opening import places
from atlas.opening.candidates import Asked, find_asked, find_features, find_found, open_national
from atlas.views.panel import render_panel
from atlas.views.signals import render_signals
from atlas.views.town_types import render_groups, render_town
from atlas.views.twins import (
    describe_difference,
    describe_found,
    describe_lacking,
    render_cards,
    render_changes,
    render_figures,
)
from atlas.views.twins_chart import APART, describe_where, draw_likeness, draw_where, spread_out

NINTH = "E01990009"


@pytest.fixture
def asked(nation):
    """A small area of the invented town, sought for in the whole country."""
    return find_asked(places.open_part("E06990001"), (NINTH,))


@pytest.fixture
def found(asked):
    """Its twins outside its own town."""
    return find_found(asked.atlas, NINTH, (), "E06990001")


def read(html):
    """Return the text of HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_nearest_is_told_with_what_is_usual(asked, found):
    told = describe_found(asked, found)
    nearest = asked.atlas.name_of(found.twins[0].code)
    assert told.startswith(f"The nearest to {asked.atlas.name_of(NINTH)} is {nearest}: on average")
    assert "The median of all 34 areas is" in told


def test_a_place_far_from_all_is_said_to_be_far(asked, found):
    far = find_features(asked.atlas).likeness.far_from
    assert ("That is far" in describe_found(asked, found)) == (found.twins[0].distance >= far)


def test_a_difference_names_both_figures_in_neutral_words(asked, found):
    one = next(one for twin in found.twins for one in twin.differs)
    told = describe_difference(asked.atlas, one, found.twins[0].code)
    words = one.feature.more if one.apart > 0 else one.feature.less
    assert told.casefold().startswith(words.casefold())
    assert told.endswith("here")
    assert " there, " in told


def test_cards_have_letters_links_and_the_change_of_both(asked, found):
    html = render_cards(asked, found)
    told = read(html)
    for letter, twin in zip("ABC", found.twins, strict=True):
        assert f'id="twin-{letter}"' in html
        assert asked.atlas.name_of(twin.code) in told
        assert f'href="./?place=E06990002&amp;area={twin.code}&amp;fit=area"' in html
        assert f'href="./twins?place=E06990002&amp;area={twin.code}"' in html
    # Every invented area of Othertown grew from 80 to 100.
    assert "+25 %" in told
    assert told.count("Since 2011") == 3


def test_all_figures_stand_in_a_table_beside_the_chart(asked, found):
    told = read(render_figures(asked, found))
    names = [one.name for one in find_features(asked.atlas).likeness.features]
    assert all(name in told for name in names)
    figure = draw_likeness(asked, found)
    assert [one.text for one in figure.layout.annotations] == names
    # The place itself is drawn last, over its twins.
    assert len(figure.data) == len(found.twins) + 1
    standard = find_features(asked.atlas).standard[asked.atlas.measures.areas.get_loc(NINTH)]
    np.testing.assert_allclose(figure.data[-1].x, standard.round(3))


def test_change_is_told_here_and_among_the_twins(asked, found):
    told = read(render_changes(asked, found))
    assert "+25 % to +25 %" in told


def test_the_map_has_a_letter_for_every_twin(asked, found):
    figure = draw_where(asked, found)
    lettered = next(trace for trace in figure.data if trace.mode == "markers+text")
    assert list(lettered.text) == ["A", "B", "C"]
    assert "Where the 3 twins of" in describe_where(asked, found)


@given(arrays(float, (6, 2), elements=st.floats(0, 2e5)))
def test_letters_come_apart_and_those_that_stood_free_stay(points):
    moved = spread_out(points, np.empty((0, 2)))
    before = np.hypot(*(points[:, None] - points[None]).T) + np.eye(6) * 1e9
    after = np.hypot(*(moved[:, None] - moved[None]).T) + np.eye(6) * 1e9
    assert after.min() >= min(before.min(), APART) - 1e-6 or after.min() > APART / 2
    if before.min() >= APART:
        assert (moved == points).all()


def test_a_town_tells_its_type_its_cell_and_who_shares_it(nation):
    towns = open_national("authority")
    told = read(render_town(towns, "E06990002"))
    assert "The town type of Othertown is “small, near, growing”." in told
    assert "it is one of the large cities" in told
    assert "145 km from the centre of where they live to that of Othertown" in read(
        render_town(towns, "E06990001")
    )
    assert "rose by 25 %." in told
    assert render_town(open_national("area"), NINTH) == ""
    assert "In the same cell" in read(render_town(towns, "E06990001"))


def test_groups_and_signals_are_told_without_a_rank(nation):
    towns = open_national("authority")
    told = read(render_groups(towns, "E06990001")) + read(render_signals(towns, "E06990001"))
    assert "The group of Tinyville" in told
    assert "4 criteria hold" in told
    assert not re.search(r"\b(best|worst|rank|score of)\b", told)


def test_what_is_not_known_here_is_said(asked, tiny_atlas):
    assert describe_lacking(asked) == ""
    town = Asked(tiny_atlas, NINTH, is_national=False)
    assert describe_lacking(town) == "Not known here, and so not counted: Distance to a large city."


def test_the_panel_links_to_the_places_like_it(nation):
    town = places.open_part("E06990001")
    area, _ = render_panel(town, (NINTH,), ("england",), "cohesion_types", "england")
    assert f'href="./twins?place=tiny&amp;area={NINTH}"' in area
    whole, _ = render_panel(town, (), ("england",), "cohesion_types", "england")
    assert 'href="./twins?place=tiny"' in whole
    assert "Places like Tinyville" in whole
    several, _ = render_panel(town, (NINTH, "E01990001"), ("england",), "cohesion_types", "england")
    assert "./twins" not in several
