"""Fields of roles: which figures, types and places the program shows in a part of its own."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from atlas import paths
from atlas.definitions.model import Definition, Part, Text
from atlas.definitions.read import read_folder

# Identity of the one file of roles that there is.
ROLES = "program"


class Flows(Part):
    """The variables of the table of moves, by whom they count."""

    same: Text
    within: Text
    in_near: Text
    in_uk: Text
    in_abroad: Text
    out_near: Text
    out_far: Text


class Roles(Definition):
    """Which definitions the program names: what is shown first, and what has a part of its own.

    `place`, `layer`, `typology` and `whole` are what is shown where nothing was chosen; a link
    leaves them out. The country of `place` is the one whose places are found by name, and
    `nation` the place that is all of it. `plain` is told where a layer is not for a hall.
    `changes` and `overall` are told of what changed, `turnover`, `flows` and the two figures on
    disabled people of moves. What the figures of a place do not have is not shown there.
    """

    place: Text
    nation: Text
    layer: Text
    typology: Text
    whole: Text
    plain: Text
    changes: list[Text] = Field(default_factory=list)
    overall: str = ""
    turnover: str = ""
    came_disabled: str = ""
    left_disabled: str = ""
    flows: Flows | None = None


@cache
def read_roles() -> Roles:
    """Return the roles that ship: what an address leaves out does not hang on what is open.

    Where the file is not in order, `python -m atlas check` and every page say so; until then
    nothing has a role.
    """
    read = read_folder(paths.LAYERS / "roles", Roles, shown_as="layers/roles", faults=[])
    empty = dict.fromkeys(("place", "nation", "layer", "typology", "whole", "plain"), "none")
    return read.get(ROLES) or Roles.model_validate({"id": ROLES} | empty)
