"""Say in the plainest words what type an area is nearest to, how well that fits, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.sheets.plain_words import tell_why
from atlas.text import say, say_counted
from atlas.typology.assign import NO_DATA, UNCLEAR

if TYPE_CHECKING:
    from atlas.definitions.sheet import SheetWords
    from atlas.facade import Atlas


def tell_type(
    atlas: Atlas, words: SheetWords, areas: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the type's name, what it is like and how well it fits, and the reasons.

    Several areas have no reasons: each has its own.
    """
    typology = words.typology
    assignment = atlas.types(typology)
    if len(areas) > 1:
        return _tell_mix(atlas, words, areas)
    area = areas[0]
    standing = str(assignment.standing[area])
    if standing == "no_data":
        told = say("Too many figures are missing to say what kind of area this is.")
        return say("No type"), (told,), ()
    nearest, second = str(assignment.nearest[area]), str(assignment.runner_up[area])
    name = atlas.type_name(typology, nearest)
    other = atlas.type_name(typology, second) if second else ""
    fit = {
        "clear": say("The figures fit this type clearly."),
        "borderline": say(
            "The fit is close: the figures come almost as near to “{type}”.", type=other
        )
        if other
        else say("The figures are near the edge of this type."),
        "unclear": say("The figures are far from each type. The nearest is “{type}”.", type=name),
    }
    heading = {
        "clear": name,
        "borderline": say("Between {first} and {last}", first=name, last=other) if other else name,
        "unclear": say("No clear type"),
    }
    about = _describe_type(atlas, words, nearest)
    if standing != "clear":
        about = say("About “{type}”: {about}", type=name, about=about)
    lines = [about, fit[standing]]
    if assignment.repeats:
        kept = round(float(assignment.sureness[area]) * assignment.repeats)
        lines.append(
            say(
                "We made {repeats} checks with small changes to the figures. The type stayed the "
                "same in {kept} of them.",
                repeats=assignment.repeats,
                kept=kept,
            )
        )
    reasons = tuple(
        tell_why(atlas, words, one, unlike=other) for one in atlas.explain(typology, area)
    )
    return heading[standing], tuple(lines), reasons


def _describe_type(atlas: Atlas, words: SheetWords, one: str) -> str:
    summary = atlas.definitions.type_names[f"{words.typology}.{one}"].summary
    return words.about_types.get(one, summary)


def _tell_mix(
    atlas: Atlas, words: SheetWords, areas: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    types = atlas.types(words.typology).types.loc[list(areas)]
    counts = types.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    known = [str(one) for one in counts.index if one not in (UNCLEAR, NO_DATA)]
    lines = [
        say_counted(
            "{count} area is nearest to the type “{type}”.",
            "{count} areas are nearest to the type “{type}”.",
            int(counts[one]),
            type=atlas.type_name(words.typology, one),
        )
        for one in known
    ]
    others = int(counts.sum() - counts[known].sum())
    if others:
        lines.append(
            say_counted(
                "{count} area has no clear type.", "{count} areas have no clear type.", others
            )
        )
    if known:
        name = atlas.type_name(words.typology, known[0])
        about = _describe_type(atlas, words, known[0])
        lines.append(say("About “{type}”: {about}", type=name, about=about))
    heading = (
        say_counted("{count} type of area", "{count} types of area", len(known))
        if known
        else say("No type")
    )
    return heading, tuple(lines), ()
