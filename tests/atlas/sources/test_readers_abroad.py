"""Tables of Scotland and Berlin in their publishers' forms, in small."""

from __future__ import annotations

import gzip

import pytest

from atlas.sources.readers import read_csv

SUPERWEB = """SuperWEB2(tm)

"Census"
"Counting: Individuals"

Filters:
"Summation Options","Individuals"

"Faith","All people","None","Some, or many",
"Zone",
"S01",10,4,6,
"S02",5,5,0,
"INFO","Data has been perturbed"

"Crown copyright"
"""


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_notes_around_a_superweb_table_are_no_rows(tmp_path, packed):
    path = tmp_path / ("table.csv.gz" if packed else "table.csv")
    path.write_bytes(gzip.compress(SUPERWEB.encode()) if packed else SUPERWEB.encode())

    table = read_csv.superweb(path, "Zone")

    assert table.columns.tolist() == ["All people", "None", "Some, or many"]
    assert table.loc["S01"].tolist() == ["10", "4", "6"]
    assert table.index.tolist() == ["S01", "S02"]


def test_a_superweb_table_of_other_areas_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SUPERWEB, encoding="utf-8")
    with pytest.raises(KeyError):
        read_csv.superweb(path, "Output area")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffPLR-ID;Name;K01\r\n01010101;Mitte;2,50\r\n00000002;Rand;\r\n",
        "\ufeffPLR-ID;Name;K01\r\n01010101;Mitte;2.50\r\n00000002;Rand;\r\n",
        "PLR-ID,Name,K01\n01010101,Mitte,2.5\n00000002,Rand,\n",
    ],
    ids=["decimal comma", "semicolons", "commas"],
)
def test_codes_keep_their_zeros_and_decimals_their_place(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode())

    table = read_csv.csv_numbered(path, "PLR-ID")

    assert table.index.tolist() == ["01010101", "00000002"]
    assert table["K01"].astype(float).tolist()[0] == 2.5
    assert table["K01"].isna().tolist() == [False, True]
