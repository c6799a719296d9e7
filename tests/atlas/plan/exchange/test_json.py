"""A plan in JSON with odd values is told record by record, and never spoils what is kept."""

from __future__ import annotations

import json

import pytest

from atlas.errors import PlanError
from atlas.plan.exchange.as_json import MARK, MOST_RECORDS, MOST_VERSIONS, read, write
from atlas.plan.exchange.preview import keep_import, preview_import
from atlas.plan.records.kinds.planned_action import PlannedAction

NEW = {"kind": "planned_action", "record": {"title": "A table for all"}}
KEPT = {**NEW, "id": "f" * 32, "version": 3, "changed": "2030-01-01T09:00:00+00:00"}


def pack(*records):
    """Return a file of these records."""
    return json.dumps({"format": MARK, "version": 1, "records": records}).encode()


def nest(depth):
    """Return a list in a list, and so on."""
    found = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "odd", [b"1" * 5_000, b"[" * 100_000], ids=["a number without end", "lists without end"]
)
def test_what_json_cannot_hold_is_told(odd):
    content = pack(NEW).replace(b'"A table for all"', odd)
    with pytest.raises(PlanError, match="too long, or nested too deeply"):
        read(content)


@pytest.mark.parametrize("depth", [30, 400, 900])
def test_a_record_nested_deep_is_a_fault_of_its_own(plans, depth):
    deep = {**KEPT, "record": {"title": "Deep", "partners": nest(depth)}}
    preview = preview_import(plans, "tiny", read(pack(deep, NEW)))
    assert [one.effect for one in preview.effects] == ["fault", "new"]
    assert all(fault.where.startswith("Record 1") for fault in preview.faults)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00", "0600-01-01T00:00:00Z"]
)
def test_a_moment_that_no_clock_shows_is_told(moment):
    (entry,) = read(pack({**KEPT, "changed": moment}))
    assert [fault.where for fault in entry.faults] == ["Record 1, changed"]
    assert "A plan cannot have been changed" in entry.faults[0].what


@pytest.mark.parametrize("version", [10**30, 2**63 - 1, 2**31 - 1, 0])
def test_a_version_that_cannot_go_on_counting_is_told(version):
    (entry,) = read(pack({**KEPT, "version": version}))
    assert [fault.where for fault in entry.faults] == ["Record 1, version"]


def test_a_record_of_the_highest_version_can_be_changed_again_and_again(plans):
    preview = preview_import(plans, "tiny", read(pack({**KEPT, "version": MOST_VERSIONS})))
    keep_import(plans, preview)
    kept = plans.find(KEPT["id"])
    for note in ("once", "twice"):
        kept = plans.change(kept, kept.record.model_copy(update={"note": note}))
    assert kept.version < 2**31


@pytest.mark.parametrize("sectors", [5, None, [{}], [["public"]], {"public": 1}, "public"])
def test_choices_that_are_no_list_of_words_are_told(plans, copy, sectors):
    content = json.loads(write(copy))
    content["records"][0]["record"]["sectors"] = sectors
    preview = preview_import(plans, "tiny", read(json.dumps(content).encode()))
    assert [one.effect for one in preview.effects] == ["fault", "same"]
    assert preview.faults[0].where.startswith("Record 1")


def test_a_kind_without_end_is_told_in_short(plans):
    preview = preview_import(plans, "tiny", read(pack({**NEW, "kind": "planned" * 9_000})))
    assert len(str(preview.faults[0])) < 400


def test_names_that_cannot_be_shown_are_told_without_them(plans):
    odd = {**NEW, "record": {"title": "A table", "no\ud800te\x00": "x"}}
    preview = preview_import(plans, "tiny", read(pack(odd, {**NEW, "\ud800": 1})))
    assert [one.effect for one in preview.effects] == ["fault", "fault"]
    for fault in preview.faults:
        str(fault).encode()


def test_a_list_of_records_without_end_is_refused():
    with pytest.raises(PlanError, match="too large to be a plan"):
        read(pack(*[1] * (MOST_RECORDS + 1)))


def test_a_record_of_faults_without_end_is_told_in_short(plans):
    wide = {f"a{number}": 1 for number in range(3_000)}
    odd = [{**NEW, **wide}, {**NEW, "record": wide}]
    faults = preview_import(plans, "tiny", read(pack(*odd))).faults
    assert 2 <= len(faults) <= 200


def test_the_list_of_kept_records_is_unchanged_by_a_refused_file(plans):
    preview = preview_import(plans, "tiny", read(pack(NEW, {**KEPT, "version": 10**30})))
    with pytest.raises(PlanError):
        keep_import(plans, preview)
    assert len(plans.list("tiny", PlannedAction)) == 2
