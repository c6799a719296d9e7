"""Actions that were retired: read, checked, and found by what holds them now."""

from __future__ import annotations

import pytest

from atlas.errors import DefinitionError
from tests.conftest import read_layers

GOOD = '[TINY-0]\nname = "Old"\nsuccessors = ["TINY-1"]\nsays = "It is now part of another."\n'


def write(folder, text):
    """Write the file of what is retired into a folder of layers."""
    (folder / "retired.toml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder):
    """Return what is wrong with a folder of layers."""
    with pytest.raises(DefinitionError) as caught:
        read_layers(folder)
    return [(fault.where, fault.what) for fault in caught.value.faults]


def test_without_the_file_nothing_is_retired(layers_copy):
    assert read_layers(layers_copy).retired == {}


def test_what_holds_a_retired_action_now_is_found(layers_copy):
    known = read_layers(write(layers_copy, GOOD))

    assert known.find_action("TINY-0") is known.actions["TINY-1"]
    assert known.call_action("TINY-0") == "Old"
    assert known.find_action("TINY-1") is known.actions["TINY-1"]
    assert known.find_action("TINY-9") is None
    assert known.call_action("TINY-9") == "TINY-9"


@pytest.mark.parametrize(
    ("right", "wrong", "where", "what"),
    [
        ("TINY-1", "TINY-7", "TINY-0.successors", 'There is no action "TINY-7".'),
        ("[TINY-0]", "[TINY-2]", "TINY-2", '"TINY-2" is on the list of actions'),
        ('["TINY-1"]', "[]", "TINY-0, successors", "Found []."),
        ("says", "say", "TINY-0, say", 'There is no key "say" here.'),
        ('[TINY-0]\nname = "Old"', "TINY-0 = 1\n[TINY-3]", "TINY-0", "Found 1."),
        ("[TINY-0]", "[TINY-0", "retired.toml", "This is not TOML"),
    ],
)
def test_a_fault_says_where_and_what(layers_copy, right, wrong, where, what):
    found = faults_of(write(layers_copy, GOOD.replace(right, wrong)))

    assert any(spot.endswith(where) and said.startswith(what) for spot, said in found), found
    assert all(spot.startswith("layers/retired.toml") for spot, _ in found)
