"""The command twins."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli import options
from atlas.cli.opening import find_area, open_told
from atlas.cli.output import ASIDE, SCREEN, number, print_json, working
from atlas.errors import AtlasError, Fault
from atlas.opening.candidates import find_asked, find_found
from atlas.text import say, speaking
from atlas.views.twins import describe_found, describe_unheld


def twins(
    area: Annotated[
        str, typer.Argument(help="Code or name of an area or an MSOA; without one, the authority.")
    ] = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    as_json: options.Json = False,
    lang: options.Lang = "",
) -> None:
    """Show the places that are most like an area or an authority, nearest first."""
    atlas = open_told(place, pack, lang)
    code = find_area(atlas, area) if area else atlas.store.place
    whole = atlas.find_level(code) == "place"
    asked = find_asked(atlas, () if whole else tuple(atlas.areas_of(code)))
    if asked is None:
        what = f"There is nothing here to compare {area or atlas.name} with."
        remedy = "Name one of its areas, or build the country: python -m atlas build england-wales"
        raise AtlasError([Fault("twins", what, remedy=remedy)])
    # As on the page: small areas are compared with those of other authorities.
    outside = asked.is_national and asked.atlas.level != "authority"
    own = str(asked.atlas.store.areas.loc[asked.code, "authority_code"])
    with working("Comparing"):
        found = find_found(asked.atlas, asked.code, (), own if outside else "")
    if found is None:
        what = f"No figures for finding similar places are defined for {area or atlas.name}."
        raise AtlasError([Fault("twins", what, remedy="Choose another place.")])
    if as_json:
        print_json(
            {
                "code": asked.code,
                "name": asked.atlas.name_of(asked.code),
                "among": len(asked.atlas.measures.areas),
                "usual": number(found.usual),
                "twins": [
                    {
                        "code": twin.code,
                        "name": asked.atlas.name_of(twin.code),
                        "around": asked.atlas.around(twin.code),
                        "distance": number(twin.distance),
                        "alike": [part.feature.key for part in twin.alike],
                        "differs": [part.feature.key for part in twin.differs],
                    }
                    for twin in found.twins
                ],
            }
        )
        return
    with speaking(asked.atlas.speech):
        SCREEN.print(describe_found(asked, found))
        for rank, twin in enumerate(found.twins, 1):
            name = f"{asked.atlas.name_of(twin.code)}, {asked.atlas.around(twin.code)}"
            SCREEN.print(f"{rank}. {name} [{twin.code}] {twin.distance:.2f}")
        if rough := describe_unheld(asked):
            command = "python -m atlas build NAME"
            ASIDE.print(rough, say("Their places are added with: {command}", command=command))
