"""The commands export and map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import urlencode

import typer

from atlas.cli import options
from atlas.cli.opening import USUAL, open_asked, parse_settings
from atlas.cli.output import (
    ASIDE,
    check_folder,
    choose_format,
    is_standard,
    list_endings,
    print_written,
    working,
    write_out,
)
from atlas.errors import AddressError, ExportError, Fault
from atlas.export import find_format, find_formats, write_companions, write_export
from atlas.export.ward_extract import make_asked_extract
from atlas.opening.levels import has_levels
from atlas.selection.address import format_selection
from atlas.text import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.places.levels import Level


def export(
    out: Annotated[
        Path, typer.Option("--out", help="The file to write, or - for standard output.")
    ],
    export_format: options.Format = "",
    address: options.Address = "",
    filters: options.Filters = None,
    place: options.Place = USUAL,
    pack: options.Pack = None,
    link: options.Link = "",
    crs: Annotated[
        str,
        typer.Option("--crs", help="For a GeoPackage: 27700, the default in Britain, or 4326."),
    ] = "",
    lang: options.Lang = "",
) -> None:
    """Write the filtered areas to a file, one row per area; with by=ward, one per ward."""
    form = find_format(export_format).word if export_format else ""
    word = choose_format(out, form, list_endings(find_formats().values()))
    if crs and not find_formats()[word].has_grids:
        what = (
            f"{find_formats()[word].label} always has the coordinates that its standard requires."
        )
        remedy = "Remove --crs, or use --format gpkg."
        raise ExportError([Fault("--crs", what, remedy=remedy)])
    settings = parse_settings(address, filters or [], lang)
    write_view(word, out, settings, place, pack, link=link, crs=crs)


def write_view(
    word: str,
    out: Path,
    parameters: Mapping[str, str],
    place: str,
    pack: Path | None,
    *,
    link: str,
    crs: str = "",
) -> None:
    """Write what a view shows in a format, and say what was written."""
    check_folder(out)
    atlas = open_asked(place, pack, parameters)
    reading = atlas.parse_address(parameters)
    if reading.notes:
        # On a page an unknown value falls back and is reported; a file must not be made of
        # something else than was asked for.
        raise AddressError(reading.notes)
    # Named is what is open, however it was asked for.
    selection = replace(reading.selection, place=atlas.store.place)
    if has_levels(selection.place):
        selection = replace(selection, level=cast("Level", atlas.level))
    shown = urlencode(format_selection(selection, whole=True), safe=",~.-")
    with working("Working out figures"), speaking(atlas.speech):
        extract = replace(
            make_asked_extract(atlas, selection, find_formats()[word], link=f"{link}?{shown}"),
            crs=crs,
        )
        write_out(out, write_export(extract, word))
        beside = {} if is_standard(out) else write_companions(extract, word, file_name=out.name)
    for name, content in beside.items():
        write_out(out.parent / name, content)
    also = f", with {', '.join(beside)} beside it" if beside else ""
    print_written(out, f"{len(extract.areas)} {extract.rows}s{also}.")
    ASIDE.print(" ".join(extract.filter_words) or "No filter.")


def draw(
    layer: Annotated[str, typer.Argument(help="What the map shows, such as mig_moved_1yr.")],
    out: Annotated[
        Path,
        typer.Option("--out", help="A .png, .svg, .pdf or .html file, or - for standard output."),
    ],
    form: options.Format = "",
    address: options.Address = "",
    filters: options.Filters = None,
    place: options.Place = USUAL,
    pack: options.Pack = None,
    link: options.Link = "",
    lang: options.Lang = "",
) -> None:
    """Draw a layer as a map; the file's ending sets the format."""
    maps = (spec for spec in find_formats().values() if spec.kind == "map")
    word = choose_format(out, form, list_endings(maps))
    settings = parse_settings(address, [*(filters or []), f"layer={layer}"], lang)
    write_view(word, out, settings, place, pack, link=link)
