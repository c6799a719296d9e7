"""The generated map and picture hold every module, script and stage."""

from __future__ import annotations

import importlib.util
import re
from xml.etree import ElementTree as ET

import pytest

from atlas import paths

ATLAS = paths.ROOT / "atlas"
FILES = sorted(
    path.relative_to(paths.ROOT).as_posix()
    for ending in ("py", "js")
    for path in ATLAS.rglob(f"*.{ending}")
)


@pytest.fixture(scope="module")
def generator():
    """The module that writes the generated pages."""
    spec = importlib.util.spec_from_file_location("generate", paths.ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_map_lists_every_module_and_script(generator):
    listed = re.findall(r"^\| `(atlas/\S+)` \| (.+) \|$", generator.make_map(), re.MULTILINE)

    assert sorted(name for name, _ in listed) == FILES


def test_every_stage_is_in_the_picture_with_its_line(generator):
    picture = ET.fromstring(generator.draw_stages())  # noqa: S314 - made here
    shown = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    stages = {path.name for path in ATLAS.iterdir() if (path / "__init__.py").is_file()}

    assert stages <= set(shown)
    assert all(shown)
    assert shown.index("ui") < shown.index("store") < shown.index("text")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/** Draw points. They are many. */\nexport {}", "Draw points."),
        ('// @ts-check\n// Points.\nimport { a } from "b";\n', "Points."),
        ('import {\n  a,\n} from "b";\n\n/**\n * Points:\n * all of them.\n */', "Points: all of them."),  # noqa: E501 - one script
        ("export const A = 1;\n", ""),
    ],
)  # fmt: skip
def test_a_script_is_told_by_its_first_comment(generator, tmp_path, text, line):
    path = tmp_path / "points.js"
    path.write_text(text, encoding="utf-8")

    assert generator.describe_script(path) == line


def test_a_file_without_a_line_stops_the_generator(generator, tmp_path, monkeypatch):
    path = tmp_path / "points.js"
    path.write_text("export const A = 1;\n", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)

    with pytest.raises(SystemExit, match=r"points\.js"):
        generator._list_files([path])
