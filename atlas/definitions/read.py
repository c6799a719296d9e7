"""Read a folder of TOML files into checked objects, and collect every fault."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from atlas.definitions.model import Definition
from atlas.errors import TOO_DEEP, Fault, find_closest
from atlas.text import say, to_say

Kind = TypeVar("Kind", bound=Definition)
# By the prefix of pydantic's error type.
EXPECTED = {
    "int": to_say("a whole number"),
    "float": to_say("a number"),
    "bool": to_say("true or false"),
    "string_type": to_say('text in quotes, such as "text"'),
    "string_too_short": to_say("some text"),
    "string_pattern": to_say("text of the form {pattern}"),
    "list_type": to_say("a list in square brackets"),
    "dict_type": to_say("a table"),
    "model_type": to_say("a table"),
    "too_short": to_say("at least {min_length} entries"),
    "too_long": to_say("at most {max_length} entries"),
    "greater_than_equal": to_say("{ge} or more"),
    "greater_than": to_say("more than {gt}"),
    "less_than_equal": to_say("{le} or less"),
    "less_than": to_say("less than {lt}"),
}


def read_folder(
    folder: Path, kind: type[Kind], *, shown_as: str, faults: list[Fault]
) -> dict[str, Kind]:
    """Read every TOML file of a folder as definitions of one kind.

    Parameters
    ----------
    folder
        The folder; a missing one is a fault.
    kind
        The model to check each file against.
    shown_as
        Name of the folder in messages, such as ``layers/indicators``.
    faults
        List to which faults are added; a file with a fault is left out of the result.

    Returns
    -------
    dict
        Definition by identity, in the order of the identities.
    """
    if not folder.is_dir():
        faults.append(
            Fault(shown_as, "This folder is missing.", remedy="Restore it, or name another folder.")
        )
        return {}
    found: dict[str, Kind] = {}
    for path in sorted(folder.glob("*.toml")):
        where = f"{shown_as}/{path.name}"
        content = read_toml(path, where=where, faults=faults)
        if content is None:
            continue
        definition = check_content(content, kind, identity=path.stem, where=where, faults=faults)
        if definition is not None:
            found[path.stem] = definition
    return found


def read_text(
    text: str, kind: type[Kind], *, identity: str, where: str, faults: list[Fault]
) -> Kind | None:
    """Return the text of a file as a definition, or None with its faults added.

    Parameters
    ----------
    text
        TOML.
    kind
        The model to check it against.
    identity
        Identity of the definition; not part of the text.
    where
        How the file is called in messages.
    faults
        List to which faults are added.
    """
    content = _parse(text, where=where, faults=faults)
    if content is None:
        return None
    return check_content(content, kind, identity=identity, where=where, faults=faults)


def read_tables(
    path: Path, kind: type[Kind], *, shown_as: str, faults: list[Fault]
) -> dict[str, Kind]:
    """Read a TOML file that holds a table for each definition of a kind.

    Parameters
    ----------
    path
        The file; a missing one gives an empty result.
    kind
        The model to check each table against.
    shown_as
        How the file is called in messages.
    faults
        List to which faults are added; a table with a fault is left out of the result.

    Returns
    -------
    dict
        Definition by identity, in the order of the file.
    """
    if not path.is_file():
        return {}
    found: dict[str, Kind] = {}
    for name, table in (read_toml(path, where=shown_as, faults=faults) or {}).items():
        where = f"{shown_as}, {name}"
        if is_table(table, where=where, faults=faults):
            definition = check_content(table, kind, identity=name, where=where, faults=faults)
            found |= {name: definition} if definition else {}
    return found


def is_table(content: Any, *, where: str, faults: list[Fault]) -> bool:  # noqa: ANN401 - what a file holds
    """Return whether a value is a table; a fault is added where it is not."""
    if isinstance(content, dict):
        return True
    what, remedy = say("Found {input}.", input=repr(content)), say("Correct the value.")
    faults.append(Fault(where, what, expected=say(EXPECTED["dict_type"]), remedy=remedy))
    return False


def read_toml(path: Path, *, where: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Return the content of a TOML file, or None with a fault added."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        remedy = "Save the file again as UTF-8."
        faults.append(Fault(where, "The text is not in UTF-8.", remedy=remedy))
        return None
    return _parse(text, where=where, faults=faults)


def _parse(text: str, *, where: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Return the content of a TOML text, or None with a fault added."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(
            Fault(
                where,
                say("This is not TOML: {said}.", said=error),
                remedy=say("Correct that line."),
            )
        )
    except (ValueError, RecursionError):
        # An integer of thousands of digits, or lists nested too deeply.
        faults.append(Fault(where, say(TOO_DEEP), remedy=say("Correct the value.")))
    return None


def check_content(
    content: dict[str, Any],
    kind: type[Kind],
    *,
    identity: str,
    where: str,
    faults: list[Fault],
) -> Kind | None:
    """Return the content as a definition, or None with its faults added."""
    if "id" in content:
        faults.append(
            Fault(
                f"{where}, id",
                say("The identity is the file's name and is not written inside."),
                remedy=say("Remove the key id."),
            )
        )
        return None
    try:
        return kind.model_validate({"id": identity, **content})
    except ValidationError as error:
        faults.extend(_make_any(detail, where, kind) for detail in error.errors())
    return None


def _make_any(detail: ErrorDetails, where: str, kind: type[Definition]) -> Fault:
    try:
        return _describe(detail, where, kind)
    except (ValueError, RecursionError):
        # The value cannot be printed either.
        return Fault(where, say(TOO_DEEP), remedy=say("Correct the value."))


def _describe(detail: ErrorDetails, where: str, kind: type[Definition]) -> Fault:
    keys = [str(step) for step in detail["loc"]]
    place = f"{where}, {'.'.join(keys)}" if keys else where
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = _known_keys(kind, detail["loc"])
            return Fault(
                place,
                say('There is no key "{key}" here.', key=keys[-1]),
                expected=say("one of {choices}", choices=", ".join(known)) if known else "",
                remedy=say("Correct the key, or remove it."),
                closest=find_closest(keys[-1], known),
            )
        case "missing":
            return Fault(
                place,
                say('The key "{key}" is missing.', key=keys[-1]),
                remedy=say('Add "{key}" to the file.', key=keys[-1]),
            )
        case "literal_error":
            choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            found = str(detail["input"])
            return Fault(
                place,
                say('"{found}" is not one of the choices.', found=found),
                expected=choices,
                remedy=say("Choose one of these."),
                closest=find_closest(found, choices.split(", ")),
            )
        case _:
            return Fault(
                place,
                say("Found {input}.", input=repr(detail["input"])),
                expected=_format_expected(detail),
                remedy=say("Correct the value."),
            )


def _format_expected(detail: ErrorDetails) -> str:
    """Return what a value should have been, in words for people who do not program."""
    kind = str(detail["type"])
    context = detail.get("ctx", {})
    for start, words in EXPECTED.items():
        if kind.startswith(start):
            return say(words, **context)
    shortened = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return shortened[:1].lower() + shortened[1:]


def _known_keys(kind: type[Definition], steps: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed at the level of an unknown key."""
    model: Any = kind
    for step in steps[:-1]:
        if isinstance(step, int):
            continue
        field = getattr(model, "model_fields", {}).get(step)
        if field is None:
            continue
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
        model = next(
            (candidate for candidate in candidates if hasattr(candidate, "model_fields")), model
        )
    return sorted(key for key in model.model_fields if key != "id")
