"""Every page opens, whatever the address says."""

from __future__ import annotations

import pytest

from atlas.ui.shell import find_pages

AREA = "E01015693"
NONSENSE = {
    "place": "atlantis",
    "layer": "mig_moved_1yrs",
    "breaks": "magic",
    "classes": "-5",
    "off": "a,b",
    "compare": "mars",
    "typology": "moods",
    "reading": "backwards",
    "type": "cohesion_types.nobody",
    "ward": "E0501",
    "near": "' or 1=1",
    "where": "x.y.z~",
    "area": "E01015693x",
    "view": "1e9,1,1",
    "show": "dance",
    "sort": "--name",
    "helps": "nobody",
    "action": "ACT-0",
    "theme": "joy",
    "unheard": "<b>of</b>",
}


@pytest.mark.parametrize("word", [*find_pages(), None], ids=lambda word: word or "app")
@pytest.mark.parametrize("parameters", [{}, {"area": AREA}, NONSENSE], ids=["none", "one", "odd"])
def test_every_page_opens_at_every_address(draw, word, parameters):
    page = draw(word, **parameters)

    assert page.words()
    assert not page.test.error


def test_the_town_is_told_where_nothing_is_selected(draw):
    words = draw("explore").words()

    assert "<b>125 of 125 areas</b> 225,260 residents" in words
    assert '<h1 class="at-title">Who moved here in the past year?</h1>' in words
    assert '<h2 class="ap-name">Luton</h2>' in words
    for heading in (
        "Key figures",
        "Moving in and out",
        "Change over time",
        "Recommended actions",
        "How it compares",
    ):
        assert f"{heading}</h3>" in words


def test_a_selected_area_is_told_by_the_name_people_use(draw):
    page = draw("explore", area=AREA)

    assert '<h2 class="ap-name">Barnfield, Luton 007A</h2>' in page.words()
    assert "Barnfield ward" in page.words()
    assert "Suggested because" in page.words()
    assert "Clear selection" in [button.label for button in page.test.button]


def test_several_areas_are_told_together(draw):
    page = draw("explore", area=f"{AREA},E01015694")

    assert '<h2 class="ap-name">2 areas together</h2>' in page.words()


def test_a_whole_ward_is_called_by_its_name(draw, luton):
    biscot = next(code for code, name in luton.wards.items() if name == "Biscot")

    page = draw("explore", area=",".join(luton.areas_of(biscot)))

    assert '<h2 class="ap-name">Biscot ward</h2>' in page.words()


def test_what_is_odd_in_the_address_is_told_and_not_obeyed(draw):
    page = draw("explore", **NONSENSE)

    told = " ".join(page.notices())
    for value in ("atlantis", "mig_moved_1yrs", "-5", "x.y.z~", "unheard"):
        assert value in told
    # What belongs to a place that is not here is not looked for in another one.
    assert "E01015693x" not in told
    there = draw("explore", **(NONSENSE | {"place": "luton"}))
    assert "E01015693x" in " ".join(there.notices())
    assert "125 of 125 areas" in page.words()
    assert "<b>of</b>" not in page.words()


@pytest.mark.parametrize("show", ["map", "table", "chart"])
def test_every_view_of_every_kind_of_layer_opens(draw, show):
    for layer in ("mig_moved_1yr", "cohesion_types", "imd_decile", "div_change_minority"):
        page = draw("explore", show=show, layer=layer)

        assert "at-title" in page.words()
        assert page.notices() == []


def test_every_layer_opens(draw, luton):
    definitions = luton.definitions
    for layer in [*definitions.typologies, *definitions.indicators][::9]:
        page = draw("explore", layer=layer)

        one = definitions.indicators.get(layer) or definitions.typologies[layer]
        assert f'<h1 class="at-title">{one.question}' in page.words().replace("&#39;", "'")


def test_an_empty_result_says_which_condition_emptied_it(draw):
    page = draw("explore", ward="E05014736", where="mig_moved_1yr.value.99~100")

    assert "<b>0 of 125 areas</b> 0 residents" in page.words()
    assert any("Moved in during the past year: 99 to 100" in one for one in page.notices())


def test_the_data_page_holds_what_it_promises(draw, luton):
    words = draw("data").words()

    for heading in ("Terms and attribution", "Sources", "What is not known", "Work out any type"):
        assert heading in words
    assert all(f"In downloads: {name}" in words for name in luton.definitions.indicators)


@pytest.mark.parametrize("part", ["draw_side_panel", "make_layer"], ids=["panel", "map"])
def test_a_failure_is_told_with_a_reference_and_without_a_traceback(draw, monkeypatch, part):
    def fail(*_, **__):
        message = "a secret of the inside"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(f"atlas.ui.pages.explore.{part}", fail)

    page = draw()

    assert len(page.test.error) == 1
    told = page.test.error[0].value
    assert "reference" in told
    assert "secret" not in told
