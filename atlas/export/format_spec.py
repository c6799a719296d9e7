"""What an export format declares, so that it can be found and offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """The face of an export format.

    Parameters
    ----------
    word
        The name used on the command line and in addresses.
    label
        The name on a button.
    ending
        End of the file's name, with the dot.
    media_type
        What a web server calls it.
    kind
        "data" for all columns of the areas, "map" for a drawing of the layer.
    also_called
        Other words that mean this format, such as the ending.
    has_grids
        Whether it is written in the grid of the country and, when asked for, in degrees; all
        others have the coordinates that their standard says.
    most_areas
        How many areas a file can hold and still be opened by what it is made for; None
        for no bound.
    """

    word: str
    label: str
    ending: str
    media_type: str
    kind: Literal["data", "map"]
    also_called: tuple[str, ...] = ()
    most_areas: int | None = None
    has_grids: bool = False
