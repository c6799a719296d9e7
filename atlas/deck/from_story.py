"""Make a deck of a story: an opening slide, one for each step, and the sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.deck.map_view import make_bars, make_map_view
from atlas.deck.slide import ACCENT, Deck, Outline, Slide, Words
from atlas.deck.sources import make_source_slide
from atlas.stories.compare import parse_parameters
from atlas.text import say
from atlas.views.slides import find_lost, make_lost_slide, make_slide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atlas.definitions import Step, Story
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def make_story_deck(
    story: Story, open_place: Callable[[Mapping[str, str]], Atlas], *, link: str
) -> Deck:
    """Return a deck that shows what the meeting room shows.

    `open_place` opens the place that the parameters of an address name; `link` is the address
    of the atlas.
    """
    shown = [_make_step(step, open_place) for step in story.steps]
    atlases = list({id(atlas): atlas for _, atlas, _ in shown}.values())
    opening = _make_opening(story, atlases[0] if atlases else open_place({}))
    layers = [(atlas, selection) for _, atlas, selection in shown]
    return Deck(
        title=story.title,
        subject=opening.lead,
        slides=(opening, *(slide for slide, _, _ in shown), make_source_slide(layers, link)),
    )


def _make_opening(story: Story, atlas: Atlas) -> Slide:
    return Slide(
        title=story.title,
        lead=atlas.name,
        words=(Words(say("From the cohesion atlas"), colour=ACCENT, gap=14),),
        shown=Outline(atlas.store, (), say("Outline of {place}", place=atlas.name)),
        is_opening=True,
    )


def _make_step(
    step: Step, open_place: Callable[[Mapping[str, str]], Atlas]
) -> tuple[Slide, Atlas, Selection]:
    parameters = parse_parameters(step)
    atlas = open_place(parameters)
    reading = atlas.parse_address(parameters)
    lost = find_lost(reading.notes)
    told = (
        make_lost_slide(step, lost)
        if lost
        else make_slide(atlas, step, reading.selection, assets={})
    )
    return lay_step(atlas, reading.selection, told), atlas, reading.selection


def lay_step(atlas: Atlas, selection: Selection, told: dict[str, Any]) -> Slide:
    """Return a step's slide with the meeting room's content."""
    notes = tuple(part for part in (told["changed"], *told["note"].split("\n")) if part.strip())
    slide = Slide(
        title=told["title"] or say("A step without a title"),
        lead=told["sentence"],
        source=told["source"],
        notes=(*notes, *told["told"]),
    )
    match told["what"]:
        case "map":
            return replace(slide, shown=make_map_view(atlas, selection))
        case "chart":
            return replace(slide, shown=make_bars(atlas, selection, told["heading"], told["bars"]))
        case "actions":
            return replace(slide, words=_describe_ideas(told["actions"]))
        case _:
            return replace(slide, words=(Words(told["changed"]),))


def _describe_ideas(actions: list[dict[str, str]]) -> tuple[Words, ...]:
    return tuple(
        words
        for action in actions
        for words in (
            Words(action["name"], bold=True, colour=ACCENT, gap=16),
            Words(action["summary"], gap=2),
            *([Words(action["works"], gap=2)] if action["works"] else []),
        )
    )
