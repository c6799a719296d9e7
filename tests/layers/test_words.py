"""Every text in layers/: no word that ranks or accuses people."""

from __future__ import annotations

import re
import tomllib

import pytest

from atlas import paths

FILES = sorted(paths.LAYERS.rglob("*.toml"), key=lambda path: path.relative_to(paths.LAYERS).parts)
BANNED = re.compile(
    r"\b(segregated|ghettos?|no-go|slums?|deprived (?:people|residents|families)|natives?|"
    r"parallel lives|indigenous|illegals?|the poor|underclass|hard[- ]to[- ]reach|"
    r"problem (?:areas?|estates?|families)|(?:better|worse) off|oops|invalid|"
    r"(?:better|worse) (?:areas?|places?|neighbourhoods?|people|residents|groups?|communities))\b",
    re.IGNORECASE,
)
RANKED = re.compile(r"\b(better|best|worse|worst)\b", re.IGNORECASE)
# Areas are never better or worse; a service or a plan may become better.
ABOUT_AREAS = {"indicators", "typologies", "groups", "palettes", "places", "geographies", "sheets"}
NAMES = re.compile(r"\bpovert", re.IGNORECASE)
# What others wrote keeps its words: headings and titles are quoted so that they can be found.
QUOTED = {"heading", "title", "attribution", "attributions", "page", "file"}
QUOTED_PARTS = {"columns"}


def texts(content, key=""):
    """Yield every text of our own in a definition, with its key."""
    if isinstance(content, str):
        yield key, content
    elif isinstance(content, dict):
        for name, inner in content.items():
            if name not in QUOTED | QUOTED_PARTS:
                yield from texts(inner, name)
    elif isinstance(content, list):
        for inner in content:
            yield from texts(inner, key)


def identify(path):
    """Return the file as the test's name."""
    return path.relative_to(paths.LAYERS).as_posix()


every_file = pytest.mark.parametrize("path", FILES, ids=identify)


def test_the_search_finds_what_it_bans():
    assert BANNED.search("An area that is Worse off")
    assert RANKED.search("the worst tenth")
    assert BANNED.search("many deprived people live here")
    assert not BANNED.search("the most deprived tenth of areas")


@every_file
def test_no_banned_word(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not [(key, BANNED.findall(text)) for key, text in texts(content) if BANNED.search(text)]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name in ABOUT_AREAS], ids=identify
)
def test_areas_are_never_better_or_worse(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not [(key, text) for key, text in texts(content) if RANKED.search(text)]


@every_file
def test_poverty_is_never_a_name(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not [text for key, text in texts(content) if key == "name" and NAMES.search(text)]


@every_file
def test_text_has_no_loose_ends(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, text in texts(content):
        assert text == text.strip(), key
        assert "  " not in text, key
        assert not re.search(r"\b(TODO|FIXME|TBC|lorem)\b", text), key
