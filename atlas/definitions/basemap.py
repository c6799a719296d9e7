"""Fields of a base map: the streets drawn under the areas, and their attribution."""

from __future__ import annotations

from typing import Literal

from atlas.definitions.model import Definition, Text, Translated


class Basemap(Definition):
    """One base map; all are optional.

    `address` is the URL of a ``style`` (a MapLibre style) or of ``tiles`` (a TileJSON of vector
    tiles, drawn in our own greys). A base map that `needs_network` is requested by the visitor's
    browser from its `host`, and only after the visitor has chosen it.
    """

    name: Translated
    kind: Literal["style", "tiles"]
    address: Text
    attribution: Text
    attribution_page: Text
    licence: Text
    needs_network: bool = True
    order: int = 0

    @property
    def host(self) -> str:
        """The server that the browser requests it from.

        Examples
        --------
        >>> Basemap(id="a", name="A", kind="style", address="https://tiles.example/styles/a",
        ...         attribution="A", attribution_page="https://a.example", licence="A").host
        'tiles.example'
        """
        return self.address.split("//", 1)[-1].split("/", 1)[0]
