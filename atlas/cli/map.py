"""The command map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas.cli.export import export
from atlas.cli.output import LangOption, PackOption, PlaceOption, check_choice
from atlas.export import find_formats


def draw(
    layer: Annotated[str, typer.Argument(help="What the map shows, such as mig_moved_1yr.")],
    out: Annotated[Path, typer.Option("--out", help="A file .png, .svg, .pdf or .html.")],
    address: Annotated[
        str, typer.Option("--address", help="What follows ? in the address of a view.")
    ] = "",
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="One setting of an address, such as ward=... or area=..."),
    ] = None,
    place: PlaceOption = "luton",
    pack: PackOption = None,
    lang: LangOption = "",
) -> None:
    """Draw a layer as a map: the ending of the file says the format."""
    ending = out.suffix.lower().removeprefix(".")
    endings = [one.ending.removeprefix(".") for one in find_formats().values() if one.kind == "map"]
    check_choice("--out", ending, sorted(endings))
    word = next(one.word for one in find_formats().values() if one.ending == f".{ending}")
    export(word, out, address, [*(filters or []), f"layer={layer}"], place, pack, lang)
