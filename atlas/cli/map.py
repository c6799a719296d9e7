"""The command map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas.cli import options
from atlas.cli.export import write_view
from atlas.cli.opening import USUAL, parse_settings
from atlas.cli.writing import choose_format, list_endings
from atlas.export import find_formats


def draw(
    layer: Annotated[str, typer.Argument(help="What the map shows, such as mig_moved_1yr.")],
    out: Annotated[Path, typer.Option("--out", help="A file .png, .svg, .pdf or .html, or -.")],
    form: options.Format = "",
    address: options.Address = "",
    filters: options.Filters = None,
    place: options.Place = USUAL,
    pack: options.Pack = None,
    link: options.Link = "",
    lang: options.Lang = "",
) -> None:
    """Draw a layer as a map: the ending of the file says the format."""
    maps = (spec for spec in find_formats().values() if spec.kind == "map")
    word = choose_format(out, form, list_endings(maps))
    settings = parse_settings(address, [*(filters or []), f"layer={layer}"], lang)
    write_view(word, out, settings, place, pack, link=link)
