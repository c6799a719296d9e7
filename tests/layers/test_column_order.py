"""Columns of files keep their places: who adds an indicator moves no other."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from atlas.opening.places import read_definitions

KNOWN = Path(__file__).with_name("column_order.txt")


def test_new_indicators_join_at_the_end_of_their_group():
    definitions = read_definitions()
    before = KNOWN.read_text(encoding="utf-8").split()
    kept = [name for name in before if name in definitions.indicators]
    ordered = definitions.in_columns()
    for group, members in groupby(ordered, key=lambda one: one.group):
        names = [one.id for one in members]
        known = [name for name in kept if definitions.indicators[name].group == group]
        assert names[: len(known)] == known, (
            f"{group}: a new indicator has the key `joined` with a day later than those of its "
            f"group, and a line of its own in {KNOWN.name}"
        )
    lacking = {one.id for one in ordered} ^ set(before)
    assert lacking == set(), f"{KNOWN.name}: add the line after the last of its group, or remove it"
    assert kept == [one.id for one in ordered]


def test_no_language_changes_the_order():
    definitions = read_definitions()
    german = definitions.in_language("de")
    assert [one.id for one in german.in_columns()] == [one.id for one in definitions.in_columns()]
