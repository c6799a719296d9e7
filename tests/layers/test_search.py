"""The search for layers: what people type, and what they must be given."""

from __future__ import annotations

import json

import pytest

from atlas.opening.places import open_part, read_definitions
from atlas.views.layer_index import find_leader, make_layer_index
from tests.house.test_javascript import run_node

# Which layers come first, in any order; the search takes the first with Enter.
WANTED = {
    "poverty": {"dep_imd", "dep_income", "dep_hh_2plus", "dep_imd_decile", "imd_decile"},
    "child poverty": {"dep_idaci"},
    "renters": {"hou_social_rent", "hou_private_rent"},
    "elderly": {"dem_age_65plus", "dem_age_85plus"},
    "pensioners": {"dep_idaopi", "dem_age_65plus"},
    "transport": {"eco_bus", "acc_no_car"},
    "connect": {"dep_geo_barriers"},
    "badly connected": {"dep_geo_barriers"},
    "council housing": {"hou_social_rent"},
    "segregation": {"div_exposure", "div_mix_gap", "div_local_lq", "div_minority_concentration"},
    "language": {"lan_main_not_english"},
    "newcomers": {"mig_moved_1yr", "mig_moved_abroad", "mig_from_abroad"},
    "internet": {"dep_broadband"},
    "churn": {"mig_churn"},
    "unemployed": {"eco_never_worked"},
    "overcrowded": {"hou_overcrowded"},
    "ethnicity": {"div_entropy"},
    "crime": {"saf_imd_crime"},
    "immigrants": {"mig_born_outside_uk"},
}
GERMAN = {"Armut": "dep_imd", "Mieter": "hou_social_rent", "Senioren": "dem_age_65plus"}
# Not held: the first of what comes nearest, which Enter does not take.
NEAREST = {"asylum": "mig_recent_2yr", "mosque": "faith_muslim", "loneliness": "soc_fragmentation"}
BUDGET_MILLISECONDS = 50


@pytest.fixture(scope="module")
def search(luton, tmp_path_factory):
    """A function that gives the browser's answers to queries, and how long each took."""

    def answer(queries, language="en"):
        folder = tmp_path_factory.mktemp("search")
        index = make_layer_index(luton.in_language(language))
        (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
        (folder / "queries.json").write_text(json.dumps(list(queries)), encoding="utf-8")
        done = run_node("search_layers.js", folder)
        assert done.returncode == 0, done.stderr
        told = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
        return {one["query"]: one for one in told["answers"]}, told["each"]

    return answer


@pytest.fixture(scope="module")
def answers(search):
    """The answers to all that is asked in English, and milliseconds for each."""
    return search([*WANTED, *NEAREST, "pkstn", "povrty"])


def list_ids(answer):
    """Return what was found, in order."""
    return [row["id"] for row in answer["rows"]]


@pytest.mark.parametrize("query", WANTED)
def test_plain_words_find_what_people_mean(answers, query):
    answer = answers[0][query]
    assert answer["first"]
    assert list_ids(answer)[0] in WANTED[query]
    most = len(WANTED[query])
    assert len(WANTED[query] & set(list_ids(answer)[: 2 * most])) >= min(2, most)


@pytest.mark.parametrize("query", NEAREST)
def test_what_is_not_held_says_what_comes_nearest(answers, query):
    answer = answers[0][query]
    assert list_ids(answer)[0] == NEAREST[query]
    assert answer["note"].endswith("What comes nearest:")
    assert not answer["first"]


def test_scattered_letters_never_match(answers):
    assert not any("pakistani" in name for name in list_ids(answers[0]["poverty"]))
    assert answers[0]["pkstn"]["note"].startswith("Nothing is called")
    # A letter that is missing is forgiven, and said.
    assert list_ids(answers[0]["povrty"]) == list_ids(answers[0]["poverty"])
    assert answers[0]["povrty"]["note"]


def test_a_search_is_answered_in_time(answers):
    assert answers[1] < BUDGET_MILLISECONDS


def test_german_has_words_of_its_own(search):
    found, _ = search(GERMAN, "de")
    assert {query: list_ids(found[query])[0] for query in GERMAN} == GERMAN


def test_every_layer_has_plain_words():
    definitions = read_definitions()
    for language in ("en", "de"):
        told = definitions.in_language(language)
        layers = [*told.indicators.values(), *told.typologies.values()]
        assert [one.id for one in layers if not one.words] == []
        # The name is found anyway; a word said twice only makes the list longer.
        said = {one.id: [word.casefold() for word in one.words] for one in layers}
        assert [name for name, words in said.items() if len(set(words)) < len(words)] == []


@pytest.mark.parametrize("place", ["luton"])
def test_each_topic_opens_its_leading_layer(place):
    atlas = open_part(place, "area")
    topics = make_layer_index(atlas)["topics"]
    led = {topic: atlas.definitions.groups[topic].leads for topic in topics if topic != "types"}
    assert {topic: find_leader(atlas, topic) for topic in led} == {
        topic: names[0] for topic, names in led.items()
    }


def test_a_leader_is_in_its_own_topic():
    definitions = read_definitions()
    for group in definitions.groups.values():
        assert [definitions.indicators[name].group for name in group.leads] == [group.id] * len(
            group.leads
        )
