"""Several authorities are shown apart, and added up only where somebody asks for it."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft7Validator

from atlas.export.make_extract import make_extract
from atlas.indicators.compute import find_methods
from atlas.layer.compared import list_known
from atlas.layer.layer import make_layer
from atlas.opening.places import open_part
from atlas.places.gazetteer import JOIN
from atlas.prose.parts import describe_parts, find_value, list_authorities, list_wholes
from atlas.prose.subject import make_subject
from atlas.prose.two_dates import describe_compared
from atlas.selection.address import Selection
from atlas.views.multiples import MOST_MAPS, make_multiples
from atlas.views.side_by_side import find_compared, render_side_by_side
from tests.pages.test_many_authorities import many
from tests.pages.test_wire import WIRE

__all__ = ["many"]


@pytest.fixture
def three(many):
    """Three of the invented authorities."""
    return JOIN.join(many.split(JOIN)[:3])


@pytest.mark.parametrize("show", ["map", "table", "chart"])
def test_nothing_is_added_up_unasked(draw, three, show):
    page = draw("explore", place=three, show=show)
    words = page.words()
    assert "are shown side by side and not added up" in words
    assert "Town 00, Town 01 and Town 02 side by side" in words
    assert "added up, as if they were one place" not in words
    assert re.search(r"Town 00 .+; Town 01 .+; Town 02 .+; England", words)


def test_all_together_is_a_choice_with_its_own_words(draw, three):
    words = draw("explore", place=three, by="together", show="table").words()
    assert "the counts of Town 00, Town 01 and Town 02 are added up" in words
    assert "Recommended actions" in words


def test_each_authority_has_a_map_in_the_same_classes(three):
    atlas = open_part(three)
    selection = Selection(place=three)
    layer = make_layer(atlas, selection)
    made = make_multiples(atlas, selection, layer)
    assert [one["name"] for one in made["maps"]] == ["Town 00", "Town 01", "Town 02"]
    drawn = {code: fill for one in made["maps"] for code, _, fill, _ in one["areas"]}
    colours = layer.classing.colours
    assert drawn == {area: colours[code] for area, code in layer.codes.items()}
    schema = {**WIRE["definitions"]["MultiplesData"], "definitions": WIRE["definitions"]}
    assert list(Draft7Validator(schema).iter_errors(made)) == []
    assert set(made) == set(schema["properties"])


def test_more_authorities_than_maps_are_counted(many):
    atlas = open_part(many)
    selection = Selection(place=many)
    made = make_multiples(atlas, selection, make_layer(atlas, selection))
    assert len(made["maps"]) == MOST_MAPS
    assert f"Maps of the first {MOST_MAPS} of 40; the table has all." in made["said"]


def test_lines_columns_and_sentences_name_authorities_never_their_sum(three):
    atlas = open_part(three)
    names = ["Town 00", "Town 01", "Town 02", "England"]
    indicator = atlas.definitions.indicators["hou_owned"]
    assert [part.name for part in list_wholes(atlas, ["england"])] == names
    assert [one.name for one in list_known(atlas, indicator, ["england"])][-1] == "England"
    assert atlas.name not in [one.name for one in list_known(atlas, indicator, ["england"])]
    assert all(name in describe_parts(atlas, "hou_owned", ["england"]) for name in names)


def test_files_name_each_authority_and_draw_each_apart(three):
    atlas = open_part(three)
    extract = make_extract(atlas, Selection(place=three), link="")
    assert [name.partition(":")[0] for name, _ in extract.apart] == [
        "Town 00",
        "Town 01",
        "Town 02",
    ]
    assert set(extract.areas["authority"]) == {"Town 00", "Town 01", "Town 02"}
    assert any("Town 00, Town 01 and Town 02" in note for note in extract.notes)
    together = make_extract(atlas, Selection(place=three, by="together"), link="")
    assert together.apart == ()


def test_an_area_is_compared_with_its_own_authority(three):
    atlas = open_part(three)
    part = list_authorities(atlas)[1]
    assert atlas.find_town(part.areas[:1]) == (part.code, "Town 01")
    assert atlas.find_town(atlas.measures.areas)[0] == three
    assert find_value(atlas, part, "div_exposure") != find_value(atlas, part, "div_exposure")


@pytest.mark.parametrize("show", ["map", "table", "chart"])
def test_authorities_that_are_not_built_are_not_added_up_either(draw, show):
    page = draw("explore", place="E06000032~E06000039~E08000016", show=show)
    words = page.words()
    assert "Luton, Slough and Barnsley side by side" in words
    assert "are shown side by side and not added up" in words
    assert "9.2\u202f%" not in words
    assert re.search(r"Luton .+; Slough .+; Barnsley .+; England", words)


def test_shares_by_type_are_told_of_authorities_that_are_not_built():
    atlas = open_part("E06000032~E06000039~E08000016", "authority")
    selection = Selection(place=atlas.store.place)
    made = make_multiples(atlas, selection, make_layer(atlas, selection))
    assert [one["facts"].split()[-4:] for one in made["maps"]] == 3 * [
        ["from", "west", "to", "east"]
    ]
    shown = make_layer(atlas, selection)
    words = str(render_side_by_side(atlas, selection, shown, find_compared(atlas, selection)))
    assert "share of residents who live in small areas of each" in words
    assert "66\u202f%" in words


def test_an_authority_that_is_not_built_has_the_figure_that_its_map_shows():
    atlas = open_part("E06000032~E08000016", "authority")
    (part, _) = list_authorities(atlas)
    for name, indicator in atlas.definitions.indicators.items():
        if not find_methods()[indicator.method].relative:
            shown = atlas.measures.values(name)[part.code]
            assert find_value(atlas, part, name) == pytest.approx(shown, nan_ok=True), name


def test_a_change_is_not_compared_with_the_sum_of_authorities():
    atlas = open_part("E06000032~E08000016", "authority")
    subject = make_subject(atlas, ("E06000032",))
    told = describe_compared(atlas, subject, "dem_popchange", atlas.find_comparators(["england"]))
    assert "Luton and Barnsley" not in told
    assert "in England" in told
