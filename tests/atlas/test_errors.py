"""Faults read as whole sentences, and none is lost."""

from __future__ import annotations

import pickle

import pytest

from atlas import errors
from atlas.errors import AtlasError, DefinitionError, Fault, find_closest

WHOLE = Fault("file.toml, key", "It is wrong.", "something else", "Mend it.", ("kay", "keys"))


def test_fault_reads_in_the_order_a_person_needs():
    assert str(WHOLE).splitlines() == [
        "file.toml, key",
        "It is wrong.",
        "Expected: something else",
        "Closest: kay, keys",
        "Mend it.",
    ]


def test_fault_leaves_out_what_it_does_not_have():
    assert str(Fault("file.toml", "It is wrong.")) == "file.toml\nIt is wrong."


def test_error_tells_every_fault():
    error = DefinitionError([WHOLE, Fault("other.toml", "It is missing.")])
    assert str(error) == f"{WHOLE}\n\nother.toml\nIt is missing."
    assert len(error.faults) == 2


def test_errors_do_not_share_their_faults():
    first, second = AtlasError(), AtlasError()
    first.faults.append(WHOLE)
    assert second.faults == []


@pytest.mark.parametrize(
    "kind", ["DefinitionError", "PackError", "BuildError", "AddressError", "ExportError"]
)
def test_every_error_is_one_family(kind):
    with pytest.raises(AtlasError, match=r"It is wrong\."):
        raise getattr(errors, kind)([WHOLE])


def test_error_survives_being_sent_between_processes():
    again = pickle.loads(pickle.dumps(DefinitionError([WHOLE])))  # noqa: S301 - our own bytes
    assert again.faults == [WHOLE]


def test_error_can_be_kept_in_a_set():
    error = DefinitionError([WHOLE])
    assert len({error, DefinitionError([WHOLE])}) == 2


def test_closest_names_ignore_case_and_keep_the_spelling():
    assert find_closest("DEP_IMD", ["dep_imd", "dem_pop"]) == ("dep_imd",)
    assert find_closest("biscott", ["Biscot", "Saints"]) == ("Biscot",)


def test_nothing_is_close_to_nonsense():
    assert find_closest("zzzzzz", ["dep_imd", "dem_pop"]) == ()


def test_closest_names_are_at_most_three():
    assert len(find_closest("ward", [f"ward{number}" for number in range(9)])) == 3
