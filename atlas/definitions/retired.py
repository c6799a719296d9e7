"""Fields of a retired action: its name and its successors."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import ActionId, Definition, Translated

FILE = "retired.toml"


class Retired(Definition):
    """An action that is no longer on the list.

    Links, plans and notes that name it still work: they lead to the first of its `successors`,
    with the explanation `says`.
    """

    name: Translated
    successors: list[ActionId] = Field(min_length=1)
    says: Translated
