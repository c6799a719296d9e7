"""Building by name on the command line: what is told, what comes of it, what is refused."""

from __future__ import annotations

import json
import threading

import pytest
from typer.testing import CliRunner

from atlas import paths
from atlas.build.alone import build_alone
from atlas.cli import app
from atlas.errors import AtlasError
from atlas.opening import levels, places


@pytest.fixture
def run(machine):
    """A function that runs the command build."""

    def run_build(*arguments):
        return CliRunner().invoke(app, ["build", *map(str, arguments)])

    return run_build


def test_a_place_is_built_by_its_name_and_can_be_opened(run, tiny):
    done = run("tinyville council", "--from", tiny / "official")
    assert done.exit_code == 0
    assert "Tinyville: 12 areas" in done.stdout.replace("\n", " ")
    assert places.list_places() == {"tiny": "Tinyville"}
    assert places.is_place("E06990001")
    assert places.open_part("E06990001").name == "Tinyville"
    assert levels.find_level("E06990001", "neighbourhood", None) == "neighbourhood"
    assert places.open_part("E06990001", "neighbourhood").level == "neighbourhood"


def test_the_files_of_the_machine_serve_where_no_folder_is_named(run, files):
    assert run("Cwmtiny").exit_code == 0
    assert places.open_part("W06990001").place is None


def test_a_program_is_told_each_step_and_what_came_of_it(run, tiny):
    done = run("Tinyville, Othertown", "--from", tiny / "official", "--json")
    steps = [json.loads(line) for line in done.stderr.splitlines()]
    assert all(set(step) == {"phase", "step", "done", "bytes"} for step in steps)
    shares = [step["done"] for step in steps]
    assert shares == sorted(shares)
    # Progress is beside the result, which is one JSON text and nothing else.
    # What started the build reads line by line.
    assert len(done.stdout.splitlines()) == 1
    built = json.loads(done.stdout)
    assert built["place"] == "E06990001~E06990002"
    # All parts of a former county bear its name.
    assert built["name"] == "Olden"
    assert built["counts"]["areas"] == 30
    assert places.is_place(built["place"])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Tinyvile", 'There is no place "Tinyvile".'),
        ("", "No place was given."),
        ("Tinyshire, Othertown", "Tinyshire is a region"),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_is_built(run, machine, tiny, name, what):
    done = run(name, "--from", tiny / "official")
    assert done.exit_code == 1
    assert what in str(done.exception)
    told = run(name, "--from", tiny / "official", "--json")
    assert told.exit_code == 1
    assert what in json.loads(told.stdout)["faults"][0]["what"]
    assert not (machine / "packs").exists()


@pytest.mark.parametrize("arguments", [(), ("--from", "nowhere")])
def test_without_files_the_way_to_name_them_is_told(run, arguments):
    done = run("Tinyville", *arguments)
    assert isinstance(done.exception, AtlasError)
    assert 'python -m atlas build "Tinyville" --from FOLDER' in str(done.exception)


def test_where_the_country_stands_a_place_is_open_and_its_pack_is_cut_from_it(run, tiny):
    assert run("Tinyland", "--from", tiny / "official").exit_code == 0
    assert places.list_places()["E12990001"] == "Tinyshire"
    assert places.is_place("E06990001~E06990002")
    assert not (paths.USER_PACKS / "E06990002").exists()
    done = run("Othertown", "--json")
    assert done.exit_code == 0
    assert len([line for line in done.stderr.splitlines() if line.startswith("{")]) < 10
    assert "can be opened at once" in done.stderr
    own = places.open_part("E06990002")
    assert own.store.folder == paths.USER_PACKS / "E06990002"
    assert own.name == "Othertown"


def test_the_countrys_packs_are_passed_over_when_the_files_are_others(run, files):
    assert run("Tinyland").exit_code == 0
    people = files / "people.csv"
    people.write_text(people.read_text() + "\n")
    done = run("Othertown", "--json", "--from", files)
    steps = [json.loads(line).get("step") for line in done.stderr.splitlines()]
    assert len(steps) > 10


def test_a_place_of_the_definitions_keeps_its_own_figures(tmp_path):
    done = CliRunner().invoke(app, ["build", "Luton", "--out", str(tmp_path / "luton")])
    assert done.exit_code == 0
    for path in paths.find_pack("luton").iterdir():
        assert (tmp_path / "luton" / path.name).read_bytes() == path.read_bytes()


def test_a_build_waits_for_another_of_the_same_place(run, tiny):
    results = []

    def build():
        results.append(run("Tinyville", "--from", tiny / "official", "--json"))

    thread = threading.Thread(target=build)
    with build_alone(paths.USER_PACKS / "E06990001", print):
        thread.start()
        thread.join(timeout=3)
        assert thread.is_alive()
    thread.join()
    assert results[0].exit_code == 0
    steps = [json.loads(line).get("step") for line in results[0].stderr.splitlines()]
    assert "Waiting for another build of this place" in steps
    assert places.open_part("E06990001").name == "Tinyville"
