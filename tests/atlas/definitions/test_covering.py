"""What figures of one geography allow: nothing of another's, and nothing half told."""

from __future__ import annotations

from atlas.definitions.covering import indicators_of
from tests.add.conftest import country, example  # noqa: F401 - fixtures


def test_one_geography_alone_keeps_everything(tiny_definitions):
    assert tiny_definitions.covering("lsoa_2021") is tiny_definitions


def test_every_indicator_is_covered_by_one_geography_alone(country):  # noqa: F811
    definitions = country.read()
    covered = [set(definitions.covering(one).indicators) for one in ("lsoa_2021", "parish")]
    assert covered[0] | covered[1] == set(definitions.indicators)
    assert not covered[0] & covered[1]


def test_nothing_that_is_left_refers_to_what_is_gone(country):  # noqa: F811
    definitions = country.read()
    for geography in ("lsoa_2021", "parish"):
        left = definitions.covering(geography)
        assert {one.group for one in left.indicators.values()} == set(left.groups)
        for indicator in left.indicators.values():
            assert {one.id for one in left.sources_of(indicator)} <= {*left.sources, *left.overlays}
        for typology in left.typologies.values():
            assert indicators_of(typology) <= set(left.indicators)
        for action in left.actions.values():
            assert {one.indicator for one in action.triggers} <= set(left.indicators)
            assert set(action.suits) <= set(left.type_names)


def test_actions_for_a_whole_place_need_no_figures(country):  # noqa: F811
    actions = country.read().covering("parish").actions
    assert actions
    assert {one.scope for one in actions.values()} == {"place"}


def test_it_is_worked_out_once(country):  # noqa: F811
    definitions = country.read()
    assert definitions.covering("parish") is definitions.covering("parish")
