"""The pictures of the self-check and of the council, and what is said of them."""

from __future__ import annotations

import pytest

from atlas.plan.records.council import weigh_seats
from atlas.plan.records.kinds.council_seat import CouncilSeat
from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.self_check import find_gaps, view_by_role
from atlas.plan.views.council import describe_seats, draw_seats
from atlas.plan.views.self_check import (
    describe_radar,
    draw_gaps,
    draw_radar,
    format_mean,
    list_gaps,
    make_table,
    ring_roles,
    ring_years,
)


def answer(role, question, said, *, year=2026):
    evidence = "The minutes." if said == "proven" else ""
    return SelfCheckAnswer(
        year=year, role=role, question=question, answer=said, evidence=evidence
    )  # fmt: skip


ANSWERS = [
    answer("neighbours", "meeting.hall", "started"),
    answer("neighbours", "meeting.tea", "dont_know"),
    answer("neighbours", "deciding.vote", "dont_know"),
    answer("leaders", "meeting.hall", "proven"),
    answer("leaders", "deciding.vote", "not_yet"),
    answer("leaders", "deciding.vote", "started", year=2025),
]


@pytest.fixture(scope="module")
def layers(tiny_definitions):
    return tiny_definitions


@pytest.fixture(scope="module")
def rings(layers):
    return ring_roles(ANSWERS, layers.selfcheck, layers.respondents, year=2026)


def test_radar_has_a_line_for_each_role_and_a_break_where_nothing_is_known(rings, layers):
    figure = draw_radar(rings, layers.selfcheck)
    leaders, neighbours = figure.data
    assert (leaders.name, neighbours.name) == ("Leaders", "Neighbours")
    assert leaders.theta == ("Meeting", "Deciding", "Telling", "Meeting")
    assert leaders.r == (3, 0, None, 3)
    assert neighbours.r == (1, None, None, 1)
    assert leaders.connectgaps is False
    assert leaders.line.dash != neighbours.line.dash
    assert leaders.marker.symbol != neighbours.marker.symbol


def test_years_are_laid_over_one_another(layers):
    years = ring_years(ANSWERS, layers.selfcheck, [2026, 2025])
    assert [one.name for one in years] == ["2025", "2026"]
    assert years[0].views["deciding"].mean == 1
    assert years[1].views["deciding"].mean == 0


def test_gaps_are_bars_between_roles_and_sentences(rings, layers):
    by_role = view_by_role(ANSWERS, layers.selfcheck, year=2026)
    figure = draw_gaps(by_role, layers.selfcheck, layers.respondents)
    (bar,) = figure.layout.shapes
    assert (bar.x0, bar.x1, bar.y0) == (1, 3, 2)
    assert [len(one.x) for one in figure.data] == [2, 1]
    # Roles of one mind stand a little apart, around the bar.
    assert figure.data[0].y[-1] > 2 > figure.data[1].y[-1]
    assert list_gaps(find_gaps(by_role), layers.selfcheck, layers.respondents) == [
        "“Meeting”: rated two steps higher by leaders than by neighbours."
    ]


def test_table_tells_means_and_who_does_not_know(rings, layers):
    table = make_table(rings, layers.selfcheck, "How each role sees it")
    assert "<td>Proven <small>(3.0)</small></td>" in table
    assert "<td>No answer<br><small>don&#39;t know: 1</small></td>" in table
    assert 'aria-label="How each role sees it"' in table


def test_radar_is_told_in_words(rings, layers):
    assert describe_radar(rings, layers.selfcheck) == (
        "Radar chart of 3 fields, from not yet in the middle to proven outside, with a line for "
        "each of: Leaders, Neighbours. The table below says the same."
    )


@pytest.mark.parametrize(
    ("mean", "said"),
    [(0, "Not yet"), (0.25, "Not yet"), (0.5, "Not yet to started"), (2.5, "In place to proven"),
     (2.8, "Proven"), (3, "Proven"), (None, "No answer")],
)  # fmt: skip
def test_a_mean_is_said_as_a_step_or_between_two(mean, said):
    assert format_mean(mean) == said


def test_every_role_of_the_real_check_has_its_own_look(luton):
    roles = list(luton.definitions.respondents.values())
    assert len({one.colour for one in roles}) == len(roles)
    assert len(luton.definitions.selfcheck) == 7
    assert all(5 <= len(one.questions) <= 7 for one in luton.definitions.selfcheck.values())


def test_seats_are_bars_over_the_span_that_fits(layers):
    council = layers.councils["town"]
    spread = weigh_seats([CouncilSeat(sector="public", body="The hall", seats=2)], council)
    figure = draw_seats(spread, council)
    assert figure.data[0].x == (0, 0, 100)
    assert [(one.x0, one.x1) for one in figure.layout.shapes] == [(30, 60), (20, 40), (20, 40)]
    assert describe_seats(spread, council) == (
        "Seats by part of the town, over a pale band showing what usually fits. Public: 2; "
        "Business: 0; Residents: 0."
    )
