"""The workbook for working out any area's type by hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.prose.types.shares import format_no_type
from atlas.text import format_shortly, say
from atlas.typology.by_shares import Shares
from atlas.typology.explain import hand_sheet, list_claims

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.facade import Atlas


def write_hand_sheet(atlas: Atlas, typology: str, *, reading: Any) -> bytes:  # noqa: ANN401 - a literal
    """Return an Excel workbook: every step for every area, the results, and how to read it."""
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    if isinstance(assignment, Shares):
        return _write_shares(atlas, assignment)
    steps = hand_sheet(definition, assignment, atlas.measures)
    claims = list_claims(definition, assignment, atlas.measures)
    results = assignment.distance.add_prefix("distance_").join(
        assignment.membership.add_prefix("membership_")
    )
    results.insert(0, "type", assignment.types)
    results.insert(1, "standing", assignment.standing)
    results.insert(2, "nearest", assignment.nearest)
    results.insert(3, "sureness", assignment.robustness)
    sheets = {"Results": results.reset_index(names="area"), "Steps": steps, "Claims": claims}
    return _write_workbook(atlas, definition, _list_notes(atlas, definition, reading), sheets)


def _write_shares(atlas: Atlas, assignment: Shares) -> bytes:
    """Return the workbook of larger areas: residents by the type of their small areas."""
    definition = atlas.definitions.typologies[assignment.typology]
    notes = [
        say("{typology} of {place}.", typology=definition.name, place=atlas.name),
        say(
            "Sheet Results: residents of each area by the type of small area they live in. A "
            "share is their number divided by the sum of the row."
        ),
        say(
            "To see how the type of a small area is worked out, open the sheet of a place that "
            "shows small areas."
        ),
        *([] if assignment.is_known else [format_no_type(atlas, assignment)]),
    ]
    results = assignment.residents.add_prefix("residents_")
    results.insert(0, "type", assignment.types)
    results.insert(1, "standing", assignment.standing)
    sheets = {"Results": results.reset_index(names="area")}
    return _write_workbook(atlas, definition, notes, sheets)


def _write_workbook(
    atlas: Atlas,
    definition: Typology,
    notes: list[str],
    sheets: dict[str, pd.DataFrame],
) -> bytes:
    """Return the sheets as a workbook, with how to read them, the caution and the sources first."""
    lines = [*notes, definition.caution, *atlas.store.manifest["attributions"]]
    buffer = BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        pd.DataFrame({say("How to"): lines}).to_excel(writer, sheet_name="Read me", index=False)
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name, index=False)
        for sheet in writer.sheets.values():
            sheet.freeze_panes = "B2"
        writer.sheets["Read me"].column_dimensions["A"].width = 110
    return buffer.getvalue()


def _list_notes(atlas: Atlas, definition: Typology, reading: str) -> list[str]:
    """Return how to read the sheets, one line each."""
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
            power=format_shortly(definition.power),
        ),
        say(
            "The type is the nearest of those whose core claims on the sheet Claims all hold. "
            "There is no clear type if there is none, if its membership is under {least} or if "
            "its distance is over {distance}.",
            least=format_shortly(definition.least_membership),
            distance=format_shortly(definition.unclear_distance),
        ),
        say(
            "Clear: membership of {clear} or more, distance up to {near}, all claims of the "
            "type hold, no nearer profile, and neither of the conditions below applies.",
            clear=format_shortly(definition.clear_membership),
            near=format_shortly(definition.clear_distance),
        ),
        say(
            "Borderline: lead over the next type whose core claims hold under {lead}, or "
            "the same type in fewer than {kept} of all repeats.",
            lead=format_shortly(definition.borderline_lead),
            kept=format_shortly(
                definition.robustness.borderline_under if definition.robustness else 0
            ),
        ),
    ]
