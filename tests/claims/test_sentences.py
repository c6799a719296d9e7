"""Every sentence that residents can see, against the figures it speaks of; in both languages.

All areas, wards and stories of Luton, and where the publishers' files are 2,000 areas of England
and Wales. Claims of types join here: `tell_all` has their sentences, `CHECKS` is the list of what
is asked of each, and a check returns what is wrong in words.
"""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from atlas import paths
from atlas.opening import places
from atlas.prose.reasons import find_grounds, is_whole
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject
from atlas.prose.types.describe import describe_area_type
from atlas.sheets import content
from atlas.text import speaking
from atlas.views.panel import key_figures
from tests.claims.figures import (
    POSITION,
    agrees,
    check_compared,
    check_position,
    check_value,
    match_sentence,
    read_number,
)
from tests.claims.told import (
    TYPES,
    WRONG_ENGLISH,
    WRONG_GERMAN,
    find_wrong,
    tell_all,
    tell_stories,
)

SAMPLE, SEED = 2_000, 11
# In parts, so that one that is slow on a busy machine is not taken for one that hangs.
PARTS = 10


def find_words(atlas):
    """Return the words of the sheet."""
    return next(iter(atlas.definitions.sheets.values()))


def list_others(atlas, area):
    """Return what the figures of an area are compared with: the place and the country."""
    row = "england_wales" if area.startswith("W") else "england"
    # The country itself is not compared with itself.
    country = {atlas.comparators[row].name: row} if row in atlas.comparators else {}
    return {atlas.name: atlas.store.place, **country} if area else country


def check_sheet_figures(atlas, told):
    """The six figures and the strengths: value, side and value of each comparison."""
    faults = []
    words, subject = find_words(atlas), make_subject(atlas, told.areas)
    lines = {one.sentence: one.indicator for one in (*words.figures, *words.strengths)}
    first = told.areas[0] if told.areas else ""
    for line, row in zip(words.figures, told.sheet.figures, strict=True):
        name = line.indicator
        indicator = atlas.definitions.indicators[name]
        value = subject_value(atlas, subject, name)
        if math.isnan(value):
            faults += [] if "no figure" in row.sentence else [f"{name}: a gap with a figure"]
            continue
        if not agrees(read_number(row.value), value, indicator) or row.value not in row.sentence:
            faults.append(f"{name}: told {row.value}, is {value}")
        totals = atlas.measures.comparators(name)
        others = {
            key: float(totals[at])
            for key, at in list_others(atlas, first).items()
            if not math.isnan(totals[at])
        }
        faults += check_compared(indicator, value, row.compared, others)
    for text in told.sheet.strengths:
        found = [
            name
            for sentence, name in lines.items()
            if re.match(re.escape(sentence).replace(r"\{value\}", ".{1,9}?"), text)
        ]
        assert len(found) == 1, text
        indicator = atlas.definitions.indicators[found[0]]
        value = subject_value(atlas, subject, found[0])
        if not agrees(read_number(text), value, indicator) or "higher than in" not in text:
            faults.append(f"{found[0]}: told {text}, is {value}")
    return faults


def rank(atlas, name, area, among):
    """Return an area's percentile among the areas that a sentence names, ranked here anew.

    They are those of the place, of the area's own authority where the place is of several, or
    of the country.
    """
    row = atlas.store.areas.loc[area]
    if among.startswith(f"{atlas.name}'s"):
        return float(atlas.measures.percentiles(name, scale="town")[area])
    # A name with a comma or a full stop in it (St. Helens) is read up to there.
    if not among.startswith(re.split(r"[,.]", f"{row['authority']}'s")[0]):
        return float(atlas.measures.percentiles(name, scale=atlas.whole.id)[area])
    inside = atlas.store.areas["authority_code"].eq(row["authority_code"])
    values = atlas.measures.values(name)[inside]
    percentile = 100 * float(values.rank()[area] - 0.5) / values.count()
    return 100 - percentile if atlas.definitions.indicators[name].higher_is_less else percentile


def check_ideas(atlas, told):
    """Why an action is suggested: its figure's position, and that the figure bears it out."""
    faults = []
    areas = list(told.areas)
    for one in atlas.suggest(areas):
        for ground in find_grounds(atlas, one, areas):
            condition = ground.trigger.condition
            country = float(
                atlas.measures.comparators(condition.indicator).get(atlas.whole.id, math.nan)
            )
            # What is offered once for the place rests on the place's own figure.
            asked = told.areas if one.kind == "area" else ()
            value = subject_value(atlas, make_subject(atlas, asked), condition.indicator)
            wanted = 1 if condition.at_least is not None else -1
            if (
                not math.isnan(country)
                and not math.isnan(value)
                and np.sign(value - country) != wanted
            ):
                faults.append(f"{one.action}: {condition.indicator} {value} against {country}")
            if condition.context or (is_whole(atlas, one) and math.isnan(country)):
                faults.append(f"{one.action}: {condition.indicator} is no reason")
    names = {atlas.definitions.actions[one.action].name: one for one in atlas.suggest(areas)}
    for idea in told.sheet.ideas:
        grounds = find_grounds(atlas, names[idea.name], areas)
        if bool(grounds) != idea.is_for_here:
            faults.append(f"{idea.name}: {idea.because}")
        for side, share, among in POSITION.findall(idea.because):
            name = grounds[0].trigger.condition.indicator
            percentile = rank(atlas, name, areas[0], among)
            less = atlas.definitions.indicators[name].higher_is_less
            if not check_position(side, share, percentile, less):
                faults.append(f"{idea.name}: {idea.because}, percentile {percentile}")
    return faults


def check_panel(atlas, told):
    """Every sentence of an indicator in the panel: its value, and whether it rose or fell."""
    if "panel" not in told.texts:
        return []
    faults, found = [], 0
    subject = make_subject(atlas, told.areas)
    for name, (literal, pattern) in find_patterns(atlas).items():
        if literal not in told.texts["panel"]:
            continue
        indicator = atlas.definitions.indicators[name]
        for match in pattern.finditer(told.texts["panel"]):
            if "no figure" in match[0]:
                continue
            found += 1
            fault = check_value(indicator, match["value"], subject_value(atlas, subject, name))
            faults += [fault] if fault else []
    assert found >= 5
    return faults


def check_panel_positions(atlas, told):
    """Every "That is higher than in N %" of the panel, in the order of its figures."""
    if "panel" not in told.texts or len(told.areas) != 1:
        return []
    lines = told.texts["panel"].split("\n")
    said = [POSITION.search(line) for line in lines if line.startswith("That is ")]
    percentiles = {
        name: float(atlas.measures.percentiles(name, scale=atlas.whole.id)[told.areas[0]])
        for name in key_figures(atlas)
    }
    known = [name for name, one in percentiles.items() if not math.isnan(one)]
    faults = []
    assert len(said) == len(known)
    for name, match in zip(known, said, strict=True):
        less = atlas.definitions.indicators[name].higher_is_less
        if not check_position(match[1], match[2], percentiles[name], less):
            faults.append(f"{name}: told {match[0]}, percentile {percentiles[name]}")
    return faults


def check_words(atlas, told):
    """No wording that the trials found stands anywhere."""
    return [str(one) for one in find_wrong(told.texts, WRONG_ENGLISH)]


HALVES = {
    "no more than half": lambda share: share <= 50,
    "more than half": lambda share: share > 50,
    "less than half": lambda share: share < 50,
    "half or more": lambda share: share >= 50,
    "a third or more, and not most": lambda share: 33.3 < share <= 50,
    "no more than a third": lambda share: share < 33.4,
}
IN_HALVES = re.compile(rf"([\d.]+)\u202f% (?:[^.]|\.\d)*\. That is ({'|'.join(HALVES)})\.")
POSITIONED = re.compile(r"(higher|lower) than in (\d+)\u202f% of England's neighbourhoods")


def check_halves(told):
    """Return the plain statements on a half or a third that their own number denies."""
    # A rounded 50 is told exactly, so that nobody reads a mistake.
    return [
        reason
        for reason in told.sheet.type.reasons
        for share, half in IN_HALVES.findall(reason)
        if not HALVES[half](float(share))
    ]


def check_types(atlas, told):
    """Return what is said of an area's type that its own figures deny."""
    if len(told.areas) != 1:
        return []
    (area,) = told.areas
    words = describe_area_type(atlas, TYPES, area)
    typology = atlas.definitions.typologies[TYPES]
    faults = []
    for one in words.statements:
        name = one.indicators[0]
        place = float(atlas.measures.percentiles(name, scale="england")[area])
        for way, share in POSITIONED.findall(one.sentence)[:1]:
            above = place if way == "higher" else 100 - place
            if len(one.indicators) == 1 and abs(above - float(share)) > 1.001:
                faults.append(f"{area}: {one.sentence} (at {place})")
        if one.claim and words.standing != "unclear":
            when = typology.claim_of(one.claim).when
            value = float(atlas.measures.values(name)[area]) if when.scale == "value" else place
            low = -math.inf if when.at_least is None else when.at_least
            high = math.inf if when.at_most is None else when.at_most
            if (low <= value <= high) != one.fits:
                faults.append(f"{area}: {one.sentence} (at {value})")
    faults += check_halves(told)
    if (
        words.standing != "clear"
        and "everything this type says is true here" in told.texts["panel"]
    ):
        faults.append(f"{area}: the panel calls the type clear")
    return faults


CHECKS = [
    check_types,
    check_sheet_figures,
    check_ideas,
    check_panel,
    check_panel_positions,
    check_words,
]
KEPT = {}
SLOT = re.compile(r"\{\w+\}")


def find_patterns(atlas):
    """Return of every indicator's sentence the longest part without a slot, and its pattern."""
    if id(atlas.definitions) not in KEPT:
        indicators = atlas.definitions.indicators.values()
        KEPT[id(atlas.definitions)] = {
            one.id: (max(SLOT.split(one.text.sentence), key=len), match_sentence(one))
            for one in indicators
        }
    return KEPT[id(atlas.definitions)]


def find_faults(atlas, subjects):
    """Return what is wrong in anything told of some areas, by areas."""
    found = {}
    for areas in subjects:
        told = tell_all(atlas, areas)
        faults = [fault for check in CHECKS for fault in check(atlas, told)]
        if faults:
            found[areas] = faults
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_sentence_on_every_area_of_luton_agrees_with_its_figure(luton, part):
    areas = [(str(area),) for area in luton.measures.areas[part::PARTS]]
    assert len(areas) >= 12
    assert find_faults(luton, areas) == {}


def test_every_sentence_on_wards_and_on_the_town_agrees_with_its_figure(luton):
    wards = [tuple(luton.areas_of(str(ward))) for ward in luton.wards.index]
    assert find_faults(luton, [*wards, ()]) == {}


def test_stories_of_luton_say_nothing_that_was_found_wrong(luton):
    assert find_wrong(tell_stories(luton), WRONG_ENGLISH) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_german_says_nothing_that_was_found_wrong(luton, part):
    german = luton.in_language("de")
    wards = [tuple(german.areas_of(str(ward))) for ward in german.wards.index]
    areas = [(str(area),) for area in german.measures.areas]
    with speaking(german.speech):
        texts = {
            f"{one}, {where}": text
            for one in [(), *wards, *areas][part::PARTS]
            for where, text in tell_all(german, one).texts.items()
        }
        texts |= tell_stories(german)
    assert find_wrong(texts, WRONG_GERMAN) == []


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("The number of residents of Luton changed by \u22123.2 % between", WRONG_ENGLISH),
        ("The ethnic mix was \u22127.8 % below", WRONG_ENGLISH),
        ("was 1.0 times as common here", WRONG_ENGLISH),
        ("Source: Hopeful Towns cluster j-strong-national-identity (2020).", WRONG_ENGLISH),
        ("In the atlas its type is “4 types of area”.", WRONG_ENGLISH),
        ("Die Einwohnerzahl änderte sich um \u22129,8 Punkte", WRONG_GERMAN),
        ("waren nach dem Zensus vom März 2021 in Afrika geboren", WRONG_GERMAN),
    ],
)
def test_the_search_finds_what_was_told_before(text, patterns):
    assert find_wrong({"old": text}, patterns)


def test_a_wrong_figure_side_or_position_would_be_found(luton):
    indicators = luton.definitions.indicators
    assert check_value(indicators["mig_moved_1yr"], "17\u202f%", 17.6)
    assert check_value(indicators["dem_popchange"], "fell by 3.2\u202f%", 3.2)
    assert check_value(indicators["dem_popchange"], "stayed about the same", 3.2)
    assert not check_value(indicators["dem_popchange"], "rose by 3.2\u202f%", 3.2)
    assert not check_position("higher", "12", 88.0, less=False)
    assert check_position("lower", "88", 12.0, less=False)
    assert check_position("lower", "88", 88.0, less=True)
    moved = indicators["mig_moved_1yr"]
    said = "That is lower than in Luton (10\u202f%) and in England (11\u202f%)."
    assert check_compared(moved, 12.0, said, {"Luton": 10.1, "England": 11.0})
    assert not check_compared(moved, 9.0, said, {"Luton": 10.1, "England": 11.0})


@pytest.fixture(scope="module")
def country(nation_home):
    """All small areas of England and Wales."""
    forget = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
        for one in forget:
            one.cache_clear()
        yield places.open_part(places.NATION, "area")
    for one in forget:
        one.cache_clear()


@pytest.mark.official
@pytest.mark.parametrize("part", range(2 * PARTS))
def test_every_sentence_on_2000_areas_of_the_country_agrees_with_its_figure(
    country, part, monkeypatch
):
    # The small map of a sheet takes half the time and tells no figure; Luton's are all drawn.
    drawn_once = content.find_whereabouts(country, (str(country.measures.areas[0]),))
    monkeypatch.setattr(content, "find_whereabouts", lambda *_: drawn_once)
    areas = country.measures.areas.to_numpy()
    drawn = np.random.default_rng(SEED).choice(areas, SAMPLE, replace=False)
    assert find_faults(country, [(str(area),) for area in drawn[part :: 2 * PARTS]]) == {}
