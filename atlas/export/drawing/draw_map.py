"""Draw the layer on a page of A4: title, map, legend, sources, caution, filter and link."""

from __future__ import annotations

import io
import math
import threading
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from atlas.export.drawing.legend import draw_column
from atlas.export.drawing.page_text import FAMILIES, POINTS, Style, put, put_box, put_lines, wrap
from atlas.export.drawing.part_names import draw_part_names
from atlas.export.drawing.parts import find_parts
from atlas.export.drawing.places import draw_places
from atlas.export.drawing.scale import choose_scale
from atlas.export.drawing.shapes import draw_areas, draw_borders, draw_selected
from atlas.export.provenance import format_dates, format_rights, format_tables
from atlas.layer.look import INK, LINE, PAPER, SOFT
from atlas.text import end_sentence, say

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from atlas.export.extract import Extract

PAGE = (11.69, 8.27)
DOTS_PER_INCH = 160
MARGIN = 0.5
COLUMN = 2.95
TITLE = Style(19, INK, leading=1.25)
SUBTITLE = Style(10, SOFT)
SMALL = Style(6.6, SOFT, leading=1.45)
PANE = Style(9, INK)
# Between the maps of authorities that are shown apart.
GAP = 0.2
# Left, top, right and bottom in inches from the top left.
Frame: TypeAlias = tuple[float, float, float, float]
# Longest scale bar in inches.
SCALE_BAR = 1.4
SETTINGS: Any = {
    "font.family": ["sans-serif"],
    "font.sans-serif": FAMILIES,
    "svg.fonttype": "none",
    "svg.hashsalt": "cohesion-atlas",
    "pdf.fonttype": 42,
    # Hinted letters are up to two per cent wider than measured.
    "text.hinting": "none",
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}
# Settings of matplotlib are global to the process, and a server draws in several threads.
ONE_AT_A_TIME = threading.Lock()


def write_map(extract: Extract, kind: Literal["png", "svg", "pdf"]) -> bytes:
    """Return the map as the bytes of a PNG, an SVG or a PDF; identical each time."""
    written = io.BytesIO()
    with ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        figure = draw_map(extract)
        figure.savefig(
            written,
            format=kind,
            dpi=DOTS_PER_INCH,
            facecolor=PAPER,
            metadata=_metadata(extract, kind),
        )
    return written.getvalue()


def _metadata(extract: Extract, kind: str) -> dict[str, str | None]:
    layer = extract.layer
    title = f"{end_sentence(layer.texts.title)} {extract.name}"
    parts = [layer.texts.summary, *extract.filter_words, layer.texts.caution, extract.link]
    about = " ".join(part for part in parts if part)
    rights = " ".join(extract.attributions)
    source = format_tables(layer.texts.sources)
    maker = say("Cohesion atlas")
    told = {"Title": title, "Description": about, "Source": source}
    match kind:
        case "png":
            return {**told, "Copyright": rights, "Software": maker}
        case "svg":
            return {**told, "Rights": rights, "Creator": maker, "Date": None}
        case _:
            about = f"{about} {source}"
            about_file = {"Title": title, "Subject": about, "Author": rights, "Creator": maker}
            return {**about_file, "CreationDate": None}


def draw_map(extract: Extract) -> Figure:
    """Return the page. It must be saved under the same settings: see `write_map`."""
    figure = Figure(figsize=PAGE)
    FigureCanvasAgg(figure)
    top = _draw_head(figure, extract)
    bottom = _draw_foot(figure, extract)
    column = PAGE[0] - MARGIN - COLUMN
    draw_column(figure, extract, left=column, top=top, width=COLUMN, bottom=bottom)
    _draw_areas(figure, extract, (MARGIN, top, column - 0.3, bottom))
    return figure


def _draw_head(figure: Figure, extract: Extract) -> float:
    layer = extract.layer
    width = PAGE[0] - 2 * MARGIN
    top = put_lines(figure, MARGIN, 0.42, wrap(layer.texts.title, width, TITLE), TITLE)
    subtitle = f"{extract.name}. {layer.texts.summary} {layer.texts.date}."
    top = put_lines(figure, MARGIN, top + 0.06, wrap(subtitle, width, SUBTITLE), SUBTITLE)
    return top + 0.22


def _draw_foot(figure: Figure, extract: Extract) -> float:
    """Draw sources and link, and return where the foot begins."""
    layer = extract.layer
    width = PAGE[0] - 2 * MARGIN
    figures = say("Figures: {tables}.", tables=format_tables(layer.texts.sources))
    paragraphs = [
        f"{figures} {format_dates(layer.texts.sources)}",
        " ".join(f"{listed.plural}: {listed.describe()}." for listed in extract.places),
        " ".join(format_rights(extract.attributions)),
        say("Cohesion atlas. The same view: {link}", link=extract.link)
        if extract.link
        else say("Cohesion atlas"),
    ]
    lines = [line for text in paragraphs if text for line in wrap(text, width, SMALL)]
    top = PAGE[1] - 0.36 - len(lines) * SMALL.line_height
    put_lines(figure, MARGIN, top, lines, SMALL)
    rule = top - 0.08
    across = [MARGIN / PAGE[0], 1 - MARGIN / PAGE[0]]
    height = 1 - rule / PAGE[1]
    figure.add_artist(Line2D(across, [height, height], color=LINE, linewidth=0.7))
    return rule - 0.14


def _draw_areas(figure: Figure, extract: Extract, frame: Frame) -> None:
    """Draw the map into a frame, or a map for each authority that is shown apart."""
    outlines = extract.store.outlines.to_crs(extract.store.metres)
    if not extract.apart:
        _draw_pane(figure, extract, frame, outlines)
        return
    for (name, areas), pane in zip(extract.apart, divide(frame, len(extract.apart)), strict=True):
        left, top, right, bottom = pane
        under = put_lines(figure, left, top, wrap(name, right - left, PANE), PANE)
        _draw_pane(figure, extract, (left, under, right, bottom), outlines.loc[list(areas)])


def divide(frame: Frame, count: int) -> list[Frame]:
    """Return a frame in so many panes, in rows from the top, with room between them.

    Examples
    --------
    >>> divide((0.0, 0.0, 4.2, 2.0), 2)
    [(0.0, 0.0, 2.0, 2.0), (2.2, 0.0, 4.2, 2.0)]
    """
    left, top, right, bottom = frame
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    width = (right - left - GAP * (columns - 1)) / columns
    height = (bottom - top - GAP * (rows - 1)) / rows
    corners = (
        (left + (number % columns) * (width + GAP), top + (number // columns) * (height + GAP))
        for number in range(count)
    )
    return [(across, down, across + width, down + height) for across, down in corners]


def _draw_pane(figure: Figure, extract: Extract, frame: Frame, outlines: gpd.GeoDataFrame) -> None:
    """Draw areas into a frame, as large as it has room for, with a scale bar."""
    left, top, right, bottom = frame
    width, height = right - left, bottom - top
    west, south, east, north = outlines.total_bounds
    # Space at the foot for the scale bar, and a little at the sides for lines and names.
    scale = max((east - west) / (width - 0.1), (north - south) / (height - 0.35))
    axes = figure.add_axes(
        (left / PAGE[0], 1 - bottom / PAGE[1], width / PAGE[0], height / PAGE[1])
    )
    axes.set_axis_off()
    middle = (west + east) / 2
    axes.set_xlim(middle - scale * width / 2, middle + scale * width / 2)
    axes.set_ylim(north + scale * 0.02 - scale * height, north + scale * 0.02)
    draw_areas(axes, outlines, extract.layer)
    parts = find_parts(extract.store, outlines)
    draw_borders(axes, parts.outlines)
    draw_selected(axes, outlines, extract.layer.selected)
    draw_places(axes, extract.places, metres_per_inch=scale, metres=extract.store.metres)
    if not extract.apart:
        draw_part_names(axes, parts.labels, metres_per_inch=scale, metres=extract.store.metres)
    draw_scale_bar(figure, axes, left=left, bottom=bottom)


def draw_scale_bar(
    figure: Figure, axes: Axes, *, left: float, bottom: float, size: float = 6.8
) -> None:
    """Draw a bar and what it stands for; its lower left corner in inches from the top left."""
    start, end = axes.get_xlim()
    per_inch = (end - start) / (axes.get_position().width * figure.get_size_inches()[0])
    metres, words = choose_scale(SCALE_BAR * per_inch, most=50)
    length = metres / per_inch
    for position, face in enumerate((INK, PAPER)):
        at = left + position * length / 2
        look = {"facecolor": face, "edgecolor": INK, "linewidth": 0.6}
        put_box(figure, at, bottom, length / 2, 0.05, **look)
    style = Style(size, SOFT)
    top = bottom - 0.06 - size * 1.4 / POINTS
    put(figure, left, top, "0", style)
    put(figure, left + length - 0.04, top, words, style)
