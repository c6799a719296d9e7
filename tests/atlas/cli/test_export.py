"""Files of figures and maps from the command line: what is asked for, and where it goes."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from atlas.cli import app

CHURN, NEED = "where=mig_churn.town.80~", "where=dep_imd_decile.value.1~3"


def run(*words):
    """Run a command, and return how it ended."""
    return CliRunner().invoke(app, [str(word) for word in words])


def count_rows(*words):
    """Return how many areas an export to standard output holds."""
    done = run("export", "--format", "csv", "--out", "-", *words)
    assert done.exit_code == 0, done.exception
    return len(pd.read_csv(io.StringIO(done.stdout)))


@pytest.mark.parametrize(
    "words",
    [
        ["--filter", CHURN, "--filter", NEED],
        ["--filter", f"{CHURN},{NEED.removeprefix('where=')}"],
        ["--address", f"?{CHURN}&{NEED}"],
        ["--address", CHURN, "--filter", NEED],
    ],
)
def test_conditions_given_one_by_one_must_all_hold(words):
    # The top fifth of the neighbourhoods (MSOA) in which churn is published, and the need.
    assert count_rows(*words) == 17
    assert count_rows("--filter", NEED) == 64


def test_lists_given_one_by_one_are_put_together():
    wards = ["E05014736", "E05014737"]
    alone = [count_rows("--filter", f"ward={ward}") for ward in wards]
    assert count_rows("--filter", f"ward={wards[0]}", "--address", f"ward={wards[1]}") == sum(alone)


@pytest.mark.parametrize(
    "words",
    [
        ["--filter", "layer=dem_pop", "--filter", "layer=dem_density"],
        ["--address", "layer=dem_pop&layer=dem_density"],
        ["--address", "lang=en", "--lang", "de"],
        ["--address", "classes=5&classes=7"],
        ["--address", "place=luton&place=glasgow"],
    ],
)
def test_what_can_hold_one_value_is_refused_when_it_is_given_two(words, tmp_path):
    done = run("export", "--out", tmp_path / "x.csv", *words)
    assert done.exit_code == 1
    assert "is given more than once" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_map_refuses_a_layer_beside_its_own(tmp_path):
    words = ["map", "dem_pop", "--out", tmp_path / "x.svg", "--address", "layer=dem_density"]
    assert '"layer" is given more than once' in str(run(*words).exception)


def test_the_help_names_the_forms_of_a_condition():
    told = " ".join(run("export", "--help").stdout.split())
    assert "where=INDICATOR.SCALE.LOW~HIGH" in told
    assert "must all hold" in told


@pytest.mark.parametrize(
    ("settings", "rows"),
    [
        ("place=E06990002", 18),
        ("place=E06990001~E06990002", 30),
        ("place=england-wales", 3),
        ("place=england-wales&level=area", 34),
        ("place=england-wales&view=-1.5,52.4,12", 34),
        ("place=E06990001&level=neighbourhood", 2),
    ],
)
@pytest.mark.usefixtures("nation")
def test_an_address_means_what_it_means_in_the_browser(settings, rows):
    assert count_rows("--address", settings) == rows
    assert count_rows(*(f"--filter={one}" for one in settings.split("&"))) == rows


@pytest.mark.usefixtures("nation")
def test_a_country_named_as_a_place_is_its_small_areas():
    assert count_rows("--place", "england-wales") == 34
    assert count_rows("--place", "Othertown") == 18
    assert count_rows("--place", "Othertown", "--address", "place=E06990002") == 18


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--place", "Tinyville", "--address", "place=E06990002"], "the address names E06990002"),
        (["--address", "place=E06990001&level=authority"], "has no level authority"),
        (["--address", "place=atlantis"], "atlantis"),
    ],
)
@pytest.mark.usefixtures("nation")
def test_a_place_that_is_not_there_is_never_another(words, told, tmp_path):
    done = run("export", "--out", tmp_path / "x.csv", *words)
    assert done.exit_code == 1
    assert told in str(done.exception)
    assert not (tmp_path / "x.csv").exists()


def test_a_pack_of_another_place_than_the_address_names_is_refused(tiny_pack, tmp_path):
    words = ["--pack", tiny_pack, "--address", "place=luton"]
    done = run("export", "--out", tmp_path / "x.csv", *words)
    assert "--pack names tiny" in str(done.exception)


@pytest.mark.usefixtures("nation")
def test_the_link_of_a_file_opens_the_same_view():
    done = run(
        *("export", "--format", "geojson", "--out", "-", "--place", "england-wales"),
        *("--link", "https://atlas.example/", "--filter", "area=E01990003"),
    )
    link = json.loads(done.stdout)["metadata"]["link"]
    assert link.startswith("https://atlas.example/?place=england-wales&level=area&")
    address = link.partition("?")[2]
    again = run("export", "--format", "csv", "--out", "-", "--address", address)
    assert len(pd.read_csv(io.StringIO(again.stdout))) == 34
