"""Fields of a published file: where it is, where it comes from, and how to know it again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from atlas.definitions.model import Definition, Text

Address = Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]


class Fetched(Definition):
    """What is needed to bring a publisher's file here and to know that it is the right one.

    `download` is left out where no stable address is known; then `page` says where a person
    finds the file. An address with ``{day}`` is named after its day, as in 20250524: the newest
    that is there is taken. `member` names the file inside a ZIP; one with a ``*`` stands for
    several, which are put together. `sha256` is that of the publisher's own bytes, unpacked, and
    is left out where the file here is not the publisher's own or where the publisher revises it.
    `in_pages` says that the address is a query of a feature service, which gives some rows at a
    time. `areas` says how many areas it describes; `rows`, how few and how many rows it can have,
    where that changes from one edition to the next. `bounds` gives the lowest and highest that a
    figure can be, by variable, or by column in look-ups and lists: coordinates of another system
    are refused by it.
    """

    title: Text
    publisher: Text
    page: Text
    licence: Text
    file: Text
    download: Address = ""
    member: str = ""
    in_pages: bool = False
    sha256: Sha256 = ""
    areas: int | None = Field(default=None, ge=1)
    rows: tuple[int, int] | None = None
    bounds: dict[str, tuple[float, float]] = Field(default_factory=dict)


class PublishedFile(Fetched):
    """One look-up or file of outlines that a geography names by its path.

    `headings` says what the publisher calls a column, by what a build calls it, where the two
    differ: a file as it is on the publisher's page can then be used. Several are given where
    editions of the file differ. A file without a header line has ``header = false``, and its
    columns are called by their numbers from "1". `filled` names columns without which a row says
    nothing.
    """

    attribution: Text
    describes: Text
    columns: list[Text] = Field(min_length=1)
    headings: dict[str, Text | list[Text]] = Field(default_factory=dict)
    header: bool = True
    filled: list[Text] = Field(default_factory=list)
