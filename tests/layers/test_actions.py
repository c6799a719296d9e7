"""Every action: where it suits, what it cites, and that it is never about who people are."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.typology.assign import NO_DATA, UNCLEAR

FILES = sorted(path.stem for path in (paths.LAYERS / "actions").glob("*.toml"))
every_action = pytest.mark.parametrize("name", FILES)
WHO_PEOPLE_ARE = ("div_", "faith_")


@pytest.fixture(scope="module")
def suggested(luton):
    """What is suggested for every area of Luton, each asked by itself."""
    return {area: luton.suggest([area]) for area in luton.measures.areas}


def test_the_58_actions_drawn_from_the_seeds_are_there():
    expected = {f"ACT-{number:02d}" for number in range(1, 59)}
    assert expected <= set(FILES)


@every_action
def test_suits_an_area_of_luton_or_the_whole_town(luton, suggested, name):
    if luton.definitions.actions[name].scope == "place":
        assert all(name in {one.action for one in found} for found in suggested.values())
        return
    areas = [area for area, found in suggested.items() if name in {one.action for one in found}]
    assert areas
    assert len(areas) < len(suggested), "an action for every area says nothing"


@every_action
def test_theme_domain_and_documents_exist(luton, name):
    action, known = luton.definitions.actions[name], luton.definitions
    assert action.theme in known.themes
    assert action.domain in known.domains
    assert {citation.document for citation in action.sources} <= set(known.documents)
    assert set(action.suits) <= set(known.type_names)


@every_action
def test_texts_are_sentences(luton, name):
    action = luton.definitions.actions[name]
    assert action.summary.endswith(".")
    assert action.why.endswith(".")
    assert not action.name.endswith(".")


@every_action
def test_an_action_for_areas_has_a_trigger_on_circumstances(luton, name):
    action = luton.definitions.actions[name]
    if action.scope == "place":
        assert not action.triggers
        return
    others = [one for one in action.triggers if not one.indicator.startswith(WHO_PEOPLE_ARE)]
    assert others


@every_action
@pytest.mark.official
def test_every_seed_heading_is_found_in_its_document(luton, seeds, name):
    for citation in luton.definitions.actions[name].sources:
        document = luton.definitions.documents[citation.document]
        if not document.file:
            continue
        text = (seeds / document.file).read_text(encoding="utf-8")
        assert flatten(citation.heading) in flatten(text), citation.heading


def flatten(text):
    """Return text without the breaks and quotes that differ between copies."""
    plain = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"')
    return re.sub(r"\s+", " ", plain.replace("\u201d", '"')).casefold()


def test_nothing_is_suggested_by_ethnicity_or_faith_alone(luton, suggested):
    for area, found in suggested.items():
        for one in found:
            if one.kind == "place":
                continue
            fired = {trigger.condition.indicator for trigger in one.triggers}
            assert any(not name.startswith(WHO_PEOPLE_ARE) for name in fired), (area, one.action)


def test_every_fired_trigger_is_unusual_and_true_of_enough(luton, suggested):
    rule, measures = luton.definitions.rule, luton.measures
    resolve = luton.matcher.askings.resolve
    for area, found in suggested.items():
        for one in found:
            for trigger in one.triggers if one.kind == "area" else ():
                condition, asked = trigger.condition, resolve(trigger.condition)
                if trigger.people is not None and condition.at_least is not None:
                    assert trigger.people >= asked.people
                in_country = measures.percentiles(condition.indicator, scale="england")[area]
                if condition.scale != "town" or condition.at_least is None:
                    continue
                if trigger.scale == "town":
                    assert measures.meets(condition)[area]
                    assert not in_country < rule.country_at_least
                else:
                    assert in_country >= rule.or_country


def test_an_area_with_few_actions_of_its_own_is_offered_those_of_the_place(suggested):
    for found in suggested.values():
        assert any(one.kind == "place" for one in found)


def test_every_type_that_luton_has_gets_actions_that_suit_it(luton, suggested):
    types = luton.types("cohesion_types").types
    for kind in sorted(set(types) - {UNCLEAR, NO_DATA}):
        suited = {
            name
            for name, action in luton.definitions.actions.items()
            if f"cohesion_types.{kind}" in action.suits and action.scope == "area"
        }
        given = {one.action for area in types.index[types == kind] for one in suggested[area]}
        assert len(suited & given) >= 5, kind


def test_the_same_area_always_gets_the_same_list(luton, suggested):
    again = luton.suggest([luton.measures.areas[3]])
    assert again == suggested[luton.measures.areas[3]]


def test_the_order_of_a_selection_does_not_matter(luton):
    areas = list(luton.measures.areas[:6])
    assert luton.suggest(areas) == luton.suggest(areas[::-1])
