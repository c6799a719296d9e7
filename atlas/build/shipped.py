"""Write what ships of the whole country: its authorities, and what twins of smaller areas need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.build.level import name_level
from atlas.indicators.measures import Measures
from atlas.neighbours.coded import encode
from atlas.neighbours.features import make_features
from atlas.neighbours.positions import find_positions
from atlas.pack.write import write_pack
from atlas.places.gazetteer import NATION
from atlas.store.coded import STEP
from atlas.store.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions

# Tables that stay out of the repository: the publishers' rows, which a build brings.
LEFT_OUT = ("points",)
# What a pack's manifest has beside the entries that are written with its tables.
WRITTEN = ("format", "version", "tables")
CODED_LEVELS = ("area", "neighbourhood")
# Columns of the pack table `areas` that a coded table keeps.
KEPT = ["name", "neighbourhood_code", "neighbourhood", "authority_code"]


def ship_nation(
    pack: Path, definitions: Definitions, *, folder: Path | None = None
) -> dict[str, Any]:
    """Write what ships of the country's packs to where it ships, and return the manifest.

    That is the pack of authorities without point lists, and in it the coded figures of likeness
    of all smaller areas.

    Parameters
    ----------
    pack
        The country's pack of small areas; the others are beside it.
    definitions
        All definitions.
    folder
        Where the packs that ship are; by default in the repository.

    Raises
    ------
    PackError
        If a pack cannot be used.
    """
    store = open_store(name_level(pack, "authority"))
    tables = {
        name: pd.read_parquet(store.folder / told["file"])
        for name, told in store.manifest["tables"].items()
        if name not in LEFT_OUT
    }
    for level in CODED_LEVELS:
        tables[f"coded_{level}"] = code_level(name_level(pack, level), definitions)
    larger = pd.read_parquet(name_level(pack, "neighbourhood") / "percentiles.parquet")
    needed = {one.indicator for signal in definitions.signals.values() for one in signal.criteria}
    tables["coded_percentiles"] = larger[larger["indicator"].isin(needed)]
    facts = {name: told for name, told in store.manifest.items() if name not in WRITTEN}
    return write_pack(
        name_level((folder or paths.PACKS) / NATION, "authority"), tables, facts=facts
    )


def code_level(folder: Path, definitions: Definitions) -> pd.DataFrame:
    """Return the coded table of a level: names, centres, and a byte for each figure of likeness.

    Parameters
    ----------
    folder
        The pack of the level, for the whole country.
    definitions
        All definitions.
    """
    store = open_store(folder)
    likeness = next(one for one in definitions.likeness.values() if one.level == store.level)
    kind = next(iter(definitions.town_types.values()), None)
    centres = store.figures if store.middles is None else store.middles
    positions = find_positions(
        store.areas,
        centres,
        store.figures[store.residents],
        kind.cities if kind else [],
        level="area",
    )
    features = make_features(likeness, Measures(store, definitions), positions)
    coded = encode(features.standard, limit=likeness.limit)
    kept = [name for name in KEPT if store.level == "area" or name != "neighbourhood_code"]
    # A centre that is not known is at 0.
    where = (positions.centres / STEP).round().fillna(0).astype("uint16")
    keys = [feature.key for feature in likeness.features]
    figures = pd.DataFrame(coded, store.areas.index, columns=keys)
    return store.areas[kept].join(where).join(figures).rename_axis("area").reset_index()
