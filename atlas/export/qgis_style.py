"""The layer's classes and colours as a QGIS style (QML)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from atlas.text import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.export.layer import MapLayer

QGIS = "3.22.0"
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
PALE = "#f1efea"
GREY = "#8b9096"
INK = "#26313b"
# Of areas that a filter leaves out.
GROUND = "#dcdfe2"


@dataclass(frozen=True)
class Rule:
    """Which areas get which fill. `brush` is a Qt brush drawn above the colour, if any."""

    label: str
    condition: str
    colour: str | None
    brush: str = ""


def write_style(listed: Sequence[Rule], titles: Mapping[str, str]) -> str:
    """Return a style that draws by rules, and shows each column under its title.

    Rules are used and not a graduated renderer, because that has no class for gaps and
    counts a value on the edge of two classes to the lower one; ours counts it to the upper.

    Parameters
    ----------
    listed
        What is drawn, in the order of the legend.
    titles
        What columns are called, by their names.
    """
    root = ET.Element("qgis", version=QGIS, styleCategories="Symbology|Fields")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0"
    )
    rules = ET.SubElement(renderer, "rules", key=_key(0))
    symbols = ET.SubElement(renderer, "symbols")
    for place, rule in enumerate(listed):
        drawn = ET.SubElement(
            rules, "rule", key=_key(place + 1), symbol=str(place), label=rule.label
        )
        if rule.condition:
            drawn.set("filter", rule.condition)
        symbols.append(_symbol(str(place), rule))
    aliases = ET.SubElement(root, "aliases")
    # The first column is the package's own number of a row.
    for place, (name, title) in enumerate(titles.items(), start=1):
        ET.SubElement(aliases, "alias", index=str(place), field=name, name=title)
    ET.SubElement(root, "layerGeometryType").text = "2"
    ET.indent(root)
    return DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def list_rules(layer: MapLayer) -> list[Rule]:
    """Return the rules of a layer: one per class, for borderline types, and for gaps."""
    column = f'"{layer.id}"'
    labels, colours = layer.classing.labels, layer.classing.colours
    if layer.kind == "typology":
        conditions = [f"{column} = '{one}'" for one in layer.type_ids]
        unknown = f"{column} = 'not_enough_data' OR {column} IS NULL"
    else:
        conditions = _between(column, layer.classing.edges, classes=len(labels))
        unknown = f"{column} IS NULL"
    rules = [
        Rule(label, condition, colour)
        for label, condition, colour in zip(labels, conditions, colours, strict=True)
    ]
    if layer.kind == "typology":
        doubts = ", ".join(f"'{one}'" for one in layer.doubts)
        standing = f'"{layer.id}_standing" IN ({doubts})'
        words = say("half of residents or fewer") if layer.is_shared else say("not clear")
        rules.append(Rule(words, standing, None, "f_diagonal"))
    count = say_counted("{count} area", "{count} areas", int(layer.missing.sum()))
    rules.append(Rule(f"{layer.missing_words} ({count})", unknown, PALE, "b_diagonal"))
    return rules


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
        _fill(symbol, colour=rule.colour, brush="solid", outline="#ffffff")
    if rule.brush:
        drawn = GREY if rule.colour else INK
        _fill(symbol, colour=drawn, brush=rule.brush, outline=GREY)
    return symbol


def _fill(symbol: ET.Element, *, colour: str, brush: str, outline: str) -> None:
    layer = ET.SubElement(
        symbol, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    settings = {
        "color": _rgba(colour),
        "style": brush,
        "outline_color": _rgba(outline),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    for name, value in settings.items():
        ET.SubElement(options, "Option", name=name, type="QString", value=value)


def _rgba(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},255"
