"""Figures, types and all that explains them as an Excel workbook."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from atlas.export.cells import escape, is_formula
from atlas.export.columns import describe_columns
from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import describe_indicator, describe_source
from atlas.export.same_bytes import settle
from atlas.layer.content import Figures
from atlas.quantities import COUNTED
from atlas.text import end_sentence, say, to_say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from atlas.definitions import Indicator
    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "xlsx",
    to_say("Excel workbook"),
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data",
    also_called=("excel",),
    most_areas=10_000,
    has_wards=True,
)
HEAD = Font(bold=True, color="FFFFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="FF26404A")
ROWS = {
    "area": to_say("One row per area. Figures are complete; only their display is rounded."),
    "ward": to_say("One row per ward. Figures are complete; only their display is rounded."),
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTHS = {"name": 16, "neighbourhood": 24, "ward": 18, "authority": 14}
LONGEST_CELL = 32_767
# Excel treats a workbook with a longer link as damaged.
LONGEST_LINK = 2_079


def write(extract: Extract) -> bytes:
    """Return a workbook: Read me, Figures, Data dictionary, Types, Sources, Bases and Gaps.

    `Figures` has one header row of identities, so that programs can read it; what they mean
    is in `Data dictionary`. A gap is an empty cell. Text is never a formula.
    """
    book = Workbook(write_only=True)
    book.properties.title = extract.title
    book.properties.creator = say("Cohesion atlas")
    _write_read_me(book.create_sheet("Read me"), extract)
    _write_figures(book.create_sheet("Figures"), extract)
    _write_dictionary(book.create_sheet("Data dictionary"), extract)
    rules = extract.type_rules.astype(object).where(extract.type_rules.notna(), None)
    _write_rows(
        book.create_sheet("Types"),
        list(rules.columns),
        rules.itertuples(index=False),
        widths=[18, 24, 24, 50, 40, 26, 34, 11, 9],
    )
    sources = [describe_source(source, extract.definitions) for source in extract.sources]
    _write_rows(
        book.create_sheet("Sources"),
        list(sources[0]) if sources else ["id"],
        (list(source.values()) for source in sources),
        widths=[30, 50, 34, 14, 34, 40, 28, 30, 50, 46, 24, 60],
    )
    _write_bases(book.create_sheet("Bases"), extract)
    _write_rows(
        book.create_sheet("Gaps"),
        list(extract.gaps.columns),
        extract.gaps.itertuples(index=False),
        widths=[14, 26, 60],
    )
    written = io.BytesIO()
    book.save(written)
    return settle(written.getvalue(), packed=2000, written="2000-01-01")


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> WriteOnlyCell:  # noqa: ANN401 - text or number
    """Return a cell that holds the value; text stays text whatever it begins with."""
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = escape(value[:LONGEST_CELL])
        # openpyxl takes a leading equals sign for a formula unless told otherwise.
        cell.data_type = "s"
        if is_formula(value):
            cell.quotePrefix = True
    elif value is not None and not math.isnan(value):
        _set_exactly(cell, value)
    return cell


def _set_exactly(cell: WriteOnlyCell, value: float) -> None:
    """Write a number with all its digits: openpyxl itself writes 16 of the 17."""
    whole = float(value).is_integer()
    cell._value = str(int(value)) if whole else repr(float(value))  # noqa: SLF001
    cell.data_type = "n"


def _head(sheet: WriteOnlyWorksheet, names: Iterable[str]) -> list[WriteOnlyCell]:
    style = _style(sheet, font=HEAD, fill=HEAD_FILL)
    cells = [_cell(sheet, name) for name in names]
    for cell in cells:
        if not cell.quotePrefix:
            cell._style = style  # noqa: SLF001 - see _number
    return cells


def _set_widths(sheet: WriteOnlyWorksheet, widths: Sequence[float]) -> None:
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def _write_rows(
    sheet: WriteOnlyWorksheet,
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    widths: Sequence[float],
) -> None:
    sheet.freeze_panes = "B2"
    _set_widths(sheet, widths)
    sheet.append(_head(sheet, names))
    count = 1
    wrapped = _style(sheet, alignment=WRAPPED)
    for row in rows:
        cells = [_cell(sheet, value) for value in row]
        for cell in cells:
            if not cell.quotePrefix:
                cell._style = wrapped  # noqa: SLF001 - see _number
        sheet.append(cells)
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{count}"


def _write_read_me(sheet: WriteOnlyWorksheet, extract: Extract) -> None:
    layer = extract.layer
    rows: list[tuple[str, str]] = [
        (say("Title"), extract.title),
        (say("Place"), extract.name),
        (say("Areas"), f"{extract.count_words} ({extract.geography.plural})"),
        *((say("Filter"), words) for words in extract.filter_words),
        *([(say("Link"), extract.link)] if extract.link else []),
        (say("Layer on screen"), f"{end_sentence(layer.texts.title)} {layer.texts.summary}"),
        (say("Date"), layer.texts.date),
        (say("Types"), extract.reading),
        *((say("Licence"), f"{licence.name}, {licence.page}") for licence in extract.licences),
        *((say("Attribution"), line) for line in extract.attributions),
        (say("Caution"), layer.texts.caution),
        *((say("Caution"), typology.caution) for typology in extract.typologies),
        *((say("Note"), line) for line in extract.notes),
        (
            say("Empty cell"),
            say("There is no figure; the sheet Gaps says why. It never means zero."),
        ),
        (
            say("Sheet Figures"),
            say(ROWS[extract.rows]),
        ),
        (
            say("Sheet Data dictionary"),
            say("What each column means, its base, source, date and caution."),
        ),
        (say("Sheet Types"), say("How each type is worked out: targets and weights, or rules.")),
        (say("Sheet Bases"), say("How many people or households each share is based on.")),
        (say("Sheet Sources"), say("The published tables, with date, licence and address.")),
    ]
    _set_widths(sheet, [22, 110])
    for name, text in dict.fromkeys(rows):
        cells = [_cell(sheet, name), _cell(sheet, text)]
        cells[0].font = Font(bold=True)
        cells[0].alignment = cells[1].alignment = WRAPPED
        if name == say("Title"):
            cells[1].font = Font(bold=True, size=14)
        if text.startswith(("https://", "http://")) and len(text) <= LONGEST_LINK:
            cells[1].hyperlink = text
        sheet.append(cells)


def _write_figures(sheet: WriteOnlyWorksheet, extract: Extract) -> None:
    names = [*extract.areas.columns, *extract.types.columns, *extract.type_details.columns]
    every = extract.values.join(extract.beside)
    figures = list(every.columns)
    sheet.freeze_panes = "C2"
    _set_widths(
        sheet,
        [12, *(WIDTHS.get(name, max(12, len(name) + 2)) for name in names)]
        + [max(10, len(name) + 2) for name in figures],
    )
    last = get_column_letter(1 + len(names) + len(figures))
    sheet.auto_filter.ref = f"A1:{last}{len(extract.areas) + 1}"
    sheet.append(_head(sheet, ["area", *names, *figures]))
    styles = [
        _style(sheet, number_format=_number_format(indicator)) for indicator in extract.indicators
    ]
    if isinstance(content := extract.layer.content, Figures):
        beside = _style(sheet, number_format=_number_format(content.indicator))
        styles += [beside] * len(extract.beside.columns)
    about = extract.table[names].itertuples(index=False)
    numbers = every.to_numpy(dtype=float).tolist()
    for area, texts, values in zip(extract.areas.index, about, numbers, strict=True):
        cells: list[Any] = [_cell(sheet, str(area)), *(_cell(sheet, text) for text in texts)]
        cells.extend(
            None if math.isnan(value) else _number(sheet, value, style)
            for value, style in zip(values, styles, strict=True)
        )
        sheet.append(cells)


def _style(sheet: WriteOnlyWorksheet, **settings: Any) -> StyleArray:  # noqa: ANN401 - fonts, fills …
    cell = WriteOnlyCell(sheet)
    for name, setting in settings.items():
        setattr(cell, name, setting)
    return cell._style  # noqa: SLF001 - see _number


def _number(sheet: WriteOnlyWorksheet, value: float, style: StyleArray) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    _set_exactly(cell, value)
    # Setting a format looks it up again for each of 18,000 cells, which takes half the time.
    cell._style = style  # noqa: SLF001
    return cell


def _write_bases(sheet: WriteOnlyWorksheet, extract: Extract) -> None:
    sheet.freeze_panes = "B2"
    names = list(extract.bases.columns)
    _set_widths(sheet, [12, *(max(10, len(name) + 2) for name in names)])
    sheet.append(_head(sheet, ["area", *names]))
    numbers = extract.bases.to_numpy(dtype=float).tolist()
    for area, values in zip(extract.areas.index, numbers, strict=True):
        plain = [None if math.isnan(value) else value for value in values]
        sheet.append([_cell(sheet, str(area)), *plain])


def _number_format(indicator: Indicator) -> str:
    if indicator.unit in COUNTED:
        return "#,##0"
    return "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")


def _write_dictionary(sheet: WriteOnlyWorksheet, extract: Extract) -> None:
    rows = [describe_indicator(indicator, extract.definitions) for indicator in extract.indicators]
    names = list(rows[0]) if rows else ["id", "name", "sentence"]
    listed = [list(row.values()) for row in rows]
    for column, (title, sentence) in describe_columns(extract).items():
        if column not in extract.values:
            known = {"id": column, "name": title, "sentence": sentence}
            listed.append([known.get(name, "") for name in names])
    widths = {"id": 26, "name": 32, "unit": 16, "method": 16, "year": 18}
    _write_rows(sheet, names, listed, widths=[widths.get(name, 44) for name in names])
