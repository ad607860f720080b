"""`saksama doctor`: whether this machine has what is needed, and what to do if not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.console import console
from api.terminal import Terminal
from api.wording import language

_LEAST_PYTHON = (3, 11)
_PROVED = {"prefect": "3.8.8", "fastapi": "0.150.0"}


def examine(home: Path | None, wanted: str | None) -> int:
    """Show each finding on a line; return 0 where nothing is missing, else 1.

    Without a *home* the folder at hand is where one would be made.
    """
    terminal = Terminal(console(), language(wanted), "+07:00")
    sound = True
    for name, probe in _PROBES.items():
        found, advice = probe(home)
        sound = sound and not advice
        terminal.say(f"{'ok ' if not advice else '!! '} {name}: {found}")
        if advice:
            terminal.say(f"     {advice}", "yellow")
    return 0 if sound else 1


def _python(_: Path | None) -> tuple[str, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info[:2] < _LEAST_PYTHON
    return found, "Python 3.11 to 3.14 is needed" if old else ""


def _pair(_: Path | None) -> tuple[str, str]:
    """Prefect and FastAPI go together only as they are locked."""
    try:
        found = {name: version(name) for name in _PROVED}
    except PackageNotFoundError as error:
        return "not installed", f"{error.name}: run ./run setup"
    text = ", ".join(f"{name} {number}" for name, number in found.items())
    return (
        text,
        "" if found == _PROVED else f"proved together: {_PROVED}; run ./run setup",
    )


def _pango(_: Path | None) -> tuple[str, str]:
    try:
        from publication.documents import fingerprint  # noqa: PLC0415

        drawn = fingerprint()
    except (OSError, ModuleNotFoundError) as error:
        return str(error).splitlines()[
            0
        ], "run sh scripts/system-libs.sh .venv/bin/python"
    return f"weasyprint {drawn['weasyprint']}, pango {drawn['pango']}", ""


def _home(home: Path | None) -> tuple[str, str]:
    folder = home or Path()
    if not folder.is_dir():
        return f"{home}, missing", "name the folder of an office, or run ./run demo"
    writable = os.access(folder, os.W_OK)
    return str(folder), "" if writable else f"{folder} cannot be written to"


_PROBES: dict[str, Callable[[Path | None], tuple[str, str]]] = {
    "Python": _python,
    "Prefect + FastAPI": _pair,
    "PDF": _pango,
    "home": _home,
}
