"""What an export format declares, so that it can be found and offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """The properties of an export format.

    Parameters
    ----------
    word
        The name used on the command line and in addresses.
    label
        The name on a button.
    ending
        The file's extension, with the dot.
    media_type
        The MIME type.
    kind
        "data" for all columns of the areas, "map" for a drawing of the layer.
    also_called
        Other words for this format, such as the extension.
    has_grids
        Whether it can be written in the country's grid or, when asked for, in degrees; all
        others have the coordinates that their standard sets.
    has_wards
        Whether its rows can be wards instead of areas: a table without outlines.
    most_areas
        How many areas a file can hold and still be opened by its usual programs; None
        for no limit.
    """

    word: str
    label: str
    ending: str
    media_type: str
    kind: Literal["data", "map"]
    also_called: tuple[str, ...] = ()
    most_areas: int | None = None
    has_grids: bool = False
    has_wards: bool = False
