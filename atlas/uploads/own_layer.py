"""One layer of a visitor's own figures: its texts, and its numbers by code."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import numpy as np
import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from atlas.definitions import Indicator, Source
from atlas.definitions.indicator import Check, Unit, Words
from atlas.definitions.model import Group, Licence
from atlas.selection.condition_text import OWN_PREFIX
from atlas.tables.headings import clean_cell
from atlas.text import say, say_counted, to_say
from atlas.uploads.matching_areas import NOUNS, Kind
from atlas.uploads.meaning import SCALES, WITH_GIVEN, Means
from atlas.uploads.suppress import LEAST

if TYPE_CHECKING:
    from atlas.uploads.meaning import ByArea, Meaning

# Addresses contain nothing of an upload: only this and a random number.
PREFIX = OWN_PREFIX
GROUP = Group(
    id="own_figures",
    name=to_say("Your figures"),
    order=0,
    summary=to_say("Figures that were uploaded to this atlas and not published here."),
)
LICENCE = Licence(
    id="own_figures",
    name=to_say("not published: terms are those of whoever uploaded the figures"),
    page="none",
)
LARGER = {kind: words[0] for kind, words in NOUNS.items() if kind != "area"}
MOST_DECIMALS = 3
# Digits that tell numbers apart.
DIGITS = 5
# Method and unit of each meaning.
METHODS: dict[str, tuple[str, Unit]] = {
    "rows": ("total", "count"),
    "count": ("total", "count"),
    "share": ("share", "percent"),
    "rate_100": ("per_hundred", "per_100"),
    "rate_1000": ("per_thousand", "per_1000"),
    "rate_100000": ("per_hundred_thousand", "per_100000"),
    "percent": ("share", "percent"),
    "per_1000": ("per_thousand", "per_1000"),
    "per_100000": ("per_hundred_thousand", "per_100000"),
    "score": ("published", "score"),
}


def _clean(value: object) -> object:
    return clean_cell(value) if isinstance(value, str) else value


# Texts of people and names of files, without invisible characters that would break exports.
Seen = Annotated[str, BeforeValidator(_clean)]


class OwnLayer(BaseModel):
    """The part of an upload that is kept: figures by area after suppression, and their meaning.

    The file itself, unmatched rows and other columns are not part of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^own_[0-9a-f]{10}$")
    name: Seen = Field(min_length=1, max_length=160)
    date: Seen = Field(min_length=1, max_length=120)
    file: Seen = Field(min_length=1, max_length=200)
    columns: dict[str, Seen]
    kind: Kind
    means: Means
    decimals: int = Field(ge=0, le=MOST_DECIMALS)
    hidden: int = 0
    hides_small: bool
    place: str
    noun: str = ""
    codes: list[str]
    figures: dict[str, list[float | None]]
    reasons: dict[str, list[int]]
    saved: bool = False
    # Rows of areas of 2011 that were shared among their parts.
    shared: int = 0
    # Name of the base, where that is one of the atlas.
    given: Seen = ""

    @property
    def table(self) -> pd.DataFrame:
        """Numbers by code: columns `count`, or `part` and `whole`, or `score`."""
        columns = {key: np.array(column, dtype=float) for key, column in self.figures.items()}
        return pd.DataFrame(columns, index=pd.Index(self.codes))

    @property
    def why(self) -> pd.Series:
        """The reason for a gap, by code; empty where there is none."""
        words = pd.Series("", index=pd.Index(self.codes), dtype=object)
        for reason, positions in self.reasons.items():
            words.iloc[positions] = reason
        return words

    @property
    def larger(self) -> str:
        """The noun of an area of the file, where that is larger than a small area."""
        return self.noun or say(LARGER[self.kind])

    def variable(self, column: str) -> str:
        """Return the name of the variable for one of its columns."""
        return f"{self.id}_{column}"


def make_own_layer(
    figures: ByArea,
    meaning: Meaning,
    *,
    file: str,
    place: str,
    hidden: int,
    hides_small: bool,
    noun: str = "",
    shared: int = 0,
) -> OwnLayer:
    """Return the layer of some figures, under a random id.

    Parameters
    ----------
    figures
        Figures by area, after suppression.
    meaning
        Their meaning.
    file, place
        Names of the file and of the place it was matched with.
    hidden
        Number of areas that were suppressed.
    hides_small
        Whether small counts are suppressed.
    noun
        The noun of one of its areas, where the place has words of its own.
    shared
        Number of rows that were shared among the parts of areas that were split.
    """
    table = figures.figures
    counted = say("number of rows")
    columns = {"count": (figures.means == "count" and meaning.column) or counted}
    if figures.means == "score":
        columns = {"score": meaning.column}
    elif figures.means in SCALES:
        part = say("{column}, of its base", column=meaning.column)
        columns = {"part": part, "whole": meaning.base}
    elif figures.means in WITH_GIVEN:
        columns = {"part": meaning.column or counted, "whole": meaning.base}
    reasons: dict[str, list[int]] = {}
    for position, reason in enumerate(figures.reasons):
        if reason:
            reasons.setdefault(str(reason), []).append(position)
    return OwnLayer(
        id=f"{PREFIX}{secrets.token_hex(5)}",
        name=meaning.name,
        date=meaning.date,
        file=file,
        columns=columns,
        kind=figures.kind,
        means=figures.means,
        decimals=_count_decimals(table),
        hidden=hidden,
        hides_small=hides_small,
        place=place,
        noun=noun,
        codes=[str(code) for code in table.index],
        figures={
            str(name): [None if np.isnan(value) else float(value) for value in table[name]]
            for name in table
        },
        reasons=reasons,
        shared=shared,
        given="" if meaning.given is None else meaning.given.name,
    )


def _count_decimals(table: pd.DataFrame) -> int:
    """Return the number of decimals of the numbers, at most three; 1 for rates.

    Numbers that differ by thousands need none, however many they are given with.
    """
    if "whole" in table:
        return 1
    values = table.to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    spread = float(np.ptp(values)) if len(values) else 0.0
    most = (
        min(MOST_DECIMALS, max(0, DIGITS - int(np.log10(spread)))) if spread >= 1 else MOST_DECIMALS
    )
    for places in range(most):
        if np.allclose(values, np.round(values, places), rtol=0, atol=1e-9):
            return places
    return most


def _plain(text: str) -> str:
    """Return a text without braces, which sentences would take for slots."""
    return text.replace("{", "(").replace("}", ")")


def define_source(layer: OwnLayer) -> Source:
    """Return the layer's file as a source that is not published."""
    return Source(
        id=f"{layer.id}_file",
        title=say("{name}: an uploaded file", name=layer.name),
        publisher=say("Your own figures"),
        table=layer.file,
        page="none",
        licence=LICENCE.id,
        attribution=say(
            "“{name}” is from an uploaded file ({file}); it is not published, and nobody here "
            "has checked it.",
            name=layer.name,
            file=layer.file,
        ),
        describes=layer.date,
        published=say("not published, uploaded by whoever uses the atlas"),
        geography=layer.id,
        coverage=layer.id,
        unit=say("score") if layer.means == "score" else say("what the file counts"),
        # Small areas repeat the figures of larger ones, so these cannot be summed.
        roll_up="sum" if layer.kind == "area" and layer.means != "score" else "none",
        file=layer.file,
        reader="upload",
        area_column=layer.noun or say(NOUNS[layer.kind][0]),
        caution=say("Uploaded figures, not checked by the atlas."),
        columns={layer.variable(key): name for key, name in layer.columns.items()},
    )


def define_indicator(layer: OwnLayer, palette: str, *, order: int = 0) -> Indicator:
    """Return the layer as an indicator, to be shown, filtered and exported like any other.

    Parameters
    ----------
    layer
        The layer.
    palette
        Id of a sequential palette.
    order
        Position among the visitor's layers.
    """
    title = _name_by_kind(layer)
    name = _plain(title)
    # The slots for value and place stay, to be filled in later.
    slots = {"value": "{value}", "place": "{place}"}
    # "for" suits both a small area with the figure of a larger one, and the whole place.
    sentence = (
        say("{name}: {value} in {place}.", name=name, **slots)
        if layer.kind == "area"
        else say("{name}: {value} for {place}.", name=name, **slots)
    )
    inputs = {key: [layer.variable(key)] for key in layer.columns}
    method, unit = METHODS[layer.means]
    if layer.means == "score":
        inputs = {"value": inputs["score"]}
    return Indicator(
        id=layer.id,
        name=title,
        question=title,
        group=GROUP.id,
        method=method,
        unit=unit,
        decimals=layer.decimals,
        direction="neutral",
        palette=palette,
        year=layer.date,
        key_figure=1000 + order,
        inputs=inputs,
        text=Words(
            short=say("{name}, from an uploaded file.", name=layer.name),
            sentence=sentence,
            caution=_caution(layer),
        ),
        check=Check(
            area=layer.codes[0] if layer.codes else "none",
            value=0,
            near=0,
            seen=say("in the uploaded file"),
        ),
    )


def _name_by_kind(layer: OwnLayer) -> str:
    """Return a layer's name with the kind of larger area it has figures for.

    Without it, a table of small areas would not show that figures are those of larger ones.
    """
    if layer.kind == "area" or layer.name.casefold().endswith(layer.larger.casefold()):
        return layer.name
    return say("{name}, by {noun}", name=layer.name, noun=layer.larger)


def _caution(layer: OwnLayer) -> str:
    parts = [say("Uploaded figures, not checked by the atlas.")]
    if layer.kind != "area":
        parts.append(
            say(
                "The file has one figure per {noun}: every area in it shows the same.",
                noun=layer.larger,
            )
        )
    if layer.given:
        parts.append(say("The base is the atlas's own: {name}.", name=layer.given))
    if layer.shared:
        parts.append(
            say_counted(
                "The figure of {count} area of 2011 that was split is shared among its parts: "
                "counts by residents, rates as they are.",
                "The figures of {count} areas of 2011 that were split are shared among their "
                "parts: counts by residents, rates as they are.",
                layer.shared,
            )
        )
    if layer.hides_small and layer.means != "score":
        parts.append(say("Counts under {least} are hidden.", least=LEAST))
    return " ".join(parts)
