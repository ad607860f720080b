"""Nothing under the floor wins: whatever a scheme asks at least, the winner has.

The floors of a scheme are

    threshold    of an element; of all elements together (total)
    no-quality   under points or weights: a bid whose elements come to nothing at all
    estimate     where there is one: a price above it
    gate         each gate, but a share of the estimate below which a bid is only noted
    promise      each promise that a line has to pay for
    test         what a tender tests besides, such as its floor of labour cost

The first two are held against scores as they count, rounded where the scheme rounds
them: that is what the scheme says is looked at. Whether a scheme tests what is a floor,
and tests it before it ranks, is what is proved here: of any bid, in any field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import z3

from scoring.merit.outcome import Outcome
from scoring.merit.terms import Terms
from scoring.proof import field, steps
from scoring.proof.bids import Bid, admitted, any_bid
from scoring.proof.field import Standing
from scoring.proof.open_field import open_standings
from scoring.proof.outcome import Part, Proof, Witness, part_by_part
from scoring.proof.search import attempts
from scoring.proof.solver import find, holds
from scoring.proof.symbols import Claim, exact, least
from scoring.proof.witness import Field, known, shown, written
from tender.codes import Code
from tender.merit.elements import CommitmentElement
from tender.merit.gates import Gate

_I, _R = "penawaran-a", "penawaran-b"


def floor(terms: Terms, tests: Sequence[Code] = ()) -> Proof:
    """Return whether a bid under a floor can win, floor by floor."""
    return part_by_part(
        "floor",
        floors(terms, tests),
        lambda part: is_proved(terms, part, tests),
        lambda part: _searched(terms, part),
    )


def is_proved(terms: Terms, part: Part, tests: Sequence[Code] = ()) -> bool:
    """Say whether a bid under a floor is proved never to be ranked."""
    bid = any_bid(terms, _I, tests)
    (standing,), given = open_standings(terms, [bid], "now")
    wins_under = z3.And(standing.ranked, under(terms, part, bid, standing))
    return holds(z3.Not(wins_under), [*admitted(terms, bid), *given])


def floors(terms: Terms, tests: Sequence[Code] = ()) -> Iterator[Part]:
    """Yield the floors of a scheme, and the *tests* that a tender makes besides."""
    merit = terms.merit
    for element in merit.elements:
        if element.threshold is not None:
            yield Part(kind="threshold", code=element.id)
    if merit.threshold is not None:
        yield Part(kind="total")
    if merit.elements and merit.combine != "lowest":
        yield Part(kind="no-quality")
    if merit.price is not None and terms.estimate is not None:
        yield Part(kind="estimate")
    for gate in terms.gates:
        yield Part(kind="gate", code=gate.id)
    for element in merit.elements:
        if isinstance(element, CommitmentElement) and element.params.funded_by:
            yield Part(kind="promise", code=element.id)
    for code in tests:
        yield Part(kind="test", code=code)


def under(terms: Terms, part: Part, bid: Bid, standing: Standing) -> Claim:
    """Say that a *bid* that stands so is under a floor."""
    elements = {element.id: element for element in terms.merit.elements}
    element = elements.get(part.code)
    match part.kind:
        case "threshold" if element is not None:
            return standing.scores[part.code] < exact(element.threshold or 0)
        case "total":
            return standing.quality < exact(terms.merit.threshold or 0)
        case "no-quality":
            return standing.quality <= 0
        case "estimate":
            return bid.price > exact(terms.estimate or 0)
        case "promise" if isinstance(element, CommitmentElement):
            return z3.Not(z3.And(*steps.paid_for(terms, element, bid)))
        case _:
            return z3.Not(_is_tested(terms, part, bid))


def is_under(terms: Terms, part: Part, bids: Field) -> bool:
    """Say whether the first of *bids*, whose numbers are known, is under a floor."""
    symbols = [known(terms, bid) for bid in bids]
    standing = field.standings(terms, symbols)[0]
    claim = under(terms, part, symbols[0], standing)
    return bool(z3.is_true(z3.simplify(claim)))


def _is_tested(terms: Terms, part: Part, bid: Bid) -> Claim:
    """Say that a bid passes a gate of the scheme, or a test that the tender makes."""
    if part.kind == "test":
        return bid.tests[part.code]
    gate = next(gate for gate in terms.gates if gate.id == part.code)
    return _is_met(terms, gate, bid)


def _is_met(terms: Terms, gate: Gate, bid: Bid) -> Claim:
    """Say that a bid meets a gate, from the gate alone."""
    estimate = exact(terms.estimate or 0)
    match gate.kind:
        case "undertaking":
            return bid.declared[gate.params.of]
        case "least":
            of = gate.params.of
            value = least(*bid.marks[of]) if of in bid.marks else bid.figures[of]
            return value >= exact(gate.params.least)
        case "ceiling":
            return bid.price <= estimate
        case _:
            is_noted = gate.params.below == "note"
            enough = bid.price >= exact(gate.params.share) * estimate
            return z3.Or(z3.BoolVal(val=is_noted), enough)


def _searched(terms: Terms, part: Part) -> Witness | None:
    """Look for a bid under a floor that wins over one that is not, or alone."""
    own, rival = any_bid(terms, _I), any_bid(terms, _R)

    def wins(_: Outcome, outcome: Outcome) -> bool:
        return outcome.winner == _I

    for bids in ((own, rival), (own,)):
        for attempt in attempts(terms):
            stand = field.standings(attempt.terms, bids)
            claims = [
                *attempt.given(bids[1:]),
                *admitted(terms, own),
                under(attempt.terms, part, own, stand[0]),
                stand[0].ranked,
                *(field.is_ahead(stand[0], other, attempt.by) for other in stand[1:]),
            ]
            for bid, other in zip(bids[1:], stand[1:], strict=True):
                claims += [other.ranked, z3.Not(under(attempt.terms, part, bid, other))]
            found = find(claims, attempt.steps)
            if found is None:
                continue
            fields = shown(
                terms,
                (
                    (before, after)
                    for before, after in written(terms, found, bids, bids)
                    if is_under(terms, part, after)
                ),
                wins,
            )
            if fields is not None:
                return Witness(
                    part=part,
                    bid=_I,
                    rivals=tuple(bid.name for bid in bids[1:]),
                    before=(),
                    after=fields[1],
                )
    return None
