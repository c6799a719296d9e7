"""The workbook with which any area's type can be worked out by hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.text import say, write_shortly
from atlas.typology.explain import hand_sheet, list_claims

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.facade import Atlas


def write_hand_sheet(atlas: Atlas, typology: str, *, reading: Any) -> bytes:  # noqa: ANN401 - a literal
    """Return an Excel workbook: every step for every area, the results, and how to read it."""
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    steps = hand_sheet(definition, assignment, atlas.measures)
    claims = list_claims(definition, assignment, atlas.measures)
    results = assignment.distance.add_prefix("distance_").join(
        assignment.membership.add_prefix("membership_")
    )
    results.insert(0, "type", assignment.types)
    results.insert(1, "standing", assignment.standing)
    results.insert(2, "nearest", assignment.nearest)
    results.insert(3, "sureness", assignment.sureness)
    notes = pd.DataFrame({say("How to"): _list_notes(atlas, definition, reading)})
    buffer = BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        notes.to_excel(writer, sheet_name="Read me", index=False)
        results.reset_index(names="area").to_excel(writer, sheet_name="Results", index=False)
        steps.to_excel(writer, sheet_name="Steps", index=False)
        claims.to_excel(writer, sheet_name="Claims", index=False)
        for sheet in writer.sheets.values():
            sheet.freeze_panes = "B2"
        writer.sheets["Read me"].column_dimensions["A"].width = 110
    return buffer.getvalue()


def _list_notes(atlas: Atlas, definition: Typology, reading: str) -> list[str]:
    """Return how the sheets are read, a line each."""
    return [
        say(
            "{typology} of {place}, reading: {reading}.",
            typology=definition.name,
            place=atlas.name,
            reading=reading,
        ),
        say("Sheet Steps: contribution = weight x (percentile - target) squared."),
        say(
            "For one area and type: add the contributions, divide by the sum of the "
            "weights, take the square root. That is the distance on the sheet Results."
        ),
        say(
            "Membership = distance to the power of -{power}, divided by the sum of the "
            "same over all types.",
            power=write_shortly(definition.power),
        ),
        say(
            "The type is the nearest of those whose core claims on the sheet Claims all "
            "hold, and no clear type where there is none, where its membership is under "
            "{least} or its distance over {distance}.",
            least=write_shortly(definition.least_membership),
            distance=write_shortly(definition.unclear_distance),
        ),
        say(
            "Clear: membership from {clear} on, distance up to {near}, all claims of the "
            "type hold, no nearer profile, and neither of what follows.",
            clear=write_shortly(definition.clear_membership),
            near=write_shortly(definition.clear_distance),
        ),
        say(
            "Borderline: lead over the next type whose core claims hold under {lead}, or "
            "the same type in fewer than {kept} of all repeats.",
            lead=write_shortly(definition.borderline_lead),
            kept=write_shortly(definition.sureness.borderline_under if definition.sureness else 0),
        ),
        definition.caution,
        *atlas.store.manifest["attributions"],
    ]
