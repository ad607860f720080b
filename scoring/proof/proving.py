"""All three properties of a scheme, of all bids that it admits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.merit.terms import Terms
from scoring.proof.floors import floor
from scoring.proof.formulas import unmodelled
from scoring.proof.losing_bid import losing_bid
from scoring.proof.order_lemmas import reach_keeps_order
from scoring.proof.outcome import Part, Proof, Property
from scoring.proof.worse_promise import worse_promise
from tender.codes import Code

PROPERTIES: tuple[Property, ...] = ("worse-promise", "floor", "losing-bid")

REACH = Part(kind="reach")


def prove(
    terms: Terms, *, tests: Sequence[Code] = (), lowest: int | None = None
) -> tuple[Proof, ...]:
    """Return a proof, a counterexample, or neither, for each property.

    *tests* are what a tender tests of each bid besides, and *lowest* is how many of the
    lowest prices it evaluates, where it does not evaluate all. Of a scheme with a formula
    that is not modelled nothing is said.
    """
    unknown = tuple(Part(kind="formula", code=id_) for id_ in unmodelled(terms))
    if unknown:
        return tuple(Proof(about=one, open=unknown) for one in PROPERTIES)
    worse, under, losing = worse_promise(terms), floor(terms, tests), losing_bid(terms)
    if lowest is not None:
        worse, losing = _reached(worse, lowest), _reached(losing, lowest)
    return worse, under, losing


def _reached(proof: Proof, lowest: int) -> Proof:
    """Return *proof* for the case that only the *lowest* prices are evaluated."""
    if reach_keeps_order(lowest):
        return replace(proof, proved=(*proof.proved, REACH))
    return replace(proof, open=(*proof.open, REACH))
