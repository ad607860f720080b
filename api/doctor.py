"""`saksama doctor`: whether this machine has what is needed, and what to do if not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

from api.console import console
from api.terminal import Terminal
from api.words.language import language

Words: TypeAlias = Callable[[str], str]
"""A phrase of the command line by its name, in the reader's language."""

_LEAST_PYTHON = (3, 11)
_PROVED = {"prefect": "3.8.8", "fastapi": "0.150.0"}


def examine(home: Path | None, wanted: str | None) -> int:
    """Show each finding on a line; return 0 where nothing is missing, else 1.

    Without a *home* the folder at hand is where one would be made.
    """
    terminal = Terminal(console(), language(wanted), "+07:00")
    words = terminal.phrase
    probes = {
        "Python": _python(words),
        "Prefect + FastAPI": _pair(words),
        "PDF": _pango(words),
        words("home"): _home(home or Path(), words),
    }
    for name, (found, advice) in probes.items():
        terminal.say(f"{'ok ' if not advice else '!! '} {name}: {found}")
        if advice:
            terminal.say(f"     {advice}", "yellow")
    return 1 if any(advice for _, advice in probes.values()) else 0


def _python(words: Words) -> tuple[str, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info[:2] < _LEAST_PYTHON
    return found, words("need_python") if old else ""


def _pair(words: Words) -> tuple[str, str]:
    """Prefect and FastAPI go together only as they are locked."""
    try:
        found = {name: version(name) for name in _PROVED}
    except PackageNotFoundError as error:
        return words("not_installed").format(name=error.name), words("need_setup")
    advice = words("need_pair").format(pair=_written(_PROVED))
    return _written(found), "" if found == _PROVED else advice


def _written(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions.items())


def _pango(words: Words) -> tuple[str, str]:
    try:
        from publication.documents import fingerprint  # noqa: PLC0415

        drawn = fingerprint()
    except (OSError, ModuleNotFoundError) as error:
        return str(error).splitlines()[0], words("need_libraries")
    return f"weasyprint {drawn['weasyprint']}, pango {drawn['pango']}", ""


def _home(folder: Path, words: Words) -> tuple[str, str]:
    if not folder.is_dir():
        return words("missing").format(name=folder), words("need_office")
    if not os.access(folder, os.W_OK):
        return str(folder), words("need_writing").format(name=folder)
    return str(folder), ""
