"""Which types of small areas the residents of a place, or of a larger area, live in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.layer.look import UNTYPED
from atlas.prose.types.describe import describe_area_type
from atlas.text import say
from atlas.typology.by_shares import Shares, count_residents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas


def describe_residents(
    atlas: Atlas, areas: Sequence[str], typology: str, *, reading: str, alone: bool
) -> dict[str, Any]:
    """Return what the panel says of the types that residents of some areas live in.

    The shares of a place are the same from its small areas and from its larger ones.

    Parameters
    ----------
    atlas
        The place.
    areas
        Codes of areas.
    typology, reading
        As in the selection.
    alone
        Whether this is one larger area, which gets its own heading.
    """
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    counts = count_residents(assignment, atlas.measures.residents, areas)
    told = describe_area_type(atlas, typology, areas[0], reading=reading) if alone else None
    known = atlas.definitions.type_names.get(f"{typology}.{assignment.types[areas[0]]}")
    shared = isinstance(assignment, Shares)
    of_areas = {} if shared else _count_areas(atlas, assignment.types, areas)
    bars = [
        {
            "name": " · ".join(
                [atlas.type_name(typology, str(name)), *of_areas.get(str(name), [])]
            ),
            "colour": _find_colour(atlas, typology, str(name)),
            "percent": round(100 * float(share)),
            "own": alone and str(name) == assignment.types[areas[0]],
            "denied": False,
        }
        for name, share in (counts / counts.sum()).items()
    ]
    return {
        "title": definition.name,
        "name": told.heading if told else "",
        "colour": (known.colour if known else UNTYPED) if told else "",
        "standing": {"word": "", "key": told.standing if told else ""},
        "fit": list(told.fit) if told else [],
        "about": say("About these types"),
        "summary": definition.about if shared else "",
        "origin": "",
        "bars": bars,
        "bars_mean": say("Share of residents who live in areas of each type."),
        "reasons": [],
        "against": [],
        "relative": "",
        "caution": definition.caution,
        "asks": False,
    }


def _count_areas(atlas: Atlas, types: Any, areas: Sequence[str]) -> dict[str, list[str]]:  # noqa: ANN401 - a series
    counts = types.loc[list(areas)].value_counts()
    return {str(name): [atlas.count_areas(int(number))] for name, number in counts.items()}


def _find_colour(atlas: Atlas, typology: str, name: str) -> str:
    known = atlas.definitions.type_names.get(f"{typology}.{name}")
    return known.colour if known else UNTYPED
