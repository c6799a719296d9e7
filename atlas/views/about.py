"""The page about the data: sources, indicators, types, actions and terms, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.indicators.compute import find_methods
from atlas.markup import render_template
from atlas.prose.sentences import describe_base, describe_sources
from atlas.prose.types.names import describe_type
from atlas.quantities import format_count
from atlas.text import ENGLISH, format_number, format_shortly, say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from atlas.definitions import Definitions, Indicator, Typology
    from atlas.facade import Atlas

DIRECTIONS = {
    "neutral": to_say("Neither high nor low is better."),
    "context": to_say("Helps to read other figures; neither high nor low is better."),
    "need": to_say("Higher means more hardship or more demand for services."),
}
ORIGINS = {
    "described": to_say("described in the sources"),
    "our_reading": to_say("our reading of a name"),
    "local_term": to_say("a local term, thresholds ours"),
    "published": to_say("published category"),
}


@cache_per_atlas(1)
def render_about(atlas: Atlas) -> Markup:
    """Return sources, figures, types, actions, terms and what is not known."""
    definitions = atlas.definitions
    manifest = atlas.store.manifest
    content = {
        "place": atlas.name,
        "counts": manifest["counts"],
        "areas": format_number(manifest["counts"]["areas"]),
        "wards": format_number(manifest["counts"]["wards"]),
        "word": atlas.words,
        "plural": atlas.geography.plural,
        "missing": "" if definitions.typologies else atlas.country.missing,
        "by_figures": any(one.scope == "area" for one in definitions.actions.values()),
        "peers": atlas.peers,
        "has_profiles": any(
            typology.method == "profiles" for typology in definitions.typologies.values()
        ),
        "residents": format_count(manifest["counts"]["residents"]),
        "notes": atlas.place.notes if atlas.place else [],
        "attributions": manifest["attributions"],
        "sources": [describe_source(definitions, source) for source in manifest["sources"]],
        "cautions": {
            source.id: source.caution
            for source in (*definitions.sources.values(), *definitions.overlays.values())
            if source.caution
        },
        "groups": [
            {
                "name": group.name,
                "summary": group.summary,
                "indicators": [
                    _describe_indicator(atlas, indicator)
                    for indicator in definitions.in_order()
                    if indicator.group == group.id
                ],
            }
            for group in sorted(definitions.groups.values(), key=lambda group: group.order)
        ],
        "typologies": [
            _describe_typology(atlas, typology)
            for typology in sorted(
                definitions.typologies.values(), key=lambda typology: typology.order
            )
        ],
        "themes": [
            {
                "name": theme.name,
                "count": sum(action.theme == theme.id for action in definitions.actions.values()),
            }
            for theme in sorted(definitions.themes.values(), key=lambda theme: theme.order)
        ],
        "actions": len(definitions.actions),
        "awaited": sorted(
            {
                (awaited.figure, awaited.reason)
                for action in definitions.actions.values()
                for awaited in action.awaits
            }
        ),
    }
    return render_template("views/templates/about.html", **content)


def describe_source(definitions: Definitions, source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source of a pack's manifest, in the language of the definitions."""
    known = {**definitions.sources, **definitions.overlays}.get(source["id"])
    if known is None or definitions.speech is ENGLISH:
        return dict(source)
    said = {"title": known.title, "describes": known.describes, "published": known.published}
    return {**source, **said}


def _describe_indicator(atlas: Atlas, indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "short": indicator.text.short,
        "caution": indicator.text.caution,
        "year": indicator.year,
        "formula": say(find_methods()[indicator.method].summary),
        "direction": say(DIRECTIONS[indicator.direction]),
        "base": describe_base(atlas, indicator),
        "base_under": indicator.base_under,
        "source": describe_sources(atlas, indicator),
    }


def _describe_typology(atlas: Atlas, typology: Typology) -> dict[str, Any]:
    names = {name: indicator.name for name, indicator in atlas.definitions.indicators.items()}
    used = list(dict.fromkeys(name for kind in typology.types for name in kind.profile))
    return {
        "name": typology.name,
        "about": typology.about,
        "caution": typology.caution,
        "not_known": typology.not_known,
        "types": [
            {
                "name": kind.name,
                "summary": describe_type(atlas, typology.id, kind.id),
                "origin": kind.origin,
                "kind": say(ORIGINS[kind.origin_kind]),
                "conditions": [atlas.format_condition(condition) for condition in kind.all],
            }
            for kind in typology.types
        ],
        "profile_rows": [
            {
                "name": names[name],
                "cells": [
                    say(
                        "{percentile} weight {weight}",
                        percentile=format_shortly(kind.profile[name].percentile),
                        weight=format_shortly(kind.profile[name].weight),
                    )
                    if name in kind.profile
                    else ""
                    for kind in typology.types
                ],
            }
            for name in used
        ],
    }
