"""Read one folder of TOML files into checked objects, and remember every fault."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from atlas.definitions.model import Definition
from atlas.errors import Fault, find_closest

Kind = TypeVar("Kind", bound=Definition)
# By the beginning of the checker's own word for what is wrong.
EXPECTED = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "string_type": 'text in quotes, such as "text"',
    "string_too_short": "some text",
    "string_pattern": "text of the form {pattern}",
    "list_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "too_short": "at least {min_length} entries",
    "too_long": "at most {max_length} entries",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
}


def read_folder(
    folder: Path, kind: type[Kind], *, shown_as: str, faults: list[Fault]
) -> dict[str, Kind]:
    """Read every TOML file of a folder as definitions of one kind.

    Parameters
    ----------
    folder
        Where the files are; a missing folder is a fault.
    kind
        The model to check each file against.
    shown_as
        How the folder is called in messages, such as ``layers/indicators``.
    faults
        Faults are added here; a file with a fault is left out of the result.

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
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            faults.append(
                Fault(where, "The text is not in UTF-8.", remedy="Save the file again as UTF-8.")
            )
            continue
        definition = read_text(text, kind, identity=path.stem, where=where, faults=faults)
        if definition is not None:
            found[path.stem] = definition
    return found


def read_text(
    text: str, kind: type[Kind], *, identity: str, where: str, faults: list[Fault]
) -> Kind | None:
    """Return the text of one file as a definition, or None with what is wrong with it.

    Parameters
    ----------
    text
        TOML.
    kind
        The model to check it against.
    identity
        What the definition is called; a file does not say it itself.
    where
        How the file is called in messages.
    faults
        Faults are added here.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(where, f"This is not TOML: {error}.", remedy="Correct that line."))
        return None
    if "id" in content:
        faults.append(
            Fault(
                f"{where}, id",
                "The identity is the file's name and is not written inside.",
                remedy="Remove the key id.",
            )
        )
        return None
    try:
        return kind.model_validate({"id": identity, **content})
    except ValidationError as error:
        faults.extend(_explain(detail, where, kind) for detail in error.errors())
    return None


def _explain(detail: ErrorDetails, where: str, kind: type[Definition]) -> Fault:
    keys = [str(step) for step in detail["loc"]]
    place = f"{where}, {'.'.join(keys)}" if keys else where
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = _known_keys(kind, detail["loc"])
            return Fault(
                place,
                f'There is no key "{keys[-1]}" here.',
                expected=f"one of {', '.join(known)}" if known else "",
                remedy="Correct the key, or remove it.",
                closest=find_closest(keys[-1], known),
            )
        case "missing":
            return Fault(
                place, f'The key "{keys[-1]}" is missing.', remedy=f'Add "{keys[-1]}" to the file.'
            )
        case "literal_error":
            choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            found = str(detail["input"])
            return Fault(
                place,
                f'"{found}" is not one of the choices.',
                expected=choices,
                remedy="Choose one of these.",
                closest=find_closest(found, choices.split(", ")),
            )
        case _:
            return Fault(
                place,
                f"Found {detail['input']!r}.",
                expected=_say_expected(detail),
                remedy="Correct the value.",
            )


def _say_expected(detail: ErrorDetails) -> str:
    """Return what a value should have been, in words of somebody who does not program."""
    kind = str(detail["type"])
    context = detail.get("ctx", {})
    for start, words in EXPECTED.items():
        if kind.startswith(start):
            return words.format_map(context)
    shortened = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return shortened[:1].lower() + shortened[1:]


def _known_keys(kind: type[Definition], steps: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed at the level where an unknown key stands."""
    model: Any = kind
    for step in steps[:-1]:
        if isinstance(step, int):
            continue
        field = getattr(model, "model_fields", {}).get(step)
        if field is None:
            continue
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
        model = next((one for one in candidates if hasattr(one, "model_fields")), model)
    return sorted(key for key in model.model_fields if key != "id")
