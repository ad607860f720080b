"""Masking: numbers that identify a person or a firm, covered before a rendition leaves.

NPWP has 15 or 16 digits, with its place of business (NITKU) 22, NIK 16, NIP 18,
written with or without points, hyphens and spaces between. What is left is enough to tell two apart, and not to look
anybody up: the last three digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[.\- ]?[0-9]){14,21}(?![0-9])")
_LEFT = 3
_COVER = "•"


def masked(names: Mapping[str, str]) -> dict[str, str]:
    """Return how parties are called in a rendition for everyone."""
    return {code: mask(name) for code, name in names.items()}


def mask(text: str) -> str:
    """Return *text* with identifying numbers covered.

    >>> mask("PT Contoh, NPWP 01.234.567.8-331.000")
    'PT Contoh, NPWP ••.•••.•••.•-•••.000'
    """
    return _NUMBER.sub(lambda found: _cover(found[0]), text)


def _cover(number: str) -> str:
    digits = sum(character.isdigit() for character in number)
    covered = []
    for character in number:
        if character.isdigit() and digits > _LEFT:
            covered.append(_COVER)
        else:
            covered.append(character)
        digits -= character.isdigit()
    return "".join(covered)
