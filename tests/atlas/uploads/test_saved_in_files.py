"""Layers that were saved for everyone, in files of the command line."""

from __future__ import annotations

import io

import pandas as pd
from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.saved import save_layer
from tests.atlas.uploads.conftest import count_of, lay
from tests.atlas.uploads.test_match import HERE


def test_a_layer_saved_for_everyone_is_in_files_of_the_command_line(
    ground, tiny_atlas, tiny, tiny_pack, tmp_path, monkeypatch
):
    columns = {"code": HERE[1:], "halls": range(20, 20 + len(HERE[1:]))}
    layer = lay(ground, columns, count_of())
    monkeypatch.setattr(paths, "USER_FIGURES", tmp_path)
    monkeypatch.setattr(paths, "LAYERS", tiny / "layers")
    save_layer(layer, "tiny")
    words = ["export", "--pack", str(tiny_pack), "--format", "csv", "--out", "-"]
    done = CliRunner().invoke(app, [*words, "--address", f"layer={layer.id}"])
    assert done.exit_code == 0, done.exception
    table = pd.read_csv(io.StringIO(done.stdout), index_col="area")
    wanted = OwnAtlas(tiny_atlas, [layer], ground).measures.values(layer.id)
    pd.testing.assert_series_equal(table[layer.id], wanted, check_dtype=False, check_names=False)
