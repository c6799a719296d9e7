"""A pack is written whole or not at all, and the same figures give the same bytes."""

from __future__ import annotations

import pandas as pd
import pytest
from filelock import FileLock
from pyarrow import parquet

from atlas.errors import BuildError
from atlas.pack.bring_back import bring_back
from atlas.pack.manifest import read_manifest
from atlas.pack.schema import TABLES
from atlas.pack.write import to_parquet, write_pack


@pytest.fixture(scope="module")
def tables(tiny_pack):
    """All tables of the tiny pack."""
    return {name: pd.read_parquet(tiny_pack / f"{name}.parquet") for name in TABLES}


def test_written_pack_can_be_read(tables, tmp_path):
    manifest = write_pack(tmp_path / "one", tables, facts={"place": "one"})
    assert read_manifest(tmp_path / "one") == manifest
    assert manifest["tables"]["areas"]["rows"] == 12
    assert {path.name for path in (tmp_path / "one").iterdir()} == {
        "manifest.json",
        *(f"{name}.parquet" for name in TABLES),
    }


@pytest.mark.parametrize("name", TABLES)
def test_order_of_rows_does_not_change_the_bytes(tables, tmp_path, name):
    first = write_pack(tmp_path / "first", tables, facts={})
    turned = {**tables, name: tables[name].iloc[::-1]}
    second = write_pack(tmp_path / "second", turned, facts={})
    assert first["tables"][name]["checksum"] == second["tables"][name]["checksum"]


@pytest.mark.parametrize("name", TABLES)
def test_missing_column_is_refused(tables, tmp_path, name):
    lacking = {**tables, name: tables[name].drop(columns=TABLES[name].columns[-1])}
    with pytest.raises(BuildError, match=f"pack table {name}"):
        write_pack(tmp_path / "one", lacking, facts={})


@pytest.mark.parametrize("name", TABLES)
def test_doubled_row_is_refused(tables, tmp_path, name):
    doubled = {**tables, name: pd.concat([tables[name], tables[name].iloc[:1]])}
    with pytest.raises(BuildError, match="occur twice"):
        write_pack(tmp_path / "one", doubled, facts={})


def test_missing_table_is_refused(tables, tmp_path):
    lacking = {name: table for name, table in tables.items() if name != "moments"}
    with pytest.raises(BuildError, match="moments"):
        write_pack(tmp_path / "one", lacking, facts={})


def test_failed_writing_leaves_the_former_pack(tables, tmp_path):
    write_pack(tmp_path / "one", tables, facts={"name": "former"})
    odd = tables["labels"].assign(name=[object()] * len(tables["labels"]))
    with pytest.raises(Exception, match="object"):
        write_pack(tmp_path / "one", {**tables, "labels": odd}, facts={"name": "new"})
    assert read_manifest(tmp_path / "one")["name"] == "former"


def test_leftovers_of_a_stopped_build_do_no_harm(tables, tmp_path):
    leftover = tmp_path / ".one.partial"
    leftover.mkdir()
    (leftover / "rubbish.parquet").write_bytes(b"rubbish")
    write_pack(tmp_path / "one", tables, facts={})
    assert not (tmp_path / "one" / "rubbish.parquet").exists()
    assert not leftover.exists()


def test_a_pack_that_had_stepped_aside_comes_back(tables, tmp_path):
    write_pack(tmp_path / "one", tables, facts={"name": "former"})
    (tmp_path / "one").rename(tmp_path / ".one.former")
    with pytest.raises(BuildError):
        write_pack(tmp_path / "one", {}, facts={"name": "new"})

    bring_back(tmp_path)

    assert read_manifest(tmp_path / "one")["name"] == "former"


def test_a_stopped_swap_is_no_hindrance_to_the_next_build(tables, tmp_path):
    write_pack(tmp_path / "one", tables, facts={"name": "former"})
    (tmp_path / "one").rename(tmp_path / ".one.former")
    odd = tables["labels"].assign(name=[object()] * len(tables["labels"]))
    with pytest.raises(Exception, match="object"):
        write_pack(tmp_path / "one", {**tables, "labels": odd}, facts={"name": "new"})
    assert read_manifest(tmp_path / "one")["name"] == "former"
    write_pack(tmp_path / "one", tables, facts={"name": "new"})
    assert read_manifest(tmp_path / "one")["name"] == "new"
    assert not (tmp_path / ".one.former").exists()


def test_what_is_being_written_is_left_alone(tmp_path):
    (tmp_path / ".one.former").mkdir()
    (tmp_path / ".one.neighbourhood.former").mkdir()
    with FileLock(tmp_path / ".one.lock"):
        bring_back(tmp_path)
        assert not (tmp_path / "one").exists()
    bring_back(tmp_path)
    assert (tmp_path / "one").is_dir()
    assert (tmp_path / "one.neighbourhood").is_dir()


def test_former_pack_is_replaced_whole(tables, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "old.parquet").write_bytes(b"old")
    write_pack(tmp_path / "one", tables, facts={})
    assert not (tmp_path / "one" / "old.parquet").exists()


def test_tables_do_not_name_versions_of_libraries(tables, tmp_path):
    (tmp_path / "t.parquet").write_bytes(to_parquet(tables["areas"]))
    assert parquet.read_schema(tmp_path / "t.parquet").metadata is None
