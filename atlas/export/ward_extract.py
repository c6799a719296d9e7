"""Turn an extract of areas into one of their wards, with figures worked out from counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from atlas.export.make_extract import make_extract
from atlas.indicators.joint import describe_joint_gap, find_ward_values
from atlas.prose.parts import describe_best_fit, list_wards
from atlas.text import say
from atlas.typology.assign import NO_DATA, UNCLEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Typology
    from atlas.export.extract import Extract
    from atlas.export.format_spec import FormatSpec
    from atlas.facade import Atlas
    from atlas.prose.parts import Part
    from atlas.selection.address import Selection


def make_asked_extract(
    atlas: Atlas,
    selection: Selection,
    spec: FormatSpec,
    *,
    link: str,
    indicators: Sequence[str] | None = None,
) -> Extract:
    """Return what a selection exports in a format: wards where it asks for them, else areas.

    Drawings, and files with outlines, are of areas: see `make_extract`.

    Examples
    --------
    >>> from atlas.export import find_format
    >>> from atlas.facade import open_atlas
    >>> from atlas.selection.address import Selection
    >>> asked, atlas = Selection(by="ward"), open_atlas("luton")
    >>> len(make_asked_extract(atlas, asked, find_format("csv"), link="").areas)
    20
    """
    extract = make_extract(atlas, selection, link=link, indicators=indicators)
    is_asked = selection.by == "ward" and spec.has_wards and atlas.has_wards
    return _turn_to_wards(atlas, extract) if is_asked else extract


def _turn_to_wards(atlas: Atlas, extract: Extract) -> Extract:
    """Return the wards that an extract's areas lie in; each has the figures of all its areas."""
    kept = set(extract.areas["ward_code"])
    wards = [ward for ward in list_wards(atlas) if ward.code in kept]
    codes = pd.Index([ward.code for ward in wards], name="area")
    rows = atlas.store.areas.drop_duplicates("ward_code").set_index("ward_code").loc[codes]
    areas = rows[["ward", "authority_code", "authority"]].rename(columns={"ward": "name"})
    areas.insert(1, "areas", [len(ward.areas) for ward in wards])
    names = [indicator.id for indicator in extract.indicators]
    values = pd.DataFrame(
        {name: find_ward_values(atlas.measures, name).loc[codes] for name in names}, index=codes
    )
    counted = {
        column: told
        for typology in extract.typologies
        for column, told in _count_types(atlas, extract, typology, wards).items()
    }
    ward = atlas.words.ward[0]
    own = {
        "area": (say("Code"), say("Code of the {ward}.", ward=ward)),
        "name": (say("Name"), say("Name of the {ward}.", ward=ward)),
        "areas": (atlas.words.area[1], say("Number of areas that it is made up of.")),
        **{column: words for column, (words, _) in counted.items()},
    }
    return replace(
        extract,
        areas=areas.rename_axis("area"),
        values=values.astype("float64").rename_axis("area"),
        types=pd.DataFrame(index=codes),
        type_details=pd.DataFrame({one: numbers for one, (_, numbers) in counted.items()}, codes),
        gaps=_list_gaps(atlas, values, wards),
        notes=(*extract.notes, *_list_notes(atlas)),
        total=len(atlas.wards),
        rows="ward",
        own_columns=own,
        published=atlas.measures.figures("ward"),
    )


def _count_types(
    atlas: Atlas, extract: Extract, typology: Typology, wards: Sequence[Part]
) -> dict[str, tuple[tuple[str, str], list[int]]]:
    """Return the number of areas of each type that occurs, by column, with what it is called."""
    types = atlas.types(typology.id, reading=extract.reading_id).types
    ordered = [kind.id for kind in typology.types] + [UNCLEAR, NO_DATA]
    found = {}
    for one in [name for name in ordered if types.eq(name).any()]:
        told = {"typology": typology.name, "type": atlas.type_name(typology.id, one)}
        words = (
            say("{typology}: areas, {type}", **told),
            say("{typology}: number of areas of the type “{type}”.", **told),
        )
        own = types.eq(one)
        numbers = [int(own.loc[list(ward.areas)].sum()) for ward in wards]
        found[f"{typology.id}_areas_{one}"] = (words, numbers)
    return found


def _list_gaps(atlas: Atlas, values: pd.DataFrame, wards: Sequence[Part]) -> pd.DataFrame:
    missing = values.isna()
    rows = [
        (ward.code, name, describe_joint_gap(atlas.measures, name, ward.areas))
        for name in values.columns[missing.any()]
        for ward, is_gap in zip(wards, missing[name], strict=True)
        if is_gap
    ]
    return pd.DataFrame(rows, columns=["area", "indicator", "reason"], dtype=object)


def _list_notes(atlas: Atlas) -> list[str]:
    ward, areas = atlas.words.ward[0], atlas.words.area[1]
    told = say(
        "A figure of a {ward} is worked out from the sums of the counts of its {areas}, never as "
        "a mean of their percentages. Scores and rates published without counts are means "
        "weighted by residents.",
        ward=ward,
        areas=areas,
    )
    return [one for one in (describe_best_fit(atlas), told) if one]
