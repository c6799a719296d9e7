"""The fields of a plan's record in words: names for codes, days as people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from atlas.plan.records.shapes import find_forms
from atlas.text import format_day, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec, Record


def name_area_of(atlas: Atlas, area: str) -> str:
    """Return an area's name; its code where the place is open at another level."""
    return atlas.name_of(area) if area in atlas.store.areas.index else area


def name_measure(atlas: Atlas, measure: str) -> str:
    """Return an indicator's name where a measure is one, else the measure's own words."""
    indicator = atlas.definitions.indicators.get(measure)
    return indicator.name if indicator else measure


def _names(atlas: Atlas, field: str) -> Mapping[str, Any]:
    """Return the definitions whose identities a field holds, or none."""
    known: dict[str, Mapping[str, Any]] = {
        "action": {**atlas.definitions.retired, **atlas.definitions.actions},
        "category": atlas.definitions.standard,
        "domain": atlas.definitions.domains,
        "event": atlas.definitions.events,
        "principles": atlas.definitions.principles,
        "theme": atlas.definitions.themes,
        "entry": {
            **atlas.definitions.themes,
            **atlas.definitions.principles,
            **atlas.definitions.retired,
            **atlas.definitions.actions,
            **atlas.definitions.type_names,
        },
    }
    return known.get(field, {})


def describe_field(atlas: Atlas, kind: KindSpec, field: str, value: object) -> str:
    """Return a field's value in words; nothing for a field that is empty."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, tuple | list):
        return "; ".join(describe_field(atlas, kind, field, one) for one in value)
    return _name_entry(atlas, kind, field, str(value))


def _name_entry(atlas: Atlas, kind: KindSpec, field: str, text: str) -> str:
    """Return the name of what a text stands for, else the text."""
    if field in ("areas", "area"):
        return name_area_of(atlas, text)
    if field in ("measures", "indicator"):
        return name_measure(atlas, text)
    named = _names(atlas, field).get(text)
    if named is not None:
        return str(named.name)
    _, choices, _ = find_forms(kind.record)[field]
    return kind.call(field, text) if choices else text


def compare_records(
    atlas: Atlas, kind: KindSpec, one: Record, other: Record
) -> list[tuple[str, str, str]]:
    """Return the fields in which two records differ: name, value of one, value of the other."""
    none = say("nothing")
    return [
        (
            kind.call(name),
            describe_field(atlas, kind, name, getattr(one, name)) or none,
            describe_field(atlas, kind, name, getattr(other, name)) or none,
        )
        for name in kind.record.model_fields
        if getattr(one, name) != getattr(other, name)
    ]


def title_record(atlas: Atlas, kind: KindSpec, record: Record) -> str:
    """Return what a record is called in a list of changes: its first field that says something.

    An action of the plan is called by its own title, else by that of the suggestion; a note on
    the board by what it answers.
    """
    called = (
        ("entry",)
        if kind.word == "board_note"
        else ("title", "action", "words", "category", "event")
    )
    for name in called:
        if name in kind.record.model_fields:
            told = describe_field(atlas, kind, name, getattr(record, name))
            if told:
                return told if len(told) <= 90 else f"{told[:88].rstrip()}…"
    return kind.title
