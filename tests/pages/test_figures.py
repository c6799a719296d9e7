"""Your figures, step by step, without a browser."""

from __future__ import annotations

import json
import logging

import pandas as pd
import pytest

from atlas import paths
from atlas.selection.address import Selection
from atlas.ui import messages, own_figures
from atlas.ui.cache import open_place
from atlas.ui.messages import as_text
from atlas.ui.serve import MIDDLEWARE, ROUTES
from atlas.ui.state import FIT
from atlas.uploads.suppress import LEAST
from tests.pages.test_serve import ask

# An earlier request to move the map.
BEFORE = {"id": 7, "codes": ["E01015706"]}
NAME = "Halls <script>alert(1)</script> **x**"


def make_csv(luton, name=NAME, more=""):
    """Return a file with a made-up count for every area."""
    rows = "\n".join(f"{code},{place}" for place, code in enumerate(luton.measures.areas))
    return f'code,"{name}"\n{rows}\n{more}'.encode()


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A data folder for the test alone."""
    monkeypatch.setattr(paths, "USER_FIGURES", tmp_path / "figures")
    return tmp_path / "figures"


@pytest.fixture
def figures(draw):
    """The page, and a function that gives it a file."""
    page = draw("figures")
    page.test.session_state["atlas_screens"] = {}

    def give(content, name="halls.csv"):
        page.test.file_uploader[0].set_value((name, content, "text/csv")).run()
        assert [one.value for one in page.test.exception] == []
        return page

    page.give = give
    return page


def field(page, label):
    """Return a control by the start of its label."""
    kinds = ("text_input", "selectbox", "radio", "toggle", "button", "segmented_control")
    controls = [one for kind in kinds for one in page.test.get(kind)]
    return next(one for one in controls if one.label.startswith(label))


def add(page):
    """Name a date and add the layer; return it."""
    field(page, "Date or period").set_value("March 2024").run()
    # The page links to others, which only the whole app has.
    field(page, "Add to the map").click().run()
    (layer,) = page.test.session_state[own_figures.LAYERS].values()
    return layer


def test_a_file_is_led_to_the_map(figures, luton):
    page = figures.give(make_csv(luton, more="E01000001,5\n"))

    words = page.words()
    assert "<b>125 of 126 rows belong to Luton" in words
    assert "Luton has no small area (LSOA) with this code" in words
    assert f"{LEAST} are hidden because the count is small" in words
    assert field(page, "Add to the map").disabled

    layer = add(page)

    assert layer.name == NAME
    assert layer.hides_small
    assert page.address()["layer"] == layer.id
    assert own_figures.WORK not in page.test.session_state


def test_a_name_that_nobody_sees_is_no_name(figures, luton):
    page = figures.give(make_csv(luton))
    field(page, "Date or period").set_value("March\x0b2024").run()
    field(page, "Name of the layer").set_value("\u200b\ufffe").run()

    assert field(page, "Add to the map").disabled

    field(page, "Name of the layer").set_value("Ha\x0blls").run()
    field(page, "Add to the map").click().run()

    (layer,) = page.test.session_state[own_figures.LAYERS].values()
    assert (layer.name, layer.date) == ("Ha lls", "March 2024")


def test_small_counts_are_kept_only_when_asked_for(figures, luton):
    page = figures.give(make_csv(luton))
    assert min(value for value in add(page).figures["count"] if value is not None) == LEAST

    page.test.session_state[own_figures.LAYERS] = {}
    page.give(make_csv(luton))
    field(page, f"Hide counts under {LEAST}").set_value(False).run()
    assert min(add(page).figures["count"]) == 0


def test_a_bad_file_is_told_and_the_former_is_kept(figures, luton):
    page = figures.give(make_csv(luton))
    before = page.test.session_state[own_figures.WORK]

    page.give(b"%PDF-1.7", "figures.pdf")

    assert "a PDF" in " ".join(page.notices())
    assert page.test.session_state[own_figures.WORK] is before


def test_a_file_can_be_put_away(figures, luton):
    page = figures.give(make_csv(luton))

    field(page, "Close this file").click().run()

    assert own_figures.WORK not in page.test.session_state
    assert "What was recognised" not in page.words()


def test_a_file_about_another_place_is_told(figures):
    page = figures.give(b"code,n\nE01000001,3\nE01000002,4\n")

    assert "No row belongs to Luton" in " ".join(page.notices())


def test_a_key_can_be_corrected(figures, luton):
    areas = list(luton.measures.areas)[:2]
    page = figures.give(f"from,to,n\nE01000001,{areas[0]},50\nE01000002,{areas[1]},60\n".encode())
    assert "<b>2 of 2 rows" in page.words()

    chosen = field(page, "What shows where a row belongs")
    chosen.set_value(1).run()

    assert "<b>0 of 2 rows" in page.words()


def test_a_few_codes_twice_are_listed_and_the_figures_kept(figures, luton):
    areas = list(luton.measures.areas)[:23]
    rows = [f"{code},{50 + place}" for place, code in enumerate([*areas, *areas[:3]])]
    page = figures.give("\n".join(["code,n", *rows]).encode())

    assert "<b>20 of 26 rows" in page.words()
    assert "3 codes are in several rows." in page.words()
    assert "the same code is in rows" in page.words()
    assert "20 of 125 small areas (LSOA) have a figure." in page.words()


def test_what_rows_are_counted_for_is_told(figures, luton):
    areas = list(luton.measures.areas)[:2]
    rows = [f"{areas[0]},Chess"] * 12 + [f"{areas[1]},Chess"] * 3
    page = figures.give("\n".join(["code,club", *rows]).encode())

    assert "2 codes are in several rows." in page.words()
    assert "1 is hidden because the count is small." in page.words()
    assert "123 have none" in page.words()


def test_answers_are_there_again_after_another_page(figures, luton):
    codes = "\n".join(f"{code},40,{place}" for place, code in enumerate(luton.measures.areas))
    page = figures.give(f"code,halls,rooms\n{codes}\n".encode())
    asked = {
        "Each row is": ("area", "thing"),
        "What to show": ("rows", "count"),
        "Column with the count": ("halls", "rooms"),
        "Name of the layer": ("rooms", "Rooms to meet in"),
        "Date or period": ("", "March 2024"),
        f"Hide counts under {LEAST}": (True, False),
    }
    for label, (before, answer) in asked.items():
        assert field(page, label).value == before
        field(page, label).set_value(answer).run()

    page.test.args = ("data",)
    page.test.run()
    assert not page.test.text_input
    page.test.args = ("figures",)
    page.test.run()

    assert not page.notices()
    assert {label: field(page, label).value for label in asked} == {
        label: answer for label, (_, answer) in asked.items()
    }


def test_postcodes_without_a_file_of_them_say_how_to_get_one(figures, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "USER_POSTCODES", tmp_path / "none")

    page = figures.give(b"postcode,n\nLU1 1AA,1\nLU1 1AB,2\n")

    assert "Code-Point Open" in " ".join(page.notices())


def test_markup_in_names_is_text_on_the_page(figures, luton):
    page = figures.give(make_csv(luton), "<i>halls</i>.csv")

    assert "<script>" not in page.words()
    assert "&lt;i&gt;halls&lt;/i&gt;.csv" in page.words()


def test_a_new_layer_is_shown_on_the_whole_map(figures, luton):
    page = figures
    page.test.query_params["view"] = ["-0.42,51.88,16"]
    page.test.run()
    page.test.session_state[FIT] = BEFORE

    add(page.give(make_csv(luton)))

    assert "view" not in page.address()
    assert page.test.session_state[FIT] == {"id": 8, "codes": []}


def test_an_address_of_an_own_layer_without_a_view_shows_the_whole_map(draw, luton, figures):
    layer = add(figures.give(make_csv(luton)))
    page = draw("explore", view="-0.42,51.88,16")
    page.test.session_state[own_figures.LAYERS] = {layer.id: layer}
    page.test.session_state[FIT] = BEFORE
    page.test.query_params["layer"] = [layer.id]
    page.test.run()
    assert page.test.session_state[FIT] == BEFORE

    del page.test.query_params["view"]
    page.test.run()

    assert page.test.session_state[FIT] == {"id": 8, "codes": []}


def test_another_visitor_sees_nothing_of_it(figures, draw, luton):
    layer = add(figures.give(make_csv(luton)))

    other = draw("explore", layer=layer.id)

    assert other.test.session_state["atlas_selection"].layer == Selection.layer
    assert "somebody uploaded" in " ".join(other.notices())
    assert "Halls" not in other.words()


@pytest.fixture
def served():
    """Our routes, as anybody can ask them."""
    from starlette.applications import Starlette  # noqa: PLC0415 - only here

    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


def test_no_route_serves_its_texts(figures, served, luton):
    layer = add(figures.give(make_csv(luton)))
    version = open_place("luton", "area").version

    status, _, body = ask(served, f"/atlas/texts/luton/area/{version}/{layer.id}/england/0.json")

    assert status == 404
    assert b"Halls" not in body


def test_the_visitor_sees_it_on_explore(draw, luton, figures):
    layer = add(figures.give(make_csv(luton)))

    page = draw("explore")
    page.test.session_state[own_figures.LAYERS] = {layer.id: layer}
    page.test.query_params["layer"] = [layer.id]
    page.test.run()

    assert [one.value for one in page.test.exception] == []
    assert not page.notices()
    assert "&lt;script&gt;alert(1)" in page.words()
    assert "<script>alert" not in page.words()
    topic = page.control("selectbox", "atlas_topic")
    assert topic.value == "own_figures"


@pytest.mark.parametrize("show", ["table", "chart"])
def test_it_is_shown_as_table_and_chart(draw, luton, figures, show):
    layer = add(figures.give(make_csv(luton)))

    page = draw("explore", show=show)
    page.test.session_state[own_figures.LAYERS] = {layer.id: layer}
    page.test.query_params["layer"] = [layer.id]
    page.test.query_params["where"] = [f"{layer.id}.value.50~"]
    page.test.query_params["area"] = [luton.measures.areas[60]]
    page.test.run()

    assert [one.value for one in page.test.exception] == []
    assert "<b>75 of 125 areas</b>" in page.words()


def test_a_layer_that_went_is_told_and_another_shown(draw, luton, figures):
    layer = add(figures.give(make_csv(luton)))
    page = draw("explore")
    page.test.session_state[own_figures.LAYERS] = {layer.id: layer}
    page.test.query_params["layer"] = [layer.id]
    page.test.run()

    page.test.session_state[own_figures.LAYERS] = {}
    page.test.run()

    assert page.address().get("layer") is None
    assert "was removed" in " ".join(page.notices())


def test_a_layer_can_be_saved_for_everyone_and_removed(draw, luton, figures, own_folder):
    layer = add(figures.give(make_csv(luton)))

    from atlas.uploads.saved import remove_layer, save_layer  # noqa: PLC0415 - after the fixture

    save_layer(layer, "luton")
    other = draw("explore", layer=layer.id)
    assert other.test.session_state["atlas_selection"].layer == layer.id
    assert json.loads((own_folder / "luton" / f"{layer.id}.json").read_text())["saved"]

    remove_layer(layer.id, "luton")
    other = draw("explore", layer=layer.id)
    assert other.test.session_state["atlas_selection"].layer == Selection.layer


def test_nothing_uploaded_is_logged(figures, luton, caplog, capfd):
    with caplog.at_level(0):
        page = figures.give(make_csv(luton, name="Zebedee halls", more="Zebedee-4711,17\n"))
        add(page)

    told = capfd.readouterr()
    assert "Zebedee" not in caplog.text + told.out + told.err


def test_a_failure_of_ours_is_logged_without_what_it_quotes(figures, luton, caplog, monkeypatch):
    def fail(*_):
        message = "could not convert Zebedee-4711"
        raise KeyError(message)

    page = figures.give(make_csv(luton))
    monkeypatch.setattr("atlas.ui.components.own_key.recognise", fail)
    with caplog.at_level(logging.DEBUG):
        page.test.run()

    assert "reference" in " ".join(page.notices())
    assert "KeyError at" in caplog.text
    assert "Zebedee" not in caplog.text


def test_only_so_many_layers_are_held(luton, figures, monkeypatch):
    monkeypatch.setattr(own_figures, "MOST_LAYERS", 2)
    layer = add(figures.give(make_csv(luton)))
    layers = {
        f"own_{place:010x}": layer.model_copy(update={"id": f"own_{place:010x}"})
        for place in range(3)
    }
    held = {}
    monkeypatch.setattr(own_figures, "own_layers", lambda: held)

    for one in layers.values():
        own_figures.keep_layer(one)

    assert list(held) == list(layers)[1:]


def test_text_is_shown_as_it_is_written():
    assert as_text("Closest: Luton. mig_moved_1yr, x.y~") == "Closest: Luton. mig_moved_1yr, x.y~"
    assert as_text("![](http://x) :material/map:") == r"!\[\](http://x) \:material/map:"
    assert messages.MARKS.sub("", "plain words") == "plain words"
    assert pd.Series(["~a~"]).map(as_text)[0] == r"\~a~"


@pytest.mark.parametrize("by", ["layer", "where"])
def test_a_view_of_own_figures_has_no_link_and_joins_no_story(draw, luton, figures, by):
    layer = add(figures.give(make_csv(luton)))
    page = draw("explore")
    page.test.session_state[own_figures.LAYERS] = {layer.id: layer}
    page.test.session_state["atlas_share"] = True
    page.test.run()
    assert page.test.code
    assert page.control("button", "atlas_add_view")

    page.test.query_params[by] = [layer.id if by == "layer" else f"{layer.id}.value.50~"]
    page.test.run()

    assert [one.value for one in page.test.exception] == []
    assert not page.test.code
    assert "atlas_add_view" not in [one.key for one in page.test.button]
    assert "your own figures" in page.words()
