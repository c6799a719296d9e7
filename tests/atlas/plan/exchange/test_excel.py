"""A workbook that people edited: rows are known again, added, and refused cell by cell."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from atlas.errors import PlanError
from atlas.plan.exchange.as_excel import read, write
from atlas.plan.exchange.copy_of_plan import copy_plan
from atlas.plan.exchange.preview import keep_import, preview_import
from atlas.plan.records.kinds.planned_action import PlannedAction


@pytest.fixture
def book(copy):
    """The plan's workbook, open."""
    return load_workbook(io.BytesIO(write(copy)))


@pytest.fixture
def cell(book):
    """A function that finds a cell of the first sheet by its heading and row."""
    sheet = book["Actions"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    return lambda heading, row: sheet.cell(row, headings[heading])


def bring(plans, book):
    """Return what an edited workbook would do."""
    written = io.BytesIO()
    book.save(written)
    return preview_import(plans, "tiny", read(written.getvalue()))


def list_effects(preview):
    return [one.effect for one in preview.effects]


def test_the_workbook_has_real_columns_days_and_lists(book, cell):
    sheet = book["Actions"]
    assert cell("Start", 2).value == datetime(2030, 2, 1)  # noqa: DTZ001 - workbooks know no zones
    assert cell("Start", 2).number_format == "yyyy-mm-dd"
    assert cell("Status", 2).value == "Agreed"
    assert cell("Sectors: Science", 2).value == "yes"
    assert cell("Sectors: Business", 2).value is None
    assert cell("Owner", 3).value == "007"
    assert cell("Title", 2).value.startswith("=SUM")
    assert cell("Title", 2).quotePrefix
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    column = next(rule.formula1 for rule in lists if cell("Status", 2).coordinate in rule.sqref)
    area = book["atlas lists"][column.rpartition("!")[2].replace("$", "")]
    assert [row[0].value for row in area] == ["Idea", "Agreed", "Running", "Done", "Stopped"]
    assert {book[name].sheet_state for name in ("atlas key", "atlas lists")} == {"hidden"}


def test_an_edited_row_changes_its_record_and_is_shown_first(plans, book, cell):
    cell("Status", 2).value = "running"
    cell("Review", 2).value = "2032-03-04"
    cell("Sectors: Business", 2).value = "x"
    cell("Partners", 2).value = "Library\nMosque and church"
    preview = bring(plans, book)
    assert list_effects(preview) == ["changed", "same"]
    told = {one.title: (one.before, one.after) for one in preview.effects[0].differences}
    assert told["Status"] == ("Agreed", "Running")
    assert told["Review"] == ("2031-02-01", "2032-03-04")
    assert told["Partners"] == ("Library\n+44 club", "Library\nMosque and church")
    assert set(told) == {"Status", "Review", "Partners", "Sectors"}
    assert plans.list("tiny", PlannedAction)[0].record.status == "agreed"
    keep_import(plans, preview, by="Committee")
    changed = plans.list("tiny", PlannedAction)[0]
    assert changed.record.status == "running"
    assert changed.record.review == date(2032, 3, 4)
    assert set(changed.record.sectors) == {"public", "science", "business"}
    assert (changed.version, changed.by) == (2, "Committee")


def test_a_row_without_identity_is_new(plans, book, cell):
    cell("Title", 4).value = "Walks along the river"
    cell("Status", 4).value = "Idea"
    cell("Money", 4).value = "None yet"
    preview = bring(plans, book)
    assert list_effects(preview) == ["same", "same", "new"]
    keep_import(plans, preview)
    assert [one.record.title for one in plans.list("tiny", PlannedAction)][2].startswith("Walks")
    assert list_effects(bring(plans, book)) == ["same", "same", "same"]


def test_a_row_that_was_changed_in_the_plan_too_is_a_conflict(plans, book, cell):
    kept = plans.list("tiny", PlannedAction)[1]
    theirs = plans.change(kept, kept.record.model_copy(update={"note": "Theirs"}))
    cell("Note", 3).value = "Ours"
    preview = bring(plans, book)
    assert list_effects(preview) == ["same", "conflict"]
    conflict = preview.effects[1]
    assert conflict.kept == theirs
    assert [(one.before, one.after) for one in conflict.differences] == [("Theirs", "Ours")]
    with pytest.raises(PlanError, match=r"(?s)row 3.*changed in the plan since the file was made"):
        keep_import(plans, preview)
    keep_import(plans, preview, conflicts="theirs")
    assert plans.find(kept.id) == theirs
    keep_import(plans, preview, conflicts="ours")
    assert plans.find(kept.id).record.note == "Ours"


def test_a_row_that_was_removed_in_the_plan_is_a_conflict(plans, book):
    plans.remove(plans.list("tiny", PlannedAction)[1])
    preview = bring(plans, book)
    assert list_effects(preview) == ["same", "conflict"]
    with pytest.raises(PlanError, match="removed from the plan since the file was made"):
        keep_import(plans, preview)
    keep_import(plans, preview, conflicts="ours")
    assert len(plans.list("tiny", PlannedAction)) == 2


def test_every_cell_that_cannot_be_read_is_told_and_nothing_is_kept(plans, book, cell):
    cell("Status", 2).value = "Runing"
    cell("Start", 2).value = "next week"
    cell("Owner", 3).value = "=A1"
    cell("Review", 3).value = date(1066, 10, 14)
    cell("Sectors: Public bodies", 3).value = "perhaps"
    preview = bring(plans, book)
    assert list_effects(preview) == ["fault", "fault"]
    told = {fault.where: fault for fault in preview.faults}
    assert told["Actions, row 2, Status"].closest == ("Running",)
    assert "2030-12-31" in told["Actions, row 2, Start"].expected
    assert "formula" in told["Actions, row 3, Owner"].what
    assert "Actions, row 3, Sectors: Public bodies" in told
    with pytest.raises(PlanError, match="Runing"):
        keep_import(plans, preview)
    assert len(plans.history("tiny")) == 2


def test_what_the_record_refuses_is_told_by_its_heading(plans, book, cell):
    cell("Review", 2).value = date(2029, 1, 1)
    cell("Welcoming principles", 3).value = "Two words"
    told = [(fault.where, fault.what) for fault in bring(plans, book).faults]
    assert told[0] == ("Actions, row 2", "The review is before the start.")
    assert told[1][0] == "Actions, row 3, Welcoming principles"


@pytest.mark.parametrize(("column", "row"), [("Identity", 3), ("Version", 2)])
def test_a_spoilt_identity_or_version_never_overwrites(plans, book, cell, column, row):
    other = cell(column, 2).value if column == "Identity" else "9-00000000"
    cell(column, row).value = other
    cell("Note", row).value = "Edited"
    effects = list_effects(bring(plans, book))
    assert effects in (["fault", "fault"], ["conflict", "same"])


def test_an_identity_of_nothing_or_of_another_place_is_told(plans, book, cell):
    cell("Identity", 2).value = "f" * 32
    cell("Identity", 3).value = plans.add("other", PlannedAction(title="Theirs")).id
    told = [fault.what for fault in bring(plans, book).faults]
    assert told == [
        "There is no record with this identity.",
        "This identity belongs to the plan of another place.",
    ]


def test_columns_may_be_moved_and_left_out_and_rows_sorted(plans, book):
    sheet = book["Actions"]
    headings = [cell.value for cell in sheet[1]]
    sheet.delete_cols(headings.index("Note") + 1)
    sheet.insert_cols(1)
    sheet["A1"], sheet["A2"] = "Our own remarks", "Ask about this"
    sheet.move_range(f"A3:{sheet.cell(3, sheet.max_column).coordinate}", rows=2)
    assert list_effects(bring(plans, book)) == ["same", "same"]


def test_a_column_of_several_that_is_missing_is_told(plans, book):
    sheet = book["Actions"]
    headings = [cell.value for cell in sheet[1]]
    sheet.delete_cols(headings.index("Sectors: Science") + 1)
    assert "is missing, but others" in bring(plans, book).faults[0].what


def test_a_workbook_without_its_key_is_read_by_its_headings(plans, book, cell):
    del book["atlas key"]
    cell("Note", 3).value = "Edited"
    assert list_effects(bring(plans, book)) == ["same", "changed"]


def test_headings_of_another_language_are_known_by_the_key(plans, book, cell):
    for row in book["atlas key"].iter_rows():
        if row[0].value == "Actions" and row[2].value == "Note":
            row[2].value = "Notiz"
        if row[5].value == "Running":
            row[5].value = "Läuft"
    cell("Note", 1).value = "Notiz"
    book["Actions"].title = "Maßnahmen"
    for row in book["atlas key"].iter_rows():
        if row[0].value == "Actions":
            row[0].value = "Maßnahmen"
    sheet = book["Maßnahmen"]
    sheet.cell(3, [one.value for one in sheet[1]].index("Notiz") + 1).value = "Anders"
    sheet.cell(3, [one.value for one in sheet[1]].index("Status") + 1).value = "läuft"
    preview = bring(plans, book)
    assert preview.effects[1].record.note == "Anders"
    assert preview.effects[1].record.status == "running"


def test_a_text_longer_than_a_cell_is_told(plans, monkeypatch):
    monkeypatch.setattr("atlas.plan.exchange.as_excel.LONGEST_CELL", 200)
    plans.add("tiny", PlannedAction(title="Long", note="x" * 201))
    copy = copy_plan(plans, "tiny", name="Tinyville", made=datetime(2030, 1, 1, tzinfo=UTC))
    with pytest.raises(PlanError, match=r"(?s)Actions, Note.*a cell can hold 200.*JSON"):
        write(copy)


def test_an_empty_plan_has_sheets_to_be_filled(open_file):
    plans = open_file("empty")
    empty = copy_plan(plans, "tiny", name="Tinyville", made=datetime(2030, 1, 1, tzinfo=UTC))
    book = load_workbook(io.BytesIO(write(empty)))
    sheet = book["Actions"]
    sheet["B2"] = "A table for all"
    preview = bring(plans, book)
    assert list_effects(preview) == ["new"]
    assert preview.effects[0].record == PlannedAction(title="A table for all")


@pytest.mark.parametrize("corner", ["A30000", "AF30000"])
@pytest.mark.parametrize("name", ["Actions", "atlas key"])
def test_a_sheet_that_claims_more_rows_than_a_plan_has_is_refused(book, name, corner):
    book[name][corner] = "x"
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(PlanError, match=r"(?s)too large.*below the last entry"):
        read(written.getvalue())


def test_a_remark_far_to_the_right_is_left_alone(plans, book):
    book["Actions"]["XFD3"] = "x"
    assert list_effects(bring(plans, book)) == ["same", "same"]


def test_a_workbook_of_more_tags_than_a_plan_has_is_refused(copy, monkeypatch):
    content = write(copy)
    monkeypatch.setattr("atlas.plan.exchange.read_excel.MOST_TAGS", 500)
    with pytest.raises(PlanError, match="too large to be a plan"):
        read(content)


def test_a_sheet_that_breaks_off_is_told(copy):
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(copy))) as given, zipfile.ZipFile(written, "w") as cut:
        for name in given.namelist():
            part = given.read(name)
            cut.writestr(name, part[: len(part) // 2] if name.endswith("sheet2.xml") else part)
    with pytest.raises(PlanError, match="damaged"):
        read(written.getvalue())


def test_a_last_cell_that_was_emptied_empties_its_field(plans, book, cell):
    sheet = book["Actions"]
    column = cell("Note", 1).column
    values = [one.value for one in sheet[1]]
    sheet.move_range(f"{cell('Note', 1).coordinate}:{cell('Note', 3).coordinate}", cols=60)
    assert values[column - 1] == "Note"
    sheet.cell(2, column + 60).value = None
    preview = bring(plans, book)
    assert list_effects(preview) == ["changed", "same"]
    assert preview.effects[0].record.note == ""


def test_an_identity_of_letters_that_cannot_be_shown_is_told(plans, book, cell):
    cell("Identity", 2).value = "_xD800__x0000_"
    cell("Identity", 3).value = "_xD800_" + "f" * 32
    preview = bring(plans, book)
    assert list_effects(preview) == ["new", "fault"]
    for fault in preview.faults:
        str(fault).encode()
