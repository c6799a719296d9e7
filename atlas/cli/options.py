"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas.definitions.roles import read_roles
from atlas.selection.public_address import SETTING

# The place where none is named.
PLACE = read_roles().place
Place = Annotated[str, typer.Option("--place", help="The place whose pack is opened.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")]
Lang = Annotated[
    str, typer.Option("--lang", help="Language of the output, such as de; otherwise English.")
]
Pack = Annotated[
    Path | None, typer.Option("--pack", help="Open this pack instead of the place's own.")
]
Format = Annotated[
    str, typer.Option("--format", help="The format, if the file's ending does not show it.")
]
Address = Annotated[
    str,
    typer.Option(
        "--address",
        help="The part after ? in the address of a view; it means the same here as in the browser.",
    ),
]
Filters = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        help=(
            "One setting of an address, and as many of them as you like: type=TYPOLOGY.TYPE, "
            "ward=CODE, near=CODE, area=CODE, or where=INDICATOR.SCALE.LOW~HIGH with one or both "
            "bounds, such as where=mig_churn.town.80~ (the highest 20 % of the place), "
            "where=dep_imd_decile.value.1~3 (the figure itself) or where=dem_density.england.~10. "
            "Several where must all hold; so must where=A,B."
        ),
    ),
]
Link = Annotated[
    str,
    typer.Option("--link", help="Address of the atlas; the file then has a link to the view."),
]
WithoutType = Annotated[
    bool, typer.Option("--without-type", help="Leave out what type of area it may be.")
]
Compare = Annotated[
    str,
    typer.Option(
        "--compare",
        help=(
            "What figures are compared with, up to four: england, region, county, twins, codes of "
            "authorities and wards, separated by commas, or none."
        ),
    ),
]
PublicLink = Annotated[
    str,
    typer.Option(
        "--link",
        help=(
            "Address at which others open the atlas, for the link and its QR code; otherwise that "
            f"in {SETTING}."
        ),
    ),
]
