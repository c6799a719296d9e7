"""Each form that a field may have is written as people read it, and read as people write it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from atlas.errors import PlanError
from atlas.plan.exchange import as_excel, columns, copy_of_plan, read_excel
from atlas.plan.exchange.copy_of_plan import Copy
from atlas.plan.records.record import KindSpec, Line, Record
from atlas.plan.records.shapes import list_shapes
from atlas.plan.records.versions import Kept

Size = Literal["small", "large"]


class Seat(Record):
    """A record within a record."""

    name: Line
    number: int = 1


class Everything(Record):
    """A kind with a field of each form."""

    title: Line = ""
    names: tuple[Line, ...] = ()
    size: Size = "small"
    sizes: Annotated[tuple[Size, ...], Field(max_length=2)] = ()
    other: Size | None = None
    day: Annotated[date, Field(ge=date(1990, 1, 1))] | None = None
    count: Annotated[int, Field(ge=0)] = 0
    share: float | None = None
    agreed: bool = False
    seats: tuple[Seat, ...] = ()


KIND = KindSpec("everything", Everything, "Every/thing: all of it, and a long name", 1)
FORMS = {
    "title": "text",
    "names": "lines",
    "size": "choice",
    "sizes": "choices",
    "other": "choice",
    "day": "day",
    "count": "whole",
    "share": "number",
    "agreed": "yes",
    "seats": "json",
}
NAMES = st.text("abcäß'\"=+ ", min_size=1, max_size=8).filter(str.strip)
RECORDS = st.builds(
    Everything,
    title=NAMES,
    names=st.lists(NAMES, max_size=2).map(tuple),
    size=st.sampled_from(["small", "large"]),
    sizes=st.sampled_from([(), ("small",), ("small", "large")]),
    other=st.sampled_from([None, "small", "large"]),
    day=st.none() | st.dates(date(1990, 1, 1), date(2199, 12, 31)),
    count=st.integers(0, 10**9),
    share=st.none() | st.floats(-1e9, 1e9),
    agreed=st.booleans(),
    seats=st.lists(st.builds(Seat, name=NAMES, number=st.integers(0, 9)), max_size=2).map(tuple),
)
SHAPES = {shape.field: shape for shape in list_shapes(KIND)}


@pytest.fixture
def only_kind(monkeypatch):
    """Let this kind be the only one there is."""
    for module in (copy_of_plan, read_excel):
        monkeypatch.setattr(module, "find_kinds", lambda: {"everything": KIND})


def test_each_annotation_has_its_form():
    assert {field: shape.form for field, shape in SHAPES.items()} == FORMS
    assert [field for field, shape in SHAPES.items() if shape.optional] == ["other", "day", "share"]


@given(record=RECORDS)
def test_a_text_that_was_written_is_read_as_the_same(record):
    for field, shape in SHAPES.items():
        text = shape.write(getattr(record, field))
        if text or shape.optional:
            values = {**record.model_dump(), field: shape.read(text, where="here")}
            assert Everything.model_validate(values) == record


@given(record=RECORDS)
def test_every_form_goes_to_a_workbook_and_back(only_kind, record):
    kept = Kept("0" * 32, 1, "tiny", record, datetime(2030, 1, 1, tzinfo=UTC))
    content = as_excel.write(Copy("tiny", "Tinyville", kept.changed, (kept,)))
    (entry,) = as_excel.read(content)
    assert entry.faults == ()
    assert Everything.model_validate(entry.values) == record


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("day", "31.12.2030", "2030-12-31"),
        ("count", "many", "a whole number"),
        ("share", "half", "a number"),
        ("agreed", "perhaps", "yes"),
        ("size", "smal", "one of Small, Large"),
        ("sizes", "Small\nhuge", "one of Small, Large"),
        ("seats", "{", "what an export writes"),
        ("count", "", "a whole number"),
    ],
)
def test_what_cannot_be_read_says_what_is_expected(field, text, told):
    with pytest.raises(PlanError) as caught:
        SHAPES[field].read(text, where="Row 2")
    (fault,) = caught.value.faults
    assert fault.where == "Row 2"
    assert told in fault.expected


def test_a_sheet_has_a_name_that_excel_allows():
    assert columns.name_sheet(KIND) == "Every thing  all of it, and a l"
