"""A plan as an Excel workbook: a sheet per kind, with columns, dates and drop-down lists."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from atlas.errors import Fault, PlanError
from atlas.export import to_excel
from atlas.export.cells import escape, is_formula
from atlas.export.to_excel import HEAD, HEAD_FILL, LONGEST_CELL, WRAPPED
from atlas.plan.exchange.columns import KEY, LISTS, Column, list_columns, name_sheet
from atlas.plan.exchange.read_excel import read_workbook
from atlas.plan.records.shapes import list_shapes
from atlas.text import format_number, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from atlas.plan.exchange.copy_of_plan import Copy
    from atlas.plan.records.versions import Kept

FORMAT = replace(to_excel.FORMAT, most_areas=None)
QUIET = Font(color="FF6B6B6B")
QUIET_FILL = PatternFill("solid", fgColor="FFF2F2F2")
# Formats that are read back have both.
read = read_workbook
# Rows below the last record with the same formats and lists, for new records.
SPARE_ROWS = 200
WIDTHS = {"text": 30, "lines": 26, "day": 12, "choice": 16, "choices": 14, "json": 40}
DAY = "yyyy-mm-dd"


def write(copy: Copy) -> bytes:
    """Return a plan as a workbook.

    One sheet per kind, whose last columns are the identity and the version of each record;
    by them an import recognises a row. A list of texts is one cell with one text on each
    line; a choice of several is one column for each. Text is never a formula.

    Raises
    ------
    PlanError
        If a text is longer than a cell holds.
    """
    book = Workbook()
    book.properties.title = say("Plan of {place}", place=copy.name)
    book.properties.creator = "Cohesion atlas"
    first = book.active
    _write_read_me(first, copy)
    key, lists = book.create_sheet(KEY), book.create_sheet(LISTS)
    for kind, kept in copy.list_kinds():
        sheet = book.create_sheet(name_sheet(kind), index=len(book.sheetnames) - 2)
        columns = list_columns(kind)
        # What an import needs to recognise a heading in whatever language it was written.
        for column in columns:
            key.append([sheet.title, kind.word, column.heading, column.field, column.choice, ""])
        for shape in list_shapes(kind):
            for choice, words in shape.choices.items() if shape.form == "choice" else ():
                key.append([sheet.title, kind.word, "", shape.field, choice, words])
        _write_kind(sheet, kept, columns, copy)
        _offer_choices(sheet, lists, columns, last=len(kept) + 1 + SPARE_ROWS)
    # Excel repairs a workbook whose lists are on a sheet that is "very hidden".
    key.sheet_state = lists.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put(cell: Cell, value: Any, *, where: str) -> None:  # noqa: ANN401 - text, number or day
    """Write a value into a cell; text stays text whatever it begins with."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            what = say(
                "This text has {count} characters; a cell can hold {most}.",
                count=format_number(len(value)),
                most=format_number(LONGEST_CELL),
            )
            remedy = say("Export as JSON, or shorten the text.")
            raise PlanError([Fault(where, what, remedy=remedy)])
        cell.value = escape(value)
        cell.data_type = "s"
        if is_formula(value):
            cell.quotePrefix = True
    elif isinstance(value, float):
        # openpyxl writes 16 digits of the 17 that a number may need.
        cell._value, cell.data_type = repr(value), "n"  # noqa: SLF001
    elif value is not None:
        cell.value = value


def _write_kind(
    sheet: Worksheet, records: Sequence[Kept[Any]], columns: Sequence[Column], copy: Copy
) -> None:
    told = [list(copy.explain(kept.record)) for kept in records]
    explained = list(dict.fromkeys(heading for row in told for heading, _ in row))
    forms = [*(column.form for column in columns), *("" for _ in explained)]
    headings = [*(column.heading for column in columns), *explained]
    for position, (heading, form) in enumerate(zip(headings, forms, strict=True), 1):
        cell = sheet.cell(1, position)
        _put(cell, heading, where=sheet.title)
        cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, WRAPPED
        width = WIDTHS.get(form, 14) if form else 36
        sheet.column_dimensions[get_column_letter(position)].width = width
    for number, (kept, words) in enumerate(zip(records, told, strict=True), 2):
        values = [column.write(kept) for column in columns]
        for heading in explained:
            texts = [text for name, text in words if name == heading]
            values.append("\n".join(texts)[:LONGEST_CELL])
        for position, (heading, value) in enumerate(zip(headings, values, strict=True), 1):
            _put(sheet.cell(number, position), value, where=f"{sheet.title}, {heading}")
    last = len(records) + 1
    for number in range(2, last + 1 + SPARE_ROWS):
        for position, form in enumerate(forms, 1):
            if number > last and form != "day":
                continue
            cell = sheet.cell(number, position)
            cell.alignment = WRAPPED
            if not form:
                cell.font, cell.fill = QUIET, QUIET_FILL
            elif form == "day":
                cell.number_format = DAY
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(forms))}{last}"


def _offer_choices(
    sheet: Worksheet, lists: Worksheet, columns: Sequence[Column], *, last: int
) -> None:
    """Give cells a drop-down list, stored in a column of a hidden sheet."""
    for position, column in enumerate(columns, 1):
        offered = column.offer()
        letter = get_column_letter(position)
        if column.form == "day":
            rule = DataValidation(
                type="date", operator="greaterThan", formula1="32874", allow_blank=True
            )
            rule.error = say("Enter a date, such as 2030-12-31.")
        elif offered:
            # The first list of all goes into column A.
            used = lists.max_column + 1 if lists["A1"].value is not None else 1
            for number, words in enumerate(offered, 1):
                _put(lists.cell(number, used), words, where=sheet.title)
            name = get_column_letter(used)
            area = f"{quote_sheetname(LISTS)}!${name}$1:${name}${len(offered)}"
            rule = DataValidation(type="list", formula1=area, allow_blank=True)
            rule.error = say("Choose one from the list.")
        else:
            continue
        rule.showErrorMessage = True
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _write_read_me(sheet: Worksheet, copy: Copy) -> None:
    sheet.title = say("Read me")
    lines = [
        say("Plan of {place}", place=copy.name),
        say("Made on {day}, with {count} entries.", day=copy.made.date(), count=len(copy.kept)),
        say("Edit the sheets and import the file. You first see what would change."),
        say("A row without identity and version is new. To copy a row, clear both in the copy."),
        say("Do not change the identity and version of other rows."),
        say("A row deleted here stays in the plan; remove it there."),
        say("If a cell has several entries, put each on its own line (Alt and Enter)."),
        say("Grey columns are explanations and are not imported."),
    ]
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, 1):
        cell = sheet.cell(number, 1)
        _put(cell, line, where=sheet.title)
        cell.alignment = WRAPPED
    sheet["A1"].font = Font(bold=True, size=14)
