"""A look-up of other columns than a geography names is told, and not thrown."""

from __future__ import annotations

import shutil

import pytest

from atlas.build.named import build_nation
from atlas.errors import BuildError


@pytest.mark.parametrize(
    ("file", "column", "other"),
    [
        ("authorities.csv", "ward24_name", "ward24_nm"),
        ("names.csv", "msoa21hclnm", "msoa21hcl_name"),
        ("regions.csv", "region24_code", "region24_cd"),
        ("rural.csv", "classification", "classifications"),
        ("change.csv", "change_code", "change_kind"),
        ("outlines.geojson", "lsoa21_code", "lsoa21_cd"),
    ],
)
def test_a_missing_column_is_told_with_the_closest(
    tmp_path, tiny, tiny_definitions, file, column, other
):
    folder = tmp_path / "official"
    shutil.copytree(tiny / "official", folder)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(column, other), encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build_nation("england-wales", tiny_definitions, folder, target=tmp_path / "x", report=len)
    (fault,) = caught.value.faults
    assert f'"{column}"' in fault.what
    assert other in fault.closest


def test_outlines_of_another_year_are_told(tmp_path, tiny, tiny_definitions):
    folder = tmp_path / "official"
    shutil.copytree(tiny / "official", folder)
    path = folder / "outlines.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("E01990003", "E01990099"))
    with pytest.raises(BuildError, match="no shape of 1 of 34 areas: E01990003"):
        build_nation("england-wales", tiny_definitions, folder, target=tmp_path / "x", report=len)
