"""Find what may identify a person in somebody's statement: numbers, addresses, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["mail", "phone", "address", "name"]

# The second character is the apostrophe of word processors.
QUOTE, DASH = "'\u2019", "\u2013-"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# From a zero or a plus on, with what people put between digits; a date has fewer digits.
PHONE = re.compile(rf"(?<![\w.])(?:\+|0)\(?\d(?:[\s()/.{DASH}]{{0,2}}\d){{7,14}}(?!\w)")
LEAST_DIGITS = 9
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
WORD = rf"[A-ZÀ-ÖØ-Þ](?=[\w{QUOTE}-]{{0,30}}[a-zà-öø-ÿ])[\w{QUOTE}-]+"
# "12 High Street" and "12 high street", "Hauptstraße 12"
WRITTEN_LARGE = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Way|Crescent|Place|Court|Gardens|Terrace|Grove|"
    "Square|Walk|Rise|Hill|Mews"
)
STREET = re.compile(rf"\b\d{{1,4}}[a-z]?,?\s+(?:{WORD}\s+){{1,3}}(?:{WRITTEN_LARGE})\b")
SMALL = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+[\w{QUOTE}-]+\s+(?:road|street|avenue|lane|crescent|terrace)\b",
    re.IGNORECASE,
)
GERMAN = re.compile(
    r"\b(?:\w*(?:straße|strasse|str\.)|\w+(?:weg|allee|platz|gasse|ring|ufer|damm))"
    r"\s*\d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Sir|Herrn?|Frau|Imam|Father|Rev)\b\.?\s+{WORD}"
    rf"(?:\s+{WORD})?"
)
CALLED = re.compile(
    rf"\b(?i:my name is|i am called|is called|his name is|her name is|ich hei(?:ß|ss)e|"
    rf"mein name ist|hei(?:ß|ss)t)\s+{WORD}(?:\s+{WORD})?"
)
TWO = re.compile(rf"\b{WORD}(?:\s+{WORD})+")
# Words that begin a sentence, and capitalised words that are usually not names.
EVERYDAY = """
a an all and another any are as at because before both but can children could do every few for from
he her his how i if in is it its life many more most my near never no not nobody now of on once one
only or our people please she since so some still than that the their then there these they this
those to too under until very was we were what when where which while who why with would yes you
young your after about between during
council centre center park library school church mosque temple gurdwara hospital police bus station
town city county borough ward market hall house community university college english classes british
welsh scottish irish polish urdu bengali punjabi romanian census national health service north south
east west upper lower new old street road estate youth women men group
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday christmas easter ramadan eid diwali
"""
NO_NAMES = frozenset(EVERYDAY.split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A part of a text that may identify somebody."""

    kind: Kind
    text: str


def find_personal(text: str, *, places: Iterable[str] = (), german: bool = False) -> list[Telling]:
    """Return what may identify a person, in the order of the text.

    It warns and does not forbid: unusual names are missed, and some findings are not
    personal.

    Parameters
    ----------
    text
        What somebody said.
    places
        Names of places here, which are not names of persons.
    german
        Whether nouns are capitalised, so that two in a row mean nothing.

    Examples
    --------
    >>> [one.text for one in find_personal("Please ring Mary Smith: 01582 546 000.")]
    ['Mary Smith', '01582 546 000']
    >>> find_personal("The buses in Bury Park are few.", places=["Bury Park"])
    []
    """
    found: dict[tuple[int, int], Telling] = {}
    looks: list[tuple[Kind, re.Pattern[str]]] = [
        ("mail", MAIL),
        ("phone", PHONE),
        ("address", POSTCODE),
        ("address", STREET),
        ("address", SMALL),
        ("address", GERMAN),
        ("name", TITLED),
        ("name", CALLED),
    ]
    for kind, look in looks:
        for match in look.finditer(text):
            if kind != "phone" or sum(sign.isdigit() for sign in match[0]) >= LEAST_DIGITS:
                found[match.span()] = Telling(kind, match[0])
    if not german:
        known = {word.casefold() for name in places for word in re.findall(rf"[\w{QUOTE}-]+", name)}
        for start, end in _find_names(text, known):
            found[start, end] = Telling("name", text[start:end])
    return _keep_apart(found)


def _find_names(text: str, known: set[str]) -> list[tuple[int, int]]:
    """Return where two or more unknown capitalised words follow each other."""
    spans = []
    for match in TWO.finditer(text):
        run: list[re.Match[str]] = []
        for word in [*re.finditer(WORD, match[0]), None]:
            if word is not None and not _is_known(word[0], known):
                run.append(word)
                continue
            if len(run) > 1:
                spans.append((match.start() + run[0].start(), match.start() + run[-1].end()))
            run = []
    return spans


def _is_known(word: str, known: set[str]) -> bool:
    plain = re.sub(rf"[{QUOTE}]s?$", "", word.casefold())
    return plain in NO_NAMES or plain in known


def _keep_apart(found: dict[tuple[int, int], Telling]) -> list[Telling]:
    """Return findings in order without overlaps: the longest are kept."""
    kept: list[tuple[int, int]] = []
    for span in sorted(found, key=lambda ends: (ends[0] - ends[1], ends[0])):
        if all(span[1] <= start or span[0] >= end for start, end in kept):
            kept.append(span)
    return [found[span] for span in sorted(kept)]
