"""A document for a committee: a table per record, with what explains it, and no way back."""

from __future__ import annotations

import io

import pytest
from docx import Document

from atlas.errors import PlanError
from atlas.plan.exchange.as_word import write
from atlas.plan.exchange.copy_of_plan import copy_plan
from atlas.plan.exchange.explain import describe_with
from atlas.plan.exchange.formats import read_plan
from atlas.plan.records.kinds.planned_action import PlannedAction


@pytest.fixture
def document(copy):
    """The plan's document, open."""
    return Document(io.BytesIO(write(copy)))


def find_cell(table, title):
    rows = (row.cells for row in table.rows)
    return next(right for left, right in rows if left.paragraphs[0].text == title)


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
    assert find_cell(first, "Status").text == "Agreed"
    assert first.style.name == "Table Grid"
    left, _ = first.rows[0].cells
    assert (left.text, left.paragraphs[0].style.name) == ("Action", "Plan field")


def test_actions_are_named_placed_and_sourced(plans, tiny_atlas):
    made = plans.history("tiny")[0].at
    action = next(iter(tiny_atlas.definitions.actions))
    area = tiny_atlas.store.areas.index[0]
    record = PlannedAction(action=action, areas=(area, "E00000000"), measures=("dem_pop",))
    plans.add("tinyville", record)
    copy = copy_plan(
        plans, "tinyville", name="Tinyville", made=made, explain=describe_with(tiny_atlas)
    )
    text = "\n".join(one.text for one in Document(io.BytesIO(write(copy))).paragraphs)
    defined = tiny_atlas.definitions.actions[action]
    assert defined.summary in text
    assert f"Where: {tiny_atlas.name_of(area)}; E00000000" in text
    assert tiny_atlas.definitions.indicators["dem_pop"].name in text
    source = defined.sources[0]
    assert tiny_atlas.definitions.documents[source.document].title in text
    assert source.heading.rstrip(".") in text


def test_several_of_a_field_are_paragraphs_of_one_cell(document):
    cell = find_cell(document.tables[0], "Partners")
    assert [one.text for one in cell.paragraphs] == ["Library", "+44 club"]
    assert {one.style.name for one in cell.paragraphs} == {"Plan text"}


def test_a_document_is_not_brought_back_and_says_what_is(copy):
    with pytest.raises(PlanError) as caught:
        read_plan(write(copy), called="plan.docx")
    (fault,) = caught.value.faults
    assert fault.where == "plan.docx"
    assert "cannot be imported" in fault.what
    assert "Excel workbook or JSON" in fault.remedy
