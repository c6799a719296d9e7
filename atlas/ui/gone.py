"""Report a selected layer or typology that is not available here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import Fault
from atlas.opening.levels import find_smallest
from atlas.opening.places import read_definitions
from atlas.selection.condition_text import OWN_PREFIX
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def _find_untold(atlas: Atlas, selection: Selection) -> list[str]:
    """Return the names of selected typologies that do not apply at the level shown."""
    asked = {selection.layer, selection.typology, *(kind.split(".")[0] for kind in selection.types)}
    every = read_definitions().in_language(atlas.language).typologies
    gone = asked & set(every) - set(atlas.definitions.typologies)
    return [every[name].name for name in sorted(gone)] if atlas.level != "area" else []


def list_gone(atlas: Atlas, selection: Selection) -> list[Fault]:
    """Return a note where a selected layer or typology is not available here."""
    if gone := _find_untold(atlas, selection):
        what = say(
            "{typologies}: not available for areas of this size.", typologies=", ".join(gone)
        )
        remedy = (
            say("Zoom in to see small areas, and choose it again.")
            if find_smallest(atlas.store.place) == "area"
            else say("Small areas have it; they are added on the page Places.")
        )
        return [Fault("layer", what, remedy=remedy)]
    if not selection.layer.startswith(OWN_PREFIX) or atlas.is_own(selection.layer):
        return []
    return [
        Fault(
            "layer",
            say("Your layer has no figure in {place}, or was removed.", place=atlas.name),
            remedy=say("A published layer is shown instead."),
        )
    ]
