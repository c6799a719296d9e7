"""Files of postcodes: read in either form, and told where they are damaged."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.points.postcodes import read_postcodes

CODES = b"ZZ1 1AA,10,508000,221000,E92000001\nZZ1 1AB,10,508100,221100,E92000001\n"
PACKED = gzip.compress(CODES * 200, mtime=0)


def test_a_first_line_in_small_letters_is_no_heading(tmp_path):
    (tmp_path / "a.csv").write_bytes(CODES.lower())

    assert read_postcodes(tmp_path).index.tolist() == ["ZZ11AA", "ZZ11AB"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv.gz", PACKED[:-20]),
        ("a.csv.gz", CODES),
        ("a.csv", CODES + "ZZ1 1AC,10,1,1,Caf\u00e9\n".encode("latin-1")),
        ("a.csv", "Caf\u00e9,10,1,1\n".encode("latin-1")),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UploadError, match="could not be read") as caught:
        read_postcodes(tmp_path)

    (fault,) = caught.value.faults
    assert fault.where == f"postcodes, {name}"
    assert "Code-Point Open" in fault.remedy


def test_a_directory_tells_the_area_of_a_postcode(tmp_path):
    (tmp_path / "ONSPD.csv").write_text(
        "pcds,lsoa11,oseast1m,osnrth1m,lsoa21\n"
        "ZZ1 1AA,E01000001,508000,221000,E01033001\nZZ1 1AB,E01000001,508100,221100,\n"
    )

    assert read_postcodes(tmp_path)["area"].tolist() == ["E01033001", ""]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(PACKED) - 1), st.integers(0, 255))
def test_a_damaged_file_is_read_or_told(tmp_path, place, byte):
    damaged = bytearray(PACKED)
    damaged[place] = byte
    # A name of its own, since files of the same time are taken for the same.
    path = tmp_path / f"{place}_{byte}.csv.gz"
    path.write_bytes(damaged)
    try:
        told = ["read"] * (len(read_postcodes(tmp_path).columns) == 3)
    except UploadError as error:
        told = [fault.where for fault in error.faults]
    finally:
        path.unlink()

    assert told in (["read"], [f"postcodes, {path.name}"])
