"""Areas by name, lists of what there is, twins, and layers that were saved for everyone."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.cli.opening import find_area
from atlas.errors import AddressError


def run(*words):
    """Run a command, and return how it ended."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E01015698", "E01015698"),
        ("luton 017a", "E01015698"),
        ("Bury Park, Luton 017A", "E01015698"),
        ("Biscot", "E05014737"),
        ("Luton", "luton"),
    ],
)
def test_an_area_is_found_by_its_code_or_name(luton, text, code):
    assert find_area(luton, text) == code


def test_every_area_is_found_by_the_name_that_the_atlas_gives_it(luton):
    for code in luton.measures.areas[::9]:
        assert find_area(luton, luton.name_of(code).upper()) == code


def test_an_action_is_told_by_its_identity():
    told = json.loads(run("actions", "act-32", "--json").stdout)

    assert (told["id"], told["retired"], told["successors"]) == ("ACT-32", False, [])
    assert told["actions"][0]["lead"] == ["adult learning manager"]


def test_a_retired_action_leads_to_what_holds_it_now():
    told = run("actions", "ACT-06")

    assert told.exit_code == 0
    assert "Show the gain for everybody [ACT-06] is no longer on the list." in told.stdout
    assert "Write the town's own story of inclusion [ACT-01]" in told.stdout
    assert json.loads(run("actions", "ACT-06", "--json").stdout)["successors"] == ["ACT-01"]


def test_a_name_of_several_lists_them_and_one_of_none_the_closest(luton):
    both = set(luton.wards) & set(luton.neighbourhoods)
    for name in both:
        with pytest.raises(AddressError) as refused:
            find_area(luton, name)
        assert "(ward)" in str(refused.value)
        assert "(neighbourhood)" in str(refused.value)
        assert luton.find_level(find_area(luton, name, among=("ward",))) == "ward"
    assert both
    with pytest.raises(AddressError, match=r"Closest: .*Biscot"):
        find_area(luton, "Biscott")


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        (["show", "mig_moved_1yr", "--area"], "Biscot", "E05014737"),
        (["types"], "Bury Park, Luton 017A", "E01015698"),
        (["actions"], "Biscot", "E05014737"),
        (["paragraph"], "Luton 017A", "E01015698"),
        (["sheet", "--format", "html", "--out", "-"], "Luton 017A", "E01015698"),
    ],
)
def test_commands_take_names_as_they_take_codes(words, name, code):
    by_name, by_code = run(*words, name), run(*words, code)
    assert by_name.exit_code == 0, by_name.exception
    assert by_name.stdout == by_code.stdout


@pytest.mark.parametrize(
    ("kind", "some"),
    [
        ("indicators", {"id": "mig_churn", "name": "Population churn (all moves)"}),
        ("areas", {"id": "E01015698", "name": "Bury Park, Luton 017A", "residents": 1772}),
        ("types", {"id": "cohesion_types.diverse_suburb", "areas": int}),
        ("actions", {"id": "ACT-31"}),
        ("places", {"id": "luton", "name": "Luton"}),
    ],
)
def test_what_there_is_can_be_listed(kind, some):
    rows = json.loads(run("list", kind, "--json").stdout)
    (row,) = [row for row in rows if row["id"] == some["id"]]
    for key, wanted in some.items():
        assert isinstance(row[key], wanted) if wanted is int else row[key] == wanted
    told = run("list", kind).stdout
    assert all(one["id"] in told for one in rows)


def test_what_cannot_be_listed_is_refused_with_what_can():
    assert "indicators, areas, types, actions, places" in str(run("list", "things").exception)


@pytest.mark.usefixtures("nation")
def test_twins_are_told_nearest_first():
    told = json.loads(run("twins", "--place", "Tinyville", "--json").stdout)
    assert told["code"] == "E06990001"
    distances = [one["distance"] for one in told["twins"]]
    assert distances == sorted(distances)
    assert told["twins"][0]["name"] in run("twins", "--place", "Tinyville").stdout


def test_twins_of_an_area_are_found_in_the_whole_country():
    told = json.loads(run("twins", "Luton 017A", "--json").stdout)
    assert told["among"] == 35_672
    assert json.loads(run("twins", "--json").stdout)["among"] == 318
