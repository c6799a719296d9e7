"""Settings of whoever runs the atlas: one table, read from the environment or from a file.

Every setting is a field of `Settings`, and nothing else in the atlas reads the environment for
one. `docs/run/settings.md` is generated from here.
"""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from atlas.errors import AtlasError, Fault, find_closest
from atlas.text import say

PREFIX = "COHESION_ATLAS_"
# Names the file itself; else it lies in the user folder.
FILE_SETTING = f"{PREFIX}SETTINGS"
FILE_NAME = "settings.toml"
# Of the tests, which set up a person's machine.
DATABASE_URL = "ATLAS_DATABASE_URL"


class SettingsError(AtlasError):
    """A setting is unknown, or has a value that cannot be."""


class Settings(BaseSettings):
    """All settings; a field's description is what the table of settings says of it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True
    )

    read_only: bool = Field(
        default=False,
        description="Nobody changes anything that others see, whatever their role.",
    )
    public_address: str = Field(
        default="",
        description="The address at which others open this atlas, for links and QR codes, with "
        "its path if it has one: https://atlas.example/atlas-luton/.",
    )
    files: Path | None = Field(
        default=None,
        description="Folder of the publishers' files, from which places are built; the folder "
        "files of the user folder if not set.",
    )
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices(DATABASE_URL, "database_url"),
        description="Database of the plans: postgresql://user:password@server/database, or "
        "sqlite:///folder/plans.db; the file plans.db of the user folder if not set.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings come from: the environment, and then the file."""
        del dotenv_settings, file_secret_settings
        source = TomlConfigSettingsSource(settings_cls, find_file())
        return init_settings, env_settings, source


def find_file() -> Path:
    """Return the file of settings; it need not be there."""
    named = os.environ.get(FILE_SETTING, "")
    return Path(named or Path(platformdirs.user_data_dir("cohesion-atlas")) / FILE_NAME)


def name_setting(field: str) -> str:
    """Return the name of a setting in the environment.

    Examples
    --------
    >>> name_setting("read_only"), name_setting("database_url")
    ('COHESION_ATLAS_READ_ONLY', 'ATLAS_DATABASE_URL')
    """
    alias = Settings.model_fields[field].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else PREFIX + field.upper()


def find_settings() -> Settings:
    """Return the settings as they are now.

    They are read anew only where the environment or the file has changed.

    Raises
    ------
    SettingsError
        If one is unknown or has a value that cannot be; every fault at once.

    Examples
    --------
    >>> find_settings().read_only
    False
    """
    set_here = tuple(
        (name, text)
        for name, text in os.environ.items()
        if name.startswith(PREFIX) or name in _SPECIAL
    )
    file = find_file()
    try:
        stamp = file.stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _read(set_here, file, stamp)


@lru_cache(maxsize=4)
def _read(set_here: tuple[tuple[str, str], ...], file: Path, stamp: int) -> Settings:  # noqa: ARG001 - what the cache goes by
    known = {name_setting(field) for field in Settings.model_fields} | {FILE_SETTING}
    faults = [
        Fault(name, say("There is no such setting."), closest=find_closest(name, known))
        for name, _ in set_here
        if name not in known
    ]
    try:
        found = Settings()
    except ValidationError as error:
        faults += [_describe(one, file) for one in error.errors()]
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        faults.append(Fault(str(file), say("It cannot be read: {reason}.", reason=error)))
    if faults:
        raise SettingsError(faults)
    return found


def _describe(error: Any, file: Path) -> Fault:  # noqa: ANN401 - pydantic's own
    """Return a fault for what pydantic found; the value is not repeated: it may be a secret."""
    named = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        closest = find_closest(named, Settings.model_fields)
        return Fault(f"{file}: {named}", say("There is no such setting."), closest=closest)
    field = "database_url" if named == DATABASE_URL else named
    where = name_setting(field) if field in Settings.model_fields else named
    return Fault(
        where,
        say("This setting has a value that cannot be: {reason}.", reason=error["msg"]),
        remedy=say("Correct it in the environment or in {file}.", file=file),
    )


_SPECIAL = frozenset(
    name for field in Settings.model_fields if not (name := name_setting(field)).startswith(PREFIX)
)
