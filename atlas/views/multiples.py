"""Small maps of several authorities: one layer, one legend, and a map for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.cache import cache_per_atlas
from atlas.layer.classes import NO_CLASS
from atlas.layer.content import Figures, find_content
from atlas.layer.look import PALE
from atlas.layer.values import describe_values, list_gap_reasons
from atlas.prose.parts import Part, format_part, list_authorities
from atlas.quantities import format_size
from atlas.text import say
from atlas.views.ward_table import name_types

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

# Units of a map; it is drawn at about half of them in pixels, so that whole numbers will do.
WIDTH, HEIGHT, EDGE = 600, 480, 6
# More maps than anybody compares by eye; the table has every authority.
MOST_MAPS = 12
METRES = 1000


def make_multiples(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return a small map for each authority, with the same classes and colours.

    The classes come from the areas of all of them together, and the legend beside is that of
    every map. Each map fills its frame, so the scales differ and are told.
    """
    authorities = list_authorities(atlas)
    shown = authorities[:MOST_MAPS]
    fills, texts = _find_fills(layer), _find_texts(atlas, layer.id, selection.reading)
    said = [say("Each authority by itself, in the same classes; nothing is added up.")]
    said.append(say("Scales differ."))
    if len(shown) < len(authorities):
        told = {"count": MOST_MAPS, "every": len(authorities)}
        said.append(say("Maps of the first {count} of {every}; the table has all.", **told))
    return {
        "said": " ".join(said),
        "size": [WIDTH, HEIGHT],
        "selected": list(layer.selected),
        "maps": [_describe_map(atlas, selection, layer, one, fills, texts) for one in shown],
    }


def _describe_map(
    atlas: Atlas,
    selection: Selection,
    layer: Layer,
    part: Part,
    fills: dict[str, str],
    texts: dict[str, str],
) -> dict[str, Any]:
    """Return what a map shows: its areas by colour, and what is said of the authority."""
    paths, across = _lay_out(atlas)[part.code]
    value = _describe_value(atlas, selection, layer, part)
    # Shown as one of the country's authorities it has no small areas to count.
    is_whole = part.areas == (part.code,)
    width = say("{width} from west to east", width=format_size(across / METRES, "km"))
    return {
        "name": part.name,
        "value": value,
        "facts": width if is_whole else f"{atlas.count_areas(len(part.areas))} · {width}",
        "label": say("Map of {name}: {value}", name=part.name, value=value),
        "areas": [[area, paths[area], fills[area], texts[area]] for area in part.areas],
    }


def _describe_value(atlas: Atlas, selection: Selection, layer: Layer, part: Part) -> str:
    if isinstance(layer.content, Figures):
        value, text = format_part(atlas, part, layer.id)
        return text if value is not None else say("no figure: {reason}", reason=text)
    return name_types(atlas, layer.id, part.areas, selection.reading)


def _find_fills(layer: Layer) -> dict[str, str]:
    """Return the fill of every area: its class's colour, pale where hidden, or a hatch."""
    colours = np.array([*layer.classing.colours, "url(#gap)"], dtype=object)
    codes = layer.codes.to_numpy().astype(int)
    fills = colours[np.where(codes == NO_CLASS, len(colours) - 1, codes)]
    fills[~layer.shown.to_numpy()] = PALE
    return dict(zip(map(str, layer.codes.index), fills, strict=True))


@cache_per_atlas(32)
def _find_texts(atlas: Atlas, identity: str, reading: Any) -> dict[str, str]:  # noqa: ANN401 - a literal
    """Return what is said of every area under the pointer."""
    content = find_content(atlas, identity, reading=reading)
    areas = atlas.measures.areas.tolist()
    values = describe_values(atlas, content, areas)
    reasons = list_gap_reasons(atlas, content, areas)
    return {
        area: f"{atlas.name_of(area)}: {value or reason}"
        for area, value, reason in zip(areas, values, reasons, strict=True)
    }


@cache_per_atlas(1)
def _lay_out(atlas: Atlas) -> dict[str, tuple[dict[str, str], float]]:
    """Return the outlines of each authority's areas as paths, and how many metres it is wide."""
    outlines = atlas.store.outlines.geometry.to_crs(atlas.store.metres)
    laid = {}
    for part in list_authorities(atlas):
        own = outlines.loc[list(part.areas)]
        west, south, east, north = own.total_bounds
        metres = max((east - west) / (WIDTH - 2 * EDGE), (north - south) / (HEIGHT - 2 * EDGE))
        left = (WIDTH - (east - west) / metres) / 2
        top = (HEIGHT - (north - south) / metres) / 2
        placed = own.affine_transform(
            [1 / metres, 0, 0, -1 / metres, left - west / metres, top + north / metres]
        )
        # A unit is half a pixel.
        thin = shapely.simplify(placed.to_numpy(), 1.0)
        paths = dict(zip(part.areas, map(_write_path, thin), strict=True))
        laid[part.code] = (paths, float(east - west))
    return laid


def _write_path(shape: shapely.Geometry) -> str:
    """Return a shape as the steps of an SVG path, in whole numbers from point to point.

    Examples
    --------
    >>> _write_path(shapely.box(0, 0, 10, 5))
    'M10,0l0,5l-10,0l0,-5z'
    """
    return "".join(
        _write_ring(ring)
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    )


def _write_ring(ring: shapely.LinearRing) -> str:
    corners = np.rint(np.asarray(ring.coords)[:-1]).astype(int)
    steps = np.diff(corners, axis=0)
    steps = steps[steps.any(axis=1)]
    return f"M{_join(corners[:1])}{''.join(f'l{_join([step])}' for step in steps)}z"


def _join(points: Iterable[Any]) -> str:
    return " ".join(f"{across},{down}" for across, down in points)
