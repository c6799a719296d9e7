"""The commands sheet and paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, cast, get_args

import typer
from rich.progress import track

from atlas.cli import options
from atlas.cli.opening import find_area, open_told
from atlas.cli.output import (
    ASIDE,
    SCREEN,
    check_folder,
    choose_format,
    is_standard,
    print_written,
    working,
    write_out,
)
from atlas.errors import AddressError, AtlasError, Fault
from atlas.facade import Atlas
from atlas.quantities import format_number_of
from atlas.selection.compared import parse_compared
from atlas.selection.public_address import SETTING, find_public, set_address
from atlas.sheets.bundle import Format, name_file, write_sheets, write_zip
from atlas.sheets.content import Sheet, make_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.text import speaking


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
        typer.Option(
            "--out", help="A folder, a .pdf, .html or .zip file, or - for standard output."
        ),
    ] = Path(),
    form: options.Format = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    link: options.PublicLink = "",
    without_type: options.WithoutType = False,
    compare: options.Compare = "",
    lang: options.Lang = "",
) -> None:
    """Write hand-outs to print: an A4 page for each area."""
    words = get_args(Format)
    endings = {word: (word, "zip") for word in words}
    chosen = cast("Format", choose_format(out, form, endings, usual=words[0]))
    check_folder(out)
    atlas = open_told(place, pack, lang)
    codes = _list_codes(atlas, areas or [], wards or [], every=every)
    link = find_link(link)
    with speaking(atlas.speech):
        steps = track(codes, "Sheets", console=ASIDE, transient=True)
        asked = _find_compared(atlas, compare)
        make = partial(make_sheet, atlas, link=link, with_type=not without_type, compare=asked)
        _write_all(map(make, steps), chosen, out)
    print_written(out, f"{format_number_of(len(codes), 'sheet')}.")


def find_link(link: str) -> str:
    """Return the address for links; where there is none, say why and how to give one."""
    found = find_public(link, set_address())
    if not found:
        given = link or set_address()
        why = f"{given} does not work from another computer. " if given else ""
        told = f"{why}There is no link and no QR code without the atlas's public address."
        ASIDE.print(f"{told} Give it with --link ADDRESS, or set {SETTING}.")
    return found


def _write_all(sheets: Iterable[Sheet], chosen: Format, out: Path) -> None:
    """Write sheets into one file, or each into a folder."""
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
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    link: options.PublicLink = "",
    without_type: options.WithoutType = False,
    compare: options.Compare = "",
    lang: options.Lang = "",
) -> None:
    """Write a paragraph for a committee paper: figures, dates, sources and caution."""
    atlas = open_told(place, pack, lang)
    link = find_link(link)
    with speaking(atlas.speech):
        code = find_area(atlas, area)
        asked = _find_compared(atlas, compare)
        made = make_sheet(atlas, code, link=link, with_type=not without_type, compare=asked)
        SCREEN.print(make_paragraph(made))


def _find_compared(atlas: Atlas, compare: str) -> tuple[str, ...] | None:
    """Return the comparators asked for; None for the usual one."""
    if not compare:
        return None
    notes: list[Fault] = []
    found = parse_compared(compare, atlas.comparators, notes)
    if notes:
        # On a page what is not known is left out with a note; paper must be what was asked for.
        raise AddressError(notes)
    return found


def _list_codes(
    atlas: Atlas, areas: Iterable[str], wards: Iterable[str], *, every: bool
) -> list[str]:
    """Return the codes to write a sheet of, each once; unknown codes are refused before writing."""
    codes = [find_area(atlas, area) for area in areas]
    for ward in wards:
        codes += atlas.areas_of(find_area(atlas, ward, among=("ward",)))
    if every:
        codes += [str(area) for area in atlas.measures.areas]
    if not codes:
        what = "No area is given."
        expected = "codes of areas, --ward CODE, or --all"
        raise AtlasError([Fault("sheet", what, expected=expected, remedy="Name at least one.")])
    return list(dict.fromkeys(codes))
