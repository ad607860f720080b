"""The domestic content of a bid, where a tender by lowest price prefers it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from rules.files import offer
from tender.codes import Code
from tender.state import State

LOCAL_CONTENT: Final[Code] = "local-content"
"""What the committee finds the value of, where it finds another than a bid declares."""


def is_preferred(state: State) -> bool:
    """Say whether the scheme prefers domestic content."""
    scheme = state.preparation.scheme
    return scheme is not None and scheme.preference is not None


def declared(state: State, bid: str) -> Fraction:
    """Return the domestic share of its price that a bid declares; 0, if it says nothing."""
    return offer(state, bid).local_content or Fraction(0)


def local_content(state: State, bid: str) -> Fraction:
    """Return the domestic share that counts: as the committee found it, else as declared.

    0 where it is not preferred.
    """
    if not is_preferred(state):
        return Fraction(0)
    found = state.evaluation.values.get((bid, LOCAL_CONTENT))
    return declared(state, bid) if found is None else found.what.value[0]
