"""The self-check: means, gaps, don't-knows and the actions that low answers suggest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.self_check import (
    STEPS,
    find_gaps,
    format_gap,
    format_steps,
    mean_step,
    pull_actions,
    view_by_role,
    view_together,
)

QUESTIONS = ["meeting.hall", "meeting.tea", "deciding.vote", "deciding.asked", "telling.story"]
ANSWERS = [*STEPS, "dont_know"]


def answer(role, question, said, *, year=2026, sheet=1):
    return SelfCheckAnswer(
        year=year,
        role=role,
        sheet=sheet,
        question=question,
        answer=said,
        evidence="The minutes." if said == "proven" else "",
    )


answers = st.lists(
    st.builds(
        answer,
        st.sampled_from(["leaders", "neighbours"]),
        st.sampled_from(QUESTIONS),
        st.sampled_from(ANSWERS),
        sheet=st.integers(1, 3),
    ),
    max_size=25,
    unique_by=lambda one: (one.role, one.question, one.sheet),
)


@pytest.fixture(scope="module")
def fields(tiny_definitions):
    return tiny_definitions.selfcheck


def test_what_is_proven_needs_evidence():
    with pytest.raises(ValidationError, match="needs a text or a link"):
        SelfCheckAnswer(year=2026, role="leaders", question="meeting.hall", answer="proven")
    with pytest.raises(ValidationError):
        SelfCheckAnswer(
            year=2026, role="leaders", question="meeting.hall", answer="proven", evidence="  "
        )


def test_views_count_who_answered_and_who_does_not_know(fields):
    given_answers = [
        answer("leaders", "meeting.hall", "proven"),
        answer("leaders", "meeting.tea", "in_place"),
        answer("neighbours", "meeting.hall", "not_yet"),
        answer("neighbours", "meeting.tea", "dont_know"),
        answer("neighbours", "meeting.tea", "started", sheet=2),
        answer("neighbours", "meeting.hall", "proven", year=2025),
    ]

    by_role = view_by_role(given_answers, fields, year=2026)

    leaders, neighbours = by_role["leaders"]["meeting"], by_role["neighbours"]["meeting"]
    assert (leaders.mean, leaders.known, leaders.unknown, leaders.asked) == (2.5, 2, 0, 2)
    assert (neighbours.mean, neighbours.known, neighbours.unknown) == (0.5, 2, 1)
    assert neighbours.asked == 4
    assert by_role["leaders"]["telling"].mean is None
    assert view_together(by_role)["meeting"].mean == 1.5


def test_gap_is_told_with_both_roles(fields):
    by_role = view_by_role(
        [
            answer("leaders", "meeting.hall", "proven"),
            answer("neighbours", "meeting.hall", "started"),
            answer("leaders", "telling.story", "started"),
        ],
        fields,
        year=2026,
    )

    (gap,) = find_gaps(by_role)

    told = format_gap(gap, field="Meeting", higher="leaders", lower="neighbours")
    assert told == "“Meeting”: rated two steps higher by leaders than by neighbours."


def test_small_gap_is_told_as_the_same(fields):
    by_role = view_by_role(
        [
            answer("leaders", "meeting.hall", "started"),
            answer("neighbours", "meeting.hall", "started"),
        ],
        fields,
        year=2026,
    )
    told = format_gap(find_gaps(by_role)[0], field="Meeting", higher="a", lower="b")
    assert told == "“Meeting”: rated about the same by all who answered."


def test_low_answers_pull_their_actions_lowest_first(fields):
    given_answers = [
        answer("leaders", "meeting.hall", "started"),
        answer("leaders", "meeting.tea", "not_yet"),
        answer("leaders", "deciding.vote", "proven"),
        answer("leaders", "deciding.asked", "not_yet"),
    ]

    pulled = pull_actions(given_answers, fields, year=2026, known=["TINY-1", "TINY-2", "TINY-3"])

    assert [(one.action, one.questions) for one in pulled] == [
        ("TINY-2", ("meeting.tea", "meeting.hall")),
        ("TINY-1", ("meeting.hall",)),
    ]
    assert pull_actions(given_answers, fields, year=2026, known=[]) == []
    assert pull_actions(given_answers, fields, year=2025, known=["TINY-1"]) == []


@given(answers, st.randoms())
def test_order_of_answers_does_not_matter(fields, given_answers, chance):
    shuffled = list(given_answers)
    chance.shuffle(shuffled)
    assert view_by_role(shuffled, fields, year=2026) == view_by_role(
        given_answers, fields, year=2026
    )


@given(answers)
def test_not_knowing_never_moves_a_mean(fields, given_answers):
    known = [one for one in given_answers if one.answer != "dont_know"]
    with_all = view_by_role(given_answers, fields, year=2026)
    for role, views in view_by_role(known, fields, year=2026).items():
        for name, view in views.items():
            assert with_all[role][name].mean == pytest.approx(view.mean)


@given(answers)
def test_means_and_gaps_stay_between_the_steps(fields, given_answers):
    by_role = view_by_role(given_answers, fields, year=2026)
    for views in by_role.values():
        for view in views.values():
            assert view.mean is None or 0 <= view.mean <= 3
            assert view.known + view.unknown <= view.asked
    for gap in find_gaps(by_role):
        assert 0 <= gap.steps <= 3
        assert bool(format_steps(gap.steps)) == (gap.steps >= 0.5)


@given(st.lists(st.sampled_from(ANSWERS)))
def test_one_step_up_never_lowers_a_mean(said):
    order = list(STEPS)
    raised = [
        order[min(3, order.index(one) + 1)] if one in STEPS else one for one in said
    ]  # fmt: skip
    before, after = mean_step(said), mean_step(raised)
    assert (before is None) == (after is None)
    if before is not None:
        assert after >= before
