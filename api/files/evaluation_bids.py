"""From the file of `saksama evaluate` to what is compared; and what in it cannot be meant.

Numbers in a file come from whoever types it. What the acts of a tender cannot bring
about, a member's mark that is missing or a cost below nothing, is told here by its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from api.files.document import Document
from api.files.evaluation_file import EvaluationFile
from api.files.fault import FileFault, first_of, one_of, shown
from scoring.merit.evaluation import evaluate
from scoring.merit.fault import Fault, MeritError
from scoring.merit.reading import codes
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.codes import Bid
from tender.merit.elements import CommitmentElement

_MEANS = frozenset(
    f"formula.element.{name}.1"
    for name in ("mean-of-parts", "panel-mean", "panel-median")
)
"""Formulas by which fewer values, those left out, would give another figure."""


def compared(
    file: EvaluationFile, document: Document
) -> tuple[Terms, tuple[BidValues, ...]]:
    """Return the scheme and the bids as they are compared; raise `FileFault`."""
    try:
        terms = Terms(
            merit=file,
            gates=file.gates,
            estimate=file.estimate,
            people=file.people or (),
        )
    except MeritError as error:
        raise faults_of(error.faults, document) from error
    found = [
        *_misplaced(file),
        *_unequal(terms, file),
        *_ungrouped(file),
        *_below_zero(terms, file),
        *_above_price(file),
        *_unasked(file),
    ]
    if found:
        raise faults_of(found, document)
    return terms, tuple(_values(file))


def held_to_ties(terms: Terms, bids: tuple[BidValues, ...], document: Document) -> None:
    """Raise `FileFault` for places that decide nothing, or not all that they have to.

    A bid has one where the committee is asked about it; of the bids that are level each
    has its own, or none has one. Raise `MeritError` where the bids do not fit.
    """
    if not any(bid.place for bid in bids):
        return
    before = evaluate(terms, [replace(bid, place=0) for bid in bids])
    level = {bid for group in before.tied for bid in group}
    found = [
        Fault(
            ("bids", at, "place"),
            "a bid that nothing else tells from another",
            bid.bid,
        )
        for at, bid in enumerate(bids)
        if bid.place and bid.bid not in level
    ]
    for group in before.tied:
        found += _undecided(bids, group)
    if found:
        raise faults_of(found, document)


def _undecided(bids: tuple[BidValues, ...], group: tuple[Bid, ...]) -> Iterator[Fault]:
    """Yield a fault for each bid of a level *group* whose place is another's, or lacking."""
    level = [(at, bid) for at, bid in enumerate(bids) if bid.bid in group]
    if not any(bid.place for _, bid in level):
        return
    seen: dict[int, Bid] = {}
    for at, bid in level:
        where = ("bids", at, "place")
        if not bid.place:
            first = next(one.bid for _, one in level if one.place)
            yield Fault(where, f"a place, as {first} has one and is level", "none")
        elif bid.place in seen:
            expected = f"a place other than that of {seen[bid.place]}"
            yield Fault(where, expected, str(bid.place))
        seen.setdefault(bid.place, bid.bid)


def faults_of(faults: Iterable[Fault], document: Document) -> FileFault:
    """Return what does not fit as faults of the file's lines."""
    return first_of(
        document.fault(fault.where, expected=fault.expected, found=fault.found)
        for fault in faults
    )


def _values(file: EvaluationFile) -> Iterator[BidValues]:
    for bid in file.bids:
        yield BidValues(
            bid=bid.id,
            price=bid.price,
            values={**bid.values, **bid.commitments},
            figures=bid.items,
            declared=bid.declared,
            place=bid.place or 0,
        )


def _misplaced(file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for each promise among the values, and the other way round."""
    promises = {one.id for one in file.elements if one.kind == "commitment"}
    for at, bid in enumerate(file.bids):
        for code in bid.values.keys() & promises:
            where = ("bids", at, "values", code)
            yield Fault(where, "a promise under commitments", shown(code))
        for code in bid.commitments.keys() - promises:
            where = ("bids", at, "commitments", code)
            yield Fault(where, one_of(promises), shown(code))


def _unequal(terms: Terms, file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for each bid with more or fewer marks than the first that has some."""
    for rule in terms.rules:
        if rule.formula.id not in _MEANS:
            continue
        id_ = rule.element.id
        marked = [
            (at, bid.id, len(bid.values[id_]))
            for at, bid in enumerate(file.bids)
            if id_ in bid.values
        ]
        for at, _, count in marked:
            _, first, wanted = marked[0]
            if count != wanted:
                expected = f"as many numbers as {first} has, {wanted}"
                yield Fault(("bids", at, "values", id_), expected, str(count))


def _ungrouped(file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for each list of promises that is not one for each group of people."""
    if file.people is None:
        return
    groups = len(file.people)
    for at, bid in enumerate(file.bids):
        for code, promises in bid.commitments.items():
            if len(promises) not in (1, groups):
                expected = (
                    f"1 number, or {groups}, one for each of people"
                    if groups > 1
                    else "one number"
                )
                where = ("bids", at, "commitments", code)
                yield Fault(where, expected, str(len(promises)))


def _below_zero(terms: Terms, file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for each figure below 0 that takes nothing off and is held to nothing."""
    signed = {gate.params.of for gate in file.gates if gate.kind == "least"}
    if terms.price is not None:
        params = terms.price.compared.params
        for name in ("inside", "beside"):
            signed.update(codes(params, name) if name in params else ())
    for at, bid in enumerate(file.bids):
        for code, figure in bid.items.items():
            if figure < 0 and code not in signed:
                where = ("bids", at, "items", code)
                yield Fault(where, "0 or more", number_text(figure))


def _above_price(file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for lines that come to more than the price that they are parts of."""
    lines = {
        element.params.funded_by
        for element in file.elements
        if isinstance(element, CommitmentElement) and element.params.funded_by
    }
    for at, bid in enumerate(file.bids):
        if bid.price is None:
            continue
        paying = {line: bid.items[line] for line in lines & bid.items.keys()}
        above = sorted(line for line in paying if paying[line] > bid.price)
        for line in above:
            where = ("bids", at, "items", line)
            expected = f"at most the price {bid.price}"
            yield Fault(where, expected, number_text(paying[line]))
        together = sum(paying.values(), Fraction(0))
        if together > bid.price and not above:
            expected = (
                f"lines that pay for promises within the price {bid.price} together"
            )
            yield Fault(("bids", at, "items"), expected, number_text(together))


def _unasked(file: EvaluationFile) -> Iterator[Fault]:
    """Yield a fault for each place where no tie is for the committee."""
    if any(tie.by == "committee" for tie in file.ties):
        return
    for at, bid in enumerate(file.bids):
        if bid.place is not None:
            expected = "a tie by the committee in ties"
            yield Fault(("bids", at, "place"), expected, "none")
