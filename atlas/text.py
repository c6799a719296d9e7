"""Translate and format texts, numbers and dates in the current language."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from babel.messages import Catalog


def compile_catalogue(catalogue: Catalog) -> GNUTranslations:
    """Return a catalogue for gettext; texts without a translation are left out."""
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True)
class Speech:
    """One language for texts, numbers and dates.

    Parameters
    ----------
    code
        Its code, such as "de"; numbers and dates follow Babel's locale.
    texts
        Translations of the program's texts; missing ones stay in English.
    keeps_capitals
        Whether a name keeps its capital inside a sentence, as nouns do in German.
    """

    code: str = "en"
    texts: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)
    keeps_capitals: bool = False

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale; that of Britain for English."""
        return Locale.parse("en-GB" if self.code == "en" else self.code, sep="-")

    @cached_property
    def tag(self) -> str:
        """Language tag for files; "en-GB" for English."""
        return str(self.locale).replace("_", "-")

    @cached_property
    def marks(self) -> dict[int, str]:
        """Translation table from Python's separators of numbers to the locale's."""
        symbols = self.locale.number_symbols["latn"]
        return {ord(","): symbols["group"], ord("."): symbols["decimal"]}


ENGLISH = Speech()
_speaking: ContextVar[Speech | None] = ContextVar("speaking", default=None)
_askers: list[Callable[[], Speech]] = []


def spoken() -> Speech:
    """Return the current language: that of `speaking`, else the visitor's."""
    set_here = _speaking.get()
    if set_here is not None:
        return set_here
    return _askers[-1]() if _askers else ENGLISH


def ask_for_language(asker: Callable[[], Speech]) -> None:
    """Set the function that returns the visitor's language, where none is set.

    Parameters
    ----------
    asker
        Returns the language of the current visitor. Streamlit draws fragments of a page in
        different threads, so a language set in one thread would be lost in the next.
    """
    _askers[:] = [asker]


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """Set the language for the duration of the block.

    Examples
    --------
    >>> with speaking(Speech("de")):
    ...     format_number(1234.5, 1)
    '1.234,5'
    """
    before = _speaking.set(speech)
    try:
        yield
    finally:
        _speaking.reset(before)


def to_say(english: str) -> str:
    """Mark a text for translation where it is used, and return it unchanged."""
    return english


def say(english: str, /, **slots: object) -> str:
    """Return a text in the current language with its slots filled.

    Parameters
    ----------
    english
        The English text as a literal, with slots in curly brackets; the key of its translation.
    slots
        Values of the slots.

    Examples
    --------
    >>> say("{areas} areas are selected", areas=3)
    '3 areas are selected'
    """
    # A catalogue's own description stands under the empty text.
    text = spoken().texts.gettext(english) if english else ""
    return text.format(**slots) if slots else text


def say_counted(one: str, many: str, /, count: float, **slots: object) -> str:
    """Return a text about a number of things, in the plural form for that number.

    Parameters
    ----------
    one, many
        The English text for one thing, and for any other number; both are the key of the
        translation, and may have the slot {count}.
    count
        The number.
    slots
        Values of other slots.

    Examples
    --------
    >>> say_counted("{count} area is selected", "{count} areas are selected", 1234)
    '1,234 areas are selected'
    """
    text = spoken().texts.ngettext(one, many, round(float(count)))
    return text.format(count=format_number(count), **slots)


def lower_inside(name: str) -> str:
    """Return a name in the form used inside a sentence.

    Examples
    --------
    >>> lower_inside("Population density")
    'population density'
    """
    return name if spoken().keeps_capitals else f"{name[:1].lower()}{name[1:]}"


def end_sentence(title: str) -> str:
    """Return a title with a full stop, unless it ends a sentence already.

    Examples
    --------
    >>> end_sentence("Who lives here?"), end_sentence("Food parcels")
    ('Who lives here?', 'Food parcels.')
    """
    return title if title.endswith((".", "?", "!", "…")) else f"{title}."


def format_number(number: float, places: int = 0, *, signed: bool = False) -> str:
    """Return a number with the separators of the current language.

    Examples
    --------
    >>> format_number(225260), format_number(12.5, 1)
    ('225,260', '12.5')
    """
    text = f"{number:{'+' if signed else ''},.{places}f}"
    speech = spoken()
    return text if speech is ENGLISH else text.translate(speech.marks)


def format_shortly(number: float) -> str:
    """Return a number with as few digits as needed, such as a bound that was typed.

    Examples
    --------
    >>> format_shortly(2.5), format_shortly(80.0)
    ('2.5', '80')
    """
    text = f"{number:g}"
    speech = spoken()
    return text if speech is ENGLISH else text.translate({ord("."): speech.marks[ord(".")]})


def format_day(day: date) -> str:
    """Return a date in the form used in a sentence.

    Examples
    --------
    >>> from datetime import date
    >>> format_day(date(2021, 3, 21))
    '21 March 2021'
    >>> with speaking(Speech("de")):
    ...     format_day(date(2021, 3, 21))
    '21. März 2021'
    """
    return format_date(day, "long", locale=spoken().locale)


def format_month(day: date) -> str:
    """Return a date's month and year in the form used in a sentence.

    Examples
    --------
    >>> from datetime import date
    >>> format_month(date(2026, 11, 30))
    'November 2026'
    >>> with speaking(Speech("de")):
    ...     format_month(date(2026, 3, 1))
    'März 2026'
    """
    return format_date(day, "LLLL y", locale=spoken().locale)


def day_order() -> str:
    """Return the format in which a date is entered, with the language's separator.

    Examples
    --------
    >>> day_order()
    'DD/MM/YYYY'
    >>> with speaking(Speech("de")):
    ...     day_order()
    'DD.MM.YYYY'
    """
    mark = "." if "." in str(spoken().locale.date_formats["short"].pattern) else "/"
    return mark.join(("DD", "MM", "YYYY"))


def format_clock(moment: datetime) -> str:
    """Return the hour and minute of a time."""
    return format_time(moment, "HH:mm", locale=spoken().locale)
