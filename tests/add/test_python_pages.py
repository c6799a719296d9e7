"""Every worked example of docs/add that is Python runs, found from its file alone."""

from __future__ import annotations

import importlib
import re
import shutil
import sys
from contextlib import contextmanager

import pandas as pd
import pytest
from typer.testing import CliRunner

from atlas import export, paths
from atlas.cli import app
from atlas.export.make_extract import make_extract
from atlas.indicators import compute
from atlas.plan.pages import plan as plan_page
from atlas.plan.records import record
from atlas.sources import read_source
from atlas.ui import shell
from tests.add.conftest import PAGES, find_blocks
from tests.pages.conftest import draw, plans_file

__all__ = ["draw", "plans_file"]

SAVED = re.compile(r"Save it as `(atlas/\S+)/(\w+)\.py`")
# What looks into the folders that things are added to, each once for a process.
LOOKING = (
    export._find_writers,
    shell.find_pages,
    plan_page.find_parts,
    compute.find_methods,
    read_source.find_readers,
    record.find_kinds,
)


def forget():
    """Let every folder be looked into again."""
    for look in LOOKING:
        look.cache_clear()


@pytest.fixture
def save(tmp_path, monkeypatch):
    """A function that saves a module as if it lay in a folder of atlas/."""
    added = []

    def save_module(folder, word, text):
        package = importlib.import_module(folder.replace("/", "."))
        path = tmp_path / folder / f"{word}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(path.parent)])
        importlib.invalidate_caches()
        added.append((package, word))
        forget()

    yield save_module
    for package, word in added:
        sys.modules.pop(f"{package.__name__}.{word}", None)
        vars(package).pop(word, None)
    forget()


@pytest.fixture
def save_example(save):
    """A function that saves the module of a page where the page says."""

    def save_page(page):
        text = (PAGES / page).read_text(encoding="utf-8")
        folder, word = SAVED.search(text).groups()
        save(folder, word, find_blocks(text, "python")[0])
        return text

    return save_page


@contextmanager
def inside(folder):
    """Work in a folder as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


def test_every_python_example_is_run():
    pages = {path.name for path in PAGES.glob("*.md") if find_blocks(path.read_text(), "python")}

    assert pages == {"export_format.md", "page.md", "plan_part.md", "source.md"}


def test_the_format_is_written_by_the_command_of_its_page(save_example, tmp_path):
    text = save_example("export_format.md")
    command, told = re.search(r"^\$ python -m atlas (.*)\n(.*)$", text, re.MULTILINE).groups()
    with inside(tmp_path):
        done = CliRunner().invoke(app, command.split())

    assert done.exit_code == 0, done.output
    assert told in done.output
    lines = (tmp_path / "biscot.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("| Area | Neighbourhood |")
    assert sum(line.startswith("| E01") for line in lines) == 5


def test_the_format_carries_filters_sources_and_link(save_example, luton):
    save_example("export_format.md")
    selection = luton.parse_address({"ward": "E05014737"}).selection
    extract = make_extract(luton, selection, link="https://atlas.example.org/")
    written = export.write_export(extract, "markdown").decode()

    assert all(one in written for one in (*extract.filter_words, *extract.attributions))
    assert written.rstrip().endswith("https://atlas.example.org/")


def test_the_page_opens_and_begins_as_it_says(save_example, draw):
    text = save_example("page.md")
    word, layer = re.search(r"open `/(\w+)\?layer=(\w+)`", text).groups()
    said = " ".join(re.search(r"The first line reads \*(.*?)\*", text, re.DOTALL)[1].split())

    page = draw(word, layer=layer)
    first = page.test.markdown[0].value.replace("\u202f", " ")
    assert first == said
    # A layer that is not a figure falls back to one that is.
    assert draw(word, layer="cohesion_types").test.markdown


def test_the_part_of_the_plan_is_found_and_told(save_example, draw):
    text = save_example("plan_part.md")
    word = re.search(r"open `/plan\?part=(\w+)`", text)[1]

    assert "Who changed what, and when." in draw("plan", part=word).words()


def test_the_columns_of_a_source_are_added(real_example, monkeypatch, tmp_path):
    real_example.add("source.md")
    text = (PAGES / "source.md").read_text(encoding="utf-8")
    monkeypatch.setattr(paths, "LAYERS", real_example.layers)
    source = real_example.read().sources["census2021_ts039"]
    shutil.copytree(paths.DATA / "luton", tmp_path / "data" / "luton")
    before = pd.read_csv(tmp_path / "data" / "luton" / "figures.csv", dtype=str)
    row = dict.fromkeys(source.columns.values(), 7)
    path = tmp_path / "FOLDER" / source.file
    path.parent.mkdir(parents=True)
    rows = [{source.area_column: area} | row for area in before["area"]]
    pd.DataFrame(rows).to_csv(path, index=False)
    with inside(tmp_path):
        exec(compile(find_blocks(text, "python")[0], "source.md", "exec"), {})  # noqa: S102 - the page's own example

    after = pd.read_csv(tmp_path / "data" / "luton" / "figures.csv", dtype=str)
    assert list(after) == [*before, *source.columns]
    assert set(after["ts039_total"]) == {"7"}
    pd.testing.assert_frame_equal(after[list(before)], before)


@pytest.mark.parametrize(
    ("folder", "declares", "find"),
    [
        ("atlas/indicators/methods", 'method("percent")', compute.find_methods),
        ("atlas/sources/readers", 'reader(".csv")', read_source.find_readers),
    ],
    ids=["method", "reader"],
)
def test_a_function_in_a_module_of_its_own_is_all_that_is_added(save, folder, declares, find):
    called = declares.partition("(")[0]
    text = (
        f"from {folder.replace('/', '.')} import {called}\n\n\n@{declares}\ndef added(one): ...\n"
    )
    before = set(find())
    save(folder, "added_in_a_test", text)

    assert set(find()) == {*before, "added"}


@pytest.mark.parametrize(
    ("folder", "like", "old", "new", "find"),
    [
        (
            "atlas/plan/records/kinds",
            "board_note",
            '"board_note"',
            '"hall_note"',
            record.find_kinds,
        ),
    ],
    ids=["kind"],
)
def test_a_module_beside_the_others_is_all_that_is_added(save, folder, like, old, new, find):
    text = (paths.ROOT / folder / f"{like}.py").read_text(encoding="utf-8")
    assert old in text
    save(folder, f"added_{like}", text.replace(old, new))

    assert new.strip('"') in find()
