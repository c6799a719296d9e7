"""The layer's classes and colours as a QGIS style (QML)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never
from xml.etree import ElementTree as ET

from atlas.export.drawing.deck_lines import make_rgba
from atlas.layer.content import Figures, Strengths, Types
from atlas.layer.look import GAP_LINE, INK, PAPER
from atlas.text import say_counted
from atlas.typology.assign import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.layer.layer import Layer

QGIS = "3.22.0"
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# Qt's brushes for the hatch patterns, by matplotlib's letters.
BRUSHES = {
    "/": "b_diagonal",
    "\\": "f_diagonal",
    "-": "horizontal",
    "|": "vertical",
    "+": "cross",
    "x": "diagonal_x",
    ".": "dense7",
    "o": "dense6",
    "*": "dense5",
}


@dataclass(frozen=True)
class Rule:
    """Which areas get which fill: as a QGIS expression, and labelled as in the legend.

    Without a colour the pattern is drawn alone; patterns are in matplotlib's letters.
    """

    label: str
    condition: str
    colour: str | None
    pattern: str = ""
    line: str = INK


def make_style(listed: Sequence[Rule], titles: Mapping[str, str]) -> str:
    """Return a rule-based style that shows each column under its title.

    Rules are used and not a graduated renderer, which has no class for gaps and puts a
    value on the boundary of two classes into the lower one; ours puts it into the upper.
    """
    root = ET.Element("qgis", version=QGIS, styleCategories="Symbology|Fields")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0"
    )
    rules = ET.SubElement(renderer, "rules", key=_key(0))
    symbols = ET.SubElement(renderer, "symbols")
    for position, rule in enumerate(listed):
        drawn = ET.SubElement(
            rules, "rule", key=_key(position + 1), symbol=str(position), label=rule.label
        )
        if rule.condition:
            drawn.set("filter", rule.condition)
        symbols.append(_symbol(str(position), rule))
    aliases = ET.SubElement(root, "aliases")
    # The first column is the row number of the package itself.
    for position, (name, title) in enumerate(titles.items(), start=1):
        ET.SubElement(aliases, "alias", index=str(position), field=name, name=title)
    ET.SubElement(root, "layerGeometryType").text = "2"
    ET.indent(root)
    return DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def list_rules(layer: Layer) -> list[Rule]:
    """Return the rules of a layer: one for each legend row that has areas in the file."""
    column = f'"{layer.id}"'
    match layer.content:
        case Types(assignment=assignment):
            conditions = [f"{column} = '{kind}'" for kind in layer.classing.ids]
            unknown = f"{column} = '{NO_DATA}' OR {column} IS NULL"
            doubts = ", ".join(f"'{doubt}'" for doubt in assignment.doubts)
            uncertain = f'"{layer.id}_standing" IN ({doubts})'
        case Figures():
            conditions = _between(column, layer.classing.edges, classes=len(layer.classes))
            unknown, uncertain = f"{column} IS NULL", ""
        case Strengths():
            raise TypeError(layer.id)  # No file has a column of it.
        case _:
            assert_never(layer.content)
    rows = [row for row in layer.rows if row.kind not in ("filtered", "selected")]
    others = {"missing": unknown, "doubtful": uncertain}
    conditions += [others[row.kind] for row in rows[len(conditions) :]]
    return [
        Rule(
            f"{row.text}, {say_counted('{count} area', '{count} areas', row.count)}",
            condition,
            None if row.kind == "doubtful" else row.colour,
            row.pattern,
            row.line,
        )
        for row, condition in zip(rows, conditions, strict=True)
    ]


def _between(column: str, edges: tuple[float, ...], *, classes: int) -> list[str]:
    if not edges:
        return [f"{column} IS NOT NULL"] * classes
    texts = [repr(float(edge)) for edge in edges]
    middle = [f"{column} >= {low} AND {column} < {high}" for low, high in itertools.pairwise(texts)]
    return [f"{column} < {texts[0]}", *middle, f"{column} >= {texts[-1]}"]


def _key(number: int) -> str:
    return f"{{00000000-0000-4000-8000-{number:012d}}}"


def _symbol(name: str, rule: Rule) -> ET.Element:
    symbol = ET.Element("symbol", name=name, type="fill", alpha="1", clip_to_extent="1")
    if rule.colour is not None:
        _fill(symbol, colour=rule.colour, brush="solid", outline=PAPER)
    if rule.pattern:
        brush = BRUSHES[rule.pattern[0]]
        _fill(symbol, colour=rule.line, brush=brush, outline=GAP_LINE)
    return symbol


def _fill(symbol: ET.Element, *, colour: str, brush: str, outline: str) -> None:
    layer = ET.SubElement(
        symbol, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    settings = {
        "color": ",".join(map(str, make_rgba(colour))),
        "style": brush,
        "outline_color": ",".join(map(str, make_rgba(outline))),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    for name, value in settings.items():
        ET.SubElement(options, "Option", name=name, type="QString", value=value)
