"""Make an empty presentation in the atlas's design: its colours, fonts and layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from atlas.deck.fit_text import (
    FOOT,
    HEIGHT,
    INNER,
    LEFT,
    MAP_WIDTH,
    OPENING_WIDTH,
    SOURCE_WIDTH,
    TOP,
    WIDTH,
)
from atlas.deck.slide import ACCENT, HALL, INK, PAPER, SMALL, SOFT
from atlas.text import spoken

if TYPE_CHECKING:
    from pptx.oxml.xmlchemy import BaseOxmlElement
    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout, SlideMaster

LETTERS = "Arial"
# In the order of a theme: text, background, a quieter pair of these, six accents, links.
COLOURS = {
    "dk1": INK, "lt1": PAPER, "dk2": SOFT, "lt2": "ECEBE6",
    "accent1": ACCENT, "accent2": "8A9299", "accent3": "4B88CE",
    "accent4": "E69F00", "accent5": "9D73C7", "accent6": "56B4E9",
    "hlink": ACCENT, "folHlink": SOFT,
}  # fmt: skip


class Holder(NamedTuple):
    """A placeholder of a layout: its name and kind, its number, and its box in points."""

    name: str
    kind: str
    number: int
    left: float
    top: float
    width: float
    height: float
    size: float = HALL
    bold: bool = False
    colour: str = "tx1"
    prompt: str = ""


TITLE = Holder("Title", "title", 0, LEFT, TOP, INNER, 44, 36, bold=True, prompt="Title")
LEAD = Holder("Sentence", "body", 1, LEFT, 96, INNER, 64, prompt="One sentence")
SOURCE = Holder(
    "Source", "body", 3, LEFT, HEIGHT - FOOT - 44, SOURCE_WIDTH, 44, SMALL, colour="tx2",
    prompt="Who published it, and when",
)  # fmt: skip
SHOWN = 2
LAYOUTS = {
    "opening": (
        Holder(
            "Title", "title", 0, LEFT, 120, OPENING_WIDTH, 170, 44, bold=True, prompt="Title"
        ),
        Holder("Sentence", "body", 1, LEFT, 310, OPENING_WIDTH, 110, prompt="About what"),
        Holder("Picture", "pic", SHOWN, 580, 60, 332, 400),
    ),
    "words": (TITLE, LEAD._replace(height=350), SOURCE),
    "map": (TITLE, LEAD, Holder("Map", "pic", SHOWN, LEFT, 96, MAP_WIDTH, 380), SOURCE),
    "chart": (TITLE, LEAD, Holder("Chart", "chart", SHOWN, LEFT, 170, INNER, 300), SOURCE),
    "table": (TITLE, LEAD, Holder("Table", "tbl", SHOWN, LEFT, 170, INNER, 300), SOURCE),
}  # fmt: skip


def open_template() -> Deck:
    """Return a 16:9 presentation without slides, with a layout for each kind of slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # python-pptx's own template is 4:3, with a thumbnail and printer settings.
    del deck.element.find(qn("p:sldSz")).attrib["type"]
    _drop_leftovers(deck)
    master = deck.slide_master
    _paint(master)
    _clear(master)
    master.shapes.element.append(_rule())
    for holder in (TITLE, LEAD):
        master.shapes.element.append(_place(holder))
    master.shapes.element.append(_number())
    _set_type(master)
    layouts = list(deck.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(spare)
    for layout, (name, holders) in zip(layouts, LAYOUTS.items(), strict=False):
        _lay_out(layout, name, holders)
    return deck


def _drop_leftovers(deck: Deck) -> None:
    package = deck.part.package
    for owner, kinds in (
        (package, (RELATIONSHIP_TYPE.THUMBNAIL,)),
        (deck.part, (RELATIONSHIP_TYPE.PRINTER_SETTINGS,)),
    ):
        relations = owner._rels  # noqa: SLF001 - there is no public way to list them
        for identity in [key for key, one in relations.items() if one.reltype in kinds]:
            relations.pop(identity)


def _paint(master: SlideMaster) -> None:
    """Set our colours and fonts in the theme."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", "Cohesion atlas")
    for scheme in theme.iter(qn("a:clrScheme"), qn("a:fontScheme")):
        scheme.set("name", "Cohesion atlas")
    for name, colour in COLOURS.items():
        slot = next(theme.iter(qn(f"a:{name}")))
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'))
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", LETTERS)
    part.blob = serialize_part_xml(theme)


def _clear(page: SlideMaster | SlideLayout) -> None:
    for shape in list(page.shapes):
        page.shapes.element.remove(shape.element)


def _lay_out(layout: SlideLayout, name: str, holders: tuple[Holder, ...]) -> None:
    layout.element.cSld.set("name", name.capitalize())
    layout.element.attrib.pop("type", None)
    _clear(layout)
    for holder in holders:
        layout.shapes.element.append(_place(holder))


def _set_type(master: SlideMaster) -> None:
    """Set titles left-aligned and bold, and paragraphs without bullets or indents."""
    styles = master.element.find(qn("p:txStyles"))
    for name, size, bold in (("p:titleStyle", 36, "1"), ("p:bodyStyle", HALL, "0")):
        for level in styles.find(qn(name)):
            if not level.tag.endswith("pPr"):
                continue
            level.set("algn", "l")
            level.set("marL", "0")
            level.set("indent", "0")
            for child in list(level):
                if child.tag in {qn("a:buFont"), qn("a:buChar"), qn("a:spcBef")}:
                    level.remove(child)
            if level.find(qn("a:buNone")) is None:
                level.insert(0, parse_xml(f"<a:buNone {nsdecls('a')}/>"))
            letters = level.find(qn("a:defRPr"))
            letters.set("sz", f"{size * 100:.0f}")
            letters.set("b", bold)


def _box(left: float, top: float, width: float, height: float) -> str:
    off = f'<a:off x="{Pt(left)}" y="{Pt(top)}"/><a:ext cx="{Pt(width)}" cy="{Pt(height)}"/>'
    return f'<a:xfrm>{off}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


# Text is flush with pictures and tables, and never resizes itself.
BODY = (
    '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="square" anchor="t">'
    "<a:noAutofit/></a:bodyPr>"
)


def _make_shape(about: str, box: str, text: str) -> BaseOxmlElement:
    """Return a shape: its name and kind, its box and fill, and its text."""
    shape: BaseOxmlElement = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>{about}</p:nvSpPr><p:spPr>{box}</p:spPr>"
        f"<p:txBody>{text}</p:txBody></p:sp>"
    )
    return shape


def _place(holder: Holder) -> BaseOxmlElement:
    kind = "" if holder.kind == "body" and holder.number == 0 else f' type="{holder.kind}"'
    number = f' idx="{holder.number}"' if holder.number else ""
    return _make_shape(
        f'<p:cNvPr id="{holder.number + 2}" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{number}/></p:nvPr>",
        _box(*holder[3:7]),
        f'{BODY}<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>'
        f'<a:defRPr sz="{holder.size * 100:.0f}" b="{int(holder.bold)}">'
        f'<a:solidFill><a:schemeClr val="{holder.colour}"/></a:solidFill>'
        "</a:defRPr></a:lvl1pPr></a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{spoken().tag}"/><a:t>{holder.prompt}</a:t></a:r></a:p>',
    )


def _rule() -> BaseOxmlElement:
    """Return the band at the edge of every slide: the only ornament."""
    return _make_shape(
        '<p:cNvPr id="20" name="Band" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/>',
        f"{_box(0, 0, 14, HEIGHT)}"
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>',
        "<a:bodyPr/><a:lstStyle/><a:p/>",
    )


def _number() -> BaseOxmlElement:
    """Return the slide number: a field of the master, so that no slide needs its own."""
    return _make_shape(
        '<p:cNvPr id="21" name="Number"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/>',
        _box(WIDTH - LEFT - 50, HEIGHT - FOOT - 22, 50, 22),
        f'{BODY}<a:lstStyle/><a:p><a:pPr algn="r"/>'
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="{spoken().tag}" sz="{SMALL * 100:.0f}"><a:solidFill><a:schemeClr val="tx2"/>'
        "</a:solidFill></a:rPr><a:t>0</a:t></a:fld></a:p>",
    )
