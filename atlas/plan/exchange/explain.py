"""Explain beside a record what its identities stand for, and an action's sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.record import find_kinds
from atlas.plan.views.fields import describe_field, name_area_of, title_record
from atlas.prose.evidence import describe_evidence
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.definitions.action import Citation
    from atlas.definitions.model import Document
    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.versions import Kept

# More names than a reader would go through.
MOST_NAMES = 20
# Fields that hold an identity, whose name a reader needs too.
NAMED = ("area", "category", "entry", "indicator")


def describe_with(
    atlas: Atlas, kept: Sequence[Kept[Any]] = ()
) -> Callable[[Record], Sequence[tuple[str, str]]]:
    """Return a function that explains records, given the place's atlas and the plan's records."""
    kinds = {kind.record: kind for kind in find_kinds().values()}
    titles = {
        one.id: title_record(atlas, kinds[PlannedAction], one.record)
        for one in kept
        if isinstance(one.record, PlannedAction)
    }

    def explain(record: Record) -> Sequence[tuple[str, str]]:
        told = _describe_action(atlas, record) if isinstance(record, PlannedAction) else []
        told += _name_identities(atlas, kinds[type(record)], record)
        planned = titles.get(getattr(record, "planned", ""), "")
        return [*told, (say("Name of the action"), planned)] if planned else told

    return explain


def _name_identities(atlas: Atlas, kind: KindSpec, record: Record) -> list[tuple[str, str]]:
    found = []
    for field in NAMED:
        value = getattr(record, field, "")
        name = describe_field(atlas, kind, field, value) if isinstance(value, str) else ""
        if name and name != value:
            # Distinct headings: a file is read back by its headings.
            found.append((say("{field}, by name", field=kind.call(field)), name))
    return found


def _describe_action(atlas: Atlas, record: PlannedAction) -> list[tuple[str, str]]:
    told = []
    action = atlas.definitions.find_action(record.action)
    retired = atlas.definitions.retired.get(record.action)
    if retired is not None:
        told.append((say("What happened to the action"), retired.says))
    if action is not None:
        told += [(say("Name of the action"), action.name), (say("What it is"), action.summary)]
        line = describe_evidence(action)
        if line is not None:
            told.append((say("Does it work?"), line.plain))
    told.append((say("Where"), _format_areas(atlas, record.areas)))
    indicators = atlas.definitions.indicators
    named = [f"{name}: {indicators[name].name}" for name in record.measures if name in indicators]
    if named:
        told.append((say("Measures the atlas has"), "\n".join(named)))
    if action is not None:
        documents = atlas.definitions.documents
        sources = [_format_source(one, documents[one.document]) for one in action.sources]
        told.append((say("Sources"), "\n".join(dict.fromkeys(sources))))
    return told


def _format_areas(atlas: Atlas, areas: Sequence[str]) -> str:
    if not areas:
        return say("All of {place}", place=atlas.name)
    names = "; ".join(name_area_of(atlas, area) for area in areas[:MOST_NAMES])
    more = len(areas) - MOST_NAMES
    return say("{names}; and {count} more", names=names, count=more) if more > 0 else names


def _format_source(source: Citation, document: Document) -> str:
    return say(
        "{title}, {publisher}, {year}: {heading}",
        title=document.title,
        publisher=document.publisher,
        year=document.year,
        heading=source.heading.rstrip("."),
    )
