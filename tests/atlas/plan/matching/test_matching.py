"""The matching worksheet: reasons by a closed list, refused columns, and files both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import PlanError
from atlas.plan.matching.lists import find_refused, read_needs, read_offer, write_needs
from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.rule import PEOPLE, check_needs, format_reason, gather_offers, lay_beside

OFFER = {
    "household_size": {"for_2": 3, "for_5": 1},
    "school_ages": {"primary": 2, "secondary": 0},
    "languages": {"north": 1},
    "near_city": {"near": 1},
    "wishes": {"library": 1},
}
COUNTED = ("household_size", "school_ages")
CHOICES = {
    "school_ages": ["primary", "secondary"],
    "languages": ["north", "south"],
    "near_city": ["near", "away"],
    "wishes": ["sport", "library"],
}


def amounts(most):
    return {
        name: st.dictionaries(st.sampled_from(options), st.integers(1, most), min_size=1)
        for name, options in CHOICES.items()
    }


NEEDS = st.fixed_dictionaries(
    {},
    optional={"household_size": st.fixed_dictionaries({PEOPLE: st.integers(1, 12)}), **amounts(4)},
)
OFFERS = st.fixed_dictionaries(
    {},
    optional={
        "household_size": st.dictionaries(st.sampled_from(["for_2", "for_5"]), st.integers(0, 4)),
        **amounts(4),
    },
)


@pytest.fixture(scope="module")
def criteria(tiny_definitions):
    return tiny_definitions.matching


@pytest.fixture(scope="module")
def refused(tiny_definitions):
    return tiny_definitions.refused


@pytest.mark.parametrize(
    ("needs", "verdict", "told"),
    [
        ({"household_size": {PEOPLE: 2}}, "met",
         "Available: a home for two people, a home for five people."),
        ({"household_size": {PEOPLE: 5}}, "met", "Available: a home for five people."),
        ({"household_size": {PEOPLE: 6}}, "not_met", "No home on the list is large enough."),
        ({"school_ages": {"primary": 2}}, "met", "Available: primary school."),
        ({"school_ages": {"primary": 3}}, "not_met", "Not on the place's list: primary school."),
        ({"school_ages": {"primary": 1, "secondary": 1}}, "in_part",
         "Available: primary school. Too few or none: secondary school."),
        ({"languages": {"north": 1, "south": 1}}, "met", "Available: North."),
        ({"languages": {"south": 1}}, "not_met", "Not on the place's list: South."),
        ({"near_city": {"away": 1}}, "not_met", "Not on the place's list: away from cities."),
        ({"wishes": {"sport": 1, "library": 1}}, "in_part",
         "Available: a library. Too few or none: sports clubs."),
    ],
)  # fmt: skip
def test_each_rule_gives_its_reason(criteria, needs, verdict, told):
    (reason,) = lay_beside(needs, OFFER, criteria)
    assert reason.verdict == verdict
    assert format_reason(reason, criteria[reason.criterion]) == told


def test_what_the_place_has_not_said_is_not_a_no(criteria):
    (reason,) = lay_beside({"languages": {"north": 1}}, {"wishes": {"sport": 1}}, criteria)
    assert reason.verdict == "not_known"
    assert (
        format_reason(reason, criteria["languages"])
        == "The place has said nothing about this. Ask."
    )


@given(NEEDS, OFFERS, st.data())
def test_a_need_that_is_not_stated_never_lowers_a_fit(criteria, needs, offer, data):
    whole = {one.criterion: one for one in lay_beside(needs, offer, criteria)}
    kept = {
        name: wanted for name, wanted in needs.items() if data.draw(st.booleans(), label=name)
    }  # fmt: skip
    fewer = {one.criterion: one for one in lay_beside(kept, offer, criteria)}
    assert fewer == {name: reason for name, reason in whole.items() if name in kept}


@given(NEEDS, OFFERS, st.randoms())
def test_order_does_not_matter(criteria, needs, offer, chance):
    def shuffle(given_amounts):
        names = list(given_amounts)
        chance.shuffle(names)
        return {name: given_amounts[name] for name in names}

    turned = {name: shuffle(options) for name, options in shuffle(needs).items()}
    assert lay_beside(turned, shuffle(offer), criteria) == lay_beside(needs, offer, criteria)


@given(NEEDS, OFFERS, st.sampled_from(list(CHOICES)))
def test_a_larger_offer_never_fits_less(criteria, needs, offer, name):
    order = ["not_met", "in_part", "met"]
    larger = {**offer, name: dict.fromkeys(CHOICES[name], 9)}
    after = {one.criterion: one.verdict for one in lay_beside(needs, larger, criteria)}
    for reason in lay_beside(needs, offer, criteria):
        if reason.verdict != "not_known":
            assert order.index(after[reason.criterion]) >= order.index(reason.verdict)


@given(NEEDS, st.text(min_size=1).filter(lambda one: one not in {*CHOICES, "household_size"}))
def test_anything_outside_the_list_cannot_be_asked(criteria, needs, name):
    with pytest.raises(PlanError, match="not on the list of allowed criteria"):
        lay_beside({**needs, name: {"yes": 1}}, OFFER, criteria)


@pytest.mark.parametrize(
    "needs",
    [
        {"languages": {"east": 1}},
        {"household_size": {"for_2": 1}},
        {"household_size": {PEOPLE: 0}},
        {"school_ages": {"primary": 11}},
    ],
)
def test_answers_outside_the_list_are_refused(criteria, needs):
    with pytest.raises(PlanError):
        check_needs(needs, criteria)


@given(st.lists(NEEDS.filter(bool), min_size=1, max_size=5))
def test_a_list_that_was_saved_is_read_back(criteria, refused, rows):
    # Only numbers of children and of people are kept: the rest is on the list or not.
    plain = [
        {
            name: options if name in COUNTED else dict.fromkeys(options, 1)
            for name, options in row.items()
        }
        for row in rows
    ]  # fmt: skip
    assert read_needs("needs.csv", write_needs(plain, criteria), criteria, refused) == plain


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Religion", "asks for religion. It decides nothing."),
        ("Family's faith?", "asks for religion. It decides nothing."),
        ("Surname", "asks for names. Nobody is named."),
        ("Shoe size", "is not on the list of allowed criteria."),
    ],
)  # fmt: skip
def test_a_column_outside_the_list_is_refused_with_the_reason(criteria, refused, heading, said):
    content = f"Languages spoken,{heading}\nNorth,Smith\n".encode()
    with pytest.raises(PlanError) as caught:
        read_needs("needs.csv", content, criteria, refused)
    assert said in str(caught.value)
    assert "Smith" not in str(caught.value)


def test_a_cell_outside_the_list_is_not_repeated(criteria, refused):
    content = b"languages,wishes\nNorth,sport\nNorth,Anna Smith\n"
    with pytest.raises(PlanError, match="row 2, Wishes") as caught:
        read_needs("needs.csv", content, criteria, refused)
    assert "Smith" not in str(caught.value)


def test_names_and_numbers_of_options_are_read(criteria, refused):
    content = b"School ages;Household size\nprimary school 2 / secondary: 1;4\n"
    assert read_needs("needs.csv", content, criteria, refused) == [
        {"school_ages": {"primary": 2, "secondary": 1}, "household_size": {PEOPLE: 4}}
    ]


def test_every_refused_matter_is_told_by_its_own_words(luton):
    definitions = luton.definitions
    for matter in definitions.refused.values():
        for word in matter.words:
            assert find_refused(word.upper(), definitions.refused) is not None
    for criterion in definitions.matching.values():
        assert find_refused(criterion.name, definitions.refused) is None
        assert find_refused(criterion.id, definitions.refused) is None


def test_the_lists_for_religion_ethnicity_health_and_names_are_there(luton):
    assert {"religion", "ethnicity", "health", "nationality", "sexuality", "names"} <= set(
        luton.definitions.refused
    )


def test_the_last_line_of_an_offer_counts_and_what_is_gone_does_not(criteria):
    lines = [
        MatchingOffer(criterion="wishes", option="sport", number=1),
        MatchingOffer(criterion="wishes", option="sport", number=2),
        MatchingOffer(where="North End", criterion="wishes", option="sport", number=0),
        MatchingOffer(criterion="wishes", option="gone", number=2),
        MatchingOffer(criterion="gone", option="sport", number=2),
    ]
    assert gather_offers(lines, criteria) == {
        "": {"wishes": {"sport": 2}},
        "North End": {"wishes": {"sport": 0}},
    }


def test_a_councils_own_list_is_read(criteria):
    content = (
        b"where,criterion,option,number,source,day\n"
        b"North End,Household size,a home for five people,4,Housing team,2026-05-01\n"
        b",languages,north,,,\n"
        b"North End,household_size,for_5,2,A landlord,2026-06-01\n"
    )
    first, second = read_offer("offer.csv", content, criteria)
    assert (first.where, first.option, first.number) == ("North End", "for_5", 6)
    assert (first.source, str(first.day)) == ("Housing team", "2026-05-01")
    assert (second.criterion, second.number, second.day) == ("languages", 1, None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"criterion,option,religion\nwishes,sport,x\n", 'no column "religion"'),
        (b"criterion,number\nwishes,2\n", 'The column "option" is missing'),
        (b"criterion,option\nwish,sport\n", 'no criterion "wish"'),
        (b"criterion,option\nwishes,chess\n", '"chess" is not on the list of Wishes'),
        (b"criterion,option,number\nwishes,sport,many\n", "the number or the date cannot be read"),
    ],
)
def test_an_own_list_that_cannot_be_read_says_why(criteria, content, said):
    with pytest.raises(PlanError, match=said):
        read_offer("offer.csv", content, criteria)
