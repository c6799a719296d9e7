"""What an atlas with own layers hands on to the shared one is complete."""

from __future__ import annotations

import pytest

from atlas.facade import Atlas
from atlas.indicators.measures import Measures
from atlas.store import Store
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.own_measures import OwnMeasures
from atlas.uploads.own_store import OwnStore

# What needs no word of its own, since it only asks what stands in the subclass: areas and their
# names, the manifest, definitions, and values by way of `values` and `figures`.
UNCHANGED = {
    OwnAtlas: {
        *("authorities", "find_town", "groupings", "has_wards", "is_beyond_councils"),
        *("areas_of", "around", "compare", "comparators", "count_areas", "find_reasons"),
        *("find_comparators", "find_gap", "name_members", "name_together", "own_authority"),
        *("find_level", "find_named", "in_language", "is_wide", "keep_known", "language"),
        *("level", "list_filters", "name", "name_areas", "name_around", "name_codes"),
        *(
            "name_figure",
            "name_helped",
            "name_larger",
            "name_of",
            "neighbourhoods",
            "not_suggested",
            "overlays",
        ),
        *("peers", "place", "pool_name", "parse_address", "format_condition", "scales", "speech"),
        *("suggest", "describe_published", "type_name", "wards", "whole", "words"),
    },
    OwnStore: {"level", "metres", "place", "reference", "residents", "within"},
    OwnMeasures: {
        *(
            "areas",
            "curve_of",
            "asks_more",
            "compute",
            "counts",
            "figures",
            "find_figures",
            "gap_reason",
            "indicator",
        ),
        *("pool", "pool_percentiles", "published_areas", "roll_up", "table", "tabulate_pool"),
    },
}


@pytest.mark.parametrize(
    ("own", "shared"), [(OwnAtlas, Atlas), (OwnStore, Store), (OwnMeasures, Measures)]
)
def test_what_is_added_to_the_shared_class_is_handed_on_or_known_to_need_it_not(own, shared):
    public = {name for name in dir(shared) if not name.startswith("_")}
    inherited = public - own.__dict__.keys()

    assert inherited == UNCHANGED[own], (
        f"What {shared.__name__} has now and had not must be overridden in {own.__name__}, or be "
        "named here if it answers rightly with own layers as it stands."
    )
