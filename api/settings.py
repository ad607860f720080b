"""What `saksama serve` is told: by the environment, or by a file that `SAKSAMA_CONFIG` names.

    SAKSAMA_HOME=/var/lib/saksama SAKSAMA_PORT=8000 saksama serve

The file is TOML with the same names, without the prefix and in small letters; what the
environment says counts first. A name that is none of these is refused in the file: a
setting that is misspelt would otherwise be one that nobody set.
"""

from __future__ import annotations

import os
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Any, Final

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from typing_extensions import override

from api.files.fault import FileFault, first_of, one_of

PREFIX: Final = "SAKSAMA_"
FILE: Final = "SAKSAMA_CONFIG"

Port = Annotated[int, Field(ge=0, le=65_535)]
"""A port; 0 takes one that is free."""


class Settings(BaseSettings):
    """What an office is served with. *request_bytes* is of a body that is read as JSON."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True
    )

    home: Path = Path("out/office")
    database: str | None = None
    host: str = "127.0.0.1"
    port: Port = 8000
    metrics_token: SecretStr | None = None
    request_bytes: Annotated[int, Field(ge=1024)] = 2**20

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = os.environ.get(FILE)
        file = TomlConfigSettingsSource(settings_cls, Path(named)) if named else None
        return (init_settings, env_settings, *([file] if file else []))


def read_settings(**given: Any) -> Settings:  # noqa: ANN401  # whatever a field takes
    """Return the settings, *given* on the command line before all; raise `FileFault`."""
    named = os.environ.get(FILE)
    if named and not Path(named).is_file():
        raise FileFault(
            file=named, line=1, field=FILE, expected="a file in TOML", found="none"
        )
    told = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**told)
    except TOMLDecodeError as error:
        raise FileFault(
            file=named or FILE,
            line=1,
            field="file",
            expected="TOML",
            found=str(error),
        ) from error
    except ValidationError as error:
        raise _faults(error) from error


_EXPECTED: Final = {
    "home": "a folder",
    "port": "a number from 0 to 65535",
    "request_bytes": "a number from 1024",
}


def _faults(error: ValidationError) -> FileFault:
    """Return the first fault, with the others; what was given may be a secret, and is not told."""
    named = os.environ.get(FILE) or "environment"
    return first_of(
        FileFault(
            file=named,
            line=1,
            field=PREFIX + str(one["loc"][0]).upper(),
            expected=one_of(Settings.model_fields)
            if one["type"] == "extra_forbidden"
            else _EXPECTED.get(str(one["loc"][0]), "text"),
            found="something else",
        )
        for one in error.errors(include_input=False, include_url=False)
    )
