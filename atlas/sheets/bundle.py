"""Combine sheets: one PDF, one HTML page, or a ZIP of single files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from atlas.errors import ExportError, Fault
from atlas.sheets.to_html import write_html
from atlas.sheets.to_pdf import write_pdf
from atlas.text import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.sheets.content import Sheet

Format = Literal["pdf", "html"]
MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html", "zip": "application/zip"}
# The most that one visitor may request at once: the areas of a medium-sized town.
MOST_SHEETS = 150
# The earliest date a ZIP can hold, not the day of writing, so that the bytes stay the same.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_sheets(sheets: Sequence[Sheet], form: Format, *, title: str = "") -> bytes:
    """Return sheets as one file, a page each.

    Raises
    ------
    ExportError
        If there is no sheet to write.
    """
    if not sheets:
        remedy = say("Give an area, or relax the filters.")
        raise ExportError([Fault("sheets", say("There is no area to write about."), remedy=remedy)])
    write = write_pdf if form == "pdf" else write_html
    return write(sheets, title=title or _title_of(sheets))


def write_zip(sheets: Iterable[Sheet], form: Format) -> bytes:
    """Return a ZIP with a file for each sheet; the same sheets give the same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:
        for sheet in sheets:
            entry = zipfile.ZipInfo(name_file(sheet, form), ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, write_sheets([sheet], form))
    return written.getvalue()


def name_file(sheet: Sheet, ending: str) -> str:
    """Return a file name that sorts by code and includes the name people use.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> from atlas.sheets.content import make_sheet
    >>> atlas = open_atlas("luton")
    >>> name_file(make_sheet(atlas, "E01015693", link=""), "pdf")
    'E01015693_barnfield_luton_007a.pdf'
    """
    words = "_".join(re.findall(r"\w+", sheet.name.casefold()))
    return f"{sheet.code}_{words}.{ending}"


def _title_of(sheets: Sequence[Sheet]) -> str:
    if len(sheets) == 1:
        return say("{name}: area sheet", name=sheets[0].name)
    return say_counted(
        "{place}: {count} area sheet",
        "{place}: {count} area sheets",
        len(sheets),
        place=sheets[0].place,
    )
