"""A document that people edited: its tables are known again, added, and refused row by row."""

from __future__ import annotations

import io
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from atlas.errors import PlanError
from atlas.plan.exchange import as_word
from atlas.plan.exchange.as_word import read, write
from atlas.plan.exchange.copy_of_plan import copy_plan
from atlas.plan.exchange.explain import explain_with
from atlas.plan.exchange.preview import keep_import, preview_import
from atlas.plan.records.kinds.planned_action import PlannedAction


@pytest.fixture
def document(copy):
    """The plan's document, open."""
    return Document(io.BytesIO(write(copy)))


def bring(plans, document):
    """Return what an edited document would do."""
    written = io.BytesIO()
    document.save(written)
    return preview_import(plans, "tiny", read(written.getvalue()))


def find_cell(table, title):
    rows = (row.cells for row in table.rows)
    return next(right for left, right in rows if left.paragraphs[0].text == title)


def read_all(cell):
    """Return the text of a cell, that of lists to choose from too."""
    return "".join(node.text for node in cell._tc.iter(qn("w:t")))


def list_effects(preview):
    return [one.effect for one in preview.effects]


def test_the_document_reads_as_a_plan(document):
    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "Plan of Tinyville"),
        ("Heading 1", "Actions"),
        ("Heading 2", "=SUM(A1) is a title: «Viele Stimmen»"),
        ("Heading 2", "A table for all"),
    ]
    first, _ = document.tables
    assert read_all(find_cell(first, "Status")) == "Agreed"
    offered = find_cell(first, "Status")._tc.iter(qn("w:listItem"))
    assert [one.get(qn("w:value")) for one in offered] == [
        "idea",
        "agreed",
        "running",
        "done",
        "stopped",
    ]
    assert first.style.name == "Table Grid"
    looks = [one.style.name for one in first.rows[-3].cells[0].paragraphs]
    assert looks == ["Plan field"]
    assert find_cell(first, "Identity").paragraphs[0].style.name == "Plan quiet"
    assert find_cell(first, "Partners").paragraphs[0].style.name == "Plan text"
    assert [one.text for one in find_cell(first, "Partners").paragraphs] == ["Library", "+44 club"]


def test_actions_are_named_placed_and_sourced(plans, tiny_atlas):
    made = plans.history("tiny")[0].at
    action = next(iter(tiny_atlas.definitions.actions))
    area = tiny_atlas.store.areas.index[0]
    record = PlannedAction(action=action, areas=(area, "E00000000"), measures=("dem_pop",))
    plans.add("tinyville", record)
    copy = copy_plan(
        plans, "tinyville", name="Tinyville", made=made, explain=explain_with(tiny_atlas)
    )
    text = "\n".join(one.text for one in Document(io.BytesIO(write(copy))).paragraphs)
    defined = tiny_atlas.definitions.actions[action]
    assert defined.summary in text
    assert f"Where: {tiny_atlas.name_of(area)}; E00000000" in text
    assert tiny_atlas.definitions.indicators["dem_pop"].name in text
    source = defined.sources[0]
    assert tiny_atlas.definitions.documents[source.document].title in text
    assert source.heading.rstrip(".") in text


def test_an_edited_cell_changes_its_record(plans, document):
    status = find_cell(document.tables[1], "Status")
    next(status._tc.iter(qn("w:t"))).text = "Done"
    money = find_cell(document.tables[1], "Money")
    money.text = "core budget"
    partners = find_cell(document.tables[1], "Partners")
    partners.text = "Library"
    partners.add_paragraph("Club")
    preview = bring(plans, document)
    assert list_effects(preview) == ["same", "changed"]
    keep_import(plans, preview)
    record = plans.list("tiny", PlannedAction)[1].record
    assert (record.status, record.money) == ("done", "core")
    assert record.partners == ("Library", "Club")


def test_a_copied_table_without_identity_is_new(plans, document):
    last = document.tables[1]
    last._tbl.addnext(deepcopy(last._tbl))
    assert list_effects(bring(plans, document)) == ["same", "fault", "fault"]
    added = document.tables[2]
    find_cell(added, "Identity").text = ""
    find_cell(added, "Version").text = ""
    find_cell(added, "Title").text = "Another table"
    assert list_effects(bring(plans, document)) == ["same", "same", "new"]


def test_rows_that_cannot_be_read_are_told(plans, document):
    first, second = document.tables
    find_cell(first, "Start").text = "soon"
    find_cell(first, "Money").text = ""
    second.rows[0].cells[0].text = "Actoin"
    told = [fault.where for fault in bring(plans, document).faults]
    assert told == ["Table 1, Start", "Table 1, Money", "Table 2"]


def test_a_row_left_out_stays_as_it_is(plans, document):
    table = document.tables[0]
    row = next(row for row in table.rows if row.cells[0].text == "Note")
    table._tbl.remove(row._tr)
    assert list_effects(bring(plans, document)) == ["same", "same"]


def test_tables_are_known_without_their_title_and_others_are_left_alone(plans, document):
    for table in document.tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        table._tbl.tblPr.remove(caption)
    document.add_table(rows=2, cols=1).rows[0].cells[0].text = "Votes"
    assert list_effects(bring(plans, document)) == ["same", "same"]


def test_tracked_insertions_are_read_and_deletions_are_not(plans, document):
    paragraph = find_cell(document.tables[1], "Note").paragraphs[0]
    names = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {names} w:id='1'><w:r><w:t>New</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(f"<w:del {names} w:id='2'><w:r><w:delText>Old</w:delText></w:r></w:del>")
    )
    assert bring(plans, document).effects[1].record.note == "New"


@pytest.mark.parametrize("span", ["300", "abc", "-1"])
def test_a_cell_that_claims_to_span_many_columns_is_one_cell(plans, document, span, monkeypatch):
    rows = document.tables[0]._tbl.tr_lst
    for row in rows:
        wide = parse_xml(f"<w:gridSpan {nsdecls('w')} w:val='{span}'/>")
        row.tc_lst[1].get_or_add_tcPr().append(wide)
    texts = []
    read_cell = as_word._read_cell
    monkeypatch.setattr(
        as_word, "_read_cell", lambda cell: texts.append(read_cell(cell)) or texts[-1]
    )
    assert list_effects(bring(plans, document)) == ["same", "same"]
    assert len(texts) == 2 * 2 * len(rows)


def test_rows_that_go_on_from_above_stay_as_they_are(plans, document):
    table = document.tables[0]
    titles = [row.cells[0].paragraphs[0].text for row in table.rows]
    above = titles.index("What newcomers gain")
    table.rows[above].cells[1].merge(table.rows[above + 1].cells[1])
    effects = bring(plans, document).effects
    assert [one.effect for one in effects] == ["changed", "same"]
    assert len(effects[0].differences) == 1


def test_a_first_row_that_goes_on_from_above_is_no_error(plans, document):
    first = document.tables[0]._tbl.tr_lst[0]
    first.tc_lst[0].get_or_add_tcPr().append(parse_xml(f"<w:vMerge {nsdecls('w')}/>"))
    assert list_effects(bring(plans, document)) == ["same", "same"]


def test_a_table_without_properties_is_known_by_its_rows(plans, document):
    for table in document.tables:
        table._tbl.remove(table._tbl.tblPr)
    assert list_effects(bring(plans, document)) == ["same", "same"]


def test_a_document_without_a_body_is_told(document):
    document.element.remove(document.element.body)
    written = io.BytesIO()
    document.save(written)
    with pytest.raises(PlanError, match="damaged"):
        read(written.getvalue())
