"""Titles: what each kind of document is called, in Indonesian and in English. Data.

The words of the kinds that every tender issues stand in `publication.labels`, those of
the kinds that a package asks for here (`publication.on_request` says why).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from publication import labels
from rules.rule import Language

TITLES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "clarification_minutes": "Berita Acara Pemberian Penjelasan",
        "start_order": "Surat Perintah Mulai Kerja",
        "worker_slips": "Lembar Janji Kerja",
    },
    "en": {
        "clarification_minutes": "Minutes of the clarification",
        "start_order": "Order to start work",
        "worker_slips": "What is promised to each worker",
    },
}
"""What the documents are called that a package asks for."""


def titles(language: Language) -> Mapping[str, str]:
    """Return what each kind of document is called."""
    usual = labels.LABELS["document"] if language == "id" else labels.ENGLISH
    return {**usual, **TITLES[language]}
