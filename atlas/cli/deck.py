"""The command deck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from atlas.cli import options
from atlas.cli.opening import find_area, open_told
from atlas.cli.output import (
    ASIDE,
    check_choice,
    check_folder,
    choose_format,
    print_written,
    working,
    write_out,
)
from atlas.cli.sheet import find_link
from atlas.definitions import Story
from atlas.errors import AddressError, AtlasError, Fault
from atlas.facade import Atlas
from atlas.opening.levels import find_level
from atlas.opening.places import identify, is_place, open_part
from atlas.quantities import format_number_of
from atlas.selection.address import Selection
from atlas.selection.query import parse_zoom
from atlas.stories.compare import describe_change, parse_parameters
from atlas.stories.story_file import read_story
from atlas.text import speaking
from atlas.views.slides import find_lost


def deck(
    areas: Annotated[
        list[str] | None,
        typer.Argument(
            help="Areas, wards or MSOAs by code or name, described together.", metavar="AREA"
        ),
    ] = None,
    out: Annotated[
        Path,
        typer.Option("--out", help="The file to write, ending in .pptx, or - for standard output."),
    ] = Path("slides.pptx"),
    form: options.Format = "",
    story: Annotated[
        str, typer.Option("--story", help="A story that comes with the atlas, or the file of one.")
    ] = "",
    layer: Annotated[
        str, typer.Option("--layer", help="What the map shows, such as mig_moved_1yr.")
    ] = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    link: options.PublicLink = "",
    without_type: options.WithoutType = False,
    lang: options.Lang = "",
) -> None:
    """Write slides to edit in PowerPoint: of a story, of areas, or of a layer."""
    # Fonts, pictures and python-pptx are loaded only when slides are written.
    from atlas.deck.fit_text import spread  # noqa: PLC0415
    from atlas.deck.from_selection import make_selection_deck  # noqa: PLC0415
    from atlas.deck.from_story import make_story_deck  # noqa: PLC0415
    from atlas.deck.to_pptx import ENDING, write_deck  # noqa: PLC0415

    word = ENDING.removeprefix(".")
    choose_format(out, form, {word: (word,)}, usual=word)
    check_folder(out)
    if story and (areas or layer):
        what = "A story shows its own areas and layers."
        raise AtlasError([Fault("--story", what, remedy="Name a story, or areas and a layer.")])
    atlas = open_told(place, pack, lang)
    link = find_link(link)
    with working("Working out figures"), speaking(atlas.speech):
        if story:
            told = _find_story(atlas, story)
            open_place = _remember(atlas, pack)
            _check_story(told, open_place)
            made = make_story_deck(told, open_place, link=link)
        else:
            selection = _select(atlas, areas or [], layer)
            made = make_selection_deck(atlas, selection, link=link, with_type=not without_type)
    slides = track(made.slides, "Slides", console=ASIDE, transient=True)
    with speaking(atlas.speech):
        write_out(out, write_deck(made, slides=slides))
    # A long slide continues on another.
    count = sum(len(spread(slide)) for slide in made.slides)
    print_written(out, f"{format_number_of(count, 'slide')}.")


def _select(atlas: Atlas, codes: list[str], layer: str) -> Selection:
    """Return the options as a selection; anything unknown is refused."""
    found = [find_area(atlas, code) for code in codes]
    named = [code for code in found if atlas.find_level(code) != "place"]
    areas = dict.fromkeys(area for code in named for area in atlas.areas_of(code))
    reading = atlas.parse_address({"layer": layer} if layer else {})
    if reading.notes:
        raise AddressError(reading.notes)
    # The address names no place where --place or --pack does.
    return replace(reading.selection, place=atlas.store.place, areas=tuple(areas))


def _find_story(atlas: Atlas, named: str) -> Story:
    file = Path(named)
    if file.suffix == ".toml":
        if not file.is_file():
            what = f"There is no file {file}."
            raise AtlasError([Fault("--story", what, remedy="Correct the name.")])
        return read_story(file.read_bytes(), called=file.name)
    check_choice("--story", named, list(atlas.definitions.stories))
    return atlas.definitions.stories[named]


def _remember(atlas: Atlas, pack: Path | None) -> Callable[[Mapping[str, str]], Atlas]:
    """Return a function that opens the place of a step's address, each place once."""
    opened = {(atlas.store.place, atlas.level): atlas}

    def open_place(parameters: Mapping[str, str]) -> Atlas:
        place = identify(parameters.get("place", Selection.place))
        if pack is not None or not is_place(place):
            return atlas
        level = find_level(place, parameters.get("level", ""), parse_zoom(parameters))
        key = (place, level)
        if key not in opened:
            opened[key] = open_part(place, level).in_language(atlas.definitions.spoken)
        return opened[key]

    return open_place


def _check_story(story: Story, open_place: Callable[[Mapping[str, str]], Atlas]) -> None:
    """Refuse a story without steps; say which steps are lost and which now show something else."""
    if not story.steps:
        what = "This story has no steps."
        raise AtlasError([Fault("--story", what, remedy="Add a view to it first.")])
    for number, step in enumerate(story.steps, start=1):
        parameters = parse_parameters(step)
        atlas = open_place(parameters)
        lost = find_lost(atlas.parse_address(parameters).notes)
        told = lost or describe_change(atlas, step)
        if told:
            ASIDE.print(f"Step {number}: {told}")
