"""Read an uploaded file by its content, not by its name."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from atlas.tables import read_geopackage as geopackage
from atlas.tables import read_opendocument as opendocument
from atlas.tables import read_shapefile as shapefile
from atlas.tables import read_workbook as workbook
from atlas.tables.read_delimited import read_delimited
from atlas.tables.read_geojson import read_geojson
from atlas.tables.read_geoparquet import read_geoparquet
from atlas.tables.read_html import is_html, read_html
from atlas.tables.table import MEGABYTE, MOST_BYTES, Upload, refuse
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARQUET = b"PAR1"
ZIP, OLE, SQLITE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00"
OTHERS = {
    b"%PDF": to_say("The file is a PDF, not a table."),
    b"\x89PNG": to_say("The file is a picture, not a table."),
    b"\xff\xd8\xff": to_say("The file is a picture, not a table."),
}
# Texts that are another kind of file, by what stands near their beginning.
WRITTEN = {
    b"urn:schemas-microsoft-com:office:spreadsheet": to_say(
        "The file is an Excel 2003 XML spreadsheet, which is not read here."
    ),
    b"<kml": to_say("The file is KML, not a table."),
    b"MIME-Version:": to_say("The file is a web archive (MHTML), not a table."),
    b'"Topology"': to_say("The file is TopoJSON, which is not read here."),
}
# Archives that are another kind of file, by a part that they have.
ARCHIVED = {
    b"xl/workbook.bin": to_say(
        "The file is a binary Excel workbook (.xlsb), which is not read here."
    ),
    b"word/document.xml": to_say("The file is a Word document, not a table."),
    b"ppt/presentation.xml": to_say("The file is a presentation, not a table."),
    b"Index/Document.iwa": to_say("The file is an Apple Numbers document, which is not read here."),
}
SAVE_AS = to_say("Open it in the program it comes from, save it as {kinds}, and choose that file.")
# Bytes that may precede the first character of a text.
BLANK = b"\xef\xbb\xbf \t\r\n"
SAMPLE = 4_096
EMPTY_ZIP = b"PK\x05\x06"


def list_parts(content: bytes) -> list[str]:
    """Return the sheets or layers a person can choose from; none for a text table.

    Raises
    ------
    UploadError
        If the file is empty, too large, of another kind, or damaged.
    """
    check_content(content)
    with _quietly():
        list_them, _ = _find_format(content)
        return list_them(content) if list_them else []


def read_file(name: str, content: bytes, *, part: str = "") -> Upload:
    """Return the table of an uploaded file.

    Parameters
    ----------
    name
        Name of the file, only to be shown.
    content
        Its bytes.
    part
        Name of the sheet or layer; empty for the first.

    Raises
    ------
    UploadError
        With what is wrong with the file, and a remedy.
    """
    check_content(content)
    with _quietly():
        list_them, read = _find_format(content)
        return read(name, content, part) if list_them else read(name, content)


def _find_format(
    content: bytes,
) -> tuple[Callable[[bytes], list[str]] | None, Callable[..., Upload]]:
    """Return what lists the sheets or layers of a file, and what reads it or one of them."""
    if content.startswith(ZIP):
        if opendocument.is_opendocument(content):
            return opendocument.list_tables, opendocument.read_opendocument
        if _is_workbook(content):
            return workbook.list_sheets, workbook.read_workbook
        return shapefile.list_shapefiles, shapefile.read_shapefile
    if content.startswith(SQLITE):
        return geopackage.list_layers, geopackage.read_geopackage
    if content.startswith(PARQUET):
        return None, read_geoparquet
    return None, _find_text_format(content)


def _find_text_format(content: bytes) -> Callable[..., Upload]:
    start = content.lstrip(BLANK)[:1]
    if start == b"{" or (start == b"[" and b"{" in content[:SAMPLE]):
        return read_geojson
    return read_html if is_html(content) else read_delimited


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the warnings of libraries out of the log, as they quote cells of the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def check_content(content: bytes) -> None:
    """Refuse a file that is empty, too large, or evidently not a table.

    Raises
    ------
    UploadError
        With what is wrong with the file, and a remedy.
    """
    if not content.strip():
        refuse(say("The file is empty."), remedy=say("Choose the file that has the figures."))
    if len(content) > MOST_BYTES:
        refuse(
            say(
                "The file is {size} MB; at most {most} MB can be read.",
                size=format_number(len(content) / MEGABYTE),
                most=MOST_BYTES // MEGABYTE,
            ),
            remedy=say(
                "Keep only the rows of your area and the columns you need, and choose that file."
            ),
        )
    if content.startswith(OLE):
        workbook.refuse_locked(content)
    _refuse_other(content)
    other = next((say(words) for start, words in OTHERS.items() if content.startswith(start)), "")
    is_book = _is_workbook(content) or opendocument.is_opendocument(content)
    if content.startswith(ZIP) and not is_book and not shapefile.list_shapefiles(content):
        other = say("The file is an archive with no workbook and no shapefile in it, not a table.")
    elif content.startswith(EMPTY_ZIP):
        other = say("The file is an empty archive, not a table.")
    if other:
        refuse(
            other,
            expected=say(
                "CSV, Excel (.xlsx), OpenDocument (.ods), GeoPackage (.gpkg), GeoJSON, GeoParquet "
                "or a zipped shapefile"
            ),
            remedy=say("Unpack the archive first and choose the table in it."),
        )


def _refuse_other(content: bytes) -> None:
    """Refuse a file of a kind that another program saves, with the kind to save it as."""
    zipped = content.startswith(ZIP)
    known = ARCHIVED if zipped else WRITTEN
    sample = content if zipped else content[:SAMPLE].replace(b"\x00", b"")
    found = next((words for mark, words in known.items() if mark in sample), "")
    if found:
        shapes = found in (WRITTEN[b"<kml"], WRITTEN[b'"Topology"'])
        refuse(say(found), remedy=say(SAVE_AS, kinds="GeoJSON" if shapes else say(".xlsx or CSV")))


def _is_workbook(content: bytes) -> bool:
    """Return whether an archive contains a workbook, by the names in its directory."""
    return b"xl/workbook" in content
