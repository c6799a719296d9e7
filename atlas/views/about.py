"""All there is to know about the data, as one page of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.indicators.compute import find_methods
from atlas.kept import keep_with_atlas
from atlas.quantities import say_count
from atlas.views.panel import TEMPLATES
from atlas.views.sentences import tell_base, tell_sources

if TYPE_CHECKING:
    from atlas.definitions import Indicator, Typology
    from atlas.facade import Atlas

DIRECTIONS = {
    "neutral": "Neither high nor low is better.",
    "context": "Helps to read other figures; neither high nor low is better.",
    "need": "Higher means more hardship or more demand for services.",
}
ORIGINS = {
    "described": "described in the sources",
    "our_reading": "our reading of a name",
    "local_term": "Luton's own term, thresholds ours",
    "published": "published category",
}


@keep_with_atlas(1)
def render_about(atlas: Atlas) -> str:
    """Return sources, figures, types, actions, terms and what is not known."""
    definitions = atlas.definitions
    manifest = atlas.store.manifest
    content = {
        "place": atlas.name,
        "counts": manifest["counts"],
        "word": atlas.words,
        "plural": atlas.geography.plural,
        "missing": "" if definitions.typologies else atlas.country.missing,
        "by_figures": any(one.scope == "area" for one in definitions.actions.values()),
        "peers": atlas.peers,
        "luton_types": "cohesion_types" in definitions.typologies,
        "residents": say_count(manifest["counts"]["residents"]),
        "notes": atlas.place.notes if atlas.place else [],
        "attributions": manifest["attributions"],
        "sources": manifest["sources"],
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
                    _tell_indicator(atlas, one)
                    for one in definitions.in_order()
                    if one.group == group.id
                ],
            }
            for group in sorted(definitions.groups.values(), key=lambda one: one.order)
        ],
        "typologies": [
            _tell_typology(atlas, one)
            for one in sorted(definitions.typologies.values(), key=lambda one: one.order)
        ],
        "themes": [
            {
                "name": theme.name,
                "count": sum(one.theme == theme.id for one in definitions.actions.values()),
            }
            for theme in sorted(definitions.themes.values(), key=lambda one: one.order)
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
    return TEMPLATES.get_template("about.html").render(content)


def _tell_indicator(atlas: Atlas, indicator: Indicator) -> dict[str, Any]:
    method = find_methods()[indicator.method]
    formula = str(method.compute.__doc__).split("\n")[0].strip()
    return {
        "id": indicator.id,
        "name": indicator.name,
        "short": indicator.text.short,
        "caution": indicator.text.caution,
        "year": indicator.year,
        "formula": formula,
        "direction": DIRECTIONS[indicator.direction],
        "base": tell_base(atlas, indicator),
        "base_under": indicator.base_under,
        "source": tell_sources(atlas, indicator),
    }


def _tell_typology(atlas: Atlas, typology: Typology) -> dict[str, Any]:
    names = {name: one.name for name, one in atlas.definitions.indicators.items()}
    used = list(dict.fromkeys(name for one in typology.types for name in one.profile))
    return {
        "name": typology.name,
        "about": typology.about,
        "caution": typology.caution,
        "types": [
            {
                "name": one.name,
                "summary": one.summary,
                "origin": one.origin,
                "kind": ORIGINS[one.origin_kind],
                "conditions": [atlas.say_condition(condition) for condition in one.all],
            }
            for one in typology.types
        ],
        "profile_rows": [
            {
                "name": names[name],
                "cells": [
                    f"{one.profile[name].percentile:g} weight {one.profile[name].weight:g}"
                    if name in one.profile
                    else ""
                    for one in typology.types
                ],
            }
            for name in used
        ],
    }
