"""Collect what a selection exports: areas, figures, types, gaps and the filter in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import ExportError, Fault, find_closest
from atlas.export.extract import Extract
from atlas.layer.compared import list_compared
from atlas.layer.content import Figures
from atlas.layer.layer import Layer, make_layer
from atlas.layer.outlines import describe_drawn
from atlas.layer.values import describe_values
from atlas.pack.schema import TABLES
from atlas.prose.parts import format_part, list_authorities
from atlas.prose.types.describe import describe_type
from atlas.quantities import MISSING, format_list, format_number_of
from atlas.selection.public_address import keep_portable
from atlas.text import format_number, format_shortly, say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import AreaType, Indicator, Typology
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.selection.filtering import Filtered

# Without the code, which is the index, and what only the atlas itself reads.
NAME_COLUMNS = [
    name for name in TABLES["areas"].columns if name not in ("area", "rural_urban", "change")
]
# More maps on one page would be too small to read.
MOST_APART = 12
RULE_COLUMNS = [
    "typology",
    "type",
    "type_name",
    "summary",
    "origin",
    "indicator",
    "asks_for",
    "percentile",
    "weight",
]


def make_extract(
    atlas: Atlas,
    selection: Selection,
    *,
    link: str,
    indicators: Sequence[str] | None = None,
) -> Extract:
    """Return what a selection exports.

    Parameters
    ----------
    atlas
        The place.
    selection
        Filters, layer and reading; see `atlas.selection.address`.
    link
        Address of the selection, stored in every file; left out where uploaded figures are
        in the view, which it does not carry.
    indicators
        Identities of the columns wanted, in this order; by default all.

    Raises
    ------
    ExportError
        If no area meets the filters, naming the one that left none, or if an indicator is
        unknown.
    """
    wanted = _find_indicators(atlas, indicators)
    layer = make_layer(atlas, selection)
    filtered = layer.filtered
    _refuse_empty(atlas, filtered)
    kept = filtered.met.index[filtered.met]
    values = atlas.measures.table([indicator.id for indicator in wanted]).loc[kept]
    every = atlas.definitions.typologies.values()
    typologies = tuple(sorted(every, key=lambda typology: (typology.order, typology.id)))
    types, details = _tabulate_types(atlas, selection, typologies)
    lists = atlas.overlays if selection.overlays else {}
    places = tuple(lists[name] for name in selection.overlays if name in lists)
    asked = [*atlas.store.manifest["attributions"], *(listed.attribution for listed in places)]
    return Extract(
        place=atlas.store.place,
        name=atlas.name,
        areas=atlas.store.areas.loc[kept, _list_names(atlas)],
        values=values.astype("float64"),
        types=types.loc[kept],
        type_details=details.loc[kept],
        gaps=_list_gaps(atlas, values),
        type_rules=list_type_rules(atlas, typologies),
        indicators=wanted,
        typologies=typologies,
        definitions=atlas.definitions,
        attributions=tuple(dict.fromkeys(line for line in asked if line)),
        notes=_list_notes(atlas),
        filter_words=_describe_filters(atlas, filtered),
        total=len(filtered.met),
        link="" if selection.shows_own else keep_portable(link),
        reading=_format_measured(atlas, selection) if typologies else atlas.country.missing,
        layer=layer,
        words=_describe_words(atlas, layer),
        comparators=tuple(list_compared(atlas, content.indicator, selection.compare))
        if isinstance(content := layer.content, Figures)
        else (),
        store=atlas.store,
        geography=atlas.geography,
        places=places,
        reading_id=selection.reading,
        apart=_list_apart(atlas, selection),
    )


def _list_notes(atlas: Atlas) -> tuple[str, ...]:
    """Return what must be known of the place's figures and outlines."""
    of_place = atlas.place.notes if atlas.place is not None else ()
    return tuple(
        note for note in (*of_place, describe_drawn(atlas), *_name_authorities(atlas)) if note
    )


def _list_names(atlas: Atlas) -> list[str]:
    """Return the columns with names, by the level: an authority lies in a region, not a ward."""
    if atlas.level == "area":
        return NAME_COLUMNS
    around = ["region_code", "region"]
    if atlas.level == "neighbourhood":
        around = ["neighbourhood_code", "neighbourhood", "authority_code", "authority", *around]
    return ["name", *(name for name in around if name in atlas.store.areas)]


def _list_apart(atlas: Atlas, selection: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the authorities that are drawn apart, few enough for a page; none for one map."""
    if not selection.is_side_by_side or len(atlas.authorities) > MOST_APART:
        return ()
    if selection.layer not in atlas.definitions.indicators:
        return tuple((part.name, part.areas) for part in list_authorities(atlas))
    named = ((part, format_part(atlas, part, selection.layer)) for part in list_authorities(atlas))
    return tuple(
        (part.name if value is None else f"{part.name}: {text}", part.areas)
        for part, (value, text) in named
    )


def _name_authorities(atlas: Atlas) -> list[str]:
    """Return a note that names every authority of a place that several were joined to."""
    if not atlas.authorities:
        return []
    names = format_list(list(atlas.authorities.values()))
    return [
        say(
            "Authorities: {names}. Each row names its authority; they are not added up.",
            names=names,
        )
    ]


def _describe_words(atlas: Atlas, layer: Layer) -> pd.Series:
    """Return the value of every area as text, or why it has none."""
    areas = [str(area) for area in layer.codes.index]
    texts = pd.Series(describe_values(atlas, layer.content, areas), index=layer.codes.index)
    return texts.mask(texts.eq(""), say(MISSING))


def _format_measured(atlas: Atlas, selection: Selection) -> str:
    """Return what types are measured against."""
    told = {"whole": atlas.whole.name, "place": atlas.name}
    if atlas.level != "area":
        return say(
            "Types are those of small areas, measured against {whole}'s neighbourhoods. Larger "
            "areas show how many of their residents live in areas of each type.",
            **told,
        )
    if selection.reading == "town":
        return say("Types by profile are measured against {place}'s own neighbourhoods.", **told)
    return say("Types by profile are measured against {whole}'s neighbourhoods.", **told)


def _find_indicators(atlas: Atlas, names: Sequence[str] | None) -> tuple[Indicator, ...]:
    known = atlas.definitions.indicators
    if names is None:
        return tuple(atlas.definitions.in_columns())
    faults = [
        Fault(
            "export, indicators",
            f'There is no indicator "{name}".',
            remedy="Correct the name, or leave it out.",
            closest=find_closest(name, known),
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise ExportError(faults)
    return tuple(known[name] for name in dict.fromkeys(names))


def _refuse_empty(atlas: Atlas, filtered: Filtered) -> None:
    """Raise an error that names the filter after which no area was left."""
    if filtered.met.any():
        return
    before, guilty = len(filtered.met), ""
    for words, left in filtered.steps:
        guilty = words
        if left == 0:
            break
        before = left
    alone = guilty == filtered.steps[0][0] if filtered.steps else True
    areas = format_number_of(before, *atlas.words.area)
    told = {"filter": guilty, "place": atlas.name, "areas": areas}
    what = (
        say('Nothing was exported: none of {place}\'s {areas} meets "{filter}".', **told)
        if alone
        else say(
            "Nothing was exported: none of the {areas} left by the earlier filters meets "
            '"{filter}".',
            **told,
        )
    )
    expected = say("filters that, together, at least one area meets")
    remedy = say('Relax or remove "{filter}", then export again.', filter=guilty)
    raise ExportError([Fault("export, filters", what, expected=expected, remedy=remedy)])


def _describe_filters(atlas: Atlas, filtered: Filtered) -> tuple[str, ...]:
    total = len(filtered.met)
    if not filtered.steps:
        areas = format_number_of(total, *atlas.words.area)
        return (say("No filter: all {areas} of {place}.", areas=areas, place=atlas.name),)
    return tuple(
        say(
            "{filter} (leaves {count} of {areas}).",
            filter=words,
            count=format_number(left),
            areas=format_number_of(total, *atlas.words.area),
        )
        for words, left in filtered.steps
    )


def _tabulate_types(
    atlas: Atlas, selection: Selection, typologies: Sequence[Typology]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    types, details = {}, {}
    for typology in typologies:
        assignment = atlas.types(typology.id, reading=selection.reading)
        types[typology.id] = assignment.types.astype(str)
        details[f"{typology.id}_standing"] = assignment.standing.astype(str)
        if isinstance(assignment, Shares):
            details |= _tabulate_shares(assignment)
        if typology.method == "profiles":
            details[f"{typology.id}_membership"] = assignment.own_membership
            details[f"{typology.id}_runner_up"] = assignment.runner_up.astype(str)
        if assignment.repeats:
            details[f"{typology.id}_sureness"] = assignment.robustness
    index = atlas.measures.areas
    return pd.DataFrame(types, index=index), pd.DataFrame(details, index=index)


def _tabulate_shares(assignment: Shares) -> dict[str, pd.Series]:
    """Return the share of residents by type, 0 to 1, by the column's name."""
    whole = assignment.residents.sum(axis=1)
    return {
        f"{assignment.typology}_share_{name}": (residents / whole).where(whole > 0)
        for name, residents in assignment.residents.items()
        if assignment.is_known
    }


def list_type_rules(atlas: Atlas, typologies: Sequence[Typology]) -> pd.DataFrame:
    """Return one row per type and figure that counts for it.

    Returns
    -------
    pandas.DataFrame
        Typology, type, its name, summary and origin; the indicator; what is asked for, in
        words; and for profiles the target percentile and the weight.
    """
    rows: list[tuple[str | float | None, ...]] = []
    for typology in typologies:
        for kind in typology.types:
            summary = describe_type(atlas, typology.id, kind.id)
            about = (typology.id, kind.id, kind.name, summary, kind.origin)
            rows.extend((*about, *rule) for rule in _list_rules(atlas, kind))
    return pd.DataFrame(rows, columns=RULE_COLUMNS)


def _list_rules(atlas: Atlas, kind: AreaType) -> list[tuple[str, str, float | None, float | None]]:
    if kind.profile:
        return [
            (
                name,
                say(
                    "near percentile {percentile}, weight {weight}",
                    percentile=format_shortly(target.percentile),
                    weight=format_shortly(target.weight),
                ),
                target.percentile,
                target.weight,
            )
            for name, target in kind.profile.items()
        ]
    if kind.indicator:
        return [(kind.indicator, say("is the largest of the shares compared"), None, None)]
    if kind.all:
        return [
            (condition.indicator, atlas.format_condition(condition), None, None)
            for condition in kind.all
        ]
    return [("", say("takes the areas that fit no other type"), None, None)]


def _list_gaps(atlas: Atlas, values: pd.DataFrame) -> pd.DataFrame:
    rows = [pd.DataFrame(columns=["area", "indicator", "reason"], dtype=object)]
    missing = values.isna()
    for name in values.columns[missing.any()]:
        areas = values.index[missing[name]]
        reasons = atlas.measures.gap_reasons(name).reindex(areas)
        told = reasons.fillna(say("not published for this area")).astype(str).to_list()
        rows.append(pd.DataFrame({"area": areas, "indicator": name, "reason": told}))
    return pd.concat(rows, ignore_index=True)
