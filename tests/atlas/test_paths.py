"""Folders are where the layout says."""

from __future__ import annotations

from atlas import paths


def test_layers_and_data_lie_beside_the_package():
    assert (paths.LAYERS / "indicators").is_dir()
    assert (paths.DATA / "luton" / "figures.csv").is_file()
    assert paths.ROOT == paths.LAYERS.parent == paths.DATA.parent


def test_the_shipped_pack_is_preferred():
    assert paths.find_pack("luton") == paths.PACKS / "luton"


def test_a_pack_that_is_not_shipped_is_the_users():
    assert paths.find_pack("tinyville") == paths.USER_PACKS / "tinyville"
