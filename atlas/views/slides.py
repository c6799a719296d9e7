"""What a meeting sees of one step: few classes, big words, one thing at a time."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.errors import Fault, find_closest
from atlas.layer.classes import NO_CLASS, blend_colours
from atlas.layer.classing import NEUTRAL
from atlas.prose.evidence import tell_evidence
from atlas.prose.figures import say_figure, show_value, tell_figure
from atlas.quantities import add_unit
from atlas.stories.compare import SLOT, tell_change
from atlas.text import say, to_say, write_number
from atlas.typology.assign import UNCLEAR
from atlas.typology.by_shares import count_residents
from atlas.views.cards import SHOWN_ACTIONS
from atlas.views.choropleth import draw_map_data, make_layer, pack_digits
from atlas.views.hover import WIDER
from atlas.views.panel import make_subject
from atlas.views.sentences import subject_value, tell_sources
from atlas.views.whole_place import tell_worth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Step
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.views.choropleth import Layer

MOST_CLASSES = 5
OTHER_TYPES = to_say("Other types")
# Share of a palette's arm: its last colour is so dark that names on it are hard to read.
STRONGEST = 0.9
SELECTED = "selected"
# Without these a step cannot be shown.
NEEDED = ("place", "layer")
EMPTY: dict[str, Any] = {"legend": [], "bars": [], "actions": [], "map": None}


def fill_figures(atlas: Atlas, text: str, areas: tuple[str, ...]) -> tuple[str, list[Fault]]:
    """Return a sentence with its figures in place, and what could not be filled.

    Parameters
    ----------
    atlas
        The place whose figures they are.
    text
        Text with slots ``{value:layer}`` for the place, ``{change:layer}`` with whether it rose
        or fell, ``{value:layer@selected}`` for the
        selected areas, or another word after the @ for a comparator.
    areas
        The selected areas.

    Returns
    -------
    str
        The text; a slot that names nothing stays as it was typed.
    list of Fault
        One for every such slot, and for every figure there is not.
    """
    faults: list[Fault] = []

    def fill(slot: Any) -> str:  # noqa: ANN401 - a match of either kind of text
        name, whose = slot[1], slot[2] or ""
        indicator = atlas.definitions.indicators.get(name)
        known = [SELECTED, *atlas.comparators]
        if indicator is None:
            closest = find_closest(name, atlas.definitions.indicators)
            faults.append(_unfilled(say('There is no figure called "{name}".', name=name), closest))
            return str(slot[0])
        if whose and whose not in known:
            faults.append(
                _unfilled(
                    say('There is nothing called "{name}".', name=whose),
                    find_closest(whose, known),
                )
            )
            return str(slot[0])
        value = _find_value(atlas, name, whose, areas)
        if math.isnan(value):
            faults.append(_unfilled(say('"{name}" has no figure here.', name=indicator.name), ()))
        tell = tell_figure if slot[0].startswith("{change:") else say_figure
        return tell(indicator, value)

    return SLOT.sub(fill, text), faults


def _unfilled(what: str, closest: tuple[str, ...]) -> Fault:
    remedy = say("Correct the part in braces, or write the sentence without it.")
    return Fault("sentence", what, remedy=remedy, closest=closest)


def _find_value(atlas: Atlas, name: str, whose: str, areas: tuple[str, ...]) -> float:
    if whose in ("", SELECTED):
        subject = make_subject(atlas, areas if whose else ())
        return float(subject_value(atlas, subject, name))
    row = atlas.comparator_row(whose)
    return float(atlas.measures.comparators(name).get(row, np.nan)) if row else math.nan


def make_slide(
    atlas: Atlas, step: Step, selection: Selection, *, assets: dict[str, str]
) -> dict[str, Any]:
    """Return what the screen in a hall and the speaker's window show of a step.

    Parameters
    ----------
    atlas
        The place of the step.
    step
        Its words.
    selection
        What its address selects.
    assets
        Addresses of the map's parts, as the map component asks for them.
    """
    shown = simplify(selection)
    layer = make_layer(atlas, shown)
    sentence, faults = fill_figures(atlas, step.sentence, shown.areas)
    note, unfilled = fill_figures(atlas, step.note, shown.areas)
    slide: dict[str, Any] = EMPTY | {
        "what": step.what,
        "title": step.title or layer.title,
        "sentence": sentence,
        "note": note,
        "source": _credit(atlas, layer, step),
        "told": _tell_speaker(atlas, layer),
        "changed": tell_change(atlas, step),
        "faults": [f"{fault.what} {fault.remedy}" for fault in [*faults, *unfilled]],
        "level": atlas.level,
    }
    if step.what == "actions":
        slide["actions"] = _list_actions(atlas, shown)
    elif step.what == "chart":
        slide["bars"] = _draw_bars(atlas, shown, layer)
        slide["heading"] = _name_bars(atlas, layer)
    else:
        slide |= _draw_map(atlas, shown, layer, assets)
    return slide


def find_lost(notes: Iterable[Fault]) -> str:
    """Return why a step cannot be shown at all: its place or its layer is not here; else nothing.

    Another place or layer under its words would be worse than none.
    """
    lost = (one.what for one in notes if one.where.split(", ")[-1] in NEEDED)
    return next(lost, "")


def make_lost_slide(step: Step, why: str) -> dict[str, Any]:
    """Return a step whose place or layer is not here: its words without figures, and no map."""
    return EMPTY | {
        "what": "lost",
        "title": step.title,
        "sentence": "" if SLOT.search(step.sentence) else step.sentence,
        "note": step.note,
        "source": "",
        "told": [],
        "changed": say("This step cannot be shown here. {why}", why=why),
        "faults": [],
    }


def simplify(selection: Selection) -> Selection:
    """Return a selection with no more classes than can be told apart across a hall."""
    many = selection.classes > MOST_CLASSES or selection.breaks == "deciles"
    return replace(
        selection,
        classes=min(selection.classes, MOST_CLASSES),
        breaks="quantiles" if selection.breaks == "deciles" else selection.breaks,
        off=() if many else selection.off,
    )


def _draw_map(
    atlas: Atlas, selection: Selection, layer: Layer, assets: dict[str, str]
) -> dict[str, Any]:
    data = draw_map_data(atlas, selection, assets=assets, fit={"id": 0, "codes": []})
    classing = layer.classing
    codes, rows = group_classes(atlas, layer)
    data |= {
        "map": f"meet-{selection.place}-{atlas.level}",
        "classes": pack_digits(codes),
        "colours": [colour for colour, _ in rows],
        "note": None,
        "fit": {"id": 0, "codes": list(selection.areas), "view": data["view"]},
    }
    legend = [
        {"colour": colour, "label": label}
        for place, (colour, label) in enumerate(rows)
        if place not in selection.off
    ]
    if classing.missing:
        label = say("No type") if layer.is_typology else say("No figure")
        legend.append({"colour": "", "label": label})
    if selection.has_filters:
        legend.append({"colour": "#F1EFEA", "label": say("Not in this view")})
    return {
        "map": data,
        "legend": legend,
        "heading": name_layer(atlas, layer),
        "ask": _ask(atlas, layer),
    }


def group_classes(atlas: Atlas, layer: Layer) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """Return the class of each area, and colour and label of the classes that a hall is shown.

    Of many types the rarest become one class.
    """
    classing = layer.classing
    codes = classing.codes.to_numpy()
    rows = list(zip(_strengthen(atlas, layer), classing.labels, strict=True))
    if len(rows) > MOST_CLASSES:
        kept = sorted(np.argsort(classing.counts, kind="stable")[::-1][: MOST_CLASSES - 1])
        place = {int(one): number for number, one in enumerate(kept)}
        rows = [*[rows[one] for one in kept], (NEUTRAL, say(OTHER_TYPES))]
        merged = [place.get(int(code), MOST_CLASSES - 1) for code in codes]
        codes = np.where(codes == NO_CLASS, NO_CLASS, merged).astype(np.uint8)
    return codes, rows


def _strengthen(atlas: Atlas, layer: Layer) -> tuple[str, ...]:
    """Return the classes' colours so far apart that a poor projector keeps them apart.

    One far-off area leaves all other classes of a change near the pale middle: here each arm
    is used to its end, in even steps.
    """
    classing = layer.classing
    if layer.is_typology:
        return classing.colours
    palette = atlas.definitions.palettes[atlas.definitions.indicators[layer.identity].palette]
    if palette.kind != "diverging" or len(classing.labels) < 2:
        return classing.colours
    bounds = [-math.inf, *classing.edges, math.inf]
    if layer.histogram is not None:
        bounds[0], bounds[-1] = layer.histogram.low, layer.histogram.high
    pairs = list(itertools.pairwise(bounds))
    falls = sum(high <= 0 for _, high in pairs)
    rises = sum(low >= 0 for low, _ in pairs)
    # From the far end of the one arm, over the middle if a class lies on it, to that of the other.
    steps = [-one / falls for one in range(falls, 0, -1)]
    steps += [0.0] * (len(pairs) - falls - rises)
    steps += [one / rises for one in range(1, rises + 1)]
    return tuple(blend_colours(palette.colours, 0.5 + STRONGEST * step / 2) for step in steps)


def _ask(atlas: Atlas, layer: Layer) -> dict[str, str] | None:
    """Return what is said of an area that someone in the hall asks about.

    A type is not told without its reasons, nor hardship of single streets in front of those
    who live there: then only the number of residents is.
    """
    named = atlas.definitions.indicators
    need = not layer.is_typology and named[layer.identity].direction == "need"
    name = atlas.definitions.role.plain if layer.is_typology or need else layer.identity
    if name not in named:
        return None
    told = {"layer": f"{name}/england", "sentence": named[name].text.sentence}
    if atlas.measures.larger_kind(name) == "neighbourhood":
        # The figure is that of the MSOA, which has a name of its own.
        told["place"] = f"{WIDER}/england"
    return told


def _name_bars(atlas: Atlas, layer: Layer) -> str:
    """Return what bars show: the layer, and of what each is the average where it is one."""
    if layer.is_typology:
        return name_layer(atlas, layer)
    indicator = atlas.definitions.indicators[layer.identity]
    name = indicator.name
    if atlas.definitions.published_for(indicator) != "neighbourhood":
        return name
    if atlas.level == "authority":
        return say("{layer}: average of authorities", layer=name)
    return say("{layer}: average of neighbourhoods", layer=name)


def _draw_bars(atlas: Atlas, selection: Selection, layer: Layer) -> list[dict[str, Any]]:
    """Return the place beside what it is compared with, or its residents by type."""
    if layer.is_typology:
        return _draw_type_bars(atlas, layer.identity, selection.reading)
    indicator = atlas.definitions.indicators[layer.identity]
    totals = atlas.measures.comparators(layer.identity)
    named = [(atlas.store.place, atlas.name)]
    for word in ("region", atlas.whole.id):
        row = atlas.comparator_row(word) if word in atlas.comparators else None
        if row is not None:
            named.append((row, atlas.comparators[word]))
    values = [(name, float(totals.get(row, np.nan))) for row, name in named]
    if selection.areas:
        subject = make_subject(atlas, selection.areas)
        whose = atlas.name_measured(indicator, subject.areas, subject.name)
        own = whose[0].upper() + whose[1:]
        values.insert(0, (own, float(subject_value(atlas, subject, layer.identity))))
    known = [(name, value) for name, value in values if not math.isnan(value)]
    texts = [show_value(indicator, value) for _, value in known]
    return _scale(known, texts)


def _draw_type_bars(atlas: Atlas, typology: str, reading: str) -> list[dict[str, Any]]:
    residents = atlas.measures.residents
    counts = count_residents(
        atlas.types(typology, reading=reading), residents, list(residents.index)
    )
    types = atlas.definitions.typologies[typology].types
    colours = {one.id: one.colour for one in types} | {UNCLEAR: NEUTRAL}
    rows = [
        (atlas.type_name(typology, one), 100 * float(counts[one]) / residents.sum(), colour)
        for one, colour in colours.items()
        if one in counts.index
    ]
    if len(rows) > MOST_CLASSES:
        largest = sorted(rows, key=lambda row: -row[1])[: MOST_CLASSES - 1]
        rest = sum(share for _, share, _ in rows) - sum(share for _, share, _ in largest)
        rows = [*[row for row in rows if row in largest], (say(OTHER_TYPES), rest, NEUTRAL)]
    bars = _scale(
        [row[:2] for row in rows],
        [add_unit(write_number(share), "percent") for _, share, _ in rows],
    )
    return [bar | {"colour": row[2]} for bar, row in zip(bars, rows, strict=True)]


def _scale(rows: list[tuple[str, float]], texts: list[str]) -> list[dict[str, Any]]:
    """Return bars from nought, as parts of a hundred of the room there is."""
    if not rows:
        return []
    low, high = min(0.0, *(value for _, value in rows)), max(0.0, *(value for _, value in rows))
    room = (high - low) or 1.0
    return [
        {
            "name": name,
            "text": text,
            "value": value,
            "from": round(100 * (min(value, 0.0) - low) / room, 2),
            "width": round(100 * abs(value) / room, 2),
            "own": place == 0,
        }
        for place, ((name, value), text) in enumerate(zip(rows, texts, strict=True))
    ]


def _list_actions(atlas: Atlas, selection: Selection) -> list[dict[str, str]]:
    """Return the actions that suit best, for the areas selected or for the whole place.

    Where figures suggest fewer, those for the whole place follow, and say so.
    """
    found = sorted(atlas.suggest(selection.areas), key=lambda one: one.kind != "area")
    told = []
    for one in found[:SHOWN_ACTIONS]:
        action = atlas.definitions.actions[one.action]
        summary = action.summary
        if one.kind == "place":
            whole = say("For the whole of {place}.", place=atlas.name)
            summary = " ".join(part for part in (whole, tell_worth(atlas, one), summary) if part)
        line = tell_evidence(action)
        # A screen in a hall has room for the answer alone.
        answers = (line.brief, line.answer) if line else ()
        brief, answer = [say("Does it work? {answer}", answer=one) for one in answers] or ["", ""]
        told.append({"name": action.name, "summary": summary, "works": brief, "answer": answer})
    return told


def name_layer(atlas: Atlas, layer: Layer) -> str:
    """Return the name of what a layer shows."""
    if layer.is_typology:
        return atlas.definitions.typologies[layer.identity].name
    return atlas.name_figure(atlas.definitions.indicators[layer.identity])


def _credit(atlas: Atlas, layer: Layer, step: Step) -> str:
    """Return who published the figures and when they are from, short enough for a screen."""
    if step.what == "actions":
        return say("From this atlas's list of actions")
    if layer.is_typology:
        return say("Types worked out by this atlas")
    indicator = atlas.definitions.indicators[layer.identity]
    publishers = {one.publisher for one in atlas.definitions.sources_of(indicator)}
    return f"{', '.join(sorted(publishers))}, {indicator.year}"


def _tell_speaker(atlas: Atlas, layer: Layer) -> list[str]:
    """Return what the speaker may be asked: the caution, and where the figures are from."""
    told = [layer.caution]
    if not layer.is_typology:
        indicator = atlas.definitions.indicators[layer.identity]
        told.append(say("Source: {source}.", source=tell_sources(atlas, indicator)))
    return told
