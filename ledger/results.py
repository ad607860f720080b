"""A result under other rules: verdict, figures and rank of every bid, then and now.

What people found stays as they found it. Where other rules ask for what nobody has
found, the results cannot be compared, and what is missing is named; but the originals
of a bid that comes first now are only looked at once it does, so that this is told and
stands in no one's way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rules.evaluating import evaluate
from rules.pack import Pack
from scoring.evaluation import BidResult, Evaluation, ProofToSee, TieToDecide, ToDo
from tender.canonical.numbers import number_text
from tender.codes import Bid
from tender.scheme import Scheme
from tender.state import State


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a bid that is another one; empty where there is none."""

    bid: Bid
    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an evaluation came to, and would come to.

    *first* and *first_now* are the bid that no other is before; none in the first file
    of two, and while nobody has told those apart that are level. *unproved* has not shown
    its originals. *missing* is what nobody found, *fault* why nothing can be compared.
    """

    first: Bid | None
    first_now: Bid | None
    figures: tuple[Figure, ...] = ()
    unproved: tuple[Bid, ...] = ()
    missing: tuple[str, ...] = ()
    fault: str = ""

    @property
    def differs(self) -> bool:
        """Say whether a bid would have ended otherwise."""
        return bool(self.figures) and not self.missing


def result(
    state: State, pack: Pack, other: State, new: Pack, scheme: Scheme | None
) -> Result:
    """Evaluate *state* under *pack*, and *other* under *new*, by *scheme* if there is one."""
    then = evaluate(state, state.values.over(pack.values))
    if scheme is not None:
        was = state.preparation.scheme
        if was is None or was.envelopes != scheme.envelopes:
            found = was.envelopes if was is not None else "no scheme"
            fault = f"expected bids in {scheme.envelopes}, found {found}"
            return Result(_first(then), None, fault=fault)
        if unasked := _unasked(was, scheme):
            return Result(_first(then), None, missing=unasked)
        part = replace(other.preparation, scheme=scheme)
        other = replace(other, preparation=part)
    try:
        now = evaluate(other, other.values.over(new.values))
    except (LookupError, ValueError) as error:
        return Result(_first(then), None, fault=str(error))
    asked = [one for one in now.pending if one not in then.pending]
    return Result(
        first=_first(then),
        first_now=_first(now),
        figures=_figures(then, now),
        unproved=tuple(one.bid for one in asked if isinstance(one, ProofToSee)),
        missing=tuple(_said(one) for one in asked if not isinstance(one, ProofToSee)),
    )


def _unasked(was: Scheme, now: Scheme) -> tuple[str, ...]:
    """Return what *now* asks of bids that *was* did not: nobody could answer it."""
    return tuple(sorted(_asked_of_bids(now) - _asked_of_bids(was)))


def _asked_of_bids(scheme: Scheme) -> set[str]:
    promised = scheme.merit.elements if scheme.merit is not None else ()
    return {line.requirement for line in scheme.requirements} | {
        element.id for element in promised if element.kind == "commitment"
    }


def _first(found: Evaluation) -> Bid | None:
    first = [one.bid for one in found.results if one.rank == 1]
    return first[0] if len(first) == 1 else None


def _figures(then: Evaluation, now: Evaluation) -> tuple[Figure, ...]:
    before = {one.bid: one for one in then.results}
    return tuple(
        Figure(one.bid, name, was, is_)
        for one in sorted(now.results, key=lambda one: one.bid)
        for name in ("verdict", "rank", "price", "technical", "price_score", "total")
        for was, is_ in [(_text(before[one.bid], name), _text(one, name))]
        if was != is_
    )


def _text(one: BidResult, name: str) -> str:
    value = getattr(one, name)
    if isinstance(value, Fraction):
        return number_text(value)
    return "" if value is None else str(value)


def _said(one: ToDo) -> str:
    """Name what was not found: the field of a bid, or the bids that are level."""
    if isinstance(one, TieToDecide):
        return " = ".join(one.bids)
    names = [name for name in one.__slots__ if name != "bid"]
    what = " ".join(str(getattr(one, name) or "") for name in names).strip()
    bid = getattr(one, "bid", "")
    return f"{bid}: {what}"
