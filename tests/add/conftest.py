"""The worked examples of docs/add, put over a copy of the tiny atlas or of the real layers."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas import paths
from atlas.build.country import build_country_place
from atlas.facade import open_atlas
from tests.conftest import TINY, read_layers

PAGES = paths.ROOT / "docs" / "add"
LAYER = re.compile(r"^```(?:toml|po)\n# layers/(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```(?:json|csv) (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def find_blocks(text, language):
    """Return the blocks of a page that are written in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """Layers and publishers' files, as pages of docs/add give them."""

    layers: Path
    folder: Path

    def add(self, page):
        """Write the files of a page, and return how many there were."""
        text = (PAGES / page).read_text(encoding="utf-8")
        blocks = [(self.layers, *found) for found in LAYER.findall(text)]
        blocks += [(self.folder, *found) for found in FILE.findall(text)]
        for base, name, content in blocks:
            path = base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return len(blocks)

    def change(self, name, old, new):
        """Change a file of the layers or of the publishers; what is changed must be there."""
        path = next(base / name for base in (self.layers, self.folder) if (base / name).exists())
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def read(self):
        """Return the definitions, checked as `python -m atlas check` checks them."""
        return read_layers(self.layers)

    def build(self, place):
        """Build a place and return its manifest."""
        target = self.folder / "packs" / place
        told = []
        manifest = build_country_place(
            place, self.read(), self.folder, target=target, report=told.append
        )
        assert told
        return manifest

    def open(self, place):
        """Build a place and open it."""
        self.build(place)
        return open_atlas(place, layers=self.layers, pack=self.folder / "packs" / place)


@pytest.fixture
def example(tmp_path):
    """The tiny atlas, to add pages to; its licence has the name that the pages use."""
    layers = Path(shutil.copytree(TINY / "layers", tmp_path / "layers"))
    shutil.copy(paths.LAYERS / "licences" / "ogl_uk_3.toml", layers / "licences")
    return Example(layers, tmp_path / "files")


@pytest.fixture
def country(example):
    """The tiny atlas with the country that docs/add/country.md adds."""
    assert example.add("country.md") == 9
    return example


@pytest.fixture
def real_example(tmp_path):
    """A copy of the real layers, to add pages to."""
    return Example(Path(shutil.copytree(paths.LAYERS, tmp_path / "layers")), tmp_path / "files")
