"""From state to evaluation and back: facts in, verdicts, to-dos and working out.

`scoring` compares; this module gathers what the state knows of each bid, and
says in commands what people still have to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from typing_extensions import override

from rules import marks, preference
from rules.files import offer, prices_are_open
from rules.terms import evaluation_terms
from scoring import arithmetic, case, evaluation, explanation, rated
from scoring.evaluation import (
    Evaluation,
    FactToRecord,
    PriceToJudge,
    ProofToSee,
    RequirementToJudge,
    ToDo,
    ValueToFind,
)
from scoring.explanation import Node
from scoring.ownership import shared
from scoring.terms import BidFacts, Terms
from tender.canonical import Json
from tender.imported_fact import HoldersFact, ImportedFact, concerns
from tender.offer import Holder
from tender.state import State
from tender.values import Reading


class Waited(NamedTuple):
    """A command that people have to give, and what about."""

    command: str
    about: str


class NotEvaluatedError(LookupError):
    """A bid's working was asked for that the evaluation does not have."""

    def __init__(self, bid: str) -> None:
        super().__init__(f"expected an opened bid, found {bid!r}")


class _Grounds:
    """What an answer rests on, equal where it is the same objects and values.

    Between two entries most of a state is the same object. `due`, the deciders and
    every bidder's letter ask for the same evaluation, which is worked out once; the
    terms stay the same from one finding to the next, and so what follows from them.
    """

    def __init__(self, state: State, reading: Reading, *parts: object) -> None:
        self.state = state
        self.reading = reading
        self._parts = parts

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Grounds):
            return NotImplemented
        same = all(a is b for a, b in zip(self._parts, other._parts, strict=True))
        return same and self.reading.by_id == other.reading.by_id

    @override
    def __hash__(self) -> int:
        return hash(tuple(map(id, self._parts)))


def evaluate(state: State, reading: Reading) -> Evaluation:
    """Evaluate the opened bids of *state*, on what people have found so far."""
    parts = (state.preparation, state.opening, state.evaluation)
    return _evaluate(_Grounds(state, reading, *parts))


@lru_cache(maxsize=4)
def _evaluate(grounds: _Grounds) -> Evaluation:
    state = grounds.state
    terms = _terms(_Grounds(state, grounds.reading, state.preparation))
    bids = [facts(state, grounds.reading, bid) for bid in opened(state)]
    if terms.scheme.merit is None:
        return evaluation.evaluate(terms, bids)
    return rated.evaluate(terms, bids, priced=prices_are_open(state))


@lru_cache(maxsize=4)
def _terms(grounds: _Grounds) -> Terms:
    return evaluation_terms(grounds.state, grounds.reading)


def opened(state: State) -> tuple[str, ...]:
    """Return the bids of which every part so far is open, in order."""
    return tuple(sorted({bid for bid, _ in state.opening.offers}))


def compared(state: State, reading: Reading) -> tuple[str, ...]:
    """Return the bids whose elements are looked at: those that have failed nothing before."""
    terms = _terms(_Grounds(state, reading, state.preparation))
    bids = (facts(state, reading, bid) for bid in opened(state))
    return tuple(b.bid for b in bids if case.technical(b, terms).standing != "failed")


def correctable(state: State, reading: Reading, bid: str) -> bool:
    """Say whether a bid's price schedule fits the tender's; if not, the bid fails by that."""
    schedule = _terms(_Grounds(state, reading, state.preparation)).schedule
    found = arithmetic.attempt(bid, offer(state, bid), schedule)
    return not isinstance(found, arithmetic.ScheduleFault)


def facts(state: State, reading: Reading, bid: str) -> BidFacts:
    """Return what is known of a bid: its offer and the latest findings of people."""
    part = state.evaluation
    proof = part.proofs.get(bid)
    looked_up = tuple(found.what for found in part.facts.values())
    return BidFacts(
        bid=bid,
        offer=offer(state, bid),
        judgements=tuple(j.what for (b, _), j in part.judged.items() if b == bid),
        facts=tuple(fact for fact in looked_up if fact.bid == bid),
        shared=shared(bid, _declared(state, looked_up), looked_up),
        price_judgements=tuple(
            p.what for (b, _, _), p in part.prices.items() if b == bid
        ),
        proof=proof.what if proof else None,
        place=part.place(bid),
        values=marks.values(state, reading, bid),
        local_content=preference.local_content(state, bid),
        is_shut=(bid, "price") in state.opening.unopenable,
    )


def _declared(
    state: State, facts: tuple[ImportedFact, ...]
) -> dict[str, tuple[Holder, ...]]:
    """Return the holders that bids declare in which facts find the same people."""
    named = {
        bid
        for fact in facts
        if isinstance(fact.says, HoldersFact) and fact.says.same
        for bid in concerns(fact)
    }
    return {bid: offer(state, bid).holders or () for bid in sorted(named)}


def waited(state: State, reading: Reading) -> tuple[Waited, ...]:
    """Return what people still have to do, as commands and their subjects.

    Of marks it says whose are missing, who has all of them and has not locked, and then
    which lie too far apart.
    """
    others = awaited(state, reading)
    return (*others, *_marks(state, reading, is_last=not others))


def awaited(state: State, reading: Reading) -> tuple[Waited, ...]:
    """Return what people still have to do, but for marks."""
    panels = {element.id for element in marks.panels(state)}
    return tuple(
        _waited(todo)
        for todo in evaluate(state, reading).pending
        if not isinstance(todo, ValueToFind) or todo.element not in panels
    )


def _marks(state: State, reading: Reading, *, is_last: bool) -> Iterator[Waited]:
    """Yield the marks that are missing, and then the locks, once nothing else is open."""
    pending = evaluate(state, reading).pending
    panels = {element.id for element in marks.panels(state)}
    bids = dict.fromkeys(
        todo.bid
        for todo in pending
        if isinstance(todo, ValueToFind) and todo.element in panels
    )
    if not bids:
        return
    members = marks.counting(state, reading)
    if not members:
        yield Waited("form_committee", "")
    for member in members:
        missing = [
            f"{bid} {element} {member}"
            for bid in bids
            for element in marks.missing(state, bid, member)
        ]
        yield from (Waited("record_mark", about) for about in missing)
        if is_last and not missing and member not in state.evaluation.locked:
            yield Waited("lock_marks", member)
    if members and all(member in state.evaluation.locked for member in members):
        for bid in bids:
            for element, _, _ in marks.apart(state, reading, bid):
                yield Waited("moderate_marks", f"{bid} {element.id}")


def _waited(todo: ToDo) -> Waited:
    match todo:
        case RequirementToJudge(bid, requirement):
            return Waited("record_judgement", f"{bid} {requirement}")
        case FactToRecord(bid, kind):
            return Waited("record_fact", f"{bid} {kind}")
        case PriceToJudge(bid, test, item):
            return Waited("judge_price", f"{bid} {test} {item or ''}".strip())
        case ValueToFind(bid, element):
            return Waited("find_value", f"{bid} {element}")
        case ProofToSee(bid):
            return Waited("prove_qualification", bid)
        case _:
            return Waited("decide_tie", " ".join(todo.bids))


def working(state: State, reading: Reading, bid: str) -> dict[str, Json]:
    """Return how a bid's result came about, as a tree that can be worked by hand.

    Of a bid that could not be opened there is nothing to work out.
    """
    if bid not in opened(state) and bid in state.bidding.bids:
        place = explanation.cell(bid, f"bids[{bid}]")
        unopened = Node(f"{bid}/verdict", "evaluation.bid", {"bid": place}, "failed")
        return explanation.to_json(unopened)
    node = node_of(state, reading, f"{bid}/verdict")
    if node is None:
        raise NotEvaluatedError(bid)
    return explanation.to_json(node)


def node_of(state: State, reading: Reading, name: str) -> Node | None:
    """Return a figure or a test of the evaluation with all that it rests on, by its name."""
    return _named(evaluate(state, reading).explanation, name)


def _named(root: Node, name: str) -> Node | None:
    """Return the node of this name that is nearest to the *root*, if there is one."""
    level = [root]
    while level:
        for node in level:
            if node.name == name:
                return node
        level = [child for node in level for child in node.children]
    return None
