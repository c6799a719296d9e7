"""The line on whether an action works: the same words on screen, on paper and in files."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.plan.exchange.explain import describe_with
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.prose.evidence import STEPS, describe_evidence, describe_raters, describe_studies
from atlas.sheets.content import make_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.text import speaking
from atlas.views.cards import describe_actions, describe_works, draw_dots, was_compared
from atlas.views.panel import ACTIONS_BEGIN, render_panel

DAY = date(2026, 12, 1)
AREA = "E01015698"


def tell(atlas, action, today=DAY):
    """Return the line of an action."""
    return describe_evidence(atlas.definitions.actions[action], today)


def test_good_evidence_says_which_way_for_what_where_and_how_sure(luton):
    line = tell(luton, "ACT-32")

    assert line.answer == (
        "Good evidence that it does, for English and friendships (a trial in England)."
    )
    assert (line.dots, line.certainty) == (4, "certainty 4 of 5")
    assert line.cost == "£££"
    assert line.checked == "checked November 2026"
    assert line.test == ""
    assert line.brief == f"{line.answer} Certainty 4 of 5; £££; checked November 2026."


def test_not_proven_is_said_as_calmly_with_how_to_test_it(luton):
    line = tell(luton, "ACT-01")

    assert line.answer == "Not proven: no test of it with a comparison was found."
    assert line.test.startswith("If you do it, test it: Ask 200 residents")
    assert (line.dots, line.certainty) == (0, "not proven")
    assert draw_dots(line.dots) == "○○○○○"
    assert not line.is_warning
    assert line.test in line.plain


def test_reviews_that_could_not_tell_are_said(luton):
    action = luton.definitions.actions["ACT-01"]
    evidence = action.evidence
    review = evidence.studies[0].model_copy(update={"kind": "review", "same": True})
    looked = evidence.model_copy(update={"studies": (review,)})
    line = describe_evidence(action.model_copy(update={"evidence": looked}), DAY)
    assert line.answer == "Not proven: reviews looked for an answer but could not tell."


def test_mixed_and_no_effect_keep_which_way_apart_from_how_sure(luton):
    mixed, none = tell(luton, "ACT-08"), tell(luton, "ACT-44")

    assert mixed.answer.startswith("Mixed: they help many and hurt those who are left out")
    assert "fair evidence" in mixed.answer
    assert not mixed.is_warning
    assert none.answer.startswith("No effect shown: training alone does not change")
    assert (none.dots, none.is_warning) == (4, True)


def test_a_near_action_is_called_one(luton):
    assert "of a similar action" in tell(luton, "ACT-40").answer
    assert "of a similar action" not in tell(luton, "ACT-32").answer


def test_a_check_older_than_two_years_is_told(luton):
    assert tell(luton, "ACT-32", date(2028, 11, 29)).checked == "checked November 2026"
    assert tell(luton, "ACT-32", date(2028, 11, 30)).checked == "not checked since November 2026"


def test_what_nobody_rated_has_no_line(tiny_atlas):
    assert tell(tiny_atlas, "TINY-2") is None
    assert describe_studies(tiny_atlas.definitions, tiny_atlas.definitions.actions["TINY-2"]) == ()
    unrated = next(one for one in tiny_atlas.suggest(["E01990003"]) if one.action == "TINY-2")
    assert describe_works(tiny_atlas, unrated) == {}


def test_studies_come_with_place_year_size_comparison_and_doubts(luton):
    first, *_ = describe_studies(luton.definitions, luton.definitions.actions["ACT-25"])

    assert (
        first.about == "a trial in Germany; 2017-2019; 446 refugees, 85 matched; with a comparison"
    )
    assert first.page.startswith("https://doi.org/")
    assert "the comparison is doubtful" in first.cautions
    evidence = luton.definitions.actions["ACT-25"].evidence
    assert describe_raters(evidence).startswith("Rated by one person so far")
    assert describe_raters(evidence.model_copy(update={"raters": 2})) == "Rated by 2 people."


def test_every_action_says_what_it_costs_and_whether_it_works(luton):
    for action in luton.definitions.actions.values():
        assert action.cost, action.id
        assert action.evidence, action.id


def test_every_line_is_whole_in_english_and_in_german(luton):
    german = luton.in_language("de")
    for name, action in luton.definitions.actions.items():
        english = describe_evidence(action, DAY)
        with speaking(german.speech):
            said = describe_evidence(german.definitions.actions[name], DAY)
        for line in (english, said):
            assert line.plain.endswith(".")
            assert "{" not in line.plain
            assert "  " not in line.plain
            assert 0 <= line.dots <= STEPS
        assert said.plain != english.plain, name
        assert said.dots == english.dots


def test_the_line_in_german(luton):
    german = luton.in_language("de")
    with speaking(german.speech):
        line = tell(german, "ACT-32")

    assert line.brief == (
        "Gute Belege dafür, für Englisch und Freundschaften (ein Versuch mit Los in England). "
        "Sicherheit 4 von 5; £££; geprüft im November 2026."
    )


@pytest.fixture(scope="module")
def cards(luton):
    """The cards of one area."""
    told = describe_actions(luton, [AREA])
    return [*told["best"], *told["more"], *told["town"]]


def test_a_card_shows_dots_in_words_and_folds_the_studies_out(luton):
    _, below = render_panel(luton, (AREA,), ("england",), "cohesion_types", "england")
    figures, found, actions = below.partition(ACTIONS_BEGIN)

    assert found
    assert figures.count("<section") == figures.count("</section>") == 1
    assert actions.count("<section") == actions.count("</section>") == 1
    assert "Does it work?" not in figures
    assert 'role="img" aria-label="certainty' in actions
    assert 'aria-label="not proven">○○○○○' in actions
    assert "<summary>What was tested, and the doubts</summary>" in actions
    assert "The strongest doubt" in actions


def test_a_card_says_before_which_other_it_stands(luton):
    told = {}
    for area in luton.measures.areas:
        for one in luton.suggest([area]):
            if one.before:
                told[area] = one
    assert told, "evidence moves nothing in all of Luton"
    area, one = next(iter(told.items()))
    other = luton.definitions.actions[one.before].name
    assert "comes before it because it is better tested" in describe_works(luton, one)["placed"]
    _, below = render_panel(luton, (area,), ("england",), "cohesion_types", "england")
    assert other in below


def test_only_what_was_tested_with_a_comparison_is_left(luton, cards):
    told = describe_actions(luton, [AREA], is_tested=True)
    left = {card["id"] for card in [*told["best"], *told["more"], *told["town"]]}

    assert left == {card["id"] for card in cards if was_compared(luton, card["id"])}
    assert 0 < len(left) < len(cards)
    _, below = render_panel(
        luton, (AREA,), ("england",), "cohesion_types", "england", is_tested=True
    )
    assert "Only those that were tested with a comparison are shown." in below


def test_nothing_left_says_so(tiny_atlas):
    _, below = render_panel(
        tiny_atlas, ("E01990011",), (), "cohesion_types", "england", is_tested=True
    )
    assert "None of the actions suggested here has been tested with a comparison." in below


def test_the_line_stands_on_sheets_and_in_the_paragraph(luton):
    sheet = make_sheet(luton, AREA, link="")

    assert [one.works for one in sheet.ideas] == [
        describe_evidence(luton.definitions.actions[one.action]).brief
        for one in luton.suggest([AREA])[:3]
    ]
    paragraph = make_paragraph(sheet)
    for one in sheet.ideas:
        assert f"Does “{one.name}” work?" in paragraph


def test_the_line_stands_in_exports_of_the_plan(luton):
    told = dict(describe_with(luton)(PlannedAction(action="ACT-01")))
    assert told["Does it work?"] == describe_evidence(luton.definitions.actions["ACT-01"]).plain
    assert "If you do it, test it" in told["Does it work?"]
