"""One place has one word, one plan and one row in every list, whichever way it is named."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import paths
from atlas.cli.opening import identify_named, open_named
from atlas.definitions.defined import JOIN
from atlas.opening import places
from atlas.uploads.own_layer import OwnLayer
from atlas.uploads.saved import list_saved, remove_layer, save_layer

TOWN, OTHER = "E06990001", "E06990002"
DEFINITIONS = places.read_definitions()


@st.composite
def ways(draw):
    """Two ways to name the same place: words for codes, any order, any case, blanks, repeats."""
    words = {
        "luton": st.sampled_from(["luton", "Luton", "E06000032", "e06000032", " E06000032 "]),
        "glasgow": st.sampled_from(["glasgow", "S12000049", "s12000049"]),
        "E08000016": st.sampled_from(["E08000016", "e08000016"]),
        "W06000015": st.sampled_from(["W06000015", " w06000015"]),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=4, unique=True))

    def write():
        parts = [draw(words[one]) for one in draw(st.permutations(chosen))]
        parts += [draw(words[one]) for one in draw(st.lists(st.sampled_from(chosen), max_size=2))]
        return JOIN.join(parts)

    return write(), write()


@given(ways())
def test_a_place_has_one_word_whichever_way_it_is_named(pair):
    one, other = (DEFINITIONS.identify(text) for text in pair)
    assert one == other
    assert DEFINITIONS.identify(one) == one
    names = DEFINITIONS.names_of(pair[0])
    assert names[0] == one
    assert {DEFINITIONS.identify(name) for name in names} == {one}


@given(st.text(max_size=30))
def test_what_is_no_place_is_never_taken_for_one(text):
    found = DEFINITIONS.identify(text)
    assert DEFINITIONS.identify(found) == found
    if text.strip().casefold() not in DEFINITIONS.places and not any(one.isdigit() for one in text):
        assert found == text.strip()


@pytest.fixture
def town(nation, tiny_pack):
    """A machine with the country, and with a pack of one of its towns."""
    shutil.copytree(tiny_pack, paths.PACKS / "tiny")
    return nation


@pytest.mark.parametrize("name", ["tiny", TOWN, "e06990001", f"{TOWN}{JOIN}tiny", "Tinyville"])
def test_a_town_with_a_pack_is_the_same_place_as_in_the_country(town, name):
    atlas = open_named(name, None)
    assert atlas.store.place == "tiny"
    assert atlas.store.folder == paths.PACKS / "tiny"
    assert atlas.name == "Tinyville"
    assert identify_named(name) == "tiny"
    own = places.open_part("tiny")
    assert atlas.suggest(()) == own.suggest(())
    for area in own.measures.areas:
        assert atlas.suggest([area]) == own.suggest([area])


def test_a_town_has_one_row_in_every_list(town):
    listed = places.list_places()
    assert list(listed.values()).count("Tinyville") == 1
    assert TOWN not in listed
    # Also where its authority was built alone once more, as its code names it.
    shutil.copytree(paths.USER_PACKS / "england-wales", paths.USER_PACKS / OTHER)
    assert len(set(listed.values())) == len(listed)
    assert [one.code for one in places.list_built()].count("tiny") == 1
    assert all(places.identify(code) == code for code in listed)
    assert all(places.is_place(code) for code in [*listed, *places.list_authorities()])


def test_a_town_without_its_pack_is_opened_from_the_country_under_its_own_word(nation):
    for name in ("tiny", TOWN):
        atlas = places.open_part(name)
        assert (atlas.store.place, atlas.name) == ("tiny", "Tinyville")
        assert atlas.store.folder.name == "england-wales"
        assert "tiny" in atlas.store.totals.index
        assert places.open_part(name, "neighbourhood").level == "neighbourhood"


def test_what_was_built_by_its_code_is_found_by_its_word_and_removed_by_it(machine, tiny_pack):
    shutil.copytree(tiny_pack, paths.USER_PACKS / TOWN)
    manifest = paths.USER_PACKS / TOWN / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"tiny"', f'"{TOWN}"', 1))
    assert places.list_places() == {"tiny": "Tinyville"}
    assert places.is_place(TOWN)
    places.remove_place("tiny")
    assert not manifest.exists()


@pytest.mark.parametrize("place", ["tiny", TOWN, "e06990001"])
def test_an_address_of_either_word_selects_the_same(town, place):
    for opened in (places.open_part("tiny"), places.open_part(TOWN)):
        reading = opened.parse_address({"place": place})
        assert (reading.selection.place, reading.notes) == ("tiny", [])


def test_layers_saved_under_the_code_are_listed_and_removed_under_the_word(town, tmp_path):
    layer = OwnLayer(
        id="own_0123456789",
        name="Visits",
        date="2026",
        file="visits.csv",
        columns={"count": "Visits"},
        kind="area",
        means="count",
        decimals=0,
        hides_small=False,
        place=TOWN,
        codes=["E01990001"],
        figures={"count": [30.0]},
        reasons={},
    )
    save_layer(layer, TOWN, folder=tmp_path)
    for name in ("tiny", TOWN):
        assert [one.id for one in list_saved(name, folder=tmp_path)] == [layer.id]
    remove_layer(layer.id, "tiny", folder=tmp_path)
    assert list_saved(TOWN, folder=tmp_path) == ()
