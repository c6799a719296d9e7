"""Where every column comes from: source, date, licence, base and caution, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from atlas.prose.figures import UNIT_WORDS
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from atlas.definitions import Definitions, Indicator, Source
    from atlas.export.extract import Extract

# The source given for figures that somebody uploaded, which nobody published.
UPLOAD = "upload"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DIRECTIONS = {
    "neutral": to_say("neither more nor less is better"),
    "context": to_say("describes the setting"),
    "need": to_say("says something about need"),
}


def describe_indicator(indicator: Indicator, definitions: Definitions) -> dict[str, str]:
    """Return an indicator's entry in the data dictionary, in the order of its columns."""
    sources = definitions.sources_of(indicator)
    inputs = indicator.inputs
    direction = say(DIRECTIONS[indicator.direction])
    if indicator.higher_is_less:
        direction = say("{direction}; higher means less of it", direction=direction)
    return {
        "id": indicator.id,
        "name": indicator.name,
        "question": indicator.question,
        "sentence": indicator.text.short,
        "unit": say(UNIT_WORDS[indicator.unit]),
        "published_for": format_published_for(indicator, definitions),
        "year": indicator.year,
        "numerator": format_columns(inputs["part"], definitions) if "part" in inputs else "",
        "denominator": format_columns(inputs["whole"], definitions) if "whole" in inputs else "",
        "method": (
            say("as in the uploaded file")
            if indicator.method == "published" and _is_uploaded(sources)
            else indicator.method
        ),
        "worked_out_from": "; ".join(
            f"{key}: {format_columns(entries, definitions)}" for key, entries in inputs.items()
        ),
        "base": format_base(indicator, definitions),
        "base_rule": (
            say("no figure where the base is under {least}", least=indicator.base_under)
            if indicator.base_under
            else say("none")
        ),
        "direction": direction,
        "caution": indicator.text.caution,
        "source": format_tables(sources),
        "describes": "; ".join(dict.fromkeys(source.describes for source in sources)),
        "published": "; ".join(dict.fromkeys(source.published for source in sources)),
        "licence": "; ".join(
            dict.fromkeys(definitions.licences[source.licence].name for source in sources)
        ),
    }


def format_published_for(indicator: Indicator, definitions: Definitions) -> str:
    """Return the areas that a figure is published for, where a table's areas may be smaller."""
    match definitions.published_for(indicator):
        case "neighbourhood":
            return say("each neighbourhood (MSOA); all small areas in it have the same figure")
        case "authority":
            return say("each authority; all smaller areas in it have the same figure")
        case _:
            return say("each area")


def format_columns(entries: Iterable[str], definitions: Definitions) -> str:
    """Return the published columns behind an input, in words, with "less" for those subtracted."""
    said = ""
    for entry in entries:
        name = entry.removeprefix("-")
        source = definitions.variables.get(name)
        if source is not None:
            text = f'{source.table} "{source.columns[name]}"'
        else:
            text = f'"{definitions.indicators[name].name}"'
        if not said:
            said = text
        elif entry.startswith("-"):
            said = say("{first} minus {last}", first=said, last=text)
        else:
            said = say("{first} plus {last}", first=said, last=text)
    return said


def format_base(indicator: Indicator, definitions: Definitions) -> str:
    """Return what a figure is a share or a mean of."""
    if "whole" in indicator.inputs:
        return format_columns(indicator.inputs["whole"], definitions)
    if "groups" in indicator.inputs:
        columns = format_columns(indicator.inputs["groups"], definitions)
        return say("the sum of {columns}", columns=columns)
    sources = definitions.sources_of(indicator)
    if _is_uploaded(sources):
        return say("as in the uploaded file")
    units = dict.fromkeys(source.unit for source in sources)
    return say("as published; counted in {units}", units=", ".join(units))


def _is_uploaded(sources: Sequence[Source]) -> bool:
    return any(source.reader == UPLOAD for source in sources)


def format_tables(sources: Iterable[Source]) -> str:
    """Return published tables in one line, grouped by publisher and edition.

    For example: Office for National Statistics: Census 2021 (TS004, TS019).
    """
    publishers: dict[str, dict[str, dict[str, None]]] = {}
    for source in sources:
        editions = publishers.setdefault(source.publisher, {})
        editions.setdefault(source.title.split(":")[0], {})[source.table] = None
    return "; ".join(
        f"{publisher}: "
        + ", ".join(
            f"{edition} ({', '.join(sorted(tables))})" for edition, tables in editions.items()
        )
        for publisher, editions in publishers.items()
    )


def format_dates(sources: Sequence[Source]) -> str:
    """Return publication dates in one line: a day, or the years of several.

    Uploaded files are left out; where there is nothing else, it says they are not published.
    """
    issued = [source for source in sources if source.reader != UPLOAD]
    if sources and not issued:
        return say("Uploaded, not published.")
    days = list(dict.fromkeys(source.published.split(",")[0] for source in issued))
    if len(days) == 1:
        return say("Published {day}.", day=days[0])
    years = sorted({year for day in days for year in YEAR.findall(day)})
    if not years:
        return ""
    if len(years) == 1:
        return say("Published {day}.", day=years[0])
    return say("Published from {first} to {last}.", first=years[0], last=years[-1])


def format_rights(attributions: Iterable[str]) -> list[str]:
    """Return the attributions that publishers ask for, with the sign that they write as (c)."""
    return [line.replace("(c)", "©") for line in attributions]


def describe_source(source: Source, definitions: Definitions) -> dict[str, str]:
    """Return a published table's entry in the list of sources."""
    licence = definitions.licences[source.licence]
    return {
        **_pick(source, "id", "title", "publisher", "table", "describes", "published"),
        "licence": licence.name,
        "licence_page": licence.page,
        "attribution": source.attribution,
        "page": source.page,
        "counted_in": source.unit,
        "caution": source.caution,
    }


def _pick(thing: object, *fields: str) -> dict[str, Any]:
    """Return some fields of a definition, by their names."""
    return {field: getattr(thing, field) for field in fields}


def list_gaps(gaps: pd.DataFrame) -> list[dict[str, Any]]:
    """Return gaps with each reason once for all indicators that are missing in the same areas.

    A whole country has hundreds of thousands of gaps, and most are alike: what is not
    published for Wales is missing in all of its areas.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("A", "x", "hidden"), ("A", "y", "hidden"), ("B", "x", "hidden")]
    >>> list_gaps(pd.DataFrame(rows, columns=["area", "indicator", "reason"]))[1]
    {'reason': 'hidden', 'indicators': ['y'], 'areas': ['A']}
    """
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (indicator, reason), rows in gaps.groupby(["indicator", "reason"], sort=False):
        alike.setdefault((str(reason), tuple(rows["area"])), []).append(str(indicator))
    return [
        {"reason": reason, "indicators": indicators, "areas": list(areas)}
        for (reason, areas), indicators in alike.items()
    ]


def describe_extract(extract: Extract) -> dict[str, Any]:
    """Return the provenance of an extract as plain data, for formats that carry JSON."""
    definitions = extract.definitions
    return {
        "title": extract.title,
        "place": extract.name,
        "areas": f"{extract.count_words} ({extract.geography.plural})",
        "filter": list(extract.filter_words),
        **({"link": extract.link} if extract.link else {}),
        "licence": [_pick(licence, "name", "page") for licence in extract.licences],
        "attribution": list(extract.attributions),
        "reading": extract.reading,
        "notes": list(extract.notes),
        "layer": {
            "id": extract.layer.id,
            "question": extract.layer.texts.title,
            "sentence": extract.layer.texts.summary,
            "date": extract.layer.texts.date,
            "caution": extract.layer.texts.caution,
        },
        "indicators": [
            describe_indicator(indicator, definitions) for indicator in extract.indicators
        ],
        "typologies": [
            {
                **_pick(typology, "id", "name", "question", "about", "caution"),
                "types": {kind.id: kind.name for kind in typology.types},
            }
            for typology in extract.typologies
        ],
        "sources": [describe_source(source, definitions) for source in extract.sources],
        "places": [
            {
                "id": listed.id,
                "name": listed.plural,
                "count": len(listed.points),
                "source": listed.source,
                "date": listed.describes,
                **_pick(listed, "licence", "caution"),
            }
            for listed in extract.places
        ],
        "gaps": list_gaps(extract.gaps),
    }
