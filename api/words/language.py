"""Which language the command line speaks."""

from __future__ import annotations

import os

from rules.rule import Language


def language(wanted: str | None = None) -> Language:
    """Return the language: as *wanted*, by `SAKSAMA_LANG`, or by the locale."""
    named = wanted or os.environ.get("SAKSAMA_LANG") or os.environ.get("LANG", "")
    return "id" if named.lower().startswith("id") else "en"
