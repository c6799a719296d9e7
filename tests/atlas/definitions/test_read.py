"""One file by itself: what is wrong in it is told with file, key and what would be right."""

from __future__ import annotations

import pytest

from atlas.errors import DefinitionError
from tests.conftest import read_layers


@pytest.fixture
def change(layers_copy):
    """A way to replace a text in one file of the layers."""

    def replace(file, old, new):
        path = layers_copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def faults_of(folder):
    """Return every fault found in a folder of layers."""
    with pytest.raises(DefinitionError) as caught:
        read_layers(folder)
    return caught.value.faults


def test_tiny_layers_have_no_fault(tiny_definitions):
    assert set(tiny_definitions.typologies) == {"cohesion_types", "lens", "dominant_tenure"}
    assert tiny_definitions.indicators["dem_pop"].id == "dem_pop"


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what", "expected", "closest"),
    [
        (
            "indicators/dem_pop.toml", 'unit = "people"', 'unti = "people"\nunit = "people"',
            ", unti", 'no key "unti"', "unit", ("unit",),
        ),
        (
            "indicators/dem_pop.toml", "[check]\narea", "[check]\naera = 1\narea",
            ", check.aera", 'no key "aera"', "one of area", ("area",),
        ),
        (
            "typologies/lens.toml", "summary = ", 'sumary = ""\nsummary = ',
            ", types.0.sumary", 'no key "sumary"', "summary", ("summary",),
        ),
        (
            "indicators/dem_pop.toml", 'question = "Where is it residents?"\n', "",
            ", question", 'key "question" is missing', "", (),
        ),
        (
            "indicators/dem_pop.toml", 'direction = "context"', 'direction = "neutrall"',
            ", direction", '"neutrall" is not one of the choices', "neutral", ("neutral",),
        ),
        (
            "indicators/dem_pop.toml", 'unit = "people"', 'unit = "peoples"',
            ", unit", '"peoples" is not one', "people", ("people",),
        ),
        (
            "indicators/dem_pop.toml", "value = 100", 'value = "many"',
            ", check.value", "Found 'many'", "a number", (),
        ),
        (
            "indicators/dem_pop.toml", "decimals = 0", "decimals = 9",
            ", decimals", "Found 9", "3 or less", (),
        ),
        (
            "indicators/dem_pop.toml", 'name = "Residents"', 'name = ""',
            ", name", "Found ''", "some text", (),
        ),
        (
            "groups/people.toml", "order = 1", "order = 1.5",
            ", order", "Found 1.5", "a whole number", (),
        ),
        (
            "palettes/blue.toml", '"#C4E3FF"', '"light blue"',
            ", colours.0", "Found 'light blue'", "text of the form", (),
        ),
        (
            "typologies/cohesion_types.toml", "percentile = 80", "percentile = 180",
            ", types.0.profile.div_minority_share.percentile", "Found 180", "100", (),
        ),
        (
            "typologies/cohesion_types.toml", "weight = 2", "weight = 0",
            ", types.0.profile.div_minority_share.weight", "Found 0", "more than 0", (),
        ),
    ],
)  # fmt: skip
def test_fault_names_file_key_and_what_would_be_right(
    layers_copy, change, file, old, new, where, what, expected, closest
):
    change(file, old, new)
    found = [fault for fault in faults_of(layers_copy) if fault.where == f"layers/{file}{where}"]
    assert len(found) == 1
    assert what in found[0].what
    assert expected in found[0].expected
    assert set(closest) <= set(found[0].closest)
    assert found[0].remedy


def test_what_is_not_toml_is_told_with_its_line(layers_copy, change):
    change("groups/homes.toml", "order = ", "order ")
    fault = next(f for f in faults_of(layers_copy) if f.where == "layers/groups/homes.toml")
    assert fault.what.startswith("This is not TOML")
    assert "line 2" in fault.what


def test_text_in_another_encoding_is_told(layers_copy):
    path = layers_copy / "groups" / "homes.toml"
    path.write_bytes('name = "Häuser"\norder = 5\nsummary = "x"\n'.encode("latin-1"))
    fault = next(f for f in faults_of(layers_copy) if f.where == "layers/groups/homes.toml")
    assert "UTF-8" in fault.what


def test_identity_inside_the_file_is_refused(layers_copy, change):
    change("indicators/dem_pop.toml", 'name = "Residents"', 'id = "dem_pop"\nname = "Residents"')
    fault = faults_of(layers_copy)[0]
    assert fault.where == "layers/indicators/dem_pop.toml, id"
    assert "file's name" in fault.what


def test_missing_folder_is_told(layers_copy):
    (layers_copy / "themes").rename(layers_copy / "topics")
    fault = next(f for f in faults_of(layers_copy) if f.where == "layers/themes")
    assert "missing" in fault.what


def test_all_faults_are_told_at_once(layers_copy, change):
    change("indicators/dem_pop.toml", 'unit = "people"', 'unit = "peoples"')
    change("groups/homes.toml", "order = 5", 'order = "five"')
    change("palettes/teal.toml", 'kind = "sequential"', 'kind = "rainbow"')
    change("actions/TINY-2.toml", 'theme = "services"', 'theme = "servises"')
    told = {fault.where for fault in faults_of(layers_copy)}
    assert {
        "layers/indicators/dem_pop.toml, unit",
        "layers/groups/homes.toml, order",
        "layers/palettes/teal.toml, kind",
        "layers/actions/TINY-2.toml, theme",
    } <= told


@pytest.mark.parametrize(
    "file",
    [
        "sources/homes.toml",
        "indicators/mig_moved_1yr.toml",
        "typologies/cohesion_types.toml",
        "groups/homes.toml",
        "palettes/teal.toml",
        "documents/doc_a.toml",
        "themes/connect.toml",
        "licences/open.toml",
    ],
)
def test_one_broken_file_is_one_fault_and_not_one_for_each_mention(layers_copy, file):
    path = layers_copy / file
    path.write_text(f"= broken\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [fault.where for fault in faults_of(layers_copy)] == [f"layers/{file}"]


def test_definitions_cannot_be_changed(tiny_definitions):
    with pytest.raises(ValueError, match="frozen"):
        tiny_definitions.indicators["dem_pop"].name = "Inhabitants"


def test_an_address_needs_the_day_on_which_it_was_looked_up(layers_copy, change):
    address = 'download = "https://example.org/homes.csv"\n'
    change("sources/homes.toml", "\nfile", f"\n{address}file")
    (fault,) = faults_of(layers_copy)
    assert fault.where.startswith("layers/sources/homes.toml")
    assert "looked_up: the day" in fault.expected
    change("sources/homes.toml", address, "looked_up = 2026-11-30\n")
    (fault,) = faults_of(layers_copy)
    assert "an address in download" in fault.expected
    change("sources/homes.toml", "looked_up", f"{address}looked_up")
    assert read_layers(layers_copy).sources["homes"].looked_up.year == 2026
