"""The table and its description."""

# `values` is a field of an extract here, not the attribute of a table.
# ruff: noqa: PD011

import csv
import io
import json

import numpy as np
import pandas as pd

from atlas.export import write_companions, write_export


def read(extract):
    # The engine of Python reads every figure exactly, in every release of pandas.
    written = io.BytesIO(write_export(extract, "csv"))
    return pd.read_csv(written, index_col="area", engine="python")


def test_first_column_is_the_area_then_indicators_then_typologies(whole):
    header = write_export(whole, "csv").decode().splitlines()[0].split(",")
    names = [one.id for one in whole.indicators] + [one.id for one in whole.typologies]
    assert header == ["area", *names]


def test_table_reads_back_the_same(filtered):
    table = read(filtered)
    assert list(table.index) == list(filtered.areas.index)
    figures = table[filtered.values.columns]
    assert (figures.dtypes == "float64").all()
    np.testing.assert_array_equal(figures.to_numpy(), filtered.values.to_numpy())
    assert table[filtered.types.columns].to_numpy().tolist() == filtered.types.to_numpy().tolist()


def test_gap_is_an_empty_cell_and_never_zero(whole):
    gap = whole.gaps.iloc[0]
    rows = list(csv.DictReader(io.StringIO(write_export(whole, "csv").decode())))
    row = next(row for row in rows if row["area"] == gap["area"])
    assert row[gap["indicator"]] == ""


def test_text_that_looks_like_a_formula_gets_an_apostrophe(hostile):
    assert set(read(hostile)["luton_lens"]) == {"'-2+3"}


def test_table_is_ascii_without_a_byte_order_mark(whole):
    written = write_export(whole, "csv")
    assert written.isascii()
    assert written.startswith(b"area,")


def test_companion_describes_every_column_of_the_table(filtered):
    beside = write_companions(filtered, "csv", file_name="mine.csv")["mine.csv-metadata.json"]
    metadata = json.loads(beside)
    assert metadata["url"] == "mine.csv"
    assert metadata["dc:relation"] == filtered.link
    columns = metadata["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == ["area", *read(filtered).columns]
    moved = next(column for column in columns if column["name"] == "mig_moved_1yr")
    assert moved["dc:source"] == "Office for National Statistics: Census 2021 (TS019)"
    assert moved["dc:license"] == "Open Government Licence v3.0"
    assert moved["schema:unitText"] == "per cent"
    assert "TS019" in moved["skos:scopeNote"]
    assert "pandemic" in moved["rdfs:comment"]
    assert metadata["notes"][0]["filter"] == list(filtered.filter_words)
