"""One file is taken out of a ZIP, or it is told why it cannot be."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import BuildError
from atlas.sources.unpack import take_member

TABLE = b"code,All\nE01990001,10\nE01990002,20\n" * 20


def packed():
    """Return the bytes of a ZIP that holds one table."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", TABLE)
    return made.getvalue()


def test_a_member_that_is_locked_is_told(tmp_path):
    content = bytearray(packed())
    # The mark of a password stands in the header of the member and in the list at the end.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "table.zip"
    path.write_bytes(content)

    with pytest.raises(BuildError, match="password required"):
        take_member(path, "table.csv", tmp_path / "table.csv", where="homes")


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4))
def test_a_damaged_zip_gives_the_table_or_a_fault(tmp_path_factory, places):
    content = bytearray(packed())
    for place, byte in places:
        content[place % len(content)] = byte
    folder = tmp_path_factory.mktemp("zip")
    (folder / "table.zip").write_bytes(content)

    with suppress(BuildError):
        take_member(folder / "table.zip", "table.csv", folder / "table.csv", where="homes")
        assert (folder / "table.csv").read_bytes() == TABLE
