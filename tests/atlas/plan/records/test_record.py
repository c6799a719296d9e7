"""What a record takes, tidies and refuses; and which kinds are found."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.opening.places import read_definitions
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.record import Record, find_kinds
from atlas.text import speaking


def test_kinds_are_found_and_not_registered():
    kinds = find_kinds()
    assert kinds["planned_action"].record is PlannedAction
    assert [kind.order for kind in kinds.values()] == sorted(kind.order for kind in kinds.values())


@pytest.mark.parametrize("kind", find_kinds().values(), ids=find_kinds())
def test_every_field_and_choice_of_a_kind_has_words(kind):
    assert issubclass(kind.record, Record)
    words = [kind.call(field) for field in kind.record.model_fields]
    assert len(set(words)) == len(words)
    assert all(words)


TEXTS = st.text(max_size=40)


@given(title=TEXTS, note=TEXTS, partners=st.lists(TEXTS, max_size=3))
def test_texts_go_to_json_and_back_unchanged(title, note, partners):
    try:
        record = PlannedAction(action="ACT-01", title=title, note=note, partners=tuple(partners))
    except ValidationError:
        return
    again = PlannedAction.model_validate(json.loads(json.dumps(record.model_dump(mode="json"))))
    assert again == record


def test_pasted_texts_are_tidied():
    record = PlannedAction(
        title=" A\r\ntable\x07 ", note="One\r\ntwo\rthree\x00 ", partners=["The\nclub "]
    )
    assert record.title == "A table"
    assert record.note == "One\ntwo\nthree"
    assert record.partners == ("The club",)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "needs a title"),
        ({"title": "A", "status": "dreamt"}, "status"),
        ({"title": "A", "colour": "red"}, "colour"),
        ({"title": "A", "start": date(2030, 2, 1), "review": date(2030, 1, 1)}, "before the start"),
        ({"title": "A", "areas": ("E01", "E01")}, "Areas: the same entry is there twice"),
        ({"title": "A", "partners": (" ",)}, "Partners: there is an empty entry"),
        ({"title": "A", "start": date(1000, 1, 1)}, "start"),
        ({"title": "A" * 301}, "title"),
        ({"title": "A", "note": "A" * 5001}, "note"),
        ({"title": "A", "principles": ("Two words",)}, "principles"),
    ],
)
def test_what_cannot_be_planned_is_refused(fields, told):
    with pytest.raises(ValidationError, match=told):
        PlannedAction(**fields)


def test_what_is_refused_is_told_in_the_language_of_the_moment():
    german = read_definitions().languages["de"].speech
    with speaking(german), pytest.raises(ValidationError, match="braucht einen Titel"):
        PlannedAction()
