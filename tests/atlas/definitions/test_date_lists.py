"""A list that was fetched is told with its own day, in every language and wherever it is used."""

from __future__ import annotations

import json

import pytest

from atlas.build.given_files import read_days
from atlas.definitions.describe_lists import date_lists, find_days


def test_a_day_is_told_where_the_description_told_another(luton):
    definitions = date_lists(luton.definitions, {"gp_practices": "2026-03-02"})
    overlay = definitions.overlays["gp_practices"]
    assert overlay.describes == "Active GP practices, 2 March 2026"
    assert overlay.published == "2 March 2026"
    per_1000 = definitions.indicators["acc_gp_per_1000"]
    assert per_1000.year == "2 March 2026"
    assert "based on the list of 2 March 2026 and the Census" in per_1000.text.sentence
    assert definitions.indicators["acc_schools"] is luton.definitions.indicators["acc_schools"]


def test_a_day_is_told_in_german(luton):
    german = date_lists(luton.definitions.in_language("de"), {"schools": "2026-03-02"})
    assert german.overlays["schools"].describes == "Geöffnete Schulen und Colleges am 2. März 2026"
    assert "vom 2. März 2026" in german.indicators["acc_primary_nearest"].text.sentence


@pytest.mark.parametrize("days", [{}, {"libraries": "2026-03-02"}, {"nobody": "2026-03-02"}])
def test_what_tells_no_day_stays(luton, days):
    assert date_lists(luton.definitions, days) is luton.definitions


def test_words_that_tell_the_day_are_in_the_texts(luton):
    for overlay in luton.definitions.overlays.values():
        assert overlay.dated in overlay.describes
        german = luton.definitions.in_language("de").overlays[overlay.id]
        assert german.dated in german.describes
        assert bool(german.dated) == bool(overlay.dated)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/list20260228.csv", "2026-02-28"),
        ("https://example.org/list.csv", "2026-03-02"),
        ("", ""),
    ],
)
def test_the_day_is_that_of_the_address_or_of_the_fetching(
    tiny_definitions, tmp_path, address, day
):
    halls = tiny_definitions.overlays["halls"]
    slot = address.replace("20260228", "{day}")
    tiny_definitions.overlays["halls"] = halls.model_copy(update={"download": slot})
    receipt = {"address": address, "fetched": "2026-03-02T08:00:00+00:00"}
    receipt |= {"etag": "", "last_modified": "", "sha256": ""}
    try:
        assert read_days(tiny_definitions, tmp_path) == {}
        (tmp_path / "halls.csv").write_text("called\n")
        assert read_days(tiny_definitions, tmp_path) == {}
        (tmp_path / "halls.csv.fetched.json").write_text(json.dumps(receipt))
        assert read_days(tiny_definitions, tmp_path) == ({"halls": day} if day else {})
    finally:
        tiny_definitions.overlays["halls"] = halls


def test_a_pack_says_the_day():
    sources = [{"id": "halls", "day": "2026-03-02"}, {"id": "homes"}]
    assert find_days({"sources": sources}) == {"halls": "2026-03-02"}
    assert find_days({}) == {}
