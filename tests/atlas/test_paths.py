"""Folders are where the layout says."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from atlas import paths


def test_tests_and_what_they_start_have_a_user_folder_of_their_own():
    command = [sys.executable, "-c", "from atlas import paths; print(paths.USER)"]
    told = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=True)

    assert Path(told.stdout.strip()) == paths.USER
    assert paths.USER.is_relative_to(tempfile.gettempdir())
    assert paths.FILES.is_relative_to(paths.USER)


def test_layers_and_data_lie_beside_the_package():
    assert (paths.LAYERS / "indicators").is_dir()
    assert (paths.DATA / "luton" / "figures.csv").is_file()
    assert paths.ROOT == paths.LAYERS.parent == paths.DATA.parent


def test_the_shipped_pack_is_preferred():
    assert paths.find_pack("luton") == paths.PACKS / "luton"


def test_a_pack_that_is_not_shipped_is_the_users():
    assert paths.find_pack("tinyville") == paths.USER_PACKS / "tinyville"
