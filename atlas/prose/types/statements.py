"""Statements and notes on an area's own figures, for and against its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions import SharedTypology
from atlas.prose.figures import describe_figure, format_figure
from atlas.quantities import format_exactly, format_position
from atlas.text import say
from atlas.typology.assign import TOWN
from atlas.typology.claims import DENIED, HOLDS, judge_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.definitions import Claim, Condition, Indicator, Note, Typology
    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment
    from atlas.typology.explain import Reason

# Number of nearest types explained for an area without a clear type.
DENIED_TYPES = 2


@dataclass(frozen=True)
class Statement:
    """A sentence on an area's own figures.

    Parameters
    ----------
    sentence
        The text.
    fits
        Whether it bears the type out.
    indicators
        Ids of the indicators whose figures it gives.
    claim
        Id of its claim; empty for a reason.
    percentile
        Percentile of the figure; NaN for several figures.
    is_higher
        Whether most areas of the type have a higher figure; None where it bears the type out.
    """

    sentence: str
    fits: bool
    indicators: tuple[str, ...]
    claim: str = ""
    percentile: float = float("nan")
    is_higher: bool | None = None


def describe_statements(
    atlas: Atlas, definition: Typology, assignment: Assignment, area: str
) -> Iterator[Statement]:
    """Yield the sentences on an area's figures: claims of its type, then reasons."""
    standing = str(assignment.standing[area])
    if standing == "no_data":
        return
    if standing == "unclear" and definition.claims:
        yield from _describe_denied(atlas, definition, assignment, area)
        return
    told = set()
    for claim in describe_claims(atlas, definition, assignment, area):
        told |= set(claim.indicators)
        yield claim
    for reason in atlas.find_reasons(definition.id, area, reading=assignment.reading):
        if reason.indicator not in told:
            fits = reason.speaks == "for"
            yield Statement(
                format_reason(atlas, definition, reason),
                fits,
                (reason.indicator,),
                percentile=reason.percentile,
                is_higher=None if fits else reason.percentile < reason.target,
            )


def describe_claims(
    atlas: Atlas, definition: Typology, assignment: Assignment, area: str
) -> Iterator[Statement]:
    """Yield a statement on each claim of an area's nearest type, leaving out gaps."""
    nearest = definition.type_of(str(assignment.nearest[area]))
    if nearest.id not in assignment.claims:
        return
    known = assignment.claims[nearest.id].loc[area]
    for claim in definition.claims_of(nearest):
        if known[claim.id] not in (HOLDS, DENIED):
            continue
        name, fits = claim.when.indicator, bool(known[claim.id] == HOLDS)
        yield Statement(
            format_claim(atlas, definition, claim, area),
            fits,
            (name,),
            claim.id,
            float(atlas.measures.percentiles(name, scale=atlas.whole.id)[area]),
            None if fits else claim.when.at_least is not None,
        )


def _describe_denied(
    atlas: Atlas, definition: Typology, assignment: Assignment, area: str
) -> Iterator[Statement]:
    """Yield for the nearest profiles the core claims that the area's figures do not bear out."""
    shares = pd.Series(assignment.membership.loc[area])
    nearest = shares.sort_values(ascending=False, kind="stable").index[:DENIED_TYPES]
    for name in nearest:
        if not assignment.allowed.loc[area, name]:
            denied = _find_denied(definition, assignment, str(name), area)
            sentence = describe_core(atlas, definition, assignment, str(name), area)
            told = tuple(claim.when.indicator for claim in denied)
            yield Statement(sentence, fits=False, indicators=told, claim=denied[0].id)


def _find_denied(definition: Typology, assignment: Assignment, name: str, area: str) -> list[Claim]:
    """Return the core claims of a type that an area's figures do not bear out."""
    one = definition.type_of(name)
    known = assignment.claims[name].loc[area]
    core = definition.claims_of(one)[: len(one.core)]
    return [claim for claim in core if known[claim.id] != HOLDS]


def describe_core(
    atlas: Atlas, definition: Typology, assignment: Assignment, name: str, area: str
) -> str:
    """Return why an area is not of a type: the core claims that its figures do not bear out."""
    known = assignment.claims[name].loc[area]
    told = [
        format_claim(atlas, definition, claim, area)
        if known[claim.id] == DENIED
        else say("There is no figure for: {claim}.", claim=claim.usual)
        for claim in _find_denied(definition, assignment, name, area)
    ]
    named = atlas.type_name(definition.id, name)
    return say("Not {type}: {figures}", type=named, figures=" ".join(told))


def format_claim(atlas: Atlas, definition: Typology, claim: Claim, area: str) -> str:
    """Return the sentence on a claim for an area: that it holds, or the figure that denies it.

    The condition is judged again here, so that the sentence depends only on its own figure.

    Raises
    ------
    ValueError
        If the area has no figure for the claim.
    """
    known = judge(atlas, claim.when, area)
    if known not in (HOLDS, DENIED):
        raise ValueError(f"{area} has no figure for {claim.id}")
    template = claim.holds if known == HOLDS else claim.denied
    template = template or definition.sentences[claim.when.indicator]
    said = fill_claim(atlas, template, claim, area)
    if known == DENIED and not claim.denied:
        aim = (
            say("In most areas of this type it is higher.")
            if claim.when.at_least is not None
            else say("In most areas of this type it is lower.")
        )
        said = f"{said} {aim}"
    if claim.remark is not None:
        remark = claim.remark
        more = remark.holds if judge(atlas, remark.when, area) == HOLDS else remark.denied
        said = f"{said} {fill_claim(atlas, more, claim, area)}"
    return said


def format_reason(atlas: Atlas, definition: Typology, reason: Reason) -> str:
    """Return one figure that speaks for or against a type as a sentence, else with its name."""
    indicator = atlas.definitions.indicators[reason.indicator]
    template = definition.sentences.get(reason.indicator)
    whose = atlas.name_areas(indicator.id) if reason.scale == TOWN else atlas.peers
    position = format_position(reason.percentile, among=whose, **indicator.ends)
    if template is None:
        told = {"name": indicator.name, "value": format_figure(indicator, reason.value)}
        if reason.scale == "value":
            return say("{name}: {value}", **told)
        return say("{name}: {value}, {position}", **told, position=position)
    said = template.format(value=describe_figure(indicator, reason.value), position=position)
    if reason.speaks == "for":
        return said
    aim = (
        say("The profile of this type has a higher figure.")
        if reason.percentile < reason.target
        else say("The profile of this type has a lower figure.")
    )
    return f"{said} {aim}"


def judge(atlas: Atlas, condition: Condition, area: str) -> int:
    """Return whether a condition holds in one area: see `judge_figures`."""
    figure = float(atlas.measures.find_figures(condition)[area])
    return int(judge_figures(condition, np.array([figure]))[0])


def fill_claim(atlas: Atlas, template: str, claim: Claim, area: str) -> str:
    """Return a claim's text, or its remark's, with an area's own figure.

    The figure gets more decimals where rounding would make it look like a bound of either.
    """
    indicator = atlas.definitions.indicators[claim.when.indicator]
    value = float(atlas.measures.values(indicator.id)[area])
    shown = describe_figure(indicator, value)
    asked = [claim.when, *([claim.remark.when] if claim.remark is not None else [])]
    bounds = [end for one in asked if one.scale == "value" for end in (one.at_least, one.at_most)]
    others = [end for end in bounds if end is not None and end != value]
    if any(describe_figure(indicator, end) == shown for end in others):
        # "50 %, more than half" would look like a mistake.
        shown = format_exactly(value, indicator.unit, decimals=indicator.decimals)
    return template.format(value=shown, position=_position(atlas, indicator, area, atlas.whole.id))


def _position(atlas: Atlas, indicator: Indicator, area: str, scale: str) -> str:
    """Return where an area's figure stands among those of its town or of the country."""
    percentile = float(atlas.measures.percentiles(indicator.id, scale=scale)[area])
    among = atlas.name_areas(indicator.id) if scale == TOWN else atlas.peers
    return format_position(percentile, among=among, **indicator.ends)


def describe_notes(atlas: Atlas, typology: str, area: str) -> list[str]:
    """Return the notes on an area's type that apply beside its types under other typologies."""
    definition = atlas.definitions.typologies[typology]
    if isinstance(definition, SharedTypology):
        # Notes are about small areas and their own figures.
        return []
    own = str(atlas.types(typology).types[area])
    said = []
    for note in definition.notes:
        other = _find_beside(atlas, note, area)
        if (note.types and own not in note.types) or (note.beside and not other):
            continue
        if all(judge(atlas, condition, area) == HOLDS for condition in note.when):
            said.append(_fill_note(atlas, note, other, area))
    return said


def _find_beside(atlas: Atlas, note: Note, area: str) -> str:
    """Return the name of the area's type that a note applies beside; empty if it has none."""
    for name in note.beside:
        typology, one = name.split(".")
        if atlas.types(typology).types[area] == one:
            return atlas.type_name(typology, one)
    return ""


def _fill_note(atlas: Atlas, note: Note, other: str, area: str) -> str:
    indicator = atlas.definitions.indicators[note.indicator]
    return note.says.format(
        value=describe_figure(indicator, float(atlas.measures.values(indicator.id)[area])),
        town=_position(atlas, indicator, area, TOWN),
        whole=_position(atlas, indicator, area, atlas.whole.id),
        place=atlas.name,
        type=other,
    )
