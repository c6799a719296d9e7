"""Check that every definition with a role in the program exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.definitions.roles import ROLES
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined


def check_roles(definitions: Defined) -> list[Fault]:
    """Return a fault for every role that names an unknown definition."""
    if list(definitions.roles) != [ROLES]:
        return [
            Fault(
                "layers/roles",
                f"Found {', '.join(sorted(definitions.roles)) or 'no file'}.",
                expected=f"one file, {ROLES}.toml",
                remedy="Say there what has a role in the program, once.",
            )
        ]
    roles, where = definitions.role, f"layers/roles/{ROLES}.toml"
    faults: list[Fault] = []
    figures = ("layer", "plain", "overall", "turnover", "came_disabled", "left_disabled")
    named = [(key, getattr(roles, key)) for key in figures]
    for key, name in [*named, *(("changes", change) for change in roles.changes)]:
        if name:
            refer(f"{where}, {key}", name, definitions.indicators, "indicator", faults)
    refer(f"{where}, typology", roles.typology, definitions.typologies, "typology", faults)
    refer(f"{where}, nation", roles.nation, definitions.places, "place", faults)
    if refer(f"{where}, place", roles.place, definitions.places, "place", faults):
        country = definitions.countries.get(definitions.places[roles.place].country)
        if country is not None:
            wholes = [whole.id for whole in country.wholes]
            refer(f"{where}, whole", roles.whole, wholes, "whole", faults)
    for key, name in roles.flows or ():
        refer(f"{where}, flows.{key}", name, definitions.variables, "variable", faults)
    return faults
