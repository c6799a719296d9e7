"""What a plan is looked at by: principles, kinds of evidence, areas of outcome, domains."""

from __future__ import annotations

import re

import pytest

from atlas import paths

WHO_PEOPLE_ARE = {"ethnicity", "faith", "birthplace"}


def files(kind):
    """Return a walk over the files of one kind, the file being the test's name."""
    names = sorted(path.stem for path in (paths.LAYERS / kind).glob("*.toml"))
    assert names
    return pytest.mark.parametrize("name", names)


def orders(entries):
    return sorted(one.order for one in entries)


def test_there_are_as_many_of_each_as_were_published(luton):
    known = luton.definitions
    by_framework = {
        word: orders(one for one in known.principles.values() if one.framework == word)
        for word in ("welcoming", "inclusive_cities")
    }
    assert by_framework == {"welcoming": [1, 2, 3, 4], "inclusive_cities": [1, 2, 3, 4, 5]}
    assert orders(known.standard.values()) == list(range(1, 8))
    assert orders(known.outcomes.values()) == list(range(1, 15))


@files("principles")
@pytest.mark.official
def test_principle_stands_under_its_heading(luton, seeds, name):
    principle = luton.definitions.principles[name]
    file = luton.definitions.documents[principle.document].file
    text = re.sub(r"\s+", " ", (seeds / file).read_text(encoding="utf-8"))
    assert principle.heading in text


@files("principles")
def test_principle_asks(luton, name):
    assert luton.definitions.principles[name].question.endswith("?")


@files("standard")
def test_category_says_that_its_criteria_were_not_read(luton, name):
    category = luton.definitions.standard[name]
    assert category.asks.endswith("?")
    assert "were not read" in category.note


@files("outcomes")
def test_outcome_can_be_seen_and_follows_nobody_for_who_they_are(luton, name):
    outcome = luton.definitions.outcomes[name]
    assert all(question.endswith("?") for question in outcome.asks)
    indicators = luton.definitions.indicators
    followed = [indicators[one] for one in outcome.follows if one in indicators]
    assert not [one.id for one in followed if one.about in WHO_PEOPLE_ARE]
    assert followed or outcome.note
    assert any(name in one.outcomes for one in luton.definitions.actions.values())


@files("actions")
def test_action_says_where_it_may_show(luton, name):
    assert 1 <= len(luton.definitions.actions[name].outcomes) <= 3


def test_who_people_are_tells_of_no_domain(luton):
    known = luton.definitions
    told = [
        one.id
        for one in known.indicators.values()
        if one.about in WHO_PEOPLE_ARE and known.domain_of(one)
    ]
    assert told == []
