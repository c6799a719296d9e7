"""What is exported and brought back unchanged changes nothing, and brings everything."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from atlas.errors import PlanError
from atlas.opening.places import read_definitions
from atlas.plan.exchange.copy_of_plan import Copy, copy_plan
from atlas.plan.exchange.formats import find_read_formats, read_plan, write_plan
from atlas.plan.exchange.preview import keep_import, preview_import
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.record import UNSEEN
from atlas.plan.records.versions import Kept
from atlas.text import speaking

WORDS = sorted(find_read_formats())
MADE = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)
every_format = pytest.mark.parametrize("word", WORDS)


@every_format
def test_a_file_that_was_not_edited_changes_nothing(plans, copy, word):
    entries = read_plan(write_plan(copy, word), called=f"plan.{word}")
    preview = preview_import(plans, "tiny", entries)
    assert [one.effect for one in preview.effects] == ["same", "same"]
    keep_import(plans, preview)
    assert len(plans.history("tiny")) == 2


@every_format
def test_a_file_in_another_language_is_read_in_it(plans, copy, word):
    with speaking(read_definitions().languages["de"].speech):
        entries = read_plan(write_plan(copy, word), called=f"plan.{word}")
        preview = preview_import(plans, "tiny", entries)
    assert [one.effect for one in preview.effects] == ["same", "same"]


@every_format
def test_what_has_no_identity_is_added_once(copy, word, open_file):
    other = open_file("other")
    bare = Copy("tiny", "", MADE, tuple(Kept("", 1, "", k.record, MADE) for k in copy.kept))
    content = write_plan(bare, word)
    if word == "json":
        content = content.replace(b'"id": ""', b'"id": null')
    else:
        content = without_stamps(content)
    for effect in ("new", "same"):
        preview = preview_import(other, "tiny", read_plan(content, called=f"plan.{word}"))
        assert [one.effect for one in preview.effects] == [effect, effect]
        keep_import(other, preview)
    records = [one.record for one in other.list("tiny", PlannedAction)]
    expected = [one.record for one in copy.kept]
    assert [one.model_copy(update={"sectors": ()}) for one in records] == [
        one.model_copy(update={"sectors": ()}) for one in expected
    ]
    assert [set(one.sectors) for one in records] == [set(one.sectors) for one in expected]


def without_stamps(content):
    """Return a workbook without the versions of its records."""
    inner = "xl/sharedStrings.xml"
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(written, "w") as changed,
    ):
        for name in given.namelist():
            text = given.read(name)
            changed.writestr(
                name, re.sub(rb">1-[0-9a-f]{8}<", b"><", text) if name == inner else text
            )
    return written.getvalue()


def test_json_brings_all_of_a_plan_into_another_database(plans, copy, open_file):
    kept = plans.list("tiny", PlannedAction)[0]
    plans.change(kept, kept.record.model_copy(update={"note": "Later"}), by="B")
    content = write_plan(copy_plan(plans, "tiny", name="Tinyville", made=MADE), "json")
    other = open_file("other")
    preview = preview_import(other, "tiny", read_plan(content, called="plan.json"))
    assert preview.count("new") == 2
    keep_import(other, preview, by="C")
    assert other.list_all("tiny") == plans.list_all("tiny")
    assert write_plan(copy_plan(other, "tiny", name="Tinyville", made=MADE), "json") == content
    assert {change.by for change in other.history("tiny")} == {"C"}


def test_stamps_of_two_databases_differ_where_their_records_do(plans, copy, open_file):
    entries = read_plan(write_plan(copy, "json"), called="plan.json")
    other = open_file("other")
    keep_import(other, preview_import(other, "tiny", entries))
    for there, note in ((plans, "here"), (other, "there")):
        kept = there.list("tiny", PlannedAction)[0]
        there.change(kept, kept.record.model_copy(update={"note": note}))
    content = write_plan(copy_plan(other, "tiny", name="", made=MADE), "json")
    preview = preview_import(plans, "tiny", read_plan(content, called="plan.json"))
    assert [one.effect for one in preview.effects] == ["conflict", "same"]


def test_what_another_place_has_is_brought_as_a_record_of_its_own(plans, copy):
    kept = plans.list("tiny", PlannedAction)[0]
    plans.remove(kept)
    entries = read_plan(write_plan(copy, "json"), called="plan.json")
    preview = preview_import(plans, "elsewhere", entries[:1])
    keep_import(plans, preview)
    (brought,) = plans.list("elsewhere", PlannedAction)
    assert brought.record == kept.record
    assert brought.id != kept.id


LINES = st.text(max_size=30).map(lambda text: " ".join(f"a {UNSEEN.sub('', text)}".split()))
SEVERAL = st.lists(LINES, max_size=3, unique=True).map(tuple)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2199, 12, 31))
RECORDS = st.builds(
    PlannedAction,
    title=LINES,
    owner=st.text(max_size=20),
    partners=SEVERAL,
    measures=SEVERAL,
    sectors=st.sampled_from([(), ("public",), ("public", "business", "science")]),
    review=DAYS,
    status=st.sampled_from(["idea", "agreed", "running", "done", "stopped"]),
    money=st.sampled_from(["none", "project", "core"]),
    gains_residents=st.text(max_size=50),
    note=st.text("=+-@_x0041 \t\n'\"<&ä", max_size=40),
)


def is_plain(record):
    """Return whether no text is split up by what a text file takes for a line's end."""
    texts = [record.title, *record.partners, *record.measures]
    return all(len(text.splitlines()) <= 1 for text in texts)


@every_format
@settings(max_examples=40)
@given(record=RECORDS.filter(is_plain))
def test_any_record_comes_back_as_it_was(word, record):
    kept = Kept("0" * 32, 3, "tiny", record, MADE, "me")
    content = write_plan(Copy("tiny", "Tinyville", MADE, (kept,)), word)
    (entry,) = read_plan(content, called=f"plan.{word}")
    assert not entry.faults
    assert PlannedAction.model_validate(entry.values) == record
    assert (entry.identity, entry.stamp) == (kept.id, kept.stamp)


@pytest.mark.parametrize("called", ["plan.xlsx", "plan.json"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"PK\x05\x06" + b"\x00" * 18, b"[]", b"{}"])
def test_what_is_no_plan_is_refused_by_its_name(called, content):
    with pytest.raises(PlanError, match=re.escape(called)):
        read_plan(content, called=called)


@settings(max_examples=30)
@given(place=st.integers(0, 3000), byte=st.integers(0, 255))
def test_a_damaged_file_is_told_and_never_a_traceback(place, byte):
    kept = Kept("0" * 32, 3, "tiny", PlannedAction(title="A table"), MADE, "me")
    for word in WORDS:
        content = bytearray(write_plan(Copy("tiny", "", MADE, (kept,)), word))
        content[place * 7 % len(content)] = byte
        with suppress(PlanError):
            read_plan(bytes(content), called=f"plan.{word}")


def test_a_format_that_is_not_there_is_told():
    with pytest.raises(PlanError, match=r"(?s)cannot be exported as \"pdf\".*xlsx, json, docx"):
        read_plan(b"", called="plan.pdf")


def test_no_cell_of_a_workbook_is_a_formula(copy):
    book = load_workbook(io.BytesIO(write_plan(copy, "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
