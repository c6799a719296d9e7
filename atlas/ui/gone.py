"""Say that a layer which was selected is not here: an uploaded one, or a typology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import Fault
from atlas.opening.places import read_definitions
from atlas.selection.condition_text import OWN_PREFIX
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def _find_untold(atlas: Atlas, selection: Selection) -> list[str]:
    """Return the names of typologies that were selected and mean nothing at the level shown."""
    asked = {selection.layer, selection.typology, *(one.split(".")[0] for one in selection.types)}
    every = read_definitions().in_language(atlas.language).typologies
    gone = asked & set(every) - set(atlas.definitions.typologies)
    return [every[one].name for one in sorted(gone)] if atlas.level != "area" else []


def list_gone(atlas: Atlas, selection: Selection) -> list[Fault]:
    """Return a note where a layer was selected that is not here: an uploaded one, or a typology."""
    if gone := _find_untold(atlas, selection):
        what = say("{typologies}: not told of areas of this size.", typologies=", ".join(gone))
        remedy = say("Move the map nearer to see small areas, and choose it again.")
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
