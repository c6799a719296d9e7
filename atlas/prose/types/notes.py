"""Notes that explain an area's type under one typology beside its type under another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions import SharedTypology
from atlas.prose.figures import describe_figure
from atlas.prose.types.statements import judge
from atlas.quantities import format_position
from atlas.typology.claims import HOLDS

if TYPE_CHECKING:
    from atlas.definitions import Note
    from atlas.facade import Atlas


def describe_notes(atlas: Atlas, typology: str, area: str) -> list[str]:
    """Return the notes on an area's type that apply beside its types under other typologies."""
    definition = atlas.definitions.typologies[typology]
    if isinstance(definition, SharedTypology):
        # Notes are about small areas and their own figures.
        return []
    own = str(atlas.types(typology).types[area])
    said = []
    for note in definition.notes:
        other = _find_beside(atlas, note, area)
        if (note.types and own not in note.types) or (note.beside and not other):
            continue
        if all(judge(atlas, condition, area) == HOLDS for condition in note.when):
            said.append(_fill_note(atlas, note, other, area))
    return said


def _find_beside(atlas: Atlas, note: Note, area: str) -> str:
    """Return the name of the area's type that a note applies beside; empty if it has none."""
    for name in note.beside:
        typology, one = name.split(".")
        if atlas.types(typology).types[area] == one:
            return atlas.type_name(typology, one)
    return ""


def _fill_note(atlas: Atlas, note: Note, other: str, area: str) -> str:
    indicator = atlas.definitions.indicators[note.indicator]
    town, whole = (
        float(atlas.measures.percentiles(indicator.id, scale=scale)[area])
        for scale in ("town", atlas.whole.id)
    )
    return note.says.format(
        value=describe_figure(indicator, float(atlas.measures.values(indicator.id)[area])),
        town=format_position(town, among=atlas.name_areas(indicator.id), **indicator.ends),
        whole=format_position(whole, among=atlas.peers, **indicator.ends),
        place=atlas.name,
        type=other,
    )
