"""Criteria of the invented country, answered by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from atlas.definitions.signal import Signal
from atlas.opening.candidates import open_national
from atlas.signals.check_criteria import check_place, find_peers
from atlas.views.signals import render_signals


@pytest.fixture
def towns(nation):
    """The three authorities of the invented country."""
    return open_national("authority")


def answers(atlas, code):
    standings = check_place(atlas.definitions.signals.values(), atlas.measures, code)
    assert [one.signal.id for one in standings] == ["many_moves"]
    return standings[0]


def test_every_criterion_is_answered_with_its_figure(towns):
    # 15.8 and 19.0 percent moved in: the first is in the lower half of England's two authorities.
    other = answers(towns, "E06990002")
    assert [one.answer for one in other.answers] == ["yes", "no", "yes", "yes"]
    assert other.answers[0].value == pytest.approx(19.0)
    assert other.answers[0].position == 75
    assert other.yes == 3
    assert not other.is_met


def test_a_missing_figure_is_neither_yes_nor_no(towns):
    standing = answers(towns, "W06990001")
    assert standing.answers[2].answer == "unknown"
    assert not standing.is_met
    told = render_signals(towns, "W06990001")
    assert "No figure" in told
    assert "the published figures cover England only" in told


def test_peers_meet_just_the_same_and_nothing_shared_is_no_likeness(nation):
    areas = open_national("area")
    signals = areas.definitions.signals.values()
    met = [
        code
        for code in areas.measures.areas
        if check_place(signals, areas.measures, code)[0].is_met
    ]
    assert len(met) > 2
    assert find_peers(signals, areas.measures, met[0]) == met[1:]
    unmet = next(code for code in areas.measures.areas if code not in met)
    assert find_peers(signals, areas.measures, unmet) == []


def test_what_is_left_out_is_told_with_its_reason_and_never_answered(towns):
    told = render_signals(towns, "E06990001")
    assert "The atlas shows no votes." in told
    assert "Votes" in told


CRITERION = {"indicator": "a", "at_least": 1, "asks": "Is it?", "origin": "described"}


@pytest.mark.parametrize(
    "fields",
    [
        {"criteria": [CRITERION] * 3, "summary": "Three."},
        {"criteria": [CRITERION] * 4},
        {"criteria": [CRITERION] * 4, "summary": "Four.", "left_out": "Why?"},
        {},
    ],
    ids=["three criteria", "no summary", "left out all the same", "nothing"],
)
def test_a_signal_has_four_criteria_or_a_reason(fields):
    with pytest.raises(ValidationError, match="four criteria"):
        Signal(id="x", letter="X", name="X", order=1, **fields)
