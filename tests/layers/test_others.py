"""Licences, groups, palettes, places, geographies, themes, domains and documents."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from atlas import paths
from atlas.build.country import is_country_place


def files(kind):
    """Return a walk over the files of one kind, the file being the test's name."""
    names = sorted(path.stem for path in (paths.LAYERS / kind).glob("*.toml"))
    assert names
    return pytest.mark.parametrize("name", names)


def lightness(colour):
    """Return the CIE lightness of a colour, 0 to 100."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def test_lightness_of_black_and_white():
    assert lightness("#000000") == pytest.approx(0)
    assert lightness("#FFFFFF") == pytest.approx(100)


@files("licences")
def test_licence_has_a_page(luton, name):
    assert luton.definitions.licences[name].page.startswith("https://")


@files("groups")
def test_group_has_indicators(luton, name):
    assert any(one.group == name for one in luton.definitions.indicators.values())


def test_groups_have_an_order_without_ties(luton):
    orders = [one.order for one in luton.definitions.groups.values()]
    assert len(orders) == len(set(orders))


@files("palettes")
def test_palette_can_be_told_apart_in_grey(luton, name):
    palette = luton.definitions.palettes[name]
    steps = [lightness(colour) for colour in palette.colours]
    if palette.kind == "sequential":
        assert steps == sorted(steps, reverse=True)
        assert min(a - b for a, b in pairwise(steps)) >= 5
    if palette.kind == "diverging":
        middle = len(steps) // 2
        assert len(steps) % 2 == 1
        assert steps[: middle + 1] == sorted(steps[: middle + 1])
        assert steps[middle:] == sorted(steps[middle:], reverse=True)
    if palette.kind == "categorical":
        assert len(set(palette.colours)) == len(palette.colours) >= 7


@files("palettes")
def test_no_palette_accuses_in_red(luton, name):
    palette = luton.definitions.palettes[name]
    if palette.kind == "categorical":
        return
    for colour in palette.colours:
        red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
        assert not (red > 1.4 * green and red > 1.4 * blue), colour


@files("places")
def test_place_has_figures_and_credits(luton, name):
    place = luton.definitions.places[name]
    from_files = place.nation or is_country_place(name, luton.definitions)
    given = bool(place.figures) and (paths.DATA / place.figures / "figures.csv").exists()
    assert from_files != given
    assert place.attributions
    assert place.notes
    assert luton.definitions.places["luton"].centre_neighbourhood in luton.neighbourhoods.index


@files("geographies")
def test_geography_recognises_its_codes(luton, name):
    geography = luton.definitions.geographies[name]
    pattern = re.compile(geography.code_pattern)
    areas = luton.measures.areas if name.startswith("lsoa") else []
    # Larger areas are runs of codes that the areas themselves begin with.
    ends = [end for one in geography.larger for end in (one.first, one.last)]
    assert all(pattern.match(area) for area in areas)
    assert all(pattern.match(end.ljust(int(geography.code_pattern[-3]), "0")) for end in ends)
    assert bool(pattern.match("E02006937")) == (name == "msoa_2021")


@files("geographies")
def test_larger_areas_have_names_of_their_own(luton, name):
    larger = luton.definitions.geographies[name].larger
    assert len({one.name for one in larger}) == len({one.code for one in larger}) == len(larger)


@files("countries")
def test_country_says_what_it_cannot_tell(luton, name):
    country = luton.definitions.countries[name]
    types = luton.definitions.covering(country.geography).typologies
    assert bool(country.missing) != bool(types)
    assert len({whole.id for whole in country.wholes}) == len(country.wholes)


@files("themes")
def test_theme_has_actions_and_a_source(luton, name):
    theme = luton.definitions.themes[name]
    assert theme.document in luton.definitions.documents
    assert any(one.theme == name for one in luton.definitions.actions.values())


def test_there_are_five_themes_and_five_domains_in_order(luton):
    for kind in (luton.definitions.themes, luton.definitions.domains):
        assert sorted(one.order for one in kind.values()) == [1, 2, 3, 4, 5]


@files("domains")
def test_domain_has_actions_and_a_source(luton, name):
    domain = luton.definitions.domains[name]
    assert domain.document in luton.definitions.documents
    assert any(one.domain == name for one in luton.definitions.actions.values())


@files("themes")
@pytest.mark.official
def test_theme_heading_is_in_its_document(luton, seeds, name):
    check_heading(luton, seeds, luton.definitions.themes[name])


@files("domains")
@pytest.mark.official
def test_domain_heading_is_in_its_document(luton, seeds, name):
    check_heading(luton, seeds, luton.definitions.domains[name])


def check_heading(luton, seeds, entry):
    """Find the heading an entry cites in the seed it cites."""
    file = luton.definitions.documents[entry.document].file
    assert file
    text = re.sub(r"\s+", " ", (seeds / file).read_text(encoding="utf-8"))
    assert re.sub(r"\s+", " ", entry.heading) in text


def studies(action):
    """Return what an action's cost and evidence rest on."""
    told = action.evidence.studies if action.evidence else []
    return [*told, *([action.cost] if action.cost else [])]


@files("documents")
def test_document_can_be_found_and_is_cited(luton, name):
    known = luton.definitions
    document = known.documents[name]
    assert document.file or document.page or document.note
    cited = {one.document for action in known.actions.values() for one in action.sources}
    cited |= {one.document for action in known.actions.values() for one in action.means}
    cited |= {one.document for action in known.actions.values() for one in studies(action)}
    cited |= {one.document for one in [*known.themes.values(), *known.domains.values()]}
    cited |= {one for typology in known.typologies.values() for one in typology.documents}
    lists = [*known.likeness.values(), *known.town_types.values()]
    cited |= {one for listed in lists for one in listed.documents}
    cited |= {signal.document for signal in known.signals.values()}
    assert name in cited
