"""The routes of our own, beside those of Streamlit: scripts, styles, outlines, MapLibre."""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from atlas import paths
from atlas.definitions.model import Place
from atlas.definitions.read import read_folder
from atlas.ui.assets import SUFFIXES, asset_version
from atlas.ui.cache import open_place
from atlas.ui.early import EarlyHead

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
EARLY = ("map", "legend")
CHUNKS = ("BidiComponent", "Html", "Selectbox", "ButtonGroup", "Multiselect")
MAPLIBRE_FILES = frozenset({"maplibre-gl.js", "maplibre-gl.css"})


@cache
def find_maplibre() -> Path:
    """Return the folder of the installed package that ships MapLibre GL JS.

    The package is not imported: doing so warns about a part of it that is not needed.
    """
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        message = "The package maplibre is not installed: pip install -r requirements.txt"
        raise ModuleNotFoundError(message)
    return Path(spec.submodule_search_locations[0]) / "srcjs"


@cache
def maplibre_version() -> str:
    """Return a word that changes when MapLibre's files do."""
    script = find_maplibre() / "maplibre-gl.js"
    return f"{script.stat().st_size:x}"


def assets(place: str) -> dict[str, str]:
    """Return the addresses the map component asks for, relative to the app's own."""
    opened = open_place(place)
    return {
        "maplibre": f"atlas/maplibre/{maplibre_version()}/maplibre-gl.js",
        "maplibre_css": f"atlas/maplibre/{maplibre_version()}/maplibre-gl.css",
        "outlines": f"atlas/outlines/{place}/{opened.outlines_hash}.json",
    }


async def _send_asset(request: Request) -> Response:
    root = paths.UI.resolve()
    path = (root / request.path_params["path"]).resolve()
    if path.suffix not in SUFFIXES or not path.is_relative_to(root) or not path.is_file():
        return PlainTextResponse("There is no such file.", status_code=404)
    # An old version is answered with the present file, but must not be kept as the old one.
    current = request.path_params["version"] == asset_version()
    return FileResponse(path, headers=FOREVER if current else {"Cache-Control": "no-store"})


async def _send_maplibre(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in MAPLIBRE_FILES:
        return PlainTextResponse("There is no such file.", status_code=404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _send_packed(request, _read_packed(find_maplibre() / name), kind, FOREVER)


@cache
def _read_packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


def _send_packed(request: Request, packed: bytes, kind: str, headers: dict[str, str]) -> Response:
    """Send what was compressed once, and not anew for every visitor."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            packed,
            media_type=kind,
            headers={**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"},
        )
    return Response(gzip.decompress(packed), media_type=kind, headers=headers)


@cache
def _known_places() -> frozenset[str]:
    return frozenset(read_folder(paths.LAYERS / "places", Place, shown_as="places", faults=[]))


def _send_outlines(request: Request) -> Response:
    place = request.path_params["place"]
    if place not in _known_places():
        return PlainTextResponse("There is no such place.", status_code=404)
    opened = open_place(place)
    current = request.path_params["hash"] == opened.outlines_hash
    headers = FOREVER if current else {"Cache-Control": "no-store"}
    return _send_packed(request, opened.outlines, "application/geo+json", headers)


ROUTES = [
    Route("/atlas/assets/{version}/{path:path}", _send_asset),
    Route("/atlas/maplibre/{version}/{name}", _send_maplibre),
    Route("/atlas/outlines/{place}/{hash}.json", _send_outlines),
]


@cache
def find_chunks() -> list[str]:
    """Return the parts of Streamlit's own script that the page needs before the map.

    Streamlit asks for each when the first element of a kind arrives, one round trip after
    another. Should a part be renamed, it is just asked for later again.
    """
    spec = find_spec("streamlit")
    roots = (spec.submodule_search_locations if spec else None) or []
    folder = Path(roots[0]) / "static" / "static" / "js" if roots else paths.UI
    return [f"static/js/{found.name}" for name in CHUNKS for found in folder.glob(f"{name}.*.js")]


def head_lines(scope: Scope) -> str:
    """Return what belongs in the head of a page: our style, and early what a map will need."""
    version = asset_version()
    lines = [f'<link rel="stylesheet" href="./atlas/assets/{version}/style/atlas.css">']
    if scope["path"].endswith("/") and b"show=" not in scope.get("query_string", b""):
        wanted = assets("luton")
        files = [path for name in EARLY for path in sorted((paths.UI / name).iterdir())]
        names = [
            f"atlas/assets/{version}/{path.relative_to(paths.UI).as_posix()}" for path in files
        ]
        fetched = [name for name in names if name.endswith(".css")]
        fetched += [wanted["maplibre_css"], wanted["outlines"]]
        lines += [
            # Run while Streamlit waits for its first elements, not when the map asks for it.
            f'<script defer src="./{wanted["maplibre"]}"></script>',
            *[f'<link rel="modulepreload" crossorigin href="./{name}">' for name in find_chunks()],
            *[
                f'<link rel="modulepreload" href="./{name}">'
                for name in names
                if name.endswith(".js")
            ],
            *[f'<link rel="preload" as="fetch" crossorigin href="./{name}">' for name in fetched],
        ]
    return "".join(lines)


MIDDLEWARE = [
    Middleware(EarlyHead, lines=head_lines),
]
SCRIPT = str(paths.UI / "run" / "script.py")
