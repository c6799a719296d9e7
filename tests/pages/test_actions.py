"""The page of actions without a browser: the table, one chosen, and where it would help."""

from __future__ import annotations

import re

ACTION = "ACT-32"
AREA = "E01015739"


def test_the_page_lists_actions_and_shows_no_map_before_one_is_chosen(draw):
    page = draw("actions")
    words = page.words()
    assert "<h1>Where would it help?</h1>" in words
    assert 'id="reach"' not in words
    assert len(page.test.get("bidi_component")) == 1


def test_a_chosen_action_is_told_with_its_areas_people_and_the_way_into_the_plan(draw, luton):
    page = draw("actions", action=ACTION)
    words = page.words()
    name = luton.definitions.actions[ACTION].name
    assert f"<h2>{name}</h2>" in words
    assert re.search(r"It fits \d+ of 125 areas in Luton\.", words)
    assert re.search(r"The first 5 areas reach \d+", words)
    assert "How strongly it fits" in words
    assert words.count("<li><b>") == 5
    assert re.search(
        rf"plan\?place=luton&amp;area=[\w,]+&amp;part=actions&amp;action={ACTION}", words
    )
    assert f'href="./?helps={ACTION}"' in words
    assert page.address() == {"action": ACTION}


def test_the_first_areas_join_the_selection_and_the_address_keeps_the_action(draw):
    page = draw("actions", action=ACTION)
    page.control("button", "atlas_reach_select_first").click().run()
    address = page.address()
    assert address["action"] == ACTION
    assert len(address["area"].split(",")) == 5
    assert "The 5 selected areas reach" in page.words()
    page.control("button", "atlas_reach_clear").click().run()
    assert page.address() == {"action": ACTION}


def test_the_same_address_shows_the_same(draw):
    address = {"action": ACTION, "area": AREA, "theme": "services", "show": "table"}
    one, other = draw("actions", **address), draw("actions", **address)
    assert one.words() == other.words()
    assert one.address() == other.address() == address


def test_an_action_that_there_is_not_is_told_with_those_most_like_it(draw):
    page = draw("actions", action="ACT-3")
    assert any('There is no action "ACT-3"' in one for one in page.notices())
    assert 'id="reach"' not in page.words()


def test_an_action_for_which_no_area_comes_first_can_still_be_planned(draw):
    page = draw("actions", action="ACT-05")
    words = page.words()
    assert "No figure shows where to start." in words
    assert "The first" not in words
    assert "Start in these areas" not in words
    assert "part=actions&amp;action=ACT-05" in words
    assert len(page.test.get("bidi_component")) == 1


def test_a_theme_is_kept_in_the_address(draw):
    page = draw("actions", action=ACTION)
    page.control("selectbox", "atlas_actions_theme").select("services").run()
    assert page.address() == {"action": ACTION, "theme": "services"}
    page.control("checkbox", "atlas_actions_tested").check().run()
    assert page.address() == {"action": ACTION, "theme": "services", "tested": "yes"}
    page.control("checkbox", "atlas_actions_tested").uncheck().run()
    page.control("selectbox", "atlas_actions_theme").select("").run()
    assert page.address() == {"action": ACTION}


def test_what_an_address_asks_in_vain_is_said_and_narrows_nothing(draw):
    page = draw("actions", theme="housing", domain="nowhere", tested="no")
    assert [one.split(".")[0] for one in page.notices()] == [
        'There is no "housing"',
        'There is no "nowhere"',
    ]
    assert not page.control("checkbox", "atlas_actions_tested").value
    assert draw("actions", tested="yes").control("checkbox", "atlas_actions_tested").value


def test_the_table_can_stand_in_for_the_map(draw):
    page = draw("actions", action=ACTION)
    page.control("button_group", "atlas_reach_show").set_value("table").run()
    assert page.address() == {"action": ACTION, "show": "table"}
    assert len(page.test.get("bidi_component")) == 2


def test_where_it_helps_can_be_seen_in_explore_and_left_again(draw, luton):
    page = draw("explore", helps=ACTION)
    assert "Where it fits" in str([one.label for one in page.test.button])
    page.control("button", "atlas_drop_helps").click().run()
    assert page.address() == {}
    assert "<b>125 of 125 areas</b>" in page.words()


def test_the_page_is_told_in_german(draw):
    words = draw("actions", action=ACTION, lang="de").words()
    assert "<h1>Wo würde es helfen?</h1>" in words
    assert "Wie stark es passt" in words


def test_a_link_to_an_action_that_left_the_list_shows_what_holds_it_now_and_says_so(draw, luton):
    old = luton.definitions.retired["ACT-20"]
    page = draw("actions", action="ACT-20")
    words = page.words()
    assert f"“{old.name}” is no longer on the list." in " ".join(page.notices())
    assert f"<h2>{luton.definitions.actions[ACTION].name}</h2>" in words
    explore = draw("explore", helps="ACT-20")
    assert f"“{old.name}” is no longer on the list." in " ".join(explore.notices())


def test_only_what_was_compared_is_listed_where_that_is_asked(draw):
    page = draw("explore", area=AREA)
    assert "Not proven" in page.words()
    page.control("checkbox", "atlas_panel_tested").check().run()

    assert [one.value for one in page.test.exception] == []
    assert "Not proven: no test" not in page.words()
    assert "Only those that were tested with a comparison are shown." in page.words()
