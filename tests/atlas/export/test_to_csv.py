"""The table and its description."""

# `values` is a field of an extract here, not the attribute of a table.
# ruff: noqa: PD011

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.export import write_companions, write_export
from atlas.export.make_extract import make_extract
from atlas.selection.address import Selection


def read(extract):
    # The engine of Python reads every figure exactly, in every release of pandas.
    written = io.BytesIO(write_export(extract, "csv"))
    return pd.read_csv(written, index_col="area", engine="python")


def test_the_table_names_areas_and_tells_how_clear_their_types_are(filtered):
    table = read(filtered)
    for name in ("name", "neighbourhood", "ward_code", "ward", "authority_code", "authority"):
        assert list(table[name]) == list(filtered.areas[name])
    for name in filtered.type_details:
        assert list(table[name]) == list(filtered.type_details[name])
    assert {"cohesion_types_standing", "cohesion_types_sureness"} <= set(table)


def test_table_reads_back_the_same(filtered):
    table = read(filtered)
    assert list(table.index) == list(filtered.areas.index)
    figures = table[filtered.values.columns].astype("float64")
    np.testing.assert_array_equal(figures.to_numpy(), filtered.values.to_numpy())
    assert table[filtered.types.columns].to_numpy().tolist() == filtered.types.to_numpy().tolist()


def test_gap_is_an_empty_cell_and_never_zero(whole):
    gap = whole.gaps.iloc[0]
    rows = list(csv.DictReader(io.StringIO(write_export(whole, "csv").decode())))
    row = next(row for row in rows if row["area"] == gap["area"])
    assert row[gap["indicator"]] == ""


def test_text_that_looks_like_a_formula_gets_an_apostrophe(hostile):
    assert set(read(hostile)["luton_lens"]) == {"'-2+3"}


def test_table_of_plain_names_has_no_byte_order_mark(whole):
    written = write_export(whole, "csv")
    assert written.isascii()
    assert written.startswith(b"area,")


def test_other_letters_are_read_right_by_a_spreadsheet_and_by_pandas(filtered):
    welsh = replace(filtered, areas=filtered.areas.assign(name="Ynys Môn"))
    assert write_export(welsh, "csv").startswith("\ufeffarea,".encode())
    assert set(read(welsh)["name"]) == {"Ynys Môn"}


def test_counts_and_deciles_are_whole_numbers_also_beside_gaps(filtered):
    values = filtered.values.copy()
    values.iloc[0, values.columns.get_loc("dem_pop")] = np.nan
    rows = write_export(replace(filtered, values=values), "csv").decode().splitlines()
    place = rows[0].split(",").index("dem_pop")
    found = [row[place] for row in csv.reader(rows[1:])]
    assert found[0] == ""
    assert all(one.isdecimal() for one in found[1:])


def test_companion_describes_every_column_of_the_table(filtered):
    beside = write_companions(filtered, "csv", file_name="mine.csv")["mine.csv-metadata.json"]
    metadata = json.loads(beside)
    assert metadata["url"] == "mine.csv"
    assert metadata["dc:relation"] == filtered.link
    columns = metadata["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == ["area", *read(filtered).columns]
    moved = next(column for column in columns if column["name"] == "mig_moved_1yr")
    assert moved["dc:source"] == "Office for National Statistics: Census 2021 (TS019)"
    assert moved["datatype"] == "double"
    kinds = {column["name"]: column["datatype"] for column in columns}
    assert (kinds["dem_pop"], kinds["ward"]) == ("integer", "string")
    assert moved["dc:license"] == "Open Government Licence v3.0"
    assert moved["schema:unitText"] == "per cent"
    assert "TS019" in moved["skos:scopeNote"]
    assert "pandemic" in moved["rdfs:comment"]
    assert metadata["notes"][0]["filter"] == list(filtered.filter_words)


def test_the_layer_has_a_column_for_each_comparator(luton):
    selection = Selection(compare=("england", "E05014741"))
    extract = make_extract(luton, selection, link="")
    table = read(extract)
    names = ["mig_moved_1yr_luton", "mig_moved_1yr_england", "mig_moved_1yr_dallow_ward"]
    assert list(table)[-3:] == names
    wards = luton.find_comparators(selection.compare)
    assert table[names[1:]].drop_duplicates().to_numpy().tolist() == [
        luton.compare(wards, "mig_moved_1yr")
    ]
    told = write_companions(extract, "csv", file_name="a.csv")["a.csv-metadata.json"]
    columns = {one["name"]: one for one in json.loads(told)["tableSchema"]["columns"]}
    assert columns[names[2]]["dc:title"] == "Moved in during the past year: Dallow ward"
