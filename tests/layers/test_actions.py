"""Every action: where it suits, what it cites, and that it is never about who people are."""

from __future__ import annotations

import re
from collections import Counter

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


def test_every_action_that_ever_was_is_on_the_list_or_retired(luton):
    every = {f"ACT-{number:02d}" for number in range(1, 73)}
    retired = set(luton.definitions.retired)
    assert set(FILES) | retired == every
    assert not set(FILES) & retired
    assert 55 <= len(FILES) <= 60


def test_the_methods_count_the_steps_that_the_actions_have(luton):
    actions = luton.definitions.actions
    steps = Counter(one.evidence.strength for one in actions.values())
    told = (
        f"Of {len(actions)} actions {steps[5]} is strong, {steps[4]} good, {steps[3]} fair, "
        f"{steps[2]} weak and {steps[1]} not proven."
    )
    methods = (paths.LAYERS.parent / "docs" / "methods.md").read_text(encoding="utf-8")
    assert told in methods


@every_action
def test_suits_an_area_of_luton_or_the_whole_town(luton, suggested, name):
    action = luton.definitions.actions[name]
    if action.scope == "place":
        assert action.after_event or all(
            name in {one.action for one in found} for found in suggested.values()
        )
        return
    areas = [area for area, found in suggested.items() if name in {one.action for one in found}]
    assert areas
    assert len(areas) < len(suggested), "an action for every area says nothing"


@every_action
def test_who_may_not_be_there_is_asked_last(luton, name):
    # "Ask the combined authority where there is one or Derbyshire County Council" reads as if
    # the county too were there for some alone.
    tiers = luton.definitions.actions[name].tier
    uncertain = [one in ("combined", "parish") for one in tiers]
    assert uncertain == sorted(uncertain)


@every_action
def test_money_and_law_name_a_document_or_say_that_none_was_opened(luton, name):
    means = luton.definitions.actions[name].means
    assert means, "No money and no law is named."
    for one in means:
        if one.document:
            assert one.document in luton.definitions.documents
        else:
            assert "General knowledge; the text was not opened." in one.note


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
    if action.scope == "place" and not action.triggers:
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


@every_action
def test_says_who_leads_who_holds_the_power_and_what_it_takes(luton, name):
    action = luton.definitions.actions[name]
    assert action.lead
    assert action.tier
    assert action.partners
    assert action.needs.endswith(".")
    # A council is no post.
    assert not {"council", "council services", "NHS", "schools"} & set(action.lead)


@every_action
def test_money_and_law_are_dated_and_rest_on_a_page_or_say_so(luton, name):
    for one in luton.definitions.actions[name].means:
        assert re.fullmatch(r"(18|19|20)\d\d", one.date), one.name
        assert not one.document or one.document in luton.definitions.documents
        if one.kind == "law":
            assert one.document or one.note, one.name


CONTEXT = {
    "dem_age_0_14",
    "dem_age_15_24",
    "dem_age_65plus",
    "dem_one_person",
    "dem_one_person_66plus",
    "hou_owned",
    "dem_density",
}


@every_action
def test_age_and_the_like_add_and_never_suggest(luton, name):
    for trigger in luton.definitions.actions[name].triggers:
        median = trigger.indicator == "mig_moved_1yr" and (trigger.at_least or 0) < 80
        if trigger.indicator in CONTEXT or median:
            assert trigger.context, trigger.indicator


@pytest.mark.parametrize("name", ["ACT-01", "ACT-05", "ACT-59", "ACT-65", "ACT-66"])
def test_deprivation_says_nothing_about_rumours_or_resentment(luton, name):
    asked = {trigger.indicator for trigger in luton.definitions.actions[name].triggers}
    assert not {one for one in asked if one.startswith("dep_")}


@pytest.mark.parametrize("name", ["ACT-12", "ACT-25", "ACT-33", "ACT-38", "ACT-51", "ACT-67"])
def test_services_for_newcomers_need_a_sign_of_hardship(luton, name):
    groups = luton.definitions.actions[name].requires
    assert ["newcomers"] in groups
    assert ["poverty", "english", "housing", "child_bridge"] in groups


@pytest.mark.parametrize("name", ["ACT-30", "ACT-31", "ACT-32", "ACT-33", "ACT-35", "ACT-38"])
def test_uni_diverse_districts_are_offered_english(luton, name):
    assert "cohesion_types.uni_diverse_district" in luton.definitions.actions[name].suits


def test_answers_name_questions_of_the_self_check(luton):
    fields = luton.definitions.selfcheck
    asked = {f"{name}.{one.id}" for name, field in fields.items() for one in field.questions}
    for action in luton.definitions.actions.values():
        assert set(action.answers) <= asked, action.id


def test_every_question_that_pulls_an_action_is_among_its_answers(luton):
    for name, field in luton.definitions.selfcheck.items():
        for question in field.questions:
            for action in question.actions:
                assert f"{name}.{question.id}" in luton.definitions.actions[action].answers


def test_no_document_was_never_opened(luton):
    for document in luton.definitions.documents.values():
        assert "not opened" not in document.note, document.id
        assert document.file or document.page, document.id


def test_what_is_retired_leads_to_what_is_on_the_list(luton):
    known = luton.definitions
    assert len(known.retired) == 13
    for name, one in known.retired.items():
        assert known.find_action(name).id == one.successors[0]
        assert one.says.endswith(".")


def test_nothing_is_suggested_by_ethnicity_or_faith_alone(luton, suggested):
    for area, found in suggested.items():
        for one in found:
            if one.kind == "place":
                continue
            fired = {trigger.condition.indicator for trigger in one.triggers}
            assert any(not name.startswith(WHO_PEOPLE_ARE) for name in fired), (area, one.action)


def test_every_fired_trigger_is_unusual_and_true_of_enough(luton, suggested):
    measures = luton.measures
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
                    assert not in_country < asked.country_at_least
                else:
                    assert in_country >= asked.or_country


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
        assert suited & given, kind


def test_the_same_area_always_gets_the_same_list(luton, suggested):
    again = luton.suggest([luton.measures.areas[3]])
    assert again == suggested[luton.measures.areas[3]]


def test_the_order_of_a_selection_does_not_matter(luton):
    areas = list(luton.measures.areas[:6])
    assert luton.suggest(areas) == luton.suggest(areas[::-1])


def test_every_language_has_the_same_lists(luton, suggested):
    german = luton.in_language("de")
    for area, found in suggested.items():
        assert [one.action for one in german.suggest([area])] == [one.action for one in found]


def test_readme_counts_the_actions_that_there_are(luton):
    readme = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    assert f"which of {len(luton.definitions.actions)} actions fit there" in readme
