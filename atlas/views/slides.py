"""One step of a story as a meeting sees it: few classes, large text, one thing at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, assert_never

from atlas.errors import Fault, find_closest
from atlas.layer.compared import list_known
from atlas.layer.content import Figures, Strengths, Types
from atlas.layer.hall import MOST_CLASSES, OTHER_TYPES, make_hall_layer, simplify
from atlas.layer.look import UNTYPED
from atlas.prose.evidence import describe_evidence
from atlas.prose.figures import describe_figure, format_figure, format_whole_figure
from atlas.prose.reasons import describe_worth
from atlas.prose.sentences import describe_sources, subject_value
from atlas.prose.subject import make_subject
from atlas.quantities import add_unit
from atlas.stories.compare import SLOT, describe_change
from atlas.text import format_number, say
from atlas.typology.assign import UNCLEAR
from atlas.typology.by_shares import count_residents
from atlas.views.cards import SHOWN_ACTIONS
from atlas.views.choropleth import WIDER, draw_map_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Indicator, Step
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

SELECTED = "selected"
# Without these a step cannot be shown.
NEEDED = ("place", "layer")
EMPTY: dict[str, Any] = {"legend": [], "bars": [], "actions": [], "map": None}


def fill_figures(atlas: Atlas, text: str, areas: tuple[str, ...]) -> tuple[str, list[Fault]]:
    """Return a sentence with its figures filled in, and the slots that could not be filled.

    Parameters
    ----------
    atlas
        The place whose figures they are.
    text
        Text with slots: ``{value:layer}`` for the place, ``{change:layer}`` with whether it
        rose or fell, ``{value:layer@selected}`` for the selected areas, or another word after
        the @ for a comparator. A slot that names nothing stays as typed.
    areas
        The selected areas.
    """
    faults: list[Fault] = []

    def report(what: str, closest: tuple[str, ...] = ()) -> None:
        remedy = say("Correct the part in braces, or write the sentence without it.")
        faults.append(Fault("sentence", what, remedy=remedy, closest=closest))

    def fill(slot: Any) -> str:  # noqa: ANN401 - a match of either kind of text
        name, whose = slot[1], slot[2] or ""
        indicator = atlas.definitions.indicators.get(name)
        if indicator is None:
            what = say('There is no figure called "{name}".', name=name)
            report(what, find_closest(name, atlas.definitions.indicators))
            return str(slot[0])
        if whose not in ("", SELECTED) and whose not in atlas.comparators:
            known = [SELECTED, *atlas.comparators]
            report(say('There is nothing called "{name}".', name=whose), find_closest(whose, known))
            return str(slot[0])
        value = _find_value(atlas, name, whose, areas)
        if math.isnan(value):
            report(say('"{name}" has no figure here.', name=indicator.name))
        tell = describe_figure if slot[0].startswith("{change:") else format_whole_figure
        return tell(indicator, value)

    return SLOT.sub(fill, text), faults


def _find_value(atlas: Atlas, name: str, whose: str, areas: tuple[str, ...]) -> float:
    if whose in ("", SELECTED):
        subject = make_subject(atlas, areas if whose else ())
        return float(subject_value(atlas, subject, name))
    found = atlas.find_comparators([whose])
    return next(iter(atlas.compare(found, name)), math.nan)


def make_slide(
    atlas: Atlas, step: Step, selection: Selection, *, assets: dict[str, str]
) -> dict[str, Any]:
    """Return what the screen in a hall and the speaker's window show of a step.

    `selection` is what its address selects; `assets` are the addresses of the map's files, as
    the map component asks for them.
    """
    shown = simplify(selection)
    layer = make_hall_layer(atlas, selection)
    sentence, faults = fill_figures(atlas, step.sentence, shown.areas)
    note, unfilled = fill_figures(atlas, step.note, shown.areas)
    slide: dict[str, Any] = EMPTY | {
        "what": step.what,
        "title": step.title or layer.texts.title,
        "sentence": sentence,
        "note": note,
        "source": _credit(layer, step),
        "told": _describe_speaker(atlas, layer),
        "changed": describe_change(atlas, step),
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
    """Return why a step cannot be shown: its place or its layer is missing; empty otherwise.

    Its text must never stand beside another place or layer.
    """
    lost = (note.what for note in notes if note.where.split(", ")[-1] in NEEDED)
    return next(lost, "")


def make_lost_slide(step: Step, why: str) -> dict[str, Any]:
    """Return a step whose place or layer is missing: its text without figures, and no map."""
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


def _draw_map(
    atlas: Atlas, selection: Selection, layer: Layer, assets: dict[str, str]
) -> dict[str, Any]:
    data = draw_map_data(atlas, selection, layer, assets=assets, fit={"id": 0, "codes": []})
    data |= {
        "map": f"meet-{selection.place}-{atlas.level}",
        "note": None,
        "fit": {"id": 0, "codes": list(selection.areas), "view": data["view"]},
    }
    legend = [
        {"kind": row.kind, "colour": row.colour, "label": row.label}
        for row in layer.rows
        if not row.is_off
    ]
    return {
        "map": data,
        "legend": legend,
        "heading": layer.texts.name,
        "ask": _ask(atlas, layer),
    }


def _ask(atlas: Atlas, layer: Layer) -> dict[str, str] | None:
    """Return what is said of an area that someone in the hall asks about.

    A type is not named without its reasons, nor hardship in single streets in front of those
    who live there: such layers give the number of residents only.
    """
    named = atlas.definitions.indicators
    content = layer.content
    is_plain = isinstance(content, Figures) and content.indicator.direction != "need"
    name = layer.id if is_plain else atlas.definitions.role.plain
    if name not in named:
        return None
    told = {"layer": f"{name}/england", "sentence": named[name].text.sentence}
    if atlas.measures.larger_kind(name) == "neighbourhood":
        # The figure is that of the MSOA, which has a name of its own.
        told["place"] = f"{WIDER}/england"
    return told


def _name_bars(atlas: Atlas, layer: Layer) -> str:
    """Return the heading of the bars: the layer, and what an average is the average of."""
    if not isinstance(layer.content, Figures):
        return layer.texts.name
    indicator = layer.content.indicator
    name = indicator.name
    if atlas.definitions.published_for(indicator) != "neighbourhood":
        return name
    if atlas.level == "authority":
        return say("{layer}: average of authorities", layer=name)
    return say("{layer}: average of neighbourhoods", layer=name)


def _draw_bars(atlas: Atlas, selection: Selection, layer: Layer) -> list[dict[str, Any]]:
    """Return the place beside its comparators, or its residents by type."""
    match layer.content:
        case Types():
            return _draw_type_bars(atlas, layer.content)
        case Figures(indicator):
            return _draw_figure_bars(atlas, selection, indicator)
    return []


def _draw_figure_bars(
    atlas: Atlas, selection: Selection, indicator: Indicator
) -> list[dict[str, Any]]:
    # Where nothing was chosen, a meeting sees the region too.
    is_usual = selection.compare == (atlas.whole.id,)
    asked = ("region", atlas.whole.id) if is_usual else selection.compare
    values = [(one.name, one.value) for one in list_known(atlas, indicator, asked)]
    if selection.areas:
        subject = make_subject(atlas, selection.areas)
        whose = atlas.name_measured(indicator, subject.areas, subject.name)
        value = float(subject_value(atlas, subject, indicator.id))
        if not math.isnan(value):
            values.insert(0, (whose[0].upper() + whose[1:], value))
    return _scale(values, [format_figure(indicator, value) for _, value in values])


def _draw_type_bars(atlas: Atlas, content: Types) -> list[dict[str, Any]]:
    residents = atlas.measures.residents
    counts = count_residents(content.assignment, residents, list(residents.index))
    colours = {kind.id: kind.colour for kind in content.typology.types} | {UNCLEAR: UNTYPED}
    rows = [
        (atlas.type_name(content.id, one), 100 * float(counts[one]) / residents.sum(), colour)
        for one, colour in colours.items()
        if one in counts.index
    ]
    if len(rows) > MOST_CLASSES:
        largest = sorted(rows, key=lambda row: -row[1])[: MOST_CLASSES - 1]
        rest = sum(share for _, share, _ in rows) - sum(share for _, share, _ in largest)
        rows = [*[row for row in rows if row in largest], (say(OTHER_TYPES), rest, UNTYPED)]
    bars = _scale(
        [row[:2] for row in rows],
        [add_unit(format_number(share), "percent") for _, share, _ in rows],
    )
    return [bar | {"colour": row[2]} for bar, row in zip(bars, rows, strict=True)]


def _scale(rows: list[tuple[str, float]], texts: list[str]) -> list[dict[str, Any]]:
    """Return bars from zero, in per cent of the width available."""
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
            "own": position == 0,
        }
        for position, ((name, value), text) in enumerate(zip(rows, texts, strict=True))
    ]


def _list_actions(atlas: Atlas, selection: Selection) -> list[dict[str, str]]:
    """Return the actions that suit best, for the areas selected or for the whole place.

    Where figures suggest fewer, actions for the whole place follow, and are marked as such.
    """
    found = sorted(atlas.suggest(selection.areas), key=lambda suggestion: suggestion.kind != "area")
    told = []
    for suggestion in found[:SHOWN_ACTIONS]:
        action = atlas.definitions.actions[suggestion.action]
        summary = action.summary
        if suggestion.kind == "place":
            whole = say("For the whole of {place}.", place=atlas.name)
            summary = " ".join(
                part for part in (whole, describe_worth(atlas, suggestion), summary) if part
            )
        line = describe_evidence(action)
        # A screen in a hall has room for the answer only.
        answers = (line.brief, line.answer) if line else ()
        brief, answer = [say("Does it work? {answer}", answer=one) for one in answers] or ["", ""]
        told.append({"name": action.name, "summary": summary, "works": brief, "answer": answer})
    return told


def _credit(layer: Layer, step: Step) -> str:
    """Return the publisher and the date of the figures, short enough for a screen."""
    if step.what == "actions":
        return say("From this atlas's list of actions")
    match layer.content:
        case Types() | Strengths():
            return say("Types worked out by this atlas")
        case Figures(indicator):
            publishers = {source.publisher for source in layer.texts.sources}
            return f"{', '.join(sorted(publishers))}, {indicator.year}"
        case _:
            assert_never(layer.content)


def _describe_speaker(atlas: Atlas, layer: Layer) -> list[str]:
    """Return what the speaker may be asked about: the caution, and the sources."""
    told = [layer.texts.caution]
    if isinstance(layer.content, Figures):
        sources = describe_sources(atlas, layer.content.indicator)
        told.append(say("Source: {source}.", source=sources))
    return told
