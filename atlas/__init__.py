"""An interactive atlas of how people live together in small areas.

>>> from atlas import open_atlas
>>> open_atlas("luton").name
'Luton'

The public names are in ``atlas.__all__``; docs/notebook.md has an example of each.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from atlas.errors import AtlasError
from atlas.facade import Atlas, open_atlas
from atlas.selection.address import Selection

if TYPE_CHECKING:
    from atlas.export import find_formats, write_export
    from atlas.export.make_extract import make_extract
    from atlas.layer.layer import make_layer

__version__ = "0.1.0"
__all__ = [
    "Atlas",
    "AtlasError",
    "Selection",
    "__version__",
    "find_formats",
    "make_extract",
    "make_layer",
    "open_atlas",
    "write_export",
]
# Imported on first use: the libraries for maps take as long to load as all the rest.
_LATER = {
    "make_layer": "atlas.layer.layer",
    "find_formats": "atlas.export",
    "make_extract": "atlas.export.make_extract",
    "write_export": "atlas.export",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any object of that module
    """Import a name on first use."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
