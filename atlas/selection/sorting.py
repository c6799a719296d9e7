"""The columns that the table of an address can be sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.definitions import Definitions


def list_columns(definitions: Definitions) -> list[str]:
    """Return the columns that a table can be sorted by: those of areas and those of wards."""
    own = ["name", "type", "residents", "areas"]
    return [*own, *definitions.indicators, *definitions.type_names]
