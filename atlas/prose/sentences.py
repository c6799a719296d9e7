"""Sentences for values, gaps, triggers and sources of indicators."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.indicators.joint import describe_joint_gap
from atlas.places.naming import format_condition, name_members
from atlas.prose.figures import describe_figure, format_figure
from atlas.quantities import format_position
from atlas.text import say

TOWN = "town"

if TYPE_CHECKING:
    from atlas.actions.match import FiredTrigger
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.prose.subject import Subject


def describe_value(indicator: Indicator, value: float, *, place: str, gap: str = "") -> str:
    """Return an indicator's sentence for an area or place, or one on the gap and its reason."""
    if math.isnan(value):
        told = {"name": indicator.name, "place": place}
        if not gap:
            return say("{name}: there is no figure for {place}.", **told)
        return say("{name}: there is no figure for {place}: {reason}.", **told, reason=gap)
    shown = describe_figure(indicator, value)
    return indicator.text.sentence.replace("{value}", shown).replace("{place}", place)


def name_subject(atlas: Atlas, subject: Subject, name: str) -> str:
    """Return an indicator's sentence for a subject, with the name of the area it describes.

    The slot `{value}` stays, to be filled in later.
    """
    indicator = atlas.definitions.indicators[name]
    place = atlas.name_measured(indicator, subject.areas, subject.name)
    return indicator.text.sentence.replace("{place}", place)


def describe_subject(atlas: Atlas, subject: Subject, name: str) -> str:
    """Return an indicator's sentence for a subject with its value, or one on the gap."""
    indicator = atlas.definitions.indicators[name]
    value = subject_value(atlas, subject, name)
    if math.isnan(value):
        gap = describe_gap(atlas, subject, indicator)
        return describe_value(indicator, value, place=subject.name, gap=gap)
    return name_subject(atlas, subject, name).replace("{value}", describe_figure(indicator, value))


def describe_around(atlas: Atlas, indicator: Indicator) -> str:
    """Return an indicator's sentence with its slots, to be filled in for each area.

    Where the figure is published for a larger area, the sentence refers to that around the area.
    """
    sentence, noun = indicator.text.sentence, atlas.noun_measured(indicator)
    if not noun:
        return sentence
    around = say("the {noun} around {place}", noun=noun, place="{place}")
    return sentence.replace("{place}", around)


def subject_value(atlas: Atlas, subject: Subject, name: str) -> float:
    """Return an indicator's value for a subject; NaN where there is none."""
    if subject.kind == "area":
        return float(atlas.measures.values(name)[subject.areas[0]])
    if subject.kind == "place":
        return float(atlas.measures.comparators(name)[atlas.store.place])
    return float(atlas.measures.compute(name, subject.figures).iloc[0])


def describe_gap(atlas: Atlas, subject: Subject, indicator: Indicator) -> str:
    """Return why a subject has no figure, as a clause."""
    if subject.kind == "area":
        return atlas.measures.gap_reason(indicator.id, subject.areas[0])
    return describe_joint_gap(atlas.measures, indicator.id, subject.areas)


def describe_trigger(atlas: Atlas, trigger: FiredTrigger, *, asked: int) -> str:
    """Return why a trigger fired, with its figure or, for several areas, with their number."""
    condition = trigger.condition
    indicator = atlas.definitions.indicators[condition.indicator]
    name, shown = atlas.name_figure(indicator), format_figure(indicator, trigger.value)
    if asked > 1 and trigger.areas:
        return say(
            "{condition} ({areas} of {asked} areas)",
            condition=_format_fired(atlas, trigger),
            areas=trigger.areas,
            asked=asked,
        )
    position = format_position(
        trigger.percentile, among=name_compared(atlas, trigger), **indicator.ends
    )
    if not position:
        return say("{name}: {value}", name=name, value=shown)
    told = {"name": name, "value": shown, "position": position}
    if asked > 1:
        return say("{name}: {value} in these areas together, {position}", **told)
    return say("{name}: {value}, {position}", **told)


def name_compared(atlas: Atlas, trigger: FiredTrigger) -> str:
    """Return the name of the areas that a fired trigger's percentile is among."""
    if trigger.scale != TOWN:
        # For "either" too: being unusual in the town also requires a percentile in the country.
        return atlas.peers
    if trigger.compared == "pool":
        return atlas.pool_name or say("the areas of its county or nearest to it")
    if not atlas.is_wide:
        return atlas.name_areas(trigger.condition.indicator)
    if not trigger.town:
        return say("the areas of its own authority")
    return name_members(trigger.town, atlas.level, words=atlas.words)


def _format_fired(atlas: Atlas, trigger: FiredTrigger) -> str:
    """Return the condition that areas in which a trigger fired have in common."""
    condition = trigger.condition
    indicator = atlas.definitions.indicators[condition.indicator]
    if condition.scale in ("value", atlas.whole.id):
        return atlas.format_condition(condition)
    among = name_compared(atlas, replace(trigger, scale=TOWN))
    if trigger.scale == TOWN:
        return format_condition(condition, indicator, among=among)
    is_low = condition.at_least is None
    told = {"name": atlas.name_figure(indicator), "whole": among_whole(atlas), "among": among}
    if trigger.scale == "either":
        if is_low:
            return say("{name}: among the lowest of {among} or of {whole}", **told)
        return say("{name}: among the highest of {among} or of {whole}", **told)
    if is_low:
        return say("{name}: among the lowest of {whole}", **told)
    return say("{name}: among the highest of {whole}", **told)


def among_whole(atlas: Atlas) -> str:
    """Return the name of the country's areas, that percentiles are among."""
    return say("{place}'s areas", place=atlas.whole.name)


def describe_sources(atlas: Atlas, indicator: Indicator) -> str:
    """Return publisher, table, title and licence of an indicator's sources in one line."""
    licences = atlas.definitions.licences
    parts = (
        f"{one.publisher}, {one.table} ({one.title}), {licences[one.licence].name}"
        for one in atlas.definitions.sources_of(indicator)
    )
    return "; ".join(dict.fromkeys(parts))


def describe_base(atlas: Atlas, indicator: Indicator) -> dict[str, list[str]]:
    """Return the publisher's column titles behind an indicator, by the name of the input."""
    found = {}
    for name, entries in indicator.inputs.items():
        lines = []
        for entry in entries:
            variable = entry.removeprefix("-")
            source = atlas.definitions.variables.get(variable)
            if source is None:
                line = atlas.definitions.indicators[variable].name
            else:
                line = f"{source.columns[variable]} ({source.table})"
            lines.append(say("minus {part}", part=line) if entry.startswith("-") else line)
        # The name of an input is shown, so it is translated.
        found[say(name.replace("_", " "))] = lines
    return found
