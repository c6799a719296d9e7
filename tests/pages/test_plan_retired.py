"""The page Plan with actions that left the list: links and plans that name them go on working."""

from __future__ import annotations

import pytest

from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans

AREA = "E01015693"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def field(page, kind, name):
    """Return the control of the open form whose key ends with a field's name."""
    return next(one for one in page.test.get(kind) if (one.key or "").endswith(f"_{name}"))


def press(page, label):
    next(one for one in page.test.button if one.label == label).click().run()
    assert [one.value for one in page.test.exception] == []


def planned(plans):
    return [one.record for one in plans.list("luton", PlannedAction)]


def test_a_link_to_a_retired_action_opens_what_holds_it_now(draw, plans):
    page = draw("plan", area=AREA, action="ACT-20")

    [notice] = page.notices()
    assert "“Conversation cafés” is no longer on the list." in notice
    assert "Below is “English classes where people already are”." in notice
    press(page, "Save in the plan")
    assert [(one.action, one.areas) for one in planned(plans)] == [("ACT-32", (AREA,))]


def test_a_plan_that_names_a_retired_action_keeps_it_and_says_so(draw, plans):
    plans.add("luton", PlannedAction(action="ACT-20", areas=(AREA,), owner="Library"))

    page = draw("plan")
    assert "Conversation cafés" in page.words()
    assert "The cafés are now the second half of the action on English classes." in page.words()
    press(page, "Change")
    assert "English classes where people already are" in page.words()
    field(page, "text_input", "owner").set_value("College")
    press(page, "Save in the plan")
    assert [(one.action, one.owner) for one in planned(plans)] == [("ACT-20", "College")]
