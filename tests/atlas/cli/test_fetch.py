"""The command fetch: what it brings, where to, and what it says."""

from __future__ import annotations

import io
import shutil

import pytest
from rich.console import Console
from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app
from atlas.cli.fetch import make_bars, print_progress
from atlas.errors import FetchError


@pytest.fixture
def run(layers_copy, monkeypatch):
    """Run the command on the tiny layers."""
    monkeypatch.setattr(paths, "LAYERS", layers_copy)

    def invoke(*arguments):
        return CliRunner().invoke(app, ["fetch", *map(str, arguments)])

    return invoke


def test_files_without_an_address_are_all_told_with_their_pages(run, tmp_path):
    done = run("tiny", "--into", tmp_path / "files")
    assert isinstance(done.exception, FetchError)
    remedies = [fault.remedy for fault in done.exception.faults]
    assert len(remedies) == 18
    assert all("https://example.org/" in remedy for remedy in remedies)
    assert all(str(tmp_path / "files") in remedy for remedy in remedies)


def test_files_that_are_there_are_enough(run, tmp_path, tiny):
    shutil.copytree(tiny / "official", tmp_path / "files")
    done = run("--into", tmp_path / "files")
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "files" / "homes.csv.fetched.json").exists()


def test_without_a_folder_files_go_to_the_cache(run, tmp_path, tiny, monkeypatch):
    monkeypatch.setattr(paths, "FILES", tmp_path / "cache")
    shutil.copytree(tiny / "official", tmp_path / "cache")
    assert run("tiny").exit_code == 0
    assert (tmp_path / "cache" / "homes.csv.fetched.json").exists()


def test_an_unknown_place_is_told_before_anything_is_asked(run, tmp_path):
    done = run("tyny", "--into", tmp_path / "files")
    assert isinstance(done.exception, FetchError)
    assert not (tmp_path / "files").exists()


def test_where_there_is_no_terminal_each_file_is_one_line():
    screen = io.StringIO()
    with make_bars(Console(file=screen, force_terminal=False)) as progress:
        report = print_progress(progress)
        for done in (0, 5, 10):
            report("1 of 2: Homes", done, 10)
        report("2 of 2: Groups", 0, None)
        assert progress.tasks[0].total is None
    lines = screen.getvalue().splitlines()
    assert [line for line in lines if line.endswith(("Homes", "Groups"))] == [
        "1 of 2: Homes",
        "2 of 2: Groups",
    ]


def test_on_a_narrow_terminal_the_figures_stay():
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80, color_system=None)
    with make_bars(console) as progress:
        print_progress(progress)(f"1 of 2: {'Households by number ' * 5}", 1_500_000, 1_870_128)
        progress.refresh()
    assert "1.5/1.9 MB" in screen.getvalue()
    assert "1 of 2: Households" in screen.getvalue()


def test_lists_of_points_are_told_with_their_pages_and_not_missed(run, tmp_path, tiny):
    shutil.copytree(tiny / "official", tmp_path / "files")
    assert "no stable address" not in run("--into", tmp_path / "files").output
    (tmp_path / "files" / "halls.csv").unlink()
    done = run("--into", tmp_path / "files")
    assert done.exit_code == 0
    said = " ".join(done.output.split())
    assert "This list has no fixed address and is missing: Hall" in said
    assert "https://example.org/" in said


def test_a_dry_run_fetches_nothing_and_says_what_to_open(run, tmp_path, layers_copy, free_tcp_port):
    file = layers_copy / "sources" / "homes.toml"
    told = 'download = "https://127.0.0.1:{}/h"\nsize = 5_000_000\nlooked_up = 2026-11-30\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nfile", f"\n{told.format(free_tcp_port)}file", 1), "utf-8")
    done = run("tiny", "--dry-run", "--into", tmp_path / "files")
    assert done.exit_code == 1
    said = " ".join(done.output.split())
    server = f"127.0.0.1:{free_tcp_port}"
    assert f"homes.csv: about 5.0 MB, from {server}. No answer: there was no connection" in said
    assert f"Servers, to be open for outgoing connections: {server}: no answer" in said
    assert f"Open outgoing connections to {server}" in said
    assert "Download it from https://example.org/" in said
    assert not (tmp_path / "files").exists()


def test_a_dry_run_is_content_with_files_that_are_here(run, tmp_path, tiny):
    shutil.copytree(tiny / "official", tmp_path / "files")
    done = run("tiny", "--dry-run", "--into", tmp_path / "files")
    assert done.exit_code == 0, done.output
    assert "18 are here already" in done.output
