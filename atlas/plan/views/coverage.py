"""What a plan covers and leaves out: the wheel of five domains, and areas that no action names."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import plotly.graph_objects as go

from atlas.layer.look import INK, SOFT
from atlas.quantities import format_list
from atlas.text import say, say_counted, to_say
from atlas.views.chart import CLEAR, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.coverage import AreaCover, DomainCover

HATCH = "#B9B4A8"
# From none to most; ink stands out on all of them.
NONE, SHADES = "#FFFFFF", ("#DDEFED", "#BFE0DC", "#9FCFCA")
INNER, WIDTH = 0.55, 1.0
MOST_NAMED, LONGEST_LINE = 3, 14
# From the inner ring to the outer.
CELLS = (
    to_say("{domain}: figures in the atlas: {count}"),
    to_say("{domain}: recommended actions: {count}"),
    to_say("{domain}: actions in the plan: {count}"),
)
# A longer address is cut by some programs.
MOST_LINKED = 600


def _counts(cover: DomainCover) -> tuple[int, int, int]:
    """Return what stands in a domain from the inner ring to the outer."""
    return len(cover.figures), len(cover.recommended), len(cover.planned)


def _shade(count: int, most: int) -> str:
    if not count:
        return NONE
    share = count / most
    return SHADES[0] if share <= 1 / 3 else SHADES[1] if share <= 2 / 3 else SHADES[2]


def draw_wheel(atlas: Atlas, covers: Sequence[DomainCover]) -> go.Figure:
    """Return the wheel: a sector per domain, a ring per kind of thing, a number in each cell.

    The outer ring is the plan, the middle one what is recommended, the inner one the figures of
    the atlas. The darker a cell, the more of its ring is in that domain; a cell with nothing in
    it is white and hatched.
    """
    figure = go.Figure()
    angles = [360 * place / len(covers) for place in range(len(covers))]
    domains = atlas.definitions.domains
    for ring in range(3):
        counts = [_counts(one)[ring] for one in covers]
        most = max([*counts, 1])
        base = INNER + WIDTH * ring
        figure.add_trace(
            go.Barpolar(
                theta=angles,
                base=[base] * len(covers),
                r=[WIDTH] * len(covers),
                width=[360 / len(covers)] * len(covers),
                marker={
                    "color": [_shade(count, most) for count in counts],
                    "line": {"color": SOFT, "width": 1},
                    "pattern": {
                        "shape": ["" if count else "/" for count in counts],
                        "fgcolor": HATCH,
                        "size": 7,
                        "solidity": 0.3,
                    },
                },
                hovertext=[_format_cell(atlas, one, ring) for one in covers],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
            )
        )
        figure.add_trace(
            go.Scatterpolar(
                theta=angles,
                r=[base + WIDTH / 2] * len(covers),
                mode="text",
                text=[f"<b>{count}</b>" for count in counts],
                textfont={"size": 15 if ring == 2 else 13, "color": INK},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    # In lines that a phone has room for.
    names = (escape(domains[one.domain].name, quote=False) for one in covers)
    lines = [wrap(name, LONGEST_LINE, break_long_words=False) for name in names]
    _lay_out(figure, angles, ["<br>".join(line) for line in lines])
    return figure


def _format_cell(atlas: Atlas, cover: DomainCover, ring: int) -> str:
    name = atlas.definitions.domains[cover.domain].name
    count = _counts(cover)[ring]
    return escape(say(CELLS[ring], domain=name, count=count), quote=False)


def _lay_out(figure: go.Figure, angles: list[float], names: list[str]) -> None:
    lay_out(
        figure,
        height=430,
        margin=(78, 78, 46, 34),
        polar={
            "bgcolor": CLEAR,
            "radialaxis": {"visible": False, "range": [0, INNER + 3 * WIDTH]},
            "angularaxis": {
                "tickmode": "array",
                "tickvals": angles,
                "tickfont": {"size": 13},
                "ticktext": names,
                "direction": "clockwise",
                "rotation": 90,
                "showgrid": False,
                "showline": False,
                "ticks": "",
            },
        },
    )


def describe_wheel(atlas: Atlas) -> str:
    """Return in a few sentences how the wheel is read."""
    return say(
        "Each of the five domains is a slice. The outer ring counts the actions in the plan for "
        "{place}, the middle ring those recommended, the inner ring the atlas's figures about "
        "the domain. A hatched cell is empty. The same numbers are in the table.",
        place=atlas.name,
    )


def table_of_wheel(atlas: Atlas, covers: Sequence[DomainCover]) -> list[dict[str, object]]:
    """Return the rows of the table: per domain its name, its gloss and the counts."""
    domains = atlas.definitions.domains
    return [
        {
            "name": domains[one.domain].name,
            "gloss": domains[one.domain].gloss,
            "planned": len(one.planned),
            "recommended": len(one.recommended),
            "figures": len(one.figures),
            "followed": len(one.followed),
            "titles": list(one.planned),
        }
        for one in covers
    ]


def describe_left_out(atlas: Atlas, covers: Sequence[DomainCover]) -> list[str]:
    """Return in sentences what the plan leaves out, and what no figure tells."""
    domains = atlas.definitions.domains
    acts = any(one.planned for one in covers)
    said = []
    if not acts:
        said.append(
            say("No action in the plan has a domain yet, so the plan leaves out every domain.")
        )
    for one in covers if acts else ():
        if one.planned:
            continue
        name = domains[one.domain].name
        some = [atlas.definitions.actions[action].name for action in one.recommended[:MOST_NAMED]]
        text = (
            to_say("The plan has no action in the domain “{domain}”. Recommended there: {actions}.")
            if some
            else to_say(
                "The plan has no action in the domain “{domain}”, and none is recommended there "
                "for {place}."
            )
        )
        said.append(say(text, domain=name, actions="; ".join(some), place=atlas.name))
    blind = [one for one in covers if not one.figures]
    if blind:
        said.append(
            say(
                "The atlas has no figure for {domains}. Only asking people shows whether "
                "something changes there: the form for an action offers questions for a survey.",
                domains=_quote_domains(atlas, blind),
            )
        )
    unfollowed = [one for one in covers if one.planned and one.figures and not one.followed]
    if unfollowed:
        said.append(
            say(
                "The plan has actions in {domains} but tracks none of the figures there.",
                domains=_quote_domains(atlas, unfollowed),
            )
        )
    return said


def _quote_domains(atlas: Atlas, covers: Sequence[DomainCover]) -> str:
    names = (atlas.definitions.domains[one.domain].name for one in covers)
    return format_list([say("“{name}”", name=name) for name in names])


def describe_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return in sentences how many areas no action names, and what is for all of the place."""
    left = len(cover.left_out)
    if not left:
        return say("Every area of {place} is named in an action.", place=atlas.name)
    if left == cover.total:
        told = say("No action in the plan names an area of {place}.", place=atlas.name)
    else:
        told = say_counted(
            "{count} of the {total} areas of {place} is not named in any action.",
            "{count} of the {total} areas of {place} are not named in any action.",
            left,
            total=cover.total,
            place=atlas.name,
        )
    if not cover.everywhere:
        return told
    wide = say_counted(
        "{count} action is for all of {place} and names no area.",
        "{count} actions are for all of {place} and name no area.",
        cover.everywhere,
        place=atlas.name,
    )
    return f"{told} {wide}"


def list_areas(atlas: Atlas, cover: AreaCover) -> list[tuple[str, str]]:
    """Return the areas that no action names, by the larger area they lie in: both in words."""
    left = atlas.store.areas.loc[list(cover.left_out)]
    return [
        (str(name), format_list([atlas.name_of(str(area)) for area in rows.index]))
        for name, rows in left.groupby("ward", sort=True)
    ]


def link_to_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return the address of the map with these areas selected and in view.

    It is empty where there are none, or more than an address can hold.
    """
    if not 0 < len(cover.left_out) <= MOST_LINKED:
        return ""
    parameters = {"place": atlas.store.place}
    if atlas.is_wide or atlas.level != "area":
        parameters["level"] = atlas.level
    parameters |= {"area": ",".join(cover.left_out), "fit": "area"}
    return "./?" + urlencode(parameters, safe=",~")
