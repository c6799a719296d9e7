"""The point lists of a place, each with its points, symbol and attribution."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from atlas.definitions import Definitions


@dataclass(frozen=True, eq=False)
class Listed:
    """One list of points in a place. Compared by identity, for use in cache keys.

    Parameters
    ----------
    id
        Identity in an address.
    title, plural
        Noun for a point, in the singular and the plural.
    symbol, colour
        How a point is drawn.
    points
        Columns `name`, `kind`, `longitude`, `latitude` and `area`, the code of its area.
    source, licence, describes, caution, attribution
        Texts shown with it; empty where a council's own list gives none.
    own
        Whether it is a council's own list.
    """

    id: str
    title: str
    plural: str
    symbol: str
    colour: str
    points: pd.DataFrame
    source: str
    licence: str
    describes: str
    caution: str
    attribution: str
    own: bool = False

    def describe(self) -> str:
        """Return source, date and licence in one line."""
        return ". ".join(part for part in (self.source, self.describes, self.licence) if part)

    def to_geojson(self) -> bytes:
        """Return the points as GeoJSON (RFC 7946), with symbol and colour as foreign members."""
        columns = [self.points[name] for name in ("name", "kind", "longitude", "latitude")]
        features = [
            {
                "type": "Feature",
                "id": number,
                "properties": {"name": name, "kind": kind},
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            }
            for number, (name, kind, longitude, latitude) in enumerate(zip(*columns, strict=True))
        ]
        content = {
            "type": "FeatureCollection",
            "title": self.title,
            "plural": self.plural,
            "symbol": self.symbol,
            "colour": self.colour,
            "features": features,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def list_shipped(definitions: Definitions, points: pd.DataFrame) -> dict[str, Listed]:
    """Return the defined lists with a point in the place, by identity.

    Parameters
    ----------
    definitions
        Definitions with the overlays.
    points
        The pack table `points`.
    """
    found = {}
    for overlay in definitions.overlays.values():
        inside = points[points["overlay"] == overlay.id].reset_index(drop=True)
        if inside.empty:
            continue
        found[overlay.id] = Listed(
            id=overlay.id,
            title=overlay.title,
            plural=overlay.plural,
            symbol=overlay.symbol,
            colour=overlay.colour,
            points=inside,
            source=f"{overlay.publisher}, {overlay.table}",
            licence=definitions.licences[overlay.licence].name,
            describes=overlay.describes,
            caution=overlay.caution,
            attribution=overlay.attribution,
        )
    return found
