"""Read languages: a folder each, with texts of definitions by identity and a gettext catalogue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po

from atlas.definitions.model import Definition, Text
from atlas.definitions.read import check_content, is_table, read_toml
from atlas.errors import Fault, find_closest
from atlas.text import Speech, compile_catalogue

FOLDER = "layers/languages"
SETTINGS, PHRASES = "language", "phrases"
CATALOGUE = "LC_MESSAGES/program.po"


class LanguageSettings(Definition):
    """One language: a folder with this file, ``language.toml``, beside its texts.

    docs/add/language.md tells of the texts. `keeps_capitals` keeps the initial capital of names
    within a sentence.
    """

    name: Text
    keeps_capitals: bool = False


@dataclass(frozen=True)
class Language:
    """One language: a folder of `layers/languages`, called by the language's code.

    Parameters
    ----------
    settings
        Its name, and whether names keep their capitals.
    locale
        Babel's locale.
    phrases
        Texts that many definitions share, by their English.
    texts
        Texts of definitions, by kind, identity and dotted path of keys.
    catalogue
        The program's texts.
    """

    settings: LanguageSettings
    locale: Locale
    phrases: Mapping[str, str]
    texts: Mapping[str, Mapping[str, Mapping[str, Any]]]
    catalogue: Catalog

    @property
    def id(self) -> str:
        """The language's code."""
        return self.settings.id

    @property
    def name(self) -> str:
        """The language's own name."""
        return self.settings.name

    @property
    def folder(self) -> str:
        """Its folder, as called in messages."""
        return f"{FOLDER}/{self.locale}"

    @cached_property
    def speech(self) -> Speech:
        """The language, for the program's own texts."""
        texts = compile_catalogue(self.catalogue)
        return Speech(self.id, texts, keeps_capitals=self.settings.keeps_capitals)

    def texts_of(self, kind: str, name: str) -> Mapping[str, Any]:
        """Return the texts of a definition, by dotted path of keys."""
        return self.texts.get(kind, {}).get(name, {})


def read_languages(
    folder: Path, *, kinds: Collection[str], faults: list[Fault]
) -> dict[str, Language]:
    """Read every language of a folder, by code; what has a fault is left out.

    Parameters
    ----------
    folder
        The folder of languages; without it everything is in English.
    kinds
        Kinds of definition with texts to translate.
    faults
        List to which faults are added.
    """
    found: dict[str, Language] = {}
    for path in sorted(folder.glob("[!.]*")):
        if path.is_dir():
            language = _read_language(path, kinds, faults)
            found |= {language.id: language} if language else {}
        else:
            remedy = "Give each language a folder, as docs/add/language.md says."
            faults.append(Fault(f"{FOLDER}/{path.name}", "A file is no language.", remedy=remedy))
    return found


def _read_language(folder: Path, kinds: Collection[str], faults: list[Fault]) -> Language | None:
    where = f"{FOLDER}/{folder.name}"
    try:
        locale = Locale.parse(folder.name)
    except (UnknownLocaleError, ValueError):
        what = f'"{folder.name}" is no code of a language.'
        faults.append(Fault(where, what, remedy="Call the folder by its code, such as de."))
        return None
    contents = {
        path.stem: read_toml(path, where=f"{where}/{path.name}", faults=faults) or {}
        for path in sorted(folder.glob("*.toml"))
    }
    settings = check_content(
        contents.pop(SETTINGS, {}),
        LanguageSettings,
        identity=folder.name.replace("_", "-"),
        where=f"{where}/{SETTINGS}.toml",
        faults=faults,
    )
    phrases = contents.pop(PHRASES, {})
    faults += [
        Fault(
            f"{where}/{kind}.toml",
            f'There are no texts of "{kind}" to translate.',
            remedy="Correct the file's name, or remove it.",
            closest=find_closest(kind, kinds),
        )
        for kind in contents.keys() - set(kinds)
    ]
    texts = {
        kind: {
            name: lay_flat(table)
            for name, table in content.items()
            if is_table(table, where=f"{where}/{kind}.toml, {name}", faults=faults)
        }
        for kind, content in contents.items()
    }
    catalogue = _read_catalogue(folder / CATALOGUE, locale, f"{where}/{CATALOGUE}", faults)
    return Language(settings, locale, phrases, texts, catalogue) if settings else None


def _read_catalogue(path: Path, locale: Locale, where: str, faults: list[Fault]) -> Catalog:
    """Return a catalogue of gettext; an empty one where there is none or it has a fault."""
    if path.is_file():
        remedy = "Correct that line, or take the file from the editor of translations again."
        try:
            with path.open("rb") as file:
                return read_po(file, locale=locale, abort_invalid=True)
        except PoFileError as error:
            what = f"This is no catalogue of gettext: {error}."
            faults.append(Fault(f"{where}, line {error.lineno + 1}", what, remedy=remedy))
        except (ValueError, LookupError) as error:
            what = f"This is no catalogue of gettext: {error}."
            faults.append(Fault(where, what, remedy=remedy))
    return Catalog(locale)


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
