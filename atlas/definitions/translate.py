"""Translate the texts of definitions, and check a language for gaps and mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from atlas.definitions.check_parts import find_slots
from atlas.definitions.country import NAME_SLOTS
from atlas.definitions.defined import TRANSLATED_KINDS
from atlas.definitions.language import CATALOGUE, PHRASES
from atlas.definitions.model import find_translated
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from atlas.definitions.defined import AnyDefined, Defined
    from atlas.definitions.language import Language
    from atlas.definitions.model import Definition

Model = TypeVar("Model", bound=BaseModel)
COMPOSED = ("words.called", "words.around")
# Words to search by are each language's own, in number too.
SOUGHT = "words"


def map_texts(part: Model, change: Callable[[str, Any], Any], path: str = "") -> Model:
    """Return a definition, or a part of one, with each translatable text changed.

    Parameters
    ----------
    part
        A model with marked fields.
    change
        Returns the new text, or list of texts, for its dotted path of keys and the present one.
        Empty ones are left.
    path
        What stands before the fields' keys.
    """
    fields = find_translated(type(part))
    changed = {name: _map(getattr(part, name), change, f"{path}{name}") for name in fields}
    return part.model_copy(update=changed)


def _map(value: Any, change: Callable[[str, Any], Any], path: str) -> Any:  # noqa: ANN401 - any part of a definition
    match value:
        case BaseModel():
            return map_texts(value, change, f"{path}.")
        case dict():
            return {key: _map(part, change, f"{path}.{key}") for key, part in value.items()}
        case [BaseModel(), *_]:
            return [
                _map(part, change, f"{path}.{getattr(part, part.named_by, number)}")
                for number, part in enumerate(value, 1)
            ]
    return change(path, value) if value else value


def list_texts(definition: Definition) -> dict[str, Any]:
    """Return every translatable text, or list of texts, of a definition by its path of keys."""
    found: dict[str, Any] = {}
    map_texts(definition, found.setdefault)
    return found


def _list_all(definitions: Defined) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield kind, identity and translatable texts of every definition."""
    for kind in TRANSLATED_KINDS:
        for name, definition in getattr(definitions, kind).items():
            yield kind, name, list_texts(definition)


def translate(definitions: AnyDefined, language: Language) -> AnyDefined:
    """Return all definitions translated; texts without a translation stay in English."""
    changed: dict[str, Any] = {
        kind: {
            name: _translate_one(definition, language, kind)
            for name, definition in getattr(definitions, kind).items()
        }
        for kind in TRANSLATED_KINDS
    }
    return replace(definitions, **changed, spoken=language.id)


def _translate_one(definition: Definition, language: Language, kind: str) -> Definition:
    given, phrases = language.texts_of(kind, definition.id), language.phrases

    def change(path: str, english: Any) -> Any:  # noqa: ANN401 - a text or a list of texts
        if path in given:
            return type(english)(given[path])
        if isinstance(english, str):
            return phrases.get(english, english)
        return type(english)(phrases.get(text, text) for text in english)

    return map_texts(definition, change)


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
    for kind, name, texts in _list_all(definitions):
        given = language.texts_of(kind, name)
        for path, english in texts.items():
            listed = as_list(english)
            every += len(listed)
            if path not in given:
                # A text without words, such as a year, is the same in every language.
                missing += [
                    f"{kind}.{name}.{path}"
                    for text in listed
                    if text not in language.phrases and any(map(str.isalpha, text))
                ]
    return Coverage(every, tuple(missing))


def measure_catalogue(language: Language) -> Coverage:
    """Return a language's coverage of the program's texts in its catalogue."""
    messages = [message for message in language.catalogue if message.id]
    missing = [
        as_list(message.id)[-1]
        for message in messages
        if message.fuzzy or not all(as_list(message.string or ""))
    ]
    return Coverage(len(messages), tuple(missing))


def as_list(text: str | Iterable[str]) -> list[str]:
    """Return one text, or several, as a list."""
    return [text] if isinstance(text, str) else list(text)


def check_language(language: Language, definitions: Defined) -> list[Fault]:
    """Return the faults of a language: unknown identities, keys and slots."""
    faults: list[Fault] = []
    english: set[str] = set()
    for kind, name, texts in _list_all(definitions):
        english.update(text for listed in texts.values() for text in as_list(listed))
        where = f"{language.folder}/{kind}.toml, {name}"
        for path, said in language.texts_of(kind, name).items():
            if path not in texts:
                faults.append(_unknown(f"{where}.{path}", path, texts))
            elif path == SOUGHT and isinstance(said, list):
                faults += _compare(f"{where}.{path}", [""] * len(said), said)
            # How an area is called may be composed differently from the same columns.
            elif path not in COMPOSED or not find_slots(str(said)).issubset(NAME_SLOTS):
                faults += _compare(f"{where}.{path}", texts[path], said)
    for kind, given in language.texts.items():
        known = getattr(definitions, kind, given)
        where = f"{language.folder}/{kind}.toml"
        faults += [_unknown(where, name, known) for name in given if name not in known]
    where = f"{language.folder}/{PHRASES}.toml"
    for phrase, said in language.phrases.items():
        if phrase not in english:
            faults.append(_unknown(where, phrase, english))
        faults += _compare(f'{where}, "{phrase}"', phrase, said)
    return faults + _check_catalogue(language)


def _check_catalogue(language: Language) -> list[Fault]:
    """Return the faults of the program's texts: a slot that the English one does not have."""
    faults = []
    for message in language.catalogue:
        where = f"{language.folder}/{CATALOGUE}, line {message.lineno}"
        *few, last = as_list(message.string or "")
        english = as_list(message.id)[-1]
        if message.id and last:
            faults += _compare_slots(where, english, last)
        for said in few:
            # "One area" need not say its number.
            if said and find_slots(said) | {"count"} != find_slots(english) | {"count"}:
                faults += _compare_slots(where, english, said)
    return faults


def _unknown(where: str, name: str, known: Iterable[str]) -> Fault:
    return Fault(
        where,
        f'There is no "{name}" to say in another language.',
        remedy="Correct it, or remove it.",
        closest=find_closest(name, known),
    )


def _compare(where: str, english: Any, said: Any) -> list[Fault]:  # noqa: ANN401 - what a file holds
    """Return the faults of a translated text, or list of texts."""
    wanted = as_list(english)
    listed = [said] if isinstance(english, str) else said
    if (
        not isinstance(listed, list)
        or len(listed) != len(wanted)
        or not all(isinstance(text, str) and text for text in listed)
    ):
        expected = "a text" if isinstance(english, str) else f"a list of {len(wanted)} texts"
        remedy = "Give what stands in English, in the same order."
        return [Fault(where, f"Found {said!r}.", expected=expected, remedy=remedy)]
    pairs = zip(wanted, listed, strict=True)
    return [fault for pair in pairs for fault in _compare_slots(where, *pair)]


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
            remedy="Use exactly these, each as it is written.",
        )
    ]
