"""Addresses of the plan and of the actions for some areas, as plain links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas


def link_to_plan(atlas: Atlas, areas: Sequence[str], part: str, *, action: str = "") -> str:
    """Return the address of a part of the plan, relative to the page that the link is on.

    Parameters
    ----------
    atlas
        The place.
    areas
        The areas to start with; none for the whole place.
    part
        The part's word.
    action
        The action that the form begins with, or nothing.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> link_to_plan(open_atlas("luton"), ["E01015693"], "actions", action="ACT-31")
    'plan?place=luton&area=E01015693&part=actions&action=ACT-31'
    """
    own = {"part": part} | ({"action": action} if action else {})
    return "plan?" + urlencode(_name_place(atlas, areas) | own, safe=",~")


def link_to_actions(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return the address of the page of actions, with some areas selected."""
    return "actions?" + urlencode(_name_place(atlas, areas), safe=",~")


def _name_place(atlas: Atlas, areas: Sequence[str]) -> dict[str, str]:
    parameters = {"place": atlas.store.place}
    # Where a place is open at several levels, codes alone do not say which level is meant.
    if atlas.is_wide or atlas.level != "area":
        parameters["level"] = atlas.level
    if areas:
        parameters["area"] = ",".join(areas)
    return parameters
