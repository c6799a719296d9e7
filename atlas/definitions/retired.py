"""Fields of a retired action: what it was called, and what holds it now."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Text

FILE = "retired.toml"


class Retired(Definition):
    """An action that is no longer on the list: what it was called, and what holds it now.

    Links, plans and notes that name it go on working: they lead to the first of its
    `successors`, and say `says`.
    """

    name: Text
    successors: list[Text] = Field(min_length=1)
    says: Text
