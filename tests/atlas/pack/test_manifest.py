"""A pack that is not whole is refused, with the file and what to do."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import PackError
from atlas.pack.manifest import checksum, read_manifest
from atlas.pack.schema import FORMAT, MANIFEST, TABLES, VERSION
from atlas.store import open_store


def refusal(folder):
    """Return the faults a pack is refused with; each tells how to build it again."""
    with pytest.raises(PackError) as caught:
        open_store(folder)
    for fault in caught.value.faults:
        assert fault.remedy == f"Build it again: python -m atlas build {folder.name}"
        assert str(folder) in fault.where
    return caught.value.faults


def change(folder, **changes):
    """Change entries of a manifest."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest.update(changes)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_whole_pack_is_opened(pack_copy):
    assert open_store(pack_copy).place == "tiny"


@pytest.mark.parametrize("name", TABLES)
def test_damaged_byte_is_refused(pack_copy, name):
    path = pack_copy / f"{name}.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (fault,) = refusal(pack_copy)
    assert fault.where == str(path)
    assert "checksum" in fault.what


def test_cut_off_table_is_refused(pack_copy):
    path = pack_copy / "figures.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    assert refusal(pack_copy)[0].where == str(path)


def test_missing_file_of_a_table_is_refused(pack_copy):
    (pack_copy / "totals.parquet").unlink()
    (fault,) = refusal(pack_copy)
    assert fault.where.endswith("totals.parquet")
    assert "missing" in fault.what


def test_table_that_is_not_listed_is_refused(pack_copy):
    tables = json.loads((pack_copy / MANIFEST).read_text())["tables"]
    del tables["neighbours"]
    change(pack_copy, tables=tables)
    (fault,) = refusal(pack_copy)
    assert '"neighbours"' in fault.what


def test_every_damage_is_told_at_once(pack_copy):
    (pack_copy / "totals.parquet").unlink()
    (pack_copy / "labels.parquet").write_bytes(b"")
    assert len(refusal(pack_copy)) == 2


@pytest.mark.parametrize("version", [VERSION + 1, VERSION - 1, None, "1"])
def test_other_version_is_refused(pack_copy, version):
    change(pack_copy, version=version)
    (fault,) = refusal(pack_copy)
    assert f"version {version}" in fault.what
    assert fault.expected == f"version {VERSION}"


def test_half_written_pack_is_refused(pack_copy):
    (pack_copy / MANIFEST).unlink()
    (fault,) = refusal(pack_copy)
    assert "not written completely" in fault.what


@pytest.mark.parametrize("content", [b"", b"{", b"not json", b"\xff\xfe\x00"])
def test_manifest_that_is_not_json_is_refused(pack_copy, content):
    (pack_copy / MANIFEST).write_bytes(content)
    (fault,) = refusal(pack_copy)
    assert "cannot be read" in fault.what


@pytest.mark.parametrize("content", ["[]", "null", '"pack"', "{}", '{"format": "other"}'])
def test_manifest_of_something_else_is_refused(pack_copy, content):
    (pack_copy / MANIFEST).write_text(content)
    (fault,) = refusal(pack_copy)
    assert fault.expected == FORMAT


def test_missing_pack_is_refused(tmp_path):
    (fault,) = refusal(tmp_path / "nowhere")
    assert fault.what == "There is no pack here."


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["areas", "file", "checksum", "x"]), inner, max_size=3
            )
        ),
        max_leaves=6,
    )
)
def test_no_manifest_makes_opening_fail_in_another_way(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("packs") / "odd"
    folder.mkdir()
    manifest = {"format": FORMAT, "version": VERSION, "tables": tables}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    refusal(folder)


def test_checksum_names_how_it_was_made():
    assert checksum(b"").startswith("sha256:e3b0c44298fc1c14")


def test_manifest_can_be_read_without_checking_the_tables(pack_copy):
    (pack_copy / "totals.parquet").unlink()
    assert read_manifest(pack_copy, verify=False)["place"] == "tiny"
