"""Words from residents that may tell who somebody is are asked about before they are kept."""

from __future__ import annotations

import pytest

from atlas.plan.records.kinds.fit_words import FitWords
from atlas.plan.records.plans import open_plans
from tests.pages.test_plan import field, press

AREA = "E01015693"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def kept(plans):
    return [one.record.words for one in plans.list("luton", FitWords)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Please ask Mary Smith about the bins.", "“Mary Smith”"),
        ("Ring 01582 546000.", "“01582 546000”"),
        ("a@example.org knows", "“a@example.org”"),
        ("the noise at 12 Dunstable Road", "“12 Dunstable Road”"),
    ],
)
def test_what_tells_who_somebody_is_is_asked_about_and_kept_when_confirmed(draw, plans, said, told):
    page = draw("plan", part="fit", area=AREA)
    field(page, "text_area", "words").set_value(said)
    press(page, "Save")
    assert kept(plans) == []
    assert any(told in one for one in page.notices())
    assert field(page, "text_area", "words").value == said

    press(page, "Save it as it is")
    assert kept(plans) == [said]
    assert not page.notices()


def test_words_that_were_corrected_are_kept_without_another_question(draw, plans):
    page = draw("plan", part="fit", area=AREA)
    field(page, "text_area", "words").set_value("Ask Mary Smith about the bins in Bury Park.")
    press(page, "Save")
    assert kept(plans) == []

    field(page, "text_area", "words").set_value("Ask the caretaker about the bins in Bury Park.")
    press(page, "Save")
    assert kept(plans) == ["Ask the caretaker about the bins in Bury Park."]
