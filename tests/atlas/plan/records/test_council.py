"""The development council: the balance of its seats, the tests of a question, replies due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.plan.records.council import describe_balance, try_question, weigh_seats
from atlas.plan.records.kinds.council_seat import CouncilSeat
from atlas.plan.records.kinds.recommendation import Recommendation
from atlas.plan.views.words import format_due

MADE = date(2026, 3, 1)


@pytest.fixture(scope="module")
def council(tiny_definitions):
    return tiny_definitions.councils["town"]


def seat(sector, seats, body="The club"):
    return CouncilSeat(sector=sector, body=body, seats=seats)


def names(council):
    return {one.id: one.name for one in council.sectors}


def test_balance_names_who_is_missing_first(council):
    spread = weigh_seats([seat("public", 9), seat("residents", 1)], council)

    assert [(one.seats, one.share, one.standing) for one in spread] == [
        (9, 90, "many"),
        (0, 0, "none"),
        (1, 10, "few"),
    ]
    assert describe_balance(spread, names(council)) == [
        "Business: no seat yet. Who could you ask?",
        "Residents: few seats for its role in the town.",
        "Public: many seats, which may leave little room for others.",
    ]


def test_balance_that_fits_and_a_council_without_seats(council):
    fitting = weigh_seats([seat("public", 3), seat("business", 3), seat("residents", 4)], council)
    assert describe_balance(fitting, names(council)) == [
        "All parts of the town are represented, and none outweighs the others."
    ]
    empty = weigh_seats([], council)
    assert describe_balance(empty, names(council)) == ["There are no seats yet."]
    assert {one.share for one in empty} == {0}


@given(st.lists(st.tuples(st.sampled_from(["public", "business", "residents", "gone"]),
                          st.integers(1, 20)), max_size=8))  # fmt: skip
def test_shares_add_up_and_order_does_not_matter(council, given_seats):
    seats = [seat(sector, number) for sector, number in given_seats]
    spread = weigh_seats(seats, council)
    total = sum(one.share for one in spread)
    assert total == pytest.approx(100) or not any(one.seats for one in spread)
    assert weigh_seats(seats[::-1], council) == spread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How can we have tea for everyone by 2040?", [True, True, True, True, None]),
        ("Was the hall a mistake?", [False, False, True, True, None]),
        ("How? And when in the future?", [True, True, False, True, None]),
        ("What " + "very " * 20 + "long?", [False, True, True, False, None]),
        ("Whatever is in the future?", [True, False, True, True, None]),
    ],
)
def test_a_question_is_tried_by_its_text(council, text, expected):
    assert [one.met for one in try_question(text, council, met=())] == expected


def test_a_person_answers_only_what_the_text_cannot(council):
    tried = try_question("Was the hall a mistake?", council, met=["local", "open"])
    assert {one.test: one.met for one in tried} == {
        "future": False,
        "open": False,
        "one": True,
        "plain": True,
        "local": True,
    }


def test_the_example_meets_every_test_that_its_text_can_answer(luton):
    for council in luton.definitions.councils.values():
        tried = try_question(council.question_example, council, met=())
        assert all(one.met for one in tried if one.by_text)
        assert any(one.by_text for one in tried)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Waiting for a reply, with no day set"),
        ({"due": date(2026, 5, 2)}, "The reply is due on 2 May 2026"),
        ({"due": date(2026, 4, 30)}, "Overdue: the reply was due on 30 April 2026"),
        ({"status": "in_part", "due": date(2026, 4, 30)}, "Accepted in part"),
        ({"status": "declined", "reply": "No money."}, "Declined"),
    ],
)
def test_how_a_recommendation_stands(changes, told):
    one = Recommendation(text="Open the hall", made=MADE, **changes)
    assert format_due(one, date(2026, 5, 1)) == told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due": date(2026, 2, 1)}, "due before"),
        ({"status": "declined"}, "the reason is needed"),
    ],
)
def test_what_a_recommendation_cannot_be(changes, said):
    with pytest.raises(ValidationError, match=said):
        Recommendation(text="Open the hall", made=MADE, **changes)
