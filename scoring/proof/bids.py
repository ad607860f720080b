"""A bid of which nothing is known but that a scheme admits it.

Admitted is what `scoring.merit.values_lint` and the file of `saksama evaluate` let
pass: marks within their scale, figures of the kind that their formula takes, lines
that pay for promises within the price. Prices here may have fractions, which admits
more than there is: what is proved of all of these is proved of the whole ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import z3

from scoring.merit.reading import AT_MOST_WITH_MAX, Rule, codes
from scoring.merit.terms import Terms
from scoring.proof.formulas import Compared, weights_of
from scoring.proof.symbols import Claim, Term, exact, real, total
from tender.codes import Code
from tender.merit.elements import CommitmentElement
from tender.money import LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """A bid's price, marks by element, figures beside the price, and what it declares.

    *tests* are those that are made of it besides the scheme's own gates.
    """

    name: str
    price: Term
    marks: Mapping[Code, tuple[Term, ...]]
    figures: Mapping[Code, Term]
    declared: Mapping[Code, Claim]
    tests: Mapping[Code, Claim] = field(default_factory=dict)

    def compared(self, scores: Mapping[Code, Term], quality: Term) -> Compared:
        """Return what its price is compared with, besides the price."""
        return Compared(
            quality=quality,
            scores=scores,
            figures=self.figures,
            declared=self.declared,
        )


def any_bid(terms: Terms, name: str, tests: Sequence[Code] = ()) -> Bid:
    """Return a bid of this name: one mark for each element, or one for each part."""
    return Bid(
        name=name,
        price=real(f"{name}.price"),
        marks={
            rule.element.id: tuple(
                real(f"{name}.{rule.element.id}.{part}") for part in range(_parts(rule))
            )
            for rule in terms.rules
        },
        figures={code: real(f"{name}.{code}") for code in figures_of(terms)},
        declared={code: z3.Bool(f"{name}.{code}") for code in _declared(terms)},
        tests={code: z3.Bool(f"{name}.test.{code}") for code in tests},
    )


def admitted(terms: Terms, bid: Bid) -> Iterator[Claim]:
    """Yield what holds of every bid that the scheme admits."""
    yield bid.price >= 0
    yield bid.price <= exact(LARGEST)
    for rule in terms.rules:
        yield from admitted_marks(rule, bid.marks[rule.element.id])
    for code, figure in bid.figures.items():
        yield from _admitted_figure(terms, code, figure)
    paying = [bid.figures[line] for line in lines_of(terms)]
    if paying:
        yield total(paying) <= bid.price


def admitted_marks(rule: Rule, marks: tuple[Term, ...]) -> Iterator[Claim]:
    """Yield what holds of the marks of one element."""
    points = rule.formula.id == AT_MOST_WITH_MAX
    most = rule.element.max if points else rule.scale
    if rule.takes_one and most is None:
        return
    for mark in marks:
        yield mark >= 0
        if most is not None and not points:
            yield mark <= exact(most)
    if most is not None and points:
        yield total(marks) <= exact(most)


def costs_of(terms: Terms) -> tuple[Code, ...]:
    """Return the figures of which less is better: they are added to the price."""
    return _named(terms, "costs", "inside", "beside")


def lines_of(terms: Terms) -> tuple[Code, ...]:
    """Return the lines that pay for promises."""
    return tuple(
        element.params.funded_by
        for element in terms.merit.elements
        if isinstance(element, CommitmentElement) and element.params.funded_by
    )


def figures_of(terms: Terms) -> tuple[Code, ...]:
    """Return every figure beside the price that the scheme looks at."""
    elements = {rule.element.id for rule in terms.rules}
    gates = [
        gate.params.of
        for gate in terms.gates
        if gate.kind == "least" and gate.params.of not in elements
    ]
    ties = [str(tie.of) for tie in terms.merit.ties if tie.by == "figure"]
    compared = (*costs_of(terms), *_named(terms, "local-content"))
    return tuple(dict.fromkeys((*compared, *gates, *ties, *lines_of(terms))))


def _admitted_figure(terms: Terms, code: Code, figure: Term) -> Iterator[Claim]:
    signed = {gate.params.of for gate in terms.gates if gate.kind == "least"}
    signed.update(_named(terms, "inside", "beside"))
    if code not in signed:
        yield figure >= 0
    if code in _named(terms, "local-content"):
        yield figure >= 0
        yield figure <= 1
    limit = exact(Fraction(LARGEST))
    yield figure <= limit
    yield -limit <= figure


def _named(terms: Terms, *parameters: str) -> tuple[Code, ...]:
    """Return the codes that the formula of the price that is compared names."""
    if terms.price is None:
        return ()
    params = terms.price.compared.params
    return tuple(
        code for name in parameters if name in params for code in codes(params, name)
    )


def _declared(terms: Terms) -> tuple[Code, ...]:
    undertakings = [g.params.of for g in terms.gates if g.kind == "undertaking"]
    return tuple(dict.fromkeys((*undertakings, *_named(terms, "burdened"))))


def _parts(rule: Rule) -> int:
    return len(weights_of(rule)) if "weights" in rule.params else 1
