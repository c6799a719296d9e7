"""The layer as one interactive file that opens by a double click and asks no network."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import format_dates, format_tables
from atlas.text import end_sentence, format_number, say, say_counted, spoken, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.export.extract import Extract
    from atlas.points.listed import Listed

FORMAT = FormatSpec(
    "html", to_say("Interactive map (HTML)"), ".html", "text/html", "map", most_areas=10_000
)
# pydeck's own page also asks several servers for scripts and styles; only what it carries
# inline is kept. The policy makes sure that nothing is fetched even if that changes.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)[^>]*>.*?</script>", re.DOTALL)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; connect-src data: blob:; worker-src blob:; form-action 'none'"
)
STYLE = """
:root { --ink: #1b2a33; --soft: #55626a; --line: #d8d4cb; --paper: #ffffff; }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; font: 15px/1.45 "Source Sans 3", "Segoe UI", system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
aside { flex: 0 0 340px; height: 100%; overflow-y: auto; padding: 22px 22px 28px;
  border-right: 1px solid var(--line); }
main { position: relative; flex: 1 1 auto; min-width: 0; }
#deck-container { position: absolute; inset: 0; background: #f8f7f4; }
h1 { font-size: 23px; line-height: 1.2; font-weight: 600; margin: 0 0 8px; }
ul + .soft { margin-top: 10px; }
h2 { font-size: 13px; font-weight: 600; color: var(--soft); margin: 20px 0 5px; }
p { margin: 0 0 6px; }
.soft, footer { color: var(--soft); font-size: 13px; }
footer { font-size: 12px; line-height: 1.4; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; gap: 10px; align-items: baseline; padding: 2px 0; }
li span:nth-child(2) { flex: 1; }
li span:nth-child(3) { color: var(--soft); font-variant-numeric: tabular-nums; }
i { flex: none; width: 26px; height: 15px; border: 1px solid #00000022; align-self: center; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 3px 6px 3px 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
summary { cursor: pointer; margin-top: 18px; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.deck-tooltip { z-index: 5; }
@media (max-width: 760px) { body { display: block; } main { height: 70vh; }
  aside { height: auto; border: 0; } }
"""


def write(extract: Extract) -> bytes:
    """Return a page with the map, a legend, a table of the areas, caution and sources."""
    # pydeck brings four megabytes of script; nothing else needs it.
    from atlas.export.drawing.deck_map import draw_deck  # noqa: PLC0415

    drawn = draw_deck(extract).to_html(as_string=True, offline=True)
    bundle, start = _inline_scripts(drawn)
    title = html.escape(f"{end_sentence(extract.layer.texts.title)} {extract.name}")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = f"""<!DOCTYPE html>
<html lang="{spoken().code}">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
{bundle}
</head>
<body>
<aside>
{_panel(extract)}
</aside>
<main aria-label="{say("Map")}"><div id="deck-container"></div></main>
{start}
</body>
</html>
"""
    return page.encode()


def _inline_scripts(drawn: str) -> tuple[str, str]:
    """Return pydeck's bundle and the script that starts it, without what it would fetch."""
    found = INLINE_SCRIPT.findall(drawn)
    # What starts the map comes last, with the outlines in it: of a large place it is longer
    # than the bundle, which is the longest of what comes before.
    last = max(place for place, script in enumerate(found) if "createDeck(" in script)
    return SOURCE_MAP.sub("", max(found[:last], key=len)), found[last]


def _panel(extract: Extract) -> str:
    texts = extract.layer.texts
    parts = [
        f"<h1>{html.escape(texts.title)}</h1>",
        f"<p>{html.escape(f'{extract.name}. {texts.summary}')}</p>",
        f'<p class="soft">{html.escape(texts.date)}</p>',
        write_legend(extract),
        *(
            f'<p class="soft">{html.escape(words)}</p>'
            for words in (
                say("{name}: {value}", name=one.name, value=one.text) for one in extract.comparators
            )
        ),
        _list_places(extract.places),
        f"<h2>{say('Areas shown')}</h2>",
        *(f"<p>{html.escape(words)}</p>" for words in extract.filter_words),
        f"<h2>{say('Read with care')}</h2>",
        f"<p>{html.escape(texts.caution)}</p>",
        _table(extract),
        *(_tabulate_places(listed) for listed in extract.places),
        f"<footer><h2>{say('Sources')}</h2>",
        (
            f"<p>{html.escape(format_tables(texts.sources))}. "
            f"{html.escape(format_dates(texts.sources))}</p>"
        ),
        *(f"<p>{html.escape(listed.describe())}</p>" for listed in extract.places),
        *(f"<p>{html.escape(line)}</p>" for line in extract.attributions),
        f"<p>{_describe_link(extract.link)} {_link(extract.link)}</p>" if extract.link else "",
        "</footer>",
    ]
    return "\n".join(parts)


def _describe_link(link: str) -> str:
    if link.startswith("?"):
        return say("The same view in the atlas, behind its own address:")
    return say("The same view in the atlas:")


def _link(link: str) -> str:
    """Return the address; only one of the web can be followed."""
    if link.startswith(("https://", "http://")):
        return f'<a href="{html.escape(link)}" rel="noreferrer">{html.escape(link)}</a>'
    return html.escape(link)


def write_legend(extract: Extract) -> str:
    """Return the rows of the legend as HTML."""
    from atlas.export.drawing.deck_lines import draw_swatch  # noqa: PLC0415

    heading = extract.layer.texts.heading
    rows = "\n".join(
        f'<li><i style="{draw_swatch(row)}"></i><span>{html.escape(row.text)}</span>'
        f'<span title="{say_counted("{count} area", "{count} areas", row.count)}">'
        f"{format_number(row.count)}</span></li>"
        for row in extract.layer.rows
    )
    return f'<h2>{html.escape(heading)}</h2>\n<ul aria-label="{say("Legend")}">\n{rows}\n</ul>'


def _list_places(places: Sequence[Listed]) -> str:
    """Return the lists of points that are on the map, each with its symbol and its caution."""
    from atlas.export.drawing.deck_places import draw_symbol  # noqa: PLC0415

    if not places:
        return ""
    rows = "".join(
        f'<li><img src="{draw_symbol(listed.symbol, listed.colour)}" alt="" width="15" '
        f'height="15"><span>{html.escape(listed.plural)}</span>'
        f"<span>{format_number(len(listed.points))}</span></li>"
        for listed in places
    )
    cautions = "".join(
        f'<p class="soft">{html.escape(f"{listed.plural}: {listed.caution}")}</p>'
        for listed in places
        if listed.caution
    )
    heading = html.escape(say("On the map"))
    return f'<h2>{heading}</h2>\n<ul aria-label="{heading}">\n{rows}\n</ul>\n{cautions}'


def _tabulate_places(listed: Listed) -> str:
    """Return a list of points as a table: the map's symbols cannot be read out."""
    columns = ("name", "kind", "area")
    heads = "".join(
        f'<th scope="col">{html.escape(head)}</th>'
        for head in (say("Name"), say("Kind"), say("Area"))
    )
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in listed.points[list(columns)].itertuples(index=False)
    )
    summary = html.escape(say("{places} as a table", places=listed.plural))
    return (
        f"<details><summary>{summary}</summary><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table></details>"
    )


def _table(extract: Extract) -> str:
    words = extract.words
    rows = "\n".join(
        f"<tr><td>{html.escape(str(area))}</td>"
        f"<td>{html.escape(f'{row.neighbourhood}, {row.name}')}</td>"
        f"<td>{html.escape(str(words[area]))}</td></tr>"
        for area, row in zip(
            extract.areas.index, extract.areas.itertuples(index=False), strict=True
        )
    )
    heads = "".join(
        f'<th scope="col">{html.escape(head)}</th>'
        for head in (say("Code"), say("Area"), extract.layer.texts.name)
    )
    summary = say_counted("{count} area as a table", "{count} areas as a table", len(extract.areas))
    return (
        f"<details><summary>{summary}</summary><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table></details>"
    )
