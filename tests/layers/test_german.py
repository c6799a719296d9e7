"""The German of layers/languages/de: whole, tidy, neutral, and as easy to read as the English.

Ease is told by two formulas made for German: the fourth Vienna formula (Bamberger and Vanecek
1984), a school year, and Flesch's ease as Amstad (1978) fitted it. A number is one word with as
many syllables as digits; syllables are groups of vowels.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from atlas import paths
from atlas.definitions import load_definitions
from atlas.definitions.defined import TRANSLATED_KINDS
from atlas.definitions.translate import SOUGHT, as_list, list_texts, measure_coverage
from atlas.indicators.compute import find_methods
from atlas.sheets.content import make_sheet
from atlas.text import speaking
from atlas.views.new_step import check_story

# School year 7 is that in which people turn thirteen; Amstad calls 60 to 70 plain.
MOST_YEAR = 7.0
LEAST_EASE = 60.0
MOST_WORDS = 30
WORD = re.compile(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß-]*|\d[\d.,]*")
VOWELS = re.compile(r"aa|ee|oo|ie|ei|ai|au|äu|eu|[aeiouyäöü]", re.IGNORECASE)
SLOT = re.compile(r"\{[^{}]*\}")
# Words that German does not have; what is quoted, and what is called so, is left out first.
ENGLISH = re.compile(r"\b(the|of|and|with|is|are|were|which|their|people|households?)\b")
QUOTED = re.compile(r"„[^“]*“|Office for National Statistics|Church of Scotland|Equality Act")
TOPIC = re.compile(r"in der Themenübersicht .*")
RANKED = re.compile(
    r"\b(schlechte[rs]? (?:Gebiet|Ort|Gegend|Nachbarschaft|Menschen)\w*|Brennpunkt\w*|Ghetto\w*|"
    r"Parallelgesellschaft\w*|sozial schwach\w*|bildungsfern\w*|Problem(?:viertel|gebiet)\w*|"
    r"schlechter|Ausländerviertel|Asylant\w*|Eingeborene\w*)\b",
    re.IGNORECASE,
)
ABOUT_PEOPLE = ("sheets", "stories", "typologies")


def count_syllables(word):
    """Return the syllables of a word or a number."""
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    return max(1, len(VOWELS.findall(word)))


def split_sentences(text):
    """Return the sentences of a text; a colon ends one, as in the formula's own examples."""
    return [one for one in re.split(r"(?<=[.!?:;])\s+", text) if WORD.search(one)]


def find_year(text):
    """Return the fourth Vienna formula: the school year that a text is fit for."""
    words, sentences = WORD.findall(text), split_sentences(text)
    long = sum(count_syllables(word) >= 3 for word in words)
    return 0.2656 * len(words) / len(sentences) + 0.2744 * 100 * long / len(words) - 1.693


def find_ease(text):
    """Return Amstad's ease: 0 is hard, 100 is easy."""
    words, sentences = WORD.findall(text), split_sentences(text)
    return 180 - len(words) / len(sentences) - 58.5 * sum(map(count_syllables, words)) / len(words)


@pytest.fixture(scope="module")
def everything():
    """All definitions, of every country."""
    return load_definitions(paths.LAYERS, methods=find_methods())


@pytest.fixture(scope="module")
def language(everything):
    """What the folder of German holds."""
    return everything.languages["de"]


def list_pairs(everything, language):
    """Return every text that is translated, in English and German, by kind, identity and key."""
    german = everything.in_language("de")
    missing = set(measure_coverage(everything, language).missing)
    found = []
    for kind in TRANSLATED_KINDS:
        for name, one in getattr(everything, kind).items():
            said = list_texts(getattr(german, kind)[name])
            for path, english in list_texts(one).items():
                if path == SOUGHT:
                    # Each language has words of its own to search by.
                    continue
                where = f"{kind}.{name}.{path}"
                both = zip(as_list(english), as_list(said[path]), strict=True)
                found += [(kind, where, *pair) for pair in both if where not in missing]
    found += [("phrases", english, english, said) for english, said in language.phrases.items()]
    for message in language.catalogue:
        english = as_list(message.id)[-1]
        forms = as_list(message.string) if english else []
        found += [("program", english, english, form) for form in forms if form]
    return found


@pytest.fixture(scope="module")
def pairs(everything, language):
    """Every text in English and in German, by kind, identity and key."""
    return list_pairs(everything, language)


def test_formulas_are_those_of_their_authors():
    # 9 words, 2 sentences, 10 syllables, none of three.
    text = "Die Katze sitzt auf dem Dach. Sie schläft fest."

    assert [count_syllables(word) for word in ("Häuser", "neue", "46", "Familie")] == [2, 2, 2, 3]
    assert find_year(text) == pytest.approx(0.2656 * 9 / 2 - 1.693)
    assert find_ease(text) == pytest.approx(180 - 9 / 2 - 58.5 * 10 / 9)


def test_formulas_refuse_officials_language():
    text = "Überbelegungsverhältnisse charakterisieren Bevölkerungsgruppen überproportional."

    assert find_year(text) > 20
    assert find_ease(text) < 0


def test_a_text_without_german_is_left_out_and_stops_nobody(everything, pairs):
    german = everything.languages["de"]
    fewer = dict(german.texts["indicators"])
    fewer.pop("dem_pop")
    language = replace(german, texts={**german.texts, "indicators": fewer})
    left = list_pairs(replace(everything, languages={"de": language}), language)

    assert len(pairs) > 2500
    assert {one for one in pairs if one not in left} == {
        one for one in pairs if one[1].startswith("indicators.dem_pop.")
    } - set(left)
    assert len(left) < len(pairs)


def test_every_slot_is_used_as_often_as_in_english(pairs):
    assert [
        (where, german)
        for kind, where, english, german in pairs
        if kind != "program" and Counter(SLOT.findall(english)) != Counter(SLOT.findall(german))
    ] == []


def test_no_english_is_left(pairs):
    assert [
        (where, german)
        for _, where, _, german in pairs
        if ENGLISH.search(TOPIC.sub("", QUOTED.sub("", SLOT.sub("", german))))
    ] == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r" {2,}|^ | $", "a loose space"),
        (r"(?<!\S)\"|\"(?=\s)", "straight quotes, where German has others"),
        (r"\d,\d{3}\b", "an English thousands separator"),
        (r"\d\.\d\b(?!\.)(?<!v\d\.\d)(?<!\d\.\d\.\d)", "an English decimal point"),
        (r"\b(?:January|February|March|May|June|July|October|December)\b", "an English month"),
        (r"\d%", "no space before per cent"),
        # Not before a letter: ".xlsx" is the ending of a file.
        (r" [,.;:?!](?![\w.])", "a space before a mark"),
        (r"'", "an English apostrophe"),
    ],
)
def test_writing_is_tidy(pairs, wrong, why):
    found = re.compile(wrong, re.MULTILINE)

    assert [
        (why, where, german)
        for _, where, english, german in pairs
        # What is the same in both is a name, a version or a mark.
        if english != german and found.search(re.sub(r"https?://\S+|v\d\.\d", "-", german))
    ] == []


def test_quotes_open_below_and_close_above(pairs):
    assert [
        (where, german)
        for _, where, _, german in pairs
        if german.count("„") != german.count("“") or "”" in german
    ] == []


def test_nothing_ranks_or_accuses(pairs):
    assert [(where, german) for _, where, _, german in pairs if RANKED.search(german)] == []


def test_the_search_finds_what_it_bans():
    assert RANKED.search("In einem Brennpunkt ist es schlechter.")
    assert not RANKED.search("Schlechte oder sehr schlechte Gesundheit")


def test_sentences_of_indicators_need_no_case(pairs):
    # Whatever is named stands before a colon, in the nominative.
    sentence = re.compile(r"indicators\.[^.]*\.text\.sentence")

    assert [
        (where, german)
        for _, where, _, german in pairs
        if sentence.fullmatch(where) and not german.startswith("{place}: ")
    ] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in (paths.LAYERS / "stories").glob("*")))
def test_nothing_is_wrong_with_a_story(luton, name):
    german = luton.in_language("de")

    with speaking(german.speech):
        assert [str(one) for one in check_story(german, german.definitions.stories[name])] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"stories\..*\.(title|sentence)",
        r"sheets\..*",
        r"typologies\.cohesion_types\.claims\..*\.(holds|denied)",
        r"actions\.[^.]*\.summary",
    ],
)
def test_what_residents_read_is_plain(pairs, pattern):
    texts = [
        SLOT.sub("17", german)
        for _, where, _, german in pairs
        if re.fullmatch(pattern, where) and ".topics." not in where
    ]
    told = " ".join(one if one[-1] in ".?!" else f"{one}." for one in texts)

    assert len(texts) > 6
    assert find_year(told) <= MOST_YEAR
    assert find_ease(told) >= LEAST_EASE
    assert [
        one
        for text in texts
        for one in split_sentences(text)
        if len(WORD.findall(one)) > MOST_WORDS
    ] == []


def test_sheets_read_at_about_twelve(luton):
    german = luton.in_language("de")
    with speaking(german.speech):
        areas = list(german.measures.areas)[::8]
        bodies = [
            " ".join(make_sheet(german, str(one), link="https://a.example/").body) for one in areas
        ]

    assert [round(find_year(body), 1) for body in bodies if find_year(body) > MOST_YEAR] == []
    assert [round(find_ease(body)) for body in bodies if find_ease(body) < LEAST_EASE] == []
