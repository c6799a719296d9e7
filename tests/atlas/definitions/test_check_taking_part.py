"""Self-check, councils and matching read together: references, shares of seats, no taboo."""

from __future__ import annotations

import pytest

from atlas.errors import DefinitionError
from tests.conftest import read_layers


@pytest.fixture
def broken(layers_copy):
    """A way to break one file and be told the only fault."""

    def break_it(file, old, new):
        path = layers_copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DefinitionError) as caught:
            read_layers(layers_copy)
        (fault,) = caught.value.faults
        return fault

    return break_it


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("selfcheck/meeting.toml", '"TINY-2"', '"TINY-22"',
         ", questions.0 (hall).actions", 'no action "TINY-22"'),
        ("selfcheck/meeting.toml", 'id = "tea"', 'id = "hall"',
         ", questions.1 (hall)", '"hall" is listed twice'),
        ("selfcheck/meeting.toml", '"doc_a"', '"doc_b"', ", document", 'no document "doc_b"'),
        ("selfcheck/meeting.toml", 'short = "Meeting"', 'short = "Meeting one another"',
         ", short", "Found 'Meeting one another'"),
        ("councils/town.toml", '["doc_a"]', '["doc_b"]', ", documents", 'no document "doc_b"'),
        ("councils/town.toml", "least = 20", "least = 45",
         ", sectors.0", "least 45 is above most 40"),
        ("councils/town.toml", 'starts = ["how", "what"]', 'starts = ["how"]\nmost_words = 3',
         ", tests.1", "more than one way"),
        ("matching/household_size.toml", "size = 5\n", "",
         ", options", "needs to know how many people"),
        ("matching/languages.toml", 'name = "North"', 'name = "North"\nsize = 2',
         ", options", "does not read size"),
        ("matching/household_size.toml", '"hou_private_rent"', '"hou_rent"',
         ", figures", 'no indicator "hou_rent"'),
        ("refused/religion.toml", '"faith"', '"wishes"', "matching/wishes.toml",
         'refused as "Religion"'),
    ],
)  # fmt: skip
def test_fault_names_file_key_and_what_is_wrong(broken, file, old, new, where, what):
    fault = broken(file, old, new)
    assert where in fault.where
    assert what in fault.what
    assert fault.remedy


def test_shares_that_no_council_fits_are_told(layers_copy):
    path = layers_copy / "councils" / "town.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("least = 20", "least = 40"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="between 110 and 140, so no council fits"):
        read_layers(layers_copy)
