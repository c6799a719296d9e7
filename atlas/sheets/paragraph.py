"""Write a paragraph about an area for a committee paper: figures, dates, sources, caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import format_list
from atlas.text import format_number, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.sheets.content import Idea, Sheet


def make_paragraph(sheet: Sheet) -> str:
    """Return one paragraph of plain text to paste, from what the sheet of the area says.

    Thin spaces become ordinary no-break spaces, which every word processor knows.
    """
    # Areas that somebody selected have no code of their own.
    code = [] if "," in sheet.code else [sheet.code]
    where, residents = ", ".join([*sheet.facts[:-1], *code]), sheet.facts[-1]
    ideas = _name_ideas(idea for idea in sheet.ideas if not idea.is_for_all)
    for_all = _name_ideas(idea for idea in sheet.ideas if idea.is_for_all)
    drawn = dict.fromkeys(idea.source for idea in sheet.ideas)
    parts = [
        say("{name} ({where}) had {residents}.", name=sheet.name, where=where, residents=residents),
        *(figure.told for figure in sheet.figures),
        *sheet.strengths,
        say("Actions suggested for discussion with residents: {names}.", names=ideas)
        if ideas
        else "",
        say("Actions for the whole of {place}: {names}.", place=sheet.place, names=for_all)
        if for_all
        else "",
        *(
            say("Does “{name}” work? {answer}", name=idea.name, answer=idea.works)
            for idea in sheet.ideas
            if idea.works
        ),
        *_describe_types(sheet),
        sheet.caution,
        sheet.sources,
        say("Actions: {sources}.", sources="; ".join(drawn)) if drawn else "",
        say("Cohesion atlas: {link}", link=sheet.link) if sheet.link else "",
    ]
    return " ".join(part for part in parts if part).replace("\u202f", "\u00a0")


def _name_ideas(ideas: Iterable[Idea]) -> str:
    return format_list([say("“{name}”", name=idea.name) for idea in ideas])


def _describe_types(sheet: Sheet) -> list[str]:
    """Return the type of one area and how well it fits, or of several how many have each.

    For larger areas, the share of residents who live in areas of each type.
    """
    told = sheet.type
    if told.is_shared:
        return list(told.lines)
    if told.counts:
        counted = [
            say("“{type}” ({count})", type=name, count=format_number(count))
            for name, count in told.counts
        ]
        count = format_number(sum(count for _, count in told.counts))
        types = format_list(counted)
        return [say("Types of its {count} areas in the atlas: {types}.", count=count, types=types)]
    # Only the first of a type's lines describes it; the others say how well it fits.
    named = [say("Type in the atlas: “{type}”.", type=told.name)] if told.name else []
    return [*named, *told.lines[1:]]
