"""The route and the address of what the search for layers looks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from atlas.text import ENGLISH, speaking
from atlas.ui.cache import JOIN
from atlas.ui.language import find_speech
from atlas.ui.overlay.routes import cache_if, find_asked
from atlas.views.layer_index import write_layer_index

if TYPE_CHECKING:
    from starlette.requests import Request

    from atlas.facade import Atlas


def index_address(atlas: Atlas) -> str:
    """Return the index's address, relative to the app's own: it changes with the content."""
    return f"atlas/layers/{atlas.store.place}/{atlas.level}/{_find_version(atlas)}.json"


def _find_version(atlas: Atlas) -> str:
    said = "" if atlas.language == ENGLISH.code else f"{JOIN}{atlas.language}"
    return write_layer_index(atlas)[1] + said


def _send_index(request: Request) -> Response:
    version = request.path_params["version"]
    with speaking(find_speech(version.partition(JOIN)[2])):
        atlas = find_asked(request).atlas
        content = write_layer_index(atlas)[0]
        headers = cache_if(version == _find_version(atlas))
    return Response(content, media_type="application/json", headers=headers)


ROUTE = Route("/atlas/layers/{place}/{level}/{version}.json", _send_index)
