"""Who is first: what the evaluation itself says at one place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.merit.evaluation import evaluate
from scoring.merit.fault import MeritError
from scoring.merit.outcome import Outcome
from scoring.merit.terms import Terms
from scoring.sensitivity.axis import Axis
from tender.codes import Bid


@dataclass(frozen=True, slots=True)
class First:
    """Who is first.

    `bid` one; `tie` several, whom nothing tells apart; `nobody` passes; `unfit`: the
    scheme does not fit, since its least quality is above what could be reached.
    """

    kind: Literal["bid", "tie", "nobody", "unfit"]
    bids: tuple[Bid, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on an axis, evaluated."""

    x: Fraction
    first: First
    terms: Terms
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Unfit:
    """A place at which the scheme does not fit."""

    x: Fraction
    first: First = First("unfit")


def first_of(outcome: Outcome) -> First:
    """Return who is first in *outcome*, in which no price is waited for."""
    if outcome.winner is not None:
        return First("bid", (outcome.winner,))
    level = tuple(sorted(one.bid for one in outcome.results if one.rank == 1))
    return First("tie", level) if level else First("nobody")


def evaluated(axis: Axis, x: Fraction) -> Place | Unfit:
    """Evaluate what stands at *x*."""
    try:
        terms, bids = axis.at(x)
    except MeritError:
        return Unfit(x)
    outcome = evaluate(terms, bids)
    return Place(x, first_of(outcome), terms, outcome)
