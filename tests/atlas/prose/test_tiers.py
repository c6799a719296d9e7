"""Who holds the power that an action needs: read from the code of the place's authority."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.action import Tier
from atlas.facade import Atlas
from atlas.prose.tiers import find_holdings, format_who
from atlas.store.store import TableStore
from atlas.text import speaking

TIERS = st.lists(st.sampled_from(Tier.__args__), unique=True)
# A district of Derbyshire, a unitary, a borough of London, a metropolitan district, Wales.
BOLSOVER, LUTON, NEWHAM, BARNSLEY, WREXHAM = (
    "E07000033", "E06000032", "E09000025", "E08000016", "W06000006",
)  # fmt: skip


@pytest.fixture(scope="module")
def move(luton):
    """A function that gives Luton's areas other authorities, by turns."""

    def give(*codes):
        areas = luton.store.areas.reset_index()
        areas["authority_code"] = [codes[n % len(codes)] for n in range(len(areas))]
        names = [name for name in luton.store.manifest["tables"] if name != "areas"]
        tables = {name: luton.store._read(name) for name in names} | {"areas": areas}
        return Atlas(luton.definitions, TableStore(tables, luton.store.manifest))

    return give


@pytest.fixture(scope="module")
def action(luton):
    """A function that makes an action that needs some powers."""
    one = next(iter(luton.definitions.actions.values()))
    return lambda *tiers: one.model_copy(update={"tier": list(tiers)})


@pytest.mark.parametrize(
    ("code", "held"),
    [
        (BOLSOVER, {"district"}),
        (LUTON, {"district", "county", "unitary"}),
        (NEWHAM, {"district", "county", "unitary"}),
        (BARNSLEY, {"district", "county", "unitary"}),
        (WREXHAM, {"district", "county", "unitary"}),
        ("B99", set()),
    ],
)
def test_a_code_says_which_powers_a_council_holds(move, code, held):
    told = {tier: find_holdings(move(code), (tier,)) for tier in ("district", "county", "unitary")}
    assert {tier for tier, found in told.items() if any(one.own for one in found)} == held


@pytest.mark.parametrize(
    ("code", "tiers", "said"),
    [
        (BOLSOVER, ["county", "unitary"], "ask Derbyshire County Council"),
        (BOLSOVER, ["district", "unitary"], "the council"),
        (BOLSOVER, ["district", "county"], "the council, with Derbyshire County Council"),
        (LUTON, ["county", "unitary"], "the council"),
        (LUTON, ["police"], "ask the police"),
        (LUTON, ["unitary", "police"], "the council, with the police"),
        (
            BOLSOVER,
            ["county", "combined"],
            "ask Derbyshire County Council or the combined authority where there is one",
        ),
        (LUTON, ["health"], "ask the integrated care board"),
        (WREXHAM, ["health"], "ask the health board"),
        (NEWHAM, ["combined"], "ask the Greater London Authority"),
        (BARNSLEY, ["combined"], "ask the combined authority where there is one"),
        ("E07999999", ["county"], "ask the county council"),
        (WREXHAM, ["combined"], ""),
        (LUTON, [], ""),
        ("B99", ["county"], ""),
    ],
)
def test_who_is_asked_is_said_by_name_where_it_is_known(move, action, code, tiers, said):
    assert format_who(move(code), action(*tiers)) == said


def test_several_kinds_of_council_are_told_apart(move, action):
    several = move(LUTON, BOLSOVER, "E07000105")
    told = format_who(several, action("county", "unitary"))
    assert told == "unitary councils have it; district councils need to ask the county council"
    both = format_who(move(LUTON, BARNSLEY), action("county"))
    assert both == "unitary councils and metropolitan district councils have it"
    with_others = format_who(move(LUTON, BOLSOVER), action("district", "police"))
    assert with_others == ("unitary councils and district councils have it, with the police")
    one = several.store.areas.index[several.store.areas["authority_code"] == BOLSOVER][:2]
    assert format_who(several, action("county"), one) == "ask Derbyshire County Council"
    assert all(one.own for one in find_holdings(several, ("district",)))
    assert not all(one.own for one in find_holdings(several, ("county",)))


@given(TIERS)
def test_a_council_that_holds_a_power_is_never_told_to_ask_for_it(luton, action, tiers):
    [holding] = find_holdings(luton, tuple(tiers))
    assert holding.own == bool({"district", "county", "unitary"} & set(tiers))
    assert format_who(luton, action(*tiers)).startswith("the council") == holding.own


def test_a_country_without_councils_says_nothing(luton, action):
    bare = luton.definitions.countries["england_wales"].model_copy(update={"councils": []})
    countries = {**luton.definitions.countries, "england_wales": bare}
    quiet = Atlas(replace(luton.definitions, countries=countries), luton.store)
    assert format_who(quiet, action("county")) == ""
    assert find_holdings(quiet, ("county",)) == ()


def test_who_is_asked_is_said_in_german(move, action):
    atlas = move(BOLSOVER).in_language("de")
    with speaking(atlas.speech):
        told = format_who(atlas, action("county"))
    assert told == "zu fragen: die Grafschaft Derbyshire (County Council)"
