"""A place of another country, drawn as every page draws it."""

from __future__ import annotations

import pytest

from atlas import paths
from atlas.opening import places
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans
from atlas.ui import cache
from tests.add.conftest import country, example  # noqa: F401 - fixtures

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]


@pytest.fixture
def vestfold(country, monkeypatch):  # noqa: F811 - the fixture
    """The place of docs/add/country.md, as if it were the only one of this machine."""
    country.build("vestfold")
    country.build("nordland")
    monkeypatch.setattr(paths, "LAYERS", country.layers)
    monkeypatch.setattr(paths, "USER_PACKS", country.folder / "packs")
    for kept in FORGET:
        kept.cache_clear()
    cache._open_stamped.clear()
    yield "vestfold"
    for kept in FORGET:
        kept.cache_clear()
    cache._open_stamped.clear()


def test_the_panel_says_that_there_are_no_types(draw, vestfold):
    words = draw("explore", place=vestfold).words()

    assert '<h1 class="at-title">Where do newcomers live?</h1>' in words
    assert "No types here" in words
    assert "Nordland publishes no table on homes or moving" in words
    assert "suggested by figures that the atlas does not have for Vestfold" in words
    assert "<b>2 of 2 parishes</b> 1,500 residents" in words
    assert "England" not in words


def test_an_area_is_placed_in_its_own_country(draw, vestfold):
    words = draw("explore", place=vestfold, area="0201").words()

    assert '<h2 class="ap-name">Lund</h2>' in words
    assert "of Nordland&#39;s parishes" in words
    assert "500 residents · Vestfold · 0201" in words


@pytest.mark.parametrize("show", ["table", "chart"])
def test_table_and_chart_use_the_words_of_the_country(draw, vestfold, show):
    page = draw("explore", place=vestfold, show=show)

    assert "ward" not in page.words().replace("towards", "")
    assert page.notices() == []


def test_what_another_country_has_is_left_out_and_said(draw, vestfold):
    page = draw("explore", place=vestfold, layer="mig_moved_1yr", compare="england")

    assert "Where do newcomers live?" in page.words()
    told = " ".join([*page.notices(), page.words()])
    assert 'There is no "mig_moved_1yr"' in told.replace("&quot;", '"')
    assert page.test.session_state["atlas_selection"].compare == ("nordland",)


def test_the_whole_has_nothing_to_compare_with(draw, vestfold):
    assert vestfold
    page = draw("explore", place="nordland")

    assert page.test.session_state["atlas_selection"].compare == ()
    assert "County" in [one.label for one in page.test.multiselect]


def test_the_page_about_the_data_tells_this_country_alone(draw, vestfold):
    words = draw("data", place=vestfold).words()

    assert "2 parishes, 1 county, 1,500 residents" in words
    assert "Statistics Nordland" in words
    assert "England" not in words
    assert "Nordland publishes no table on homes or moving" in words


@pytest.mark.parametrize("part", ["actions", "board", "coverage", "standard", "fit"])
def test_a_plan_of_another_country_opens(draw, vestfold, plans_file, part):
    plans = open_plans(f"sqlite:///{plans_file}")
    plans.add(vestfold, PlannedAction(action="TINY-1", owner="Library"))
    plans.close()
    page = draw("plan", place=vestfold, part=part)

    assert page.notices() == []
    assert "Plan for Vestfold" in page.words()
    assert ("Library" in page.words()) == (part == "actions")


def test_similar_places_are_not_sought_without_figures_to_compare(draw, vestfold):
    words = draw("twins", place=vestfold).words()

    assert "the atlas has no such figures for Vestfold" in words
    assert "./twins" not in draw("explore", place=vestfold).words()
