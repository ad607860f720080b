"""What comes of asking a scheme for a proof: proved, a counterexample, or neither.

The three properties, of all bids that a scheme admits and however many they are:

    worse-promise   whoever promises less, or asks for more, gains no rank by it
    floor           a bid under a threshold, a gate or the estimate never wins
    losing-bid      a bid that does not win changes the order of no two others
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from scoring.merit.terms import BidValues
from tender.codes import Bid, Code

Property = Literal["worse-promise", "floor", "losing-bid"]

Answer = Literal["proved", "refuted", "unknown"]

What = Literal["price", "element", "figure", "declared"]
"""What of a bid is made worse."""

Floor = Literal[
    "threshold",  # of an element
    "total",  # of all elements together
    "no-quality",  # no points at all, where points count
    "estimate",
    "gate",
    "promise",  # that its line does not pay for
    "test",  # one that the tender makes besides the scheme's own gates
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is looked at: a value that gets worse, a floor; *code* names it.

    `order` is that of any two bids, `reach` that of the lowest prices which are evaluated
    at all, `formula` one that is not modelled.
    """

    kind: What | Floor | Literal["order", "reach", "formula"]
    code: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Bids that the evaluation itself shows to break a property.

    *bid* is the one that gains, wins, or loses; *rivals* are those that it passes, or
    that change places. *before* and *after* differ in one value of *bid*, or in its
    presence; of a floor there is one field alone, and *before* is empty.
    """

    part: Part
    bid: Bid
    rivals: tuple[Bid, ...]
    before: tuple[BidValues, ...]
    after: tuple[BidValues, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The answer on one property.

    *proved* are the parts that are, *open* those of which neither proof nor
    counterexample was found; *witnesses* are the counterexamples, one for a part.
    """

    about: Property
    proved: tuple[Part, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    open: tuple[Part, ...] = ()

    @property
    def answer(self) -> Answer:
        """Return `refuted` with a counterexample, `unknown` where parts are open."""
        if self.witnesses:
            return "refuted"
        return "unknown" if self.open else "proved"


def part_by_part(
    about: Property,
    parts: Iterable[Part],
    is_proved: Callable[[Part], bool],
    searched: Callable[[Part], Witness | None],
) -> Proof:
    """Return the answer on a property whose parts are proved, or searched, one by one."""
    proved: list[Part] = []
    witnesses: list[Witness] = []
    left: list[Part] = []
    for part in parts:
        if is_proved(part):
            proved.append(part)
        elif (witness := searched(part)) is not None:
            witnesses.append(witness)
        else:
            left.append(part)
    return Proof(
        about=about,
        proved=tuple(proved),
        witnesses=tuple(witnesses),
        open=tuple(left),
    )
