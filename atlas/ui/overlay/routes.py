"""The routes of points, of a council's own streets, and of glyphs for street names."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from atlas import paths
from atlas.cache import cache_once
from atlas.errors import BasemapError
from atlas.points.basemaps import find_street_files
from atlas.text import ENGLISH, speaking
from atlas.ui.cache import find_open
from atlas.ui.language import LANG, find_speech
from atlas.views.choropleth import short_hash
from atlas.views.glyphs import PER_RANGE, make_glyphs

if TYPE_CHECKING:
    from starlette.requests import Request

    from atlas.points.listed import Listed
    from atlas.ui.cache import OpenPlace

PASSING = {"Cache-Control": "no-store"}
# Without "immutable": a street file has more tiles than should be kept in memory.
LONG = {"Cache-Control": "public, max-age=31536000"}
# Version of the glyphs, which change with the program only; raise it with them.
LETTERS = "1"
# Their name in overlay/quiet.js.
STACK = "atlas"
LAST_CODE = 0xFFFF


def cache_if(current: object) -> dict[str, str]:
    """Return the headers of a file whose address has a version: kept only if it is the current."""
    return {"Cache-Control": "public, max-age=31536000, immutable"} if current else PASSING


def find_asked(request: Request) -> OpenPlace:
    """Return the place and level that a route names; a 404 where they cannot be opened."""
    opened = find_open(request.path_params["place"], request.path_params["level"])
    if opened is None:
        raise HTTPException(404, "There is no such place.")
    return opened


@cache_once(128)
def write_points(listed: Listed) -> tuple[bytes, str]:
    """Return a list's points as GeoJSON, and the version that is part of their address."""
    content = listed.to_geojson()
    return content, short_hash(content)


def points_addresses(opened: OpenPlace, wanted: tuple[str, ...]) -> dict[str, str]:
    """Return the addresses of lists of points by identity, relative to the app's own."""
    if not wanted:
        return {}
    which = f"{opened.atlas.store.place}/{opened.atlas.level}"
    known = opened.atlas.overlays
    language = opened.atlas.language
    said = "" if language == ENGLISH.code else f"?{LANG}={language}"
    return {
        name: f"atlas/points/{which}/{write_points(known[name])[1]}/{name}.json{said}"
        for name in wanted
        if name in known
    }


def _send_points(request: Request) -> Response:
    asked = request.path_params
    with speaking(find_speech(request.query_params.get(LANG, ""))):
        listed = find_asked(request).atlas.overlays.get(asked["name"])
    if listed is None:
        raise HTTPException(404, "There is no such list.")
    content, current = write_points(listed)
    headers = cache_if(asked["hash"] == current)
    return Response(content, media_type="application/geo+json", headers=headers)


def _send_tile(request: Request) -> Response:
    asked = request.path_params
    file = find_street_files(paths.USER_BASEMAPS)[0].get(asked["name"])
    if file is None:
        raise HTTPException(404, "There is no such file of streets.")
    etag = f'"{file.version}-{asked["z"]}-{asked["x"]}-{asked["y"]}"'
    headers = (LONG if asked["version"] == file.version else PASSING) | {"ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    try:
        tile = file.read_tile(asked["z"], asked["x"], asked["y"])
    except BasemapError as error:
        return PlainTextResponse(str(error), status_code=500, headers=PASSING)
    if not tile:
        # A tile outside the file's coverage is not an error: the map draws nothing there.
        return Response(status_code=204, headers=headers)
    if file.encoding and file.encoding in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": file.encoding, "Vary": "Accept-Encoding"}
    elif file.encoding:
        tile = gzip.decompress(tile)
    return Response(tile, media_type=file.media_type, headers=headers)


async def _send_letters(request: Request) -> Response:
    first, _, last = request.path_params["range"].partition("-")
    start = int(first) if first.isdecimal() else -1
    if start % PER_RANGE or last != str(start + PER_RANGE - 1) or not 0 <= start < LAST_CODE:
        raise HTTPException(404, "There are no such letters.")
    content = await run_in_threadpool(make_glyphs, start)
    asked = (request.path_params["version"], request.path_params["stack"])
    headers = cache_if(asked == (LETTERS, STACK))
    return Response(content, media_type="application/x-protobuf", headers=headers)


ROUTES = [
    Route("/atlas/points/{place}/{level}/{hash}/{name}.json", _send_points),
    Route("/atlas/streets/{name}/{version}/{z:int}/{x:int}/{y:int}", _send_tile),
    Route("/atlas/letters/{version}/{stack}/{range}.pbf", _send_letters),
]
