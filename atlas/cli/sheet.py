"""The commands sheet and paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, cast, get_args

import typer
from rich.progress import track

from atlas.cli.areas import find_area
from atlas.cli.opening import open_told
from atlas.cli.output import (
    ASIDE,
    SCREEN,
    LangOption,
    PackOption,
    PlaceOption,
    working,
)
from atlas.cli.writing import (
    FormatOption,
    check_folder,
    choose_format,
    is_standard,
    tell_written,
    write_out,
)
from atlas.errors import AtlasError, Fault
from atlas.facade import Atlas
from atlas.quantities import say_number_of
from atlas.sheets.bundle import Format, name_file, write_sheets, write_zip
from atlas.sheets.content import make_sheet
from atlas.sheets.paragraph import write_paragraph
from atlas.text import speaking

# Where `streamlit run app.py` is found by who started it.
HERE = "http://localhost:8501/"
LinkOption = Annotated[
    str, typer.Option("--link", help="Address of the atlas, for the link and its QR code.")
]


def sheet(
    areas: Annotated[
        list[str] | None,
        typer.Argument(help="Areas, wards or MSOAs by code or name.", metavar="AREA"),
    ] = None,
    wards: Annotated[
        list[str] | None,
        typer.Option("--ward", help="A ward by code or name: a sheet for each of its areas."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A sheet for every area.")] = False,
    out: Annotated[
        Path,
        typer.Option("--out", help="A folder, one file .pdf, .html or .zip, or -."),
    ] = Path(),
    form: FormatOption = "",
    place: PlaceOption = "luton",
    pack: PackOption = None,
    link: LinkOption = HERE,
    lang: LangOption = "",
) -> None:
    """Write hand-outs on paper: a page of A4 for each area."""
    chosen = _choose_format(form, out)
    check_folder(out)
    atlas = open_told(place, pack, lang)
    codes = _list_codes(atlas, areas or [], wards or [], every=every)
    with speaking(atlas.speech):
        _write_all(atlas, codes, chosen, out, link=link)
    tell_written(out, f"{say_number_of(len(codes), 'sheet')}.")
    if link == HERE:
        remedy = "With --link ADDRESS it leads to a public one."
        ASIDE.print(f"The link on paper is {HERE}, on this machine alone. {remedy}", markup=False)


def _write_all(atlas: Atlas, codes: list[str], chosen: Format, out: Path, *, link: str) -> None:
    """Write a sheet for each code into one file, or into a folder."""
    steps = track(codes, "Sheets", console=ASIDE, transient=True)
    sheets = (make_sheet(atlas, code, link=link) for code in steps)
    ending = out.suffix.lower()
    if ending == ".zip":
        write_out(out, write_zip(sheets, chosen))
    elif ending or is_standard(out):
        made = list(sheets)
        with working("Laying out"):
            content = write_sheets(made, chosen)
        write_out(out, content)
    else:
        out.mkdir(exist_ok=True)
        for one in sheets:
            write_out(out / name_file(one, chosen), write_sheets([one], chosen))


def paragraph(
    area: Annotated[str, typer.Argument(help="Code or name of an area, a ward or an MSOA.")],
    place: PlaceOption = "luton",
    pack: PackOption = None,
    link: LinkOption = HERE,
    lang: LangOption = "",
) -> None:
    """Write a paragraph for a committee paper: figures, dates, sources and caution."""
    atlas = open_told(place, pack, lang)
    with speaking(atlas.speech):
        SCREEN.print(
            write_paragraph(make_sheet(atlas, find_area(atlas, area), link=link)), markup=False
        )


def _choose_format(form: str, out: Path) -> Format:
    """Return the format of the sheets, each alone, together, or packed into a ZIP."""
    words = get_args(Format)
    endings = {word: (word, "zip") for word in words}
    return cast("Format", choose_format(out, form, endings, usual=words[0]))


def _list_codes(
    atlas: Atlas, areas: Iterable[str], wards: Iterable[str], *, every: bool
) -> list[str]:
    """Return what to write a sheet of, each once; an unknown code is refused before any is made."""
    codes = [find_area(atlas, area) for area in areas]
    for ward in wards:
        codes += atlas.areas_of(find_area(atlas, ward, among=("ward",)))
    if every:
        codes += [str(area) for area in atlas.measures.areas]
    if not codes:
        what = "No area is named."
        expected = "codes of areas, --ward CODE, or --all"
        raise AtlasError([Fault("sheet", what, expected=expected, remedy="Name at least one.")])
    return list(dict.fromkeys(codes))
