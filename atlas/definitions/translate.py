"""Translate the texts of definitions, and check a language for gaps and mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

from atlas.definitions.said_texts import NAMED_BY, TEXTS
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from atlas.definitions.defined import AnyDefined, Defined
    from atlas.definitions.language import Language
    from atlas.definitions.model import Definition
    from atlas.text import Forms

PLURALS = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True)
class Spot:
    """One text in a definition: its path of keys, and the container that holds it."""

    path: str
    holder: Any
    key: str | int

    @property
    def english(self) -> Any:  # noqa: ANN401 - a text or a list of texts
        """The English text."""
        return self.holder[self.key]


def list_texts(kind: str, content: dict[str, Any]) -> Iterator[Spot]:
    """Yield every translatable text in a definition's content."""
    for pattern in TEXTS[kind]:
        yield from _walk(content, pattern.split("."), [])


def _walk(content: Any, steps: list[str], path: list[str]) -> Iterator[Spot]:  # noqa: ANN401 - any part of a file
    first, rest = steps[0], steps[1:]
    if first != "*":
        if not rest and content[first]:
            yield Spot(".".join([*path, first]), content, first)
        elif rest and content[first]:
            yield from _walk(content[first], rest, [*path, first])
        return
    named_by = NAMED_BY.get(path[-1])
    for key in range(len(content)) if isinstance(content, list) else content:
        part = content[key]
        name = key if isinstance(key, str) else part[named_by] if named_by else str(key + 1)
        if not rest:
            yield Spot(".".join([*path, name]), content, key)
        else:
            yield from _walk(part, rest, [*path, name])


def lay_flat(content: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Return the texts of nested tables by their dotted path of keys.

    Examples
    --------
    >>> lay_flat({"name": "A", "text": {"short": "B"}})
    {'name': 'A', 'text.short': 'B'}
    """
    found: dict[str, Any] = {}
    for key, value in content.items():
        name = f"{path}.{key}" if path else key
        found |= lay_flat(value, name) if isinstance(value, dict) else {name: value}
    return found


def translate(definitions: AnyDefined, language: Language) -> AnyDefined:
    """Return all definitions translated; texts without a translation stay in English."""
    changed: dict[str, Any] = {}
    for kind in TEXTS:
        here: dict[str, Definition] = getattr(definitions, kind)
        given: dict[str, Any] = getattr(language, kind)
        changed[kind] = {
            name: _translate_one(kind, definition, lay_flat(given.get(name, {})), language.phrases)
            for name, definition in here.items()
        }
    return replace(definitions, **changed, spoken=language.id)


def _translate_one(
    kind: str, definition: Definition, given: Mapping[str, Any], phrases: Mapping[str, str]
) -> Definition:
    content = definition.model_dump()
    for spot in list_texts(kind, content):
        english = spot.english
        if spot.path in given:
            said = given[spot.path]
        elif isinstance(english, str):
            said = phrases.get(english, english)
        else:
            said = [phrases.get(text, text) for text in english]
        spot.holder[spot.key] = said
    return type(definition).model_validate(content)


@dataclass(frozen=True)
class Coverage:
    """How much of the definitions' text a language translates.

    Parameters
    ----------
    texts
        Number of translatable texts.
    missing
        Untranslated texts, by kind, identity and key, such as "indicators.dem_pop.text.short".
    """

    texts: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The percentage translated, rounded down: 100 only where nothing is missing.

        Examples
        --------
        >>> Coverage(3000, ("indicators.dem_pop.name",)).percent, Coverage(3000, ()).percent
        (99.9, 100.0)
        """
        there = self.texts - len(self.missing)
        return 1000 * there // self.texts / 10 if self.texts else 100.0


def measure_coverage(definitions: Defined, language: Language) -> Coverage:
    """Return a language's coverage of the definitions' texts."""
    missing, every = [], 0
    for kind in TEXTS:
        given = getattr(language, kind)
        for name, definition in getattr(definitions, kind).items():
            known = lay_flat(given.get(name, {}))
            for spot in list_texts(kind, definition.model_dump()):
                texts = [spot.english] if isinstance(spot.english, str) else spot.english
                every += len(texts)
                if spot.path not in known:
                    # A text without words, such as a year, is the same in every language.
                    missing += [
                        f"{kind}.{name}.{spot.path}"
                        for text in texts
                        if text not in language.phrases and any(map(str.isalpha, text))
                    ]
    return Coverage(every, tuple(missing))


def check_language(language: Language, definitions: Defined) -> list[Fault]:
    """Return the faults of a language: unknown identities, keys and slots."""
    where = f"layers/languages/{language.id}.toml"
    faults = []
    try:
        Locale.parse(language.id, sep="-")
    except (UnknownLocaleError, ValueError):
        what = f'"{language.id}" is no code of a language.'
        remedy = "Call the file by its code of two letters, such as de.toml."
        faults.append(Fault(where, what, remedy=remedy))
    english: set[str] = set()
    for kind in TEXTS:
        faults += _check_kind(where, kind, language, definitions, english)
    for phrase, said in language.phrases.items():
        if phrase not in english:
            faults.append(_unknown(f"{where}, phrases", phrase, list(english)))
        faults += _compare_slots(f'{where}, phrases, "{phrase}"', phrase, said)
    for word, forms in language.words.items():
        faults += _check_word(f'{where}, words, "{word}"', word, forms)
    return faults


def _check_kind(
    where: str, kind: str, language: Language, definitions: Defined, english: set[str]
) -> list[Fault]:
    """Return the faults of one kind's texts, and add its English ones to `english`."""
    known: dict[str, Definition] = getattr(definitions, kind)
    given: dict[str, Any] = getattr(language, kind)
    faults = [
        _unknown(f"{where}, {kind}", name, list(known)) for name in given if name not in known
    ]
    for name, definition in known.items():
        texts = {spot.path: spot.english for spot in list_texts(kind, definition.model_dump())}
        for text in texts.values():
            english |= {text} if isinstance(text, str) else set(text)
        if name in given:
            faults += _check_one(f"{where}, {kind}.{name}", given[name], texts)
    return faults


def _unknown(where: str, name: str, known: list[str]) -> Fault:
    return Fault(
        where,
        f'There is no "{name}" to say in another language.',
        remedy="Correct it, or remove it.",
        closest=find_closest(name, known),
    )


def _check_one(where: str, given: Any, texts: Mapping[str, Any]) -> list[Fault]:  # noqa: ANN401 - what a file holds
    if not isinstance(given, dict):
        return [Fault(where, f"Found {given!r}.", expected="a table", remedy="Correct the value.")]
    faults = []
    for path, said in lay_flat(given).items():
        if path not in texts:
            faults.append(_unknown(f"{where}, {path}", path, list(texts)))
            continue
        english = [texts[path]] if isinstance(texts[path], str) else list(texts[path])
        listed = [said] if isinstance(texts[path], str) else said
        if (
            not isinstance(listed, list)
            or len(listed) != len(english)
            or not all(isinstance(text, str) and text for text in listed)
        ):
            wanted = "a text" if isinstance(texts[path], str) else f"a list of {len(english)} texts"
            remedy = "Give what stands in the definition, in the same order."
            faults.append(
                Fault(f"{where}, {path}", f"Found {said!r}.", expected=wanted, remedy=remedy)
            )
            continue
        # An area's name may be composed differently from the same columns.
        if path not in ("words.called", "words.around"):
            for first, second in zip(english, listed, strict=True):
                faults += _compare_slots(f"{where}, {path}", first, second)
    return faults


def _check_word(where: str, english: str, forms: Forms) -> list[Fault]:
    if isinstance(forms, str):
        return _compare_slots(where, english, forms)
    unknown = [form for form in forms if form not in PLURALS]
    if unknown or "other" not in forms:
        remedy = f"Give a text for other, and for what else the language has of {PLURALS}."
        return [Fault(where, f"Found the forms {', '.join(forms)}.", remedy=remedy)]
    faults = _compare_slots(where, english, forms["other"])
    for form, said in forms.items():
        # "One area" need not say its number.
        if form != "other" and find_slots(said) | {"count"} != find_slots(english) | {"count"}:
            faults += _compare_slots(where, english, said)
    return faults


def find_slots(text: str) -> set[str]:
    """Return the slots of a text.

    Examples
    --------
    >>> sorted(find_slots("{value:dem_one_person@england} of {place}"))
    ['place', 'value:dem_one_person@england']
    """
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return {text}
    return {f"{name}:{more}" if more else name for _, name, more, _ in parsed if name is not None}


def _compare_slots(where: str, english: str, said: str) -> list[Fault]:
    wanted, found = find_slots(english), find_slots(said)
    if wanted == found:
        return []
    listed = ", ".join(f"{{{slot}}}" for slot in sorted(wanted)) or "no slots"
    return [
        Fault(
            where,
            f'The slots of "{said}" are not those of the English text.',
            expected=listed,
            remedy="Use just these, each as it is written.",
        )
    ]
