"""Fields of roles: what the program refers to by role, and the thresholds of all definitions."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from atlas import paths
from atlas.definitions.model import (
    Definition,
    IndicatorId,
    Part,
    PlaceId,
    Text,
    TypologyId,
    VariableId,
)
from atlas.definitions.read import read_folder

# Identity of the only file of roles.
ROLES = "program"


class Flows(Part):
    """The variables of the migration table, by whom they count."""

    same: VariableId
    within: VariableId
    in_near: VariableId
    in_uk: VariableId
    in_abroad: VariableId
    out_near: VariableId
    out_far: VariableId


class Thresholds(Part):
    """Bounds that decide what is said of any area, whatever is defined elsewhere."""

    expected: float = Field(ge=0)
    small: int = Field(ge=1)
    denied: float = Field(ge=0, le=1)
    trait: float = Field(ge=0)


class Roles(Definition):
    """The definitions that the program refers to by role.

    `place`, `layer`, `typology` and `whole` are the defaults, which a link leaves out. The
    country of `place` is the one whose places are found by name, and `nation` the place that
    covers it. `plain` replaces a layer that is unsuitable for a public meeting. `changes` and
    `overall` are reported under what changed; `turnover`, `flows` and the two figures on
    disabled people under moves. A place without the figures does not show them.
    `thresholds` apply to all places and figures.
    """

    place: PlaceId
    nation: PlaceId
    layer: IndicatorId
    typology: TypologyId
    whole: Text
    plain: IndicatorId
    changes: list[IndicatorId] = Field(default_factory=list)
    overall: IndicatorId = ""
    turnover: IndicatorId = ""
    came_disabled: IndicatorId = ""
    left_disabled: IndicatorId = ""
    flows: Flows | None = None
    thresholds: Thresholds


@cache
def read_roles() -> Roles:
    """Return the roles that ship, so that an address's defaults don't depend on the open place.

    A faulty file gives empty roles; `python -m atlas check` and every page report it.
    """
    read = read_folder(paths.LAYERS / "roles", Roles, shown_as="layers/roles", faults=[])
    empty = dict.fromkeys(("place", "nation", "layer", "typology", "whole", "plain"), "none")
    thresholds = dict.fromkeys(Thresholds.model_fields, 1)
    return read.get(ROLES) or Roles.model_validate({"id": ROLES, "thresholds": thresholds} | empty)
