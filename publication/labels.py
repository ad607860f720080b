"""Labels: the Indonesian words for every code, LKPP's where it has one.

The words stand in tables by what they are about; here is how a code finds its own.
`tests/publication/test_labels.py` holds each family to the codes of the room that
owns them, so that no document shows a code because somebody forgot a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from publication.document_titles import TITLES
from publication.evaluation_labels import EVALUATION
from publication.labour_labels import LABOUR
from publication.tender_labels import TENDER

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "document": TITLES["id"],
    **TENDER,
    **LABOUR,
    **EVALUATION,
}
"""Words by family and code."""


class NoLabelError(LookupError):
    """A code has no words."""

    def __init__(self, family: str, code: str) -> None:
        super().__init__(f"expected a label of {family} for {code!r}, found none")


def label(code: str, family: str) -> str:
    """Return the words for a code; raise `NoLabelError`.

    >>> label("ppk", "office")
    'Pejabat Pembuat Komitmen'
    """
    try:
        return LABELS[family][code]
    except KeyError:
        raise NoLabelError(family, code) from None


_OPERANDS: Mapping[str, tuple[str, ...]] = {
    "office": ("office",),
    "competent": ("office",),
    "stage": ("stage", "slot"),
    "stages": ("slot",),
    "components": ("component",),
    "job": ("job",),
    "relation": ("relation",),
    "follows": ("follows",),
    "method": ("method",),
    "criteria": ("award_criteria",),
    "envelopes": ("envelopes",),
    "expected": ("envelopes",),
    "part": ("part",),
    "side": ("office",),
    "kind": ("document", "fact_kind"),
    "service": ("fact_word",),
    "undertakings": ("succession",),
}


def operand(name: str, value: str) -> str:
    """Return the words for an operand of a refusal, for `rules.sentences.sentence`.

    >>> operand("office", "ppk"), operand("competent", "ppk, unit")
    ('Pejabat Pembuat Komitmen', 'Pejabat Pembuat Komitmen, Kepala UKPBJ')
    """
    parts = value.split(", ")
    words = [
        next(
            (LABELS[f][part] for f in _OPERANDS.get(name, ()) if part in LABELS[f]),
            part,
        )
        for part in parts
    ]
    return ", ".join(words)
