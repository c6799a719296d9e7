"""The layer as one interactive file that opens by a double click and asks no network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import format_dates, format_tables
from atlas.markup import render_template
from atlas.text import end_sentence, format_number, say, say_counted, spoken, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.export.extract import Extract
    from atlas.points.listed import Listed

FORMAT = FormatSpec(
    "html", to_say("Interactive map (HTML)"), ".html", "text/html", "map", most_areas=10_000
)
# pydeck's own page also asks several servers for scripts and styles; only what it carries
# inline is kept. The template's policy sees to it that nothing is fetched even if that changes.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)[^>]*>.*?</script>", re.DOTALL)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def write(extract: Extract) -> bytes:
    """Return a page with the map, a legend, a table of the areas, caution and sources."""
    # pydeck brings four megabytes of script; nothing else needs it.
    from atlas.export.drawing.deck_map import draw_deck  # noqa: PLC0415

    drawn = draw_deck(extract).to_html(as_string=True, offline=True)
    bundle, start = _inline_scripts(drawn)
    texts = extract.layer.texts
    page = render_template(
        "export/templates/map.html",
        language=spoken().code,
        title=f"{end_sentence(texts.title)} {extract.name}",
        bundle=Markup(bundle),  # noqa: S704 - pydeck's own
        start=Markup(start),  # noqa: S704 - pydeck's own; it escapes what it shows
        texts=texts,
        name=extract.name,
        legend=render_legend(extract),
        comparators=extract.comparators,
        places=_list_places(extract.places),
        filter_words=extract.filter_words,
        tables=[_tabulate_areas(extract), *(_tabulate_places(one) for one in extract.places)],
        sources=[
            f"{format_tables(texts.sources)}. {format_dates(texts.sources)}",
            *(listed.describe() for listed in extract.places),
            *extract.attributions,
        ],
        link=extract.link,
        link_words=say("The same view in the atlas, to add to the atlas's own address:")
        if extract.link.startswith("?")
        else say("The same view in the atlas:"),
        # Only an address of the web can be followed.
        is_followed=extract.link.startswith(("https://", "http://")),
    )
    return page.encode()


def _inline_scripts(drawn: str) -> tuple[str, str]:
    """Return pydeck's bundle and the script that starts it, without what it would fetch."""
    found = INLINE_SCRIPT.findall(drawn)
    # What starts the map comes last, with the outlines in it: of a large place it is longer
    # than the bundle, which is the longest of what comes before.
    last = max(place for place, script in enumerate(found) if "createDeck(" in script)
    return SOURCE_MAP.sub("", max(found[:last], key=len)), found[last]


def render_legend(extract: Extract) -> Markup:
    """Return the rows of the legend as HTML."""
    from atlas.export.drawing.deck_lines import draw_swatch  # noqa: PLC0415

    rows = [
        {
            "swatch": draw_swatch(row),
            "text": row.text,
            "areas": say_counted("{count} area", "{count} areas", row.count),
            "count": format_number(row.count),
        }
        for row in extract.layer.rows
    ]
    heading = extract.layer.texts.heading
    return render_template("export/templates/legend.html", heading=heading, rows=rows)


def _list_places(places: Sequence[Listed]) -> list[dict[str, str]]:
    """Return the lists of points that are on the map, each with its symbol and its caution."""
    from atlas.export.drawing.deck_map import draw_symbol  # noqa: PLC0415

    return [
        {
            "symbol": draw_symbol(listed.symbol, listed.colour),
            "plural": listed.plural,
            "count": format_number(len(listed.points)),
            "caution": listed.caution,
        }
        for listed in places
    ]


def _tabulate_places(listed: Listed) -> dict[str, Any]:
    """Return a list of points as a table: the map's symbols cannot be read out."""
    return {
        "summary": say("{places} as a table", places=listed.plural),
        "heads": (say("Name"), say("Kind"), say("Area")),
        "rows": listed.points[["name", "kind", "area"]].itertuples(index=False),
    }


def _tabulate_areas(extract: Extract) -> dict[str, Any]:
    areas = extract.areas
    # An authority lies in no neighbourhood.
    wider = areas["neighbourhood"] if "neighbourhood" in areas else areas["name"]
    return {
        "summary": say_counted("{count} area as a table", "{count} areas as a table", len(areas)),
        "heads": (say("Code"), say("Area"), extract.layer.texts.name),
        "rows": [
            (area, f"{around}, {name}" if around != name else name, extract.words[area])
            for area, name, around in zip(areas.index, areas["name"], wider, strict=True)
        ],
    }
