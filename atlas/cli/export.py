"""The command export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

import typer

from atlas.address import format_selection
from atlas.cli.opening import open_told
from atlas.cli.output import ASIDE, SCREEN, LangOption, PackOption, PlaceOption, working
from atlas.errors import AddressError, ExportError, Fault
from atlas.export import find_format, write_companions, write_export
from atlas.export.extract import make_extract
from atlas.text import speaking


def export(
    export_format: Annotated[str, typer.Option("--format", help="Such as csv, xlsx or gpkg.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    address: Annotated[
        str, typer.Option("--address", help="What follows ? in the address of a view.")
    ] = "",
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="One setting of an address, such as type=... or where=..."),
    ] = None,
    place: PlaceOption = "luton",
    pack: PackOption = None,
    lang: LangOption = "",
) -> None:
    """Write the filtered areas to a file, one row per area."""
    spec = find_format(export_format)
    pairs = [text.partition("=")[::2] for text in filters or []]
    parameters = dict(parse_qsl(address.lstrip("?"))) | dict(pairs)
    if lang:
        parameters["lang"] = lang
    atlas = open_told(place, pack, parameters.get("lang", ""))
    reading = atlas.read_address(parameters)
    if reading.notes:
        # On a page an unknown value falls back and is told; a file must not be made of
        # something else than was asked for.
        raise AddressError(reading.notes)
    # The address names no place where --place or --pack does.
    selection = replace(reading.selection, place=atlas.store.place)
    link = f"?{urlencode(format_selection(selection, whole=True), safe=',~.-')}"
    if not out.parent.exists():
        what = f"There is no folder {out.parent}."
        raise ExportError([Fault("--out", what, remedy="Make it, or name another.")])
    with working("Working out figures"), speaking(atlas.speech):
        extract = make_extract(atlas, selection, link=link)
        out.write_bytes(write_export(extract, spec.word))
        beside = write_companions(extract, spec.word, file_name=out.name)
    for name, content in beside.items():
        (out.parent / name).write_bytes(content)
    also = f", with {', '.join(beside)} beside it" if beside else ""
    SCREEN.print(f"{out}: {len(extract.areas)} areas{also}.", markup=False)
    ASIDE.print(" ".join(extract.filter_words) or "No filter.", markup=False)
