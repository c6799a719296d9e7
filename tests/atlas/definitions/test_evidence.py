"""Evidence: five steps worked out from the studies, and what the check refuses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.certainty import STEPS, find_allowed, find_step
from atlas.definitions.check_evidence import check_age, count_months
from atlas.definitions.evidence import Evidence, Study
from atlas.errors import DefinitionError
from tests.conftest import read_layers

DAY = date(2026, 11, 30)
DIRECTIONS = ("works", "works_small", "mixed", "no_effect", "may_harm", "not_known")


def make_study(kind="rct", finds="works", outcomes=("ties",), **given):
    """Return a study of an invented action."""
    return Study(
        document="doc_a", kind=kind, finds=finds, outcomes=list(outcomes), where="in Tinyville",
        year="2020", size="80 people", effect="They met.", read="full", page_seen=DAY, **given,
    )  # fmt: skip


def allow(*studies, direction="works", outcomes=("ties",)):
    """Return the step that studies allow."""
    return find_allowed(
        Evidence(
            strength=1, direction=direction, outcomes=list(outcomes), says="Told.", looked=DAY,
            studies=list(studies),
        )
    )  # fmt: skip


any_study = st.builds(
    make_study,
    kind=st.sampled_from(sorted(STEPS)),
    finds=st.sampled_from(DIRECTIONS),
    same=st.booleans(),
    far=st.booleans(),
    own=st.booleans(),
    sound=st.booleans(),
)


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("review", 5), ("rct", 4), ("comparison", 3), ("scoping", 2), ("before_after", 2),
        ("case_study", 2), ("guidance", 1),
    ],
)  # fmt: skip
def test_the_best_single_study_decides(kind, step):
    assert allow(make_study(kind)) == step
    assert allow(*[make_study("case_study")] * 5, make_study(kind)) == max(step, 2)


def test_two_comparisons_that_agree_are_as_good_as_a_trial():
    assert allow(make_study("comparison"), make_study("comparison", "works_small")) == 4
    assert allow(make_study("comparison"), make_study("comparison", "no_effect")) == 3
    assert allow(make_study("comparison"), make_study("comparison", same=False)) == 3
    assert allow(make_study("comparison"), make_study("comparison", sound=False)) == 3


def test_a_review_of_mixed_studies_is_four_and_one_that_could_not_tell_one():
    assert allow(make_study("review", "mixed"), direction="mixed") == 4
    assert allow(make_study("review", "not_known"), direction="not_known") == 1


def test_studies_that_contradict_each_other_are_mixed_at_the_weaker_side():
    told = (make_study("rct"), make_study("comparison", "no_effect"))
    assert allow(*told, direction="mixed") == 3


def test_no_effect_is_borrowed_from_another_outcome():
    assert allow(make_study("rct", outcomes=["work"]), outcomes=["ties"]) == 1
    assert allow(make_study("rct", outcomes=["work"]), outcomes=["ties", "work"]) == 1
    assert allow(make_study("rct", outcomes=["work", "ties"]), outcomes=["ties", "work"]) == 4


@given(any_study)
def test_a_near_action_or_a_far_setting_never_leads_above_three(study):
    if not study.same or study.far:
        assert find_step(study) <= 3
    if study.own:
        assert find_step(study) <= 2
    assert 1 <= find_step(study) <= STEPS[study.kind]


@given(any_study)
def test_each_doubt_costs_and_never_gains(study):
    for doubt in ({"same": False}, {"far": True}, {"own": True}, {"sound": False}):
        assert find_step(study.model_copy(update=doubt)) <= find_step(study)


@given(st.lists(any_study, max_size=5), any_study, st.sampled_from(DIRECTIONS))
def test_one_more_study_that_agrees_never_lowers_the_step(studies, more, direction):
    assert allow(*studies, more, direction=direction) >= allow(*studies, direction=direction)


COST = '\n[cost]\nband = "under_10k"\nper = "a year"\nknown = "our_guess"\n'
WORKS = """
[evidence]
strength = 4
direction = "works"
outcomes = ["ties"]
gains = "for ties"
says = "A trial in Tinyville."
against = "Few were asked."
looked = 2026-11-30

[[evidence.studies]]
document = "doc_a"
kind = "rct"
where = "in Tinyville"
year = "2020"
size = "80 people"
finds = "works"
outcomes = ["ties"]
effect = "They met."
read = "full"
page_seen = 2026-11-30
"""
UNKNOWN = """
[evidence]
strength = 1
direction = "not_known"
says = "Nothing was found."
test = "Ask both streets before and after."
searched = ["borrowing shelf evaluation", "library of things trial"]
looked = 2026-11-30
"""


@pytest.fixture
def rated(layers_copy):
    """A way to add to one action, with one replacement, and to get the faults."""
    path = layers_copy / "actions" / "TINY-2.toml"
    before = path.read_text(encoding="utf-8").split("\n[cost]")[0]

    def rate(text, old="", new=""):
        assert old in text
        path.write_text(before + text.replace(old, new, 1), encoding="utf-8")
        try:
            read_layers(layers_copy)
        except DefinitionError as error:
            return error.faults
        return []

    return rate


def test_what_the_rule_allows_is_read(rated):
    assert rated(COST + WORKS) == []
    assert rated(COST + UNKNOWN) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "where", "what"),
    [
        (WORKS, "strength = 4", "strength = 5", "evidence.strength", "do not support step 5"),
        (WORKS, 'kind = "rct"', 'kind = "rct"\nown = true', "evidence.strength", "step 4"),
        (WORKS, 'kind = "rct"', 'kind = "rct"\nsame = false', "evidence.strength", "step 4"),
        (WORKS, 'direction = "works"', 'direction = "no_effect"', "evidence.strength", "step 4"),
        (WORKS, 'against = "Few were asked."\n', "", "evidence.against", "strongest doubt"),
        (WORKS, '"full"', '"not_opened"', "evidence.studies", "not opened: doc_a"),
        (WORKS, 'gains = "for ties"\n', "", "evidence.gains", "not the outcomes"),
        (WORKS, 'outcomes = ["ties"]', 'outcomes = ["tie"]', "outcomes", 'no outcome "tie"'),
        (WORKS, '"doc_a"', '"doc_b"', "studies.0.document", 'no document "doc_b"'),
        (WORKS, "A trial in", "A proven way in", "evidence", 'says "proven"'),
        (WORKS, "A trial in", "Best practice in", "evidence", "Best practice"),
        (WORKS, "They met.", "It is guaranteed.", "evidence", "guaranteed"),
        (UNKNOWN, ', "library of things trial"', "", "evidence.searched", "the searches"),
        (UNKNOWN, 'test = "Ask both streets before and after."\n', "", "evidence.test", "test it"),
        (UNKNOWN, '"not_known"', '"works"', "evidence.direction", "no study shows which way"),
    ],
)  # fmt: skip
def test_the_check_refuses(rated, text, old, new, where, what):
    faults = rated(COST + text, old, new)
    found = [one for one in faults if where in one.where and what in str(one)]
    assert found, [str(one) for one in faults]
    assert found[0].remedy


def test_a_published_cost_names_its_document(rated):
    (fault,) = rated(COST.replace("our_guess", "published") + UNKNOWN)
    assert "no document is named" in fault.what


def test_cost_and_evidence_come_together(rated):
    (fault,) = rated(COST)
    assert "no [evidence]" in fault.what


def test_a_document_that_nobody_can_open_is_refused(rated, layers_copy):
    path = layers_copy / "documents" / "doc_a.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("page")]
    path.write_text("\n".join(kept), encoding="utf-8")
    faults = rated(COST + WORKS)
    assert any("it has no page" in one.what for one in faults)


def test_unknown_keys_are_errors(rated):
    (fault,) = rated(COST + WORKS.replace("strength = 4", "strength = 4\nstars = 5"))
    assert "stars" in str(fault)


def test_what_nobody_looked_at_for_three_years_is_refused_by_the_day(tiny_definitions):
    looked = date(2026, 11, 30)
    rated = [one for one in tiny_definitions.actions.values() if one.evidence]
    assert rated

    assert check_age(tiny_definitions, date(2029, 11, 29)) == []
    (fault, *_) = check_age(tiny_definitions, date(2029, 11, 30))
    assert looked.isoformat() in fault.what
    (fault, *_) = check_age(tiny_definitions, date(2026, 11, 29))
    assert "is in the future" in fault.what


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_are_counted_whole(since, months):
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    later = date(year, month + 1, 28)
    assert count_months(since.replace(day=28), later) == months
    assert count_months(since.replace(day=28), later.replace(day=27)) == months - 1
