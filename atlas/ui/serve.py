"""Our own routes beside Streamlit's: scripts, styles, outlines, MapLibre."""

from __future__ import annotations

import logging
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from atlas import paths
from atlas.errors import AtlasError
from atlas.opening.places import identify, is_place, list_damaged
from atlas.opening.search import search_places
from atlas.selection.address import Selection
from atlas.selection.compared import parse_compared
from atlas.selection.public_address import find_public, set_address
from atlas.selection.query import join_settings, parse_query
from atlas.text import speaking
from atlas.ui.assets import SUFFIXES, asset_version, list_texts
from atlas.ui.cache import JOIN, OpenPlace, find_open
from atlas.ui.inside.chunks import find_chunks
from atlas.ui.inside.head import EarlyHead
from atlas.ui.inside.resume import ResumedVisits
from atlas.ui.language import LANG, find_speech
from atlas.ui.layer_index import ROUTE as LAYER_INDEX
from atlas.ui.overlay.routes import PASSING, cache_if, find_asked
from atlas.ui.overlay.routes import ROUTES as EXTRAS
from atlas.ui.signed import is_signed
from atlas.ui.state import open_asked
from atlas.ui.static_files import KeptFiles
from atlas.views.choropleth import NAMES, WIDER, make_texts

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

LOG = logging.getLogger("atlas")
MAPLIBRE_FILES = frozenset({"maplibre-gl.js", "maplibre-gl.css"})


@cache
def find_maplibre() -> Path:
    """Return the folder of the installed package that ships MapLibre GL JS.

    The package is not imported: that would warn about a part of it that is not needed.
    """
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        message = "The package maplibre is not installed: pip install -r requirements.txt"
        raise ModuleNotFoundError(message)
    return Path(spec.submodule_search_locations[0]) / "srcjs"


@cache
def maplibre_version() -> str:
    """Return a version that changes with MapLibre's files."""
    script = find_maplibre() / "maplibre-gl.js"
    return f"{script.stat().st_size:x}"


def assets(opened: OpenPlace) -> dict[str, str]:
    """Return the addresses the map component fetches, relative to the app's own."""
    which = f"{opened.atlas.store.place}/{opened.atlas.level}"
    return {
        "maplibre": f"atlas/maplibre/{maplibre_version()}/maplibre-gl.js",
        "maplibre_css": f"atlas/maplibre/{maplibre_version()}/maplibre-gl.css",
        "outlines": f"atlas/outlines/{which}/{opened.outlines_hash}.json",
        "texts": f"atlas/texts/{which}/{opened.version}",
    }


async def _send_asset(request: Request) -> Response:
    root = paths.UI.resolve()
    try:
        path = (root / request.path_params["path"]).resolve()
        known = path.suffix in SUFFIXES and path.is_relative_to(root) and path.is_file()
    except (OSError, ValueError):
        # No file can have that name.
        known = False
    if not known:
        raise HTTPException(404, "There is no such file.")
    # An old version gets the present file, but must not be cached as the old one.
    current = request.path_params["version"] == asset_version()
    return FileResponse(path, headers=cache_if(current))


async def _send_maplibre(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in MAPLIBRE_FILES:
        raise HTTPException(404, "There is no such file.")
    current = request.path_params["version"] == maplibre_version()
    return FileResponse(find_maplibre() / name, headers=cache_if(current))


def _send_outlines(request: Request) -> Response:
    opened = find_asked(request)
    headers = cache_if(request.path_params["hash"] == opened.outlines_hash)
    return Response(opened.outlines, media_type="application/geo+json", headers=headers)


def _send_texts(request: Request) -> Response:
    asked = request.path_params
    with speaking(find_speech(asked["version"].partition(JOIN)[2])):
        opened = find_asked(request)
        atlas, layer, reading = opened.atlas, asked["layer"], asked["reading"]
        told = atlas.definitions
        known = {NAMES, *told.layers, *told.actions}
        if atlas.level == "area" and atlas.words.neighbourhood:
            known.add(WIDER)
        if layer not in known or reading not in ("any", "town", atlas.whole.id):
            raise HTTPException(404, "There is no such layer.")
        texts = make_texts(atlas, layer, reading, asked["chunk"])
        return JSONResponse(texts, headers=cache_if(asked["version"] == opened.version))


def _send_sheets(request: Request) -> Response:
    """Send sheets as a page to print, made on request."""
    # Fonts and layout are loaded by the first print, not by every visit.
    from atlas.sheets.bundle import MOST_SHEETS, write_sheets  # noqa: PLC0415
    from atlas.sheets.content import make_sheet  # noqa: PLC0415

    given = request.query_params
    with speaking(find_speech(given.get(LANG, ""))):
        atlas = find_asked(request).atlas
        asked = join_settings(given.multi_items()).get("area", "")
        codes = [code for code in dict.fromkeys(asked.split(",")) if code]
        known = {*atlas.measures.areas, *atlas.wards.index}
        if not codes or len(codes) > MOST_SHEETS or not all(code in known for code in codes):
            raise HTTPException(404, "There is no such area.")
        # The public address that a visitor typed counts if the link is one that we made.
        typed = given.get("at", "")
        typed = typed if is_signed(typed, given.get("key", "")) else ""
        link = find_public(set_address(), typed, str(request.base_url))
        with_type = given.get("type") != "0"
        compare = parse_compared(given.get("compare", ""), atlas.comparators, [])
        sheets = [
            make_sheet(atlas, code, link=link, with_type=with_type, compare=compare)
            for code in codes
        ]
        page = write_sheets(sheets, "html")
    return Response(page, media_type="text/html", headers=PASSING)


def _send_answers(request: Request) -> Response:
    """Send what a text that is being typed may mean."""
    given = request.query_params
    with speaking(find_speech(given.get(LANG, ""))):
        place = identify(request.path_params["place"])
        place = place if is_place(place) else Selection.place
        hits, told = search_places(given.get("q", ""), place)
    answer = {"hits": [asdict(hit) for hit in hits], "told": told}
    return JSONResponse(answer, headers=PASSING)


def _send_words(request: Request) -> Response:
    """Send the translations of the browser's own files, by the English text."""
    speech = find_speech(request.path_params["language"])
    words = {text: speech.texts.gettext(text) for text in list_texts()}
    return JSONResponse(words, headers={"Cache-Control": "no-cache"})


def _send_health(request: Request) -> Response:
    """Send whether the default place can be opened, and which other packs cannot."""
    del request
    damaged = sorted(list_damaged())
    ready = find_open(Selection.place, "area") is not None
    told = {"ready": ready, "damaged": damaged}
    return JSONResponse(told, status_code=200 if ready else 503, headers=PASSING)


ROUTES = [
    Route("/atlas/health", _send_health),
    Route("/atlas/assets/{version}/words/{language}.json", _send_words),
    Route("/atlas/assets/{version}/{path:path}", _send_asset),
    Route("/atlas/maplibre/{version}/{name}", _send_maplibre),
    Route("/atlas/outlines/{place}/{level}/{hash}.json", _send_outlines),
    Route("/atlas/texts/{place}/{level}/{version}/{layer}/{reading}/{chunk:int}.json", _send_texts),
    Route("/atlas/sheets/{place}/{level}", _send_sheets),
    LAYER_INDEX,
    Route("/atlas/search/{place}", _send_answers),
    *EXTRAS,
]


def head_lines(scope: Scope) -> tuple[str, str]:
    """Return the first and the last lines of a page's head.

    The first lines start the map: otherwise the browser would fetch it after all of Streamlit's
    own parts, and has nothing to do until then. The last are our style, and what is needed later.
    """
    at = f"atlas/assets/{asset_version()}"
    style = (
        # The rules on Streamlit's parts come first: ours on the same parts follow and win.
        f'<link rel="stylesheet" href="./{at}/inside/streamlit.css">'
        f'<link rel="stylesheet" href="./{at}/style/atlas.css">'
        f"{_preload_script(f'{at}/inside/dom.js')}"
        f'<script async type="module" src="./{at}/style/links.js?usual={Selection.place}"></script>'
        f'<script async type="module" src="./{at}/style/boxes.js"></script>'
        f'<script async type="module" src="./{at}/downloads/downloads.js"></script>'
    )
    if not scope["path"].endswith("/") or b"show=" in scope.get("query_string", b""):
        return "", style
    asked = parse_query(scope.get("query_string", b"").decode("latin-1"))
    try:
        with speaking(find_speech(asked.get(LANG, ""))):
            wanted = assets(open_asked(asked))
    except Exception as error:
        if not isinstance(error, AtlasError):
            LOG.exception("The head of %s was not made", scope["path"])
        return "", style

    def list_files(part: str, ending: str) -> list[str]:
        found = sorted((paths.UI / part).glob(f"*.{ending}"))
        return [f"{at}/{part}/{path.name}" for path in found]

    early = (
        f'<script async type="module" id="atlas-early" data-maplibre="{wanted["maplibre"]}" '
        f'data-outlines="{wanted["outlines"]}" src="./{at}/map/early.js"></script>'
    )
    first = [
        f'<link rel="preload" as="script" href="./{wanted["maplibre"]}">',
        early,
        _preload(wanted["outlines"]),
        *map(_preload_script, list_files("map", "js")),
    ]
    last = [
        style,
        *[_preload_script(name, crossorigin=True) for name in find_chunks()],
        *map(_preload_script, list_files("legend", "js")),
        *[_preload(name) for part in ("map", "legend") for name in list_files(part, "css")],
        _preload(wanted["maplibre_css"]),
    ]
    return "".join(first), "".join(last)


def page_language(scope: Scope) -> str:
    """Return the code of the language in which a page is requested."""
    asked = parse_query(scope.get("query_string", b"").decode("latin-1"))
    return find_speech(asked.get(LANG, "")).code


def _preload(name: str) -> str:
    return f'<link rel="preload" as="fetch" crossorigin href="./{name}">'


def _preload_script(name: str, *, crossorigin: bool = False) -> str:
    return f'<link rel="modulepreload"{" crossorigin" if crossorigin else ""} href="./{name}">'


MIDDLEWARE = [
    Middleware(EarlyHead, lines=head_lines, language=page_language),
    Middleware(KeptFiles),
    Middleware(ResumedVisits),
]
SCRIPT = str(paths.UI / "run" / "script.py")
