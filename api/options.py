"""What the commands of `saksama` are given: folders, files, the language; and how they end."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer


class Exit(IntEnum):
    """What a command ends with."""

    SAME = 0
    DIFFERS = 1
    BAD_INPUT = 2
    NOT_COMPARABLE = 3


def _known(lang: str | None) -> str | None:
    if lang not in (None, "id", "en"):
        message = f"expected id or en, found {lang}"
        raise typer.BadParameter(message)
    return lang


def path_of(where: str, kind: Literal["file", "folder"]) -> Callable[[str], Path]:
    """Return what makes a path of an argument; one without a name would be this folder."""

    def path(text: str) -> Path:
        if str(text).strip():
            return Path(text)
        from api.faults import tell_unnamed  # noqa: PLC0415  # keeps --help fast

        tell_unnamed(where, kind)
        raise typer.Exit(Exit.BAD_INPUT)

    return path


def folder(name: str, says: str, envvar: str | None = None) -> Any:  # noqa: ANN401  # typer's own
    """Return the option *name* that takes a folder."""
    return typer.Option(
        name,
        parser=path_of(name, "folder"),
        metavar="PATH",
        envvar=envvar,
        help=says,
    )


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Bahasa; SAKSAMA_LANG pun menentukannya. "
        "Language; SAKSAMA_LANG names it too.",
        metavar="id|en",
        callback=_known,
    ),
]
Out = Annotated[Path, folder("--out", "Folder hasil. The folder for what comes of it.")]
Home = Annotated[
    Path,
    folder("--home", "Folder kantor. The folder of the office.", "SAKSAMA_HOME"),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="SAKSAMA_DATABASE",
        help="Alamat PostgreSQL; tanpa ini SQLite dalam folder kantor. "
        "Address of a PostgreSQL; without it SQLite in the folder of the office.",
    ),
]
Package = Annotated[
    Path,
    typer.Argument(
        parser=path_of("PACKAGE_DIR", "folder"),
        metavar="PACKAGE_DIR",
        help="Folder berkas tender. The folder of a tender's files.",
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Sebagai JSON. As JSON, figures exact.")
]
