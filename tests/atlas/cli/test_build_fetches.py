"""A build that fetches what it lacks goes on without what it can do without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas import paths
from atlas.cli import build_files
from atlas.cli.build_files import FetchProgress, Teller, bring_lists, find_folder, list_absent
from atlas.errors import Fault, FetchError
from atlas.sources.fetch import name_steps


@pytest.fixture
def definitions(tiny_definitions):
    """The tiny definitions, with an address of the list of halls."""
    halls = tiny_definitions.overlays["halls"]
    addressed = halls.model_copy(update={"download": "https://example.org/halls.csv"})
    return replace(tiny_definitions, overlays={"halls": addressed})


@pytest.fixture
def fetched(monkeypatch, tmp_path):
    """Fetch nothing, note what is asked for, and fail where a test says so."""
    asked = []

    def bring(_definitions, files, **_settings):
        asked.append([one.id for one in files])
        if bring.fails:
            raise FetchError([Fault("a file", "It is not there.")])
        return tmp_path

    bring.fails = False
    bring.asked = asked
    monkeypatch.setattr(build_files, "fetch_files", bring)
    monkeypatch.setattr(paths, "FILES", tmp_path)
    return bring


def test_what_is_needed_is_fetched_without_the_lists(definitions, fetched, tmp_path):
    assert find_folder("tiny", None, definitions, Teller(lambda _: None)) == tmp_path
    assert "halls" not in fetched.asked[0]
    assert [one.id for one in list_absent("tiny", definitions)] == ["halls"]


def test_what_is_here_is_not_asked_for(definitions, fetched, tmp_path):
    (tmp_path / "homes.csv").touch()
    find_folder("tiny", None, definitions, Teller(lambda _: None))
    assert "homes" not in fetched.asked[0]


def test_what_is_needed_stops_a_build(definitions, fetched):
    fetched.fails = True
    with pytest.raises(FetchError, match="some are not here yet"):
        find_folder("tiny", None, definitions, Teller(lambda _: None))


def test_a_list_that_cannot_be_had_does_not(definitions, fetched):
    fetched.fails = True
    absent = list_absent("tiny", definitions)
    (fault,) = bring_lists(absent, definitions, Teller(lambda _: None))
    assert fault.what == "It is not there."


def test_the_share_of_a_fetch_goes_by_size_and_names_each_file_at_its_start(tiny_definitions):
    homes = tiny_definitions.sources["homes"]
    address = "https://example.org/{}"
    files = [
        homes.model_copy(update={"download": address.format(name), "size": size, "title": name})
        for name, size in (("small", 1_000_000), ("great", 3_000_000))
    ]
    told = []
    report = FetchProgress(files, "fetch", told.append)
    first, second = name_steps(files)
    report(first, 0, None)
    report(second, 0, None)
    assert [one["step"] for one in told] == ["small", "great"]
    assert [one["done"] for one in told] == [0.0, 0.25]
    assert (told[1]["number"], told[1]["count"], told[1]["host"]) == (2, 2, "example.org")
    report._told = ("", 0.0)
    report(second, 1_500_000, 3_000_000)
    assert told[-1]["done"] == pytest.approx(0.625)
    assert (told[-1]["received"], told[-1]["bytes"]) == (1_500_000, 3_000_000)
    report("Waiting for another download into the same folder", 0, None)
    assert told[-1]["step"].startswith("Waiting")
