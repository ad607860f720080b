"""The price preference: when a scheme may have one, and what may be found of a bid's share.

The figures are those of Perpres 16/2018 art. 67(1)-(6), whose text of 2018 was read.
Perpres 46/2025 made the order of what is bought first anew (art. 66); what it left of
these figures was not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rules.decisions.case import Deciders
from rules.rule import Decision, rule
from tender.canonical.numbers import number_text
from tender.preference import Preference
from tender.scheme import Scheme
from tender.state import State

deciders = Deciders()

_ABOVE: Final = 1_000_000_000  # rupiah
_MOST: Final = Fraction(1, 4)
_LEAST: Final = Fraction(1, 4)

PREFERENCE = rule(
    "scheme.preference",
    "Perpres 16/2018 art. 67(1)-(6)",
    "verified",
    indonesian="Preferensi harga dalam skema: {fault}.",
    english="The price preference of the scheme: {fault}.",
    remedy=(
        "Hapus preferensi, atau sesuaikan dengan pasal itu.",
        "Leave the preference out, or bring it within the article.",
    ),
)


def unpreferable(state: State, scheme: Scheme) -> Iterator[Decision]:
    """Yield a refusal where the tender may not have the preference of its *scheme*."""
    if scheme.preference is None:
        return
    if fault := _preference_fault(state, scheme, scheme.preference):
        yield PREFERENCE.no(fault=fault)


def _preference_fault(state: State, scheme: Scheme, preference: Preference) -> str:
    """Return the code for what is wrong with a preference, or nothing.

    The value is the estimate's, and the budget's as long as there is none.
    """
    money = state.preparation.estimate or state.preparation.budget
    if scheme.award_criteria != "priceOnly":
        return "preference_beside_points"
    if money is not None and money.amount <= _ABOVE:
        return "preference_too_small"
    if not 0 < preference.most <= _MOST:
        return "preference_too_high"
    return "preference_from_too_little" if preference.least < _LEAST else ""


def share_fault(given: tuple[Fraction, ...]) -> str:
    """Return the code for what keeps a value from being one share of one, or nothing."""
    if len(given) != 1:
        return f"wrong_count {len(given)}"
    (share,) = given
    if share < 0:
        return f"below_zero {number_text(share)}"
    return f"above_most {number_text(share)} 1" if share > 1 else ""
