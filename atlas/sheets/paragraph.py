"""Write a paragraph about an area for a committee paper: figures, dates, sources, caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import say_list

if TYPE_CHECKING:
    from atlas.sheets.content import Sheet


def write_paragraph(sheet: Sheet) -> str:
    """Return one paragraph of plain text to paste, from what the sheet of the area says.

    Narrow blanks become ordinary ones that do not break, which every word processor knows.
    """
    where = ", ".join([*sheet.facts[:-1], sheet.code])
    figures = [f"{one.sentence} {one.compared}".strip() for one in sheet.figures]
    ideas = say_list([f"“{one.name}”" for one in sheet.ideas])
    drawn = dict.fromkeys(one.source for one in sheet.ideas)
    # Of the type's own lines only the last say how well it fits; the rest describes the type.
    parts = [
        f"{sheet.name} ({where}) had {sheet.facts[-1]}.",
        *figures,
        *sheet.strengths,
        f"In the atlas its type is “{sheet.type_name}”.",
        *sheet.type_lines[1:],
        f"Actions suggested for discussion with residents: {ideas}." if ideas else "",
        sheet.caution,
        sheet.sources,
        f"Actions: {'; '.join(drawn)}." if ideas else "",
        f"Cohesion atlas: {sheet.link}",
    ]
    return " ".join(part for part in parts if part).replace("\u202f", "\u00a0")
