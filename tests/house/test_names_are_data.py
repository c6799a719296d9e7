"""No indicator, type of area or place is written into the code: all of them are data.

Identities and names of what `layers/` defines are looked for among the whole texts in Python,
in the quoted words of templates and scripts, and names of countries inside texts as well. What
a docstring shows is an example.
"""

from __future__ import annotations

import ast
import re

import pandas as pd
import pytest

from atlas import paths
from atlas.definitions.roles import read_roles
from tests.conftest import read_layers

ATLAS = paths.ROOT / "atlas"
# Identities that are no common words, so that a text equal to one can only mean it.
KINDS = ("indicators", "typologies", "actions", "sources", "geographies", "countries", "places")
CODE = re.compile(r"\b[EWSN]\d{8}\b|\bACT-\d\d\b")
QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n]*)`")
# Names of places that the code means in another sense: each with its reason.
OTHER_SENSE = {
    "Reading": "what an address or a table was read as",
    "Central": "where on a page",
}
# Texts that name a country, each with its reason.
NAMED_IN_TEXTS = {
    "one comparator, such as England; a column per variable": "an example, in what a table holds",
    "tenths of England's areas": "the unit of England's own index of deprivation",
}


@pytest.fixture(scope="module")
def definitions():
    """All definitions that ship."""
    return read_layers(paths.LAYERS)


def list_names(definitions):
    """Return names of places: those defined, and what Luton's pack and look-ups call them."""
    geography = definitions.home_geography
    names = {one.name for one in (*definitions.places.values(), *definitions.countries.values())}
    names |= {one.region_name for one in definitions.places.values() if one.region_name}
    for country in definitions.countries.values():
        names |= {one.name for one in (*country.wholes, *country.nations)}
    areas = pd.read_parquet(paths.find_pack(read_roles().place) / "areas.parquet")
    columns = ("name", "neighbourhood", "ward", "authority")
    names |= {str(name) for column in columns for name in areas[column].unique()}
    return (names | {*geography.also_called, *geography.together}) - set(OTHER_SENSE)


def list_identities(definitions):
    """Return what definitions, types and wholes are called in files and addresses."""
    found = {name for kind in KINDS for name in getattr(definitions, kind)}
    found |= {one.id for country in definitions.countries.values() for one in country.wholes}
    return found | {one.id for kind in definitions.typologies.values() for one in kind.types}


def list_texts(path):
    """Return the texts of a file of the program, without docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [one for found in QUOTED.findall(text) for one in found if one]
    tree = ast.parse(text)
    shown = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown
    ]


def list_files():
    """Return every file of the program that has texts."""
    found = [path for ending in ("py", "html", "js") for path in ATLAS.rglob(f"*.{ending}")]
    return sorted(path for path in found if "node_modules" not in path.parts)


def find_written(text, wanted, countries):
    """Return what a text names that is data."""
    if text in wanted or CODE.search(text):
        return text
    if text in NAMED_IN_TEXTS:
        return None
    return text if countries.search(text) else None


@pytest.fixture(scope="module")
def find(definitions):
    """A function that returns what a text names that is data."""
    wanted = list_identities(definitions) | list_names(definitions)
    names = {one.name for one in definitions.places.values()}
    for country in definitions.countries.values():
        names |= {country.name, *(one.name for one in country.nations)}
    countries = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    return lambda text: find_written(text, wanted, countries)


def test_what_is_data_is_not_written_into_the_code(find):
    found = {
        f"{path.relative_to(paths.ROOT)}: {text}"
        for path in list_files()
        for text in list_texts(path)
        if find(text)
    }

    assert sorted(found) == []


@pytest.mark.parametrize(
    "text",
    ["mig_moved_1yr", "cohesion_types", "diverse_suburb", "lsoa_2021", "luton", "Biscot", "Kent",
     "ACT-31", "E06000032", "england", "It is a part of England and Wales."],
)  # fmt: skip
def test_the_search_finds_what_is_data(find, text):
    assert find(text)


@pytest.mark.parametrize("text", ["area", "people", "the map", "Reading", "New English text"])
def test_the_search_leaves_words_alone(find, text):
    assert not find(text)


def test_no_exception_is_left_over():
    texts = [text for path in list_files() for text in list_texts(path)]

    assert [one for one in NAMED_IN_TEXTS if one not in texts] == []
