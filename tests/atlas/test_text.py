"""Texts in the language of the moment: words, plurals, numbers, days."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import text
from atlas.text import (
    ENGLISH,
    ask_for_language,
    format_clock,
    format_day,
    format_number,
    format_shortly,
    say,
    say_counted,
    speaking,
    spoken,
)
from tests.conftest import make_speech

AREAS = ("{count} area", "{count} areas")
GERMAN = make_speech(
    "de",
    {"{first} and {last}": "{first} und {last}", AREAS: ("{count} Gebiet", "{count} Gebiete")},
)
POLISH = make_speech("pl", {AREAS: ("obszar", "{count} obszary", "{count} obszarów")})


def test_a_text_that_a_language_lacks_is_said_in_english():
    with speaking(GERMAN):
        assert say("{first} and {last}", first="A", last="B") == "A und B"
        assert say("Download") == "Download"
        assert say("") == ""
        assert say_counted("{count} row", "{count} rows", 1) == "1 row"


@pytest.mark.parametrize(
    ("speech", "count", "said"),
    [
        (ENGLISH, 1, "1 area"),
        (ENGLISH, 0, "0 areas"),
        (GERMAN, 1, "1 Gebiet"),
        (GERMAN, 1250, "1.250 Gebiete"),
        (POLISH, 1, "obszar"),
        (POLISH, 3, "3 obszary"),
        (POLISH, 5, "5 obszarów"),
    ],
)
def test_the_plural_is_the_one_that_the_language_has_for_the_number(speech, count, said):
    with speaking(speech):
        assert say_counted(*AREAS, count) == said


def test_numbers_and_days_are_written_as_the_language_does():
    moment = datetime(2021, 3, 21, 9, 5, tzinfo=UTC)
    with speaking(GERMAN):
        assert format_number(-12345.67, 1) == "-12.345,7"
        assert format_shortly(2.5) == "2,5"
        assert format_day(date(2021, 3, 21)) == "21. März 2021"
        assert format_clock(moment) == "09:05"
    assert format_day(date(2021, 3, 1)) == "1 March 2021"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_english_numbers_are_as_python_writes_them(number, places):
    assert format_number(number, places) == f"{number:,.{places}f}"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_german_number_differs_from_the_english_in_its_marks_alone(number, places):
    english = format_number(number, places)
    with speaking(GERMAN):
        german = format_number(number, places)

    assert german.translate(str.maketrans(".,", ",.")) == english


def test_what_is_set_holds_for_the_block_and_this_thread_alone():
    elsewhere = []
    with speaking(GERMAN):
        thread = threading.Thread(target=lambda: elsewhere.append(spoken()))
        thread.start()
        thread.join()
        with speaking(POLISH):
            assert spoken() is POLISH
        assert spoken() is GERMAN

    assert elsewhere == [ENGLISH]
    assert spoken() is ENGLISH


def test_where_nothing_is_set_whoever_serves_is_asked(monkeypatch):
    monkeypatch.setattr(text, "_askers", [])
    ask_for_language(lambda: POLISH)

    assert spoken() is POLISH
    with speaking(GERMAN):
        assert spoken() is GERMAN
