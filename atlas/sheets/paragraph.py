"""Write a paragraph about an area for a committee paper: figures, dates, sources, caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import say_list
from atlas.text import say

if TYPE_CHECKING:
    from atlas.sheets.content import Sheet


def write_paragraph(sheet: Sheet) -> str:
    """Return one paragraph of plain text to paste, from what the sheet of the area says.

    Narrow blanks become ordinary ones that do not break, which every word processor knows.
    """
    where, residents = ", ".join([*sheet.facts[:-1], sheet.code]), sheet.facts[-1]
    figures = [f"{one.sentence} {one.compared}".strip() for one in sheet.figures]
    ideas = say_list([say("“{name}”", name=one.name) for one in sheet.ideas])
    drawn = dict.fromkeys(one.source for one in sheet.ideas)
    # Of the type's own lines only the last say how well it fits; the rest describes the type.
    parts = [
        say("{name} ({where}) had {residents}.", name=sheet.name, where=where, residents=residents),
        *figures,
        *sheet.strengths,
        say("In the atlas its type is “{type}”.", type=sheet.type_name),
        *sheet.type_lines[1:],
        say("Actions suggested for discussion with residents: {names}.", names=ideas)
        if ideas
        else "",
        sheet.caution,
        sheet.sources,
        say("Actions: {sources}.", sources="; ".join(drawn)) if ideas else "",
        say("Cohesion atlas: {link}", link=sheet.link) if sheet.link else "",
    ]
    return " ".join(part for part in parts if part).replace("\u202f", "\u00a0")
