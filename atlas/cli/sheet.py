"""The commands sheet and paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, cast, get_args

import typer
from rich.progress import track

from atlas.cli.opening import open_told
from atlas.cli.output import (
    ASIDE,
    SCREEN,
    LangOption,
    PackOption,
    PlaceOption,
    check_choice,
    working,
)
from atlas.errors import AtlasError, ExportError, Fault
from atlas.facade import Atlas
from atlas.quantities import say_number_of
from atlas.sheets.bundle import Format, name_file, write_sheets, write_zip
from atlas.sheets.content import Sheet, make_sheet
from atlas.sheets.paragraph import write_paragraph
from atlas.text import speaking

# Where `streamlit run app.py` is found by who started it.
HERE = "http://localhost:8501/"
WithoutTypeOption = Annotated[
    bool, typer.Option("--without-type", help="Leave out what kind of area it may be.")
]
LinkOption = Annotated[
    str, typer.Option("--link", help="Address of the atlas, for the link and its QR code.")
]


def sheet(
    areas: Annotated[
        list[str] | None,
        typer.Argument(help="Codes of areas, wards or MSOAs: a sheet for each.", metavar="AREA"),
    ] = None,
    wards: Annotated[
        list[str] | None,
        typer.Option("--ward", help="A ward's code: a sheet for each of its areas."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A sheet for every area.")] = False,
    out: Annotated[
        Path,
        typer.Option("--out", help="A folder, or one file that ends in .pdf, .html or .zip."),
    ] = Path(),
    form: Annotated[str, typer.Option("--format", help="pdf or html.")] = "",
    place: PlaceOption = "luton",
    pack: PackOption = None,
    link: LinkOption = HERE,
    without_type: WithoutTypeOption = False,
    lang: LangOption = "",
) -> None:
    """Write hand-outs on paper: a page of A4 for each area."""
    chosen = _choose_format(form, out)
    if not out.parent.is_dir():
        what = f"There is no folder {out.parent}."
        raise ExportError([Fault("--out", what, remedy="Make it, or name another.")])
    atlas = open_told(place, pack, lang)
    codes = _list_codes(atlas, areas or [], wards or [], every=every)
    with speaking(atlas.speech):
        steps = track(codes, "Sheets", console=ASIDE, transient=True)
        make = partial(make_sheet, atlas, link=link, with_type=not without_type)
        _write_all(map(make, steps), chosen, out)
    SCREEN.print(f"{out}: {say_number_of(len(codes), 'sheet')}.", markup=False)
    if link == HERE:
        remedy = "With --link ADDRESS it leads to a public one."
        ASIDE.print(f"The link on paper is {HERE}, on this machine alone. {remedy}", markup=False)


def _write_all(sheets: Iterable[Sheet], chosen: Format, out: Path) -> None:
    """Write sheets into one file, or each into a folder."""
    ending = out.suffix.lower()
    if ending == ".zip":
        out.write_bytes(write_zip(sheets, chosen))
    elif ending:
        made = list(sheets)
        with working("Laying out"):
            out.write_bytes(write_sheets(made, chosen))
    else:
        out.mkdir(exist_ok=True)
        for one in sheets:
            (out / name_file(one, chosen)).write_bytes(write_sheets([one], chosen))


def paragraph(
    area: Annotated[str, typer.Argument(help="Code of an area, a ward or an MSOA.")],
    place: PlaceOption = "luton",
    pack: PackOption = None,
    link: LinkOption = HERE,
    without_type: WithoutTypeOption = False,
    lang: LangOption = "",
) -> None:
    """Write a paragraph for a committee paper: figures, dates, sources and caution."""
    atlas = open_told(place, pack, lang)
    with speaking(atlas.speech):
        made = make_sheet(atlas, area, link=link, with_type=not without_type)
        SCREEN.print(write_paragraph(made), markup=False)


def _choose_format(form: str, out: Path) -> Format:
    """Return the format that was asked for, by its word or by the file's ending."""
    formats = list(get_args(Format))
    ending = out.suffix.lower().removeprefix(".")
    if ending:
        check_choice("--out", ending, [*formats, "zip"])
    if form:
        check_choice("--format", form, formats)
    if form and ending in formats and form != ending:
        what = f"The file ends in .{ending} and the format is {form}."
        raise AtlasError([Fault("--format", what, remedy="Leave one out, or make them agree.")])
    found = form or (ending if ending in formats else "pdf")
    return cast("Format", found)


def _list_codes(
    atlas: Atlas, areas: Iterable[str], wards: Iterable[str], *, every: bool
) -> list[str]:
    """Return what to write a sheet of, each once; an unknown code is refused before any is made."""
    codes = list(areas)
    for code in codes:
        atlas.find_level(code)
    for ward in wards:
        if atlas.find_level(ward) != "ward":
            what = f'"{ward}" is not the code of a ward.'
            remedy = "Name a ward, or give the code without --ward."
            raise AtlasError([Fault("--ward", what, remedy=remedy)])
        codes += atlas.areas_of(ward)
    if every:
        codes += [str(area) for area in atlas.measures.areas]
    if not codes:
        what = "No area is named."
        expected = "codes of areas, --ward CODE, or --all"
        raise AtlasError([Fault("sheet", what, expected=expected, remedy="Name at least one.")])
    return list(dict.fromkeys(codes))
