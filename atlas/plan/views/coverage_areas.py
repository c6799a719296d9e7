"""The areas that no action of a plan names: in words, by larger areas, and as a link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.quantities import format_list
from atlas.text import say, say_counted

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.plan.records.coverage import AreaCover

# A longer address is cut by some programs.
MOST_LINKED = 600


def describe_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return in sentences how many areas no action names, and what is for all of the place."""
    left = len(cover.left_out)
    if not left:
        return say("Every area of {place} is named by an action.", place=atlas.name)
    if left == cover.total:
        told = say("No action of the plan names an area of {place}.", place=atlas.name)
    else:
        told = say_counted(
            "{count} of the {total} areas of {place} is named by no action.",
            "{count} of the {total} areas of {place} are named by no action.",
            left,
            total=cover.total,
            place=atlas.name,
        )
    if not cover.everywhere:
        return told
    wide = say_counted(
        "{count} action is for all of {place} and names no area.",
        "{count} actions are for all of {place} and name no area.",
        cover.everywhere,
        place=atlas.name,
    )
    return f"{told} {wide}"


def list_areas(atlas: Atlas, cover: AreaCover) -> list[tuple[str, str]]:
    """Return the areas that no action names, by the larger area they lie in: both in words."""
    left = atlas.store.areas.loc[list(cover.left_out)]
    return [
        (str(name), format_list([atlas.name_of(str(area)) for area in rows.index]))
        for name, rows in left.groupby("ward", sort=True)
    ]


def link_to_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return the address of the map with these areas selected and in view.

    It is empty where there are none, or more than an address can hold.
    """
    if not 0 < len(cover.left_out) <= MOST_LINKED:
        return ""
    parameters = {"place": atlas.store.place}
    if atlas.is_wide or atlas.level != "area":
        parameters["level"] = atlas.level
    parameters |= {"area": ",".join(cover.left_out), "fit": "area"}
    return "./?" + urlencode(parameters, safe=",~")
