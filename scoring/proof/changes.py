"""What of a bid can be made worse, one value at a time, and which way is worse.

    price      more
    element    less; of a min-max that says so, more
    figure     a cost: more; any other: less
    declared   that a margin is added to it

A figure that is only a line that pays for a promise is no promise, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import z3

from scoring.merit.reading import Rule, codes
from scoring.merit.terms import Terms
from scoring.proof.bids import Bid, costs_of, figures_of, lines_of
from scoring.proof.outcome import Part
from scoring.proof.symbols import Claim, Term, real
from tender.codes import Code


def changes(terms: Terms) -> Iterator[Part]:
    """Yield what can be made worse under a scheme."""
    if terms.price is not None:
        yield Part(kind="price")
    for rule in terms.rules:
        yield Part(kind="element", code=rule.element.id)
    ties = [tie.of for tie in terms.merit.ties if tie.by == "figure"]
    for code in figures_of(terms):
        if code not in lines_of(terms) or code in ties or code in costs_of(terms):
            yield Part(kind="figure", code=code)
    if terms.price is not None and "burdened" in terms.price.compared.params:
        code = codes(terms.price.compared.params, "burdened")[0]
        yield Part(kind="declared", code=code)


def rule_of(terms: Terms, code: Code) -> Rule:
    """Return the element of this id."""
    return next(rule for rule in terms.rules if rule.element.id == code)


def worsened(terms: Terms, part: Part, bid: Bid) -> Iterator[tuple[Bid, Claim]]:
    """Yield *bid* with one value made worse, and that it is; one for each mark."""
    code = part.code
    match part.kind:
        case "price":
            price = real(f"{bid.name}.price.worse")
            yield replace(bid, price=price), price > bid.price
        case "element":
            rule, marks = rule_of(terms, code), bid.marks[code]
            for at, mark in enumerate(marks):
                worse = real(f"{bid.name}.{code}.{at}.worse")
                changed = (*marks[:at], worse, *marks[at + 1 :])
                other = replace(bid, marks={**bid.marks, code: changed})
                yield other, is_worse_mark(rule, worse, mark)
        case "figure":
            figure = real(f"{bid.name}.{code}.worse")
            other = replace(bid, figures={**bid.figures, code: figure})
            yield other, is_worse_figure(terms, code, figure, bid.figures[code])
        case _:
            yes, no = z3.BoolVal(val=True), z3.Not(bid.declared[code])
            yield replace(bid, declared={**bid.declared, code: yes}), no


def is_worse_mark(rule: Rule, worse: Term, mark: Term) -> Claim:
    """Say that one mark of an element is worse than another."""
    is_lower_better = rule.params.get("better") == "lower"
    return worse > mark if is_lower_better else worse < mark


def is_worse_figure(terms: Terms, code: Code, worse: Term, figure: Term) -> Claim:
    """Say that a figure is worse than another."""
    return worse > figure if code in costs_of(terms) else worse < figure
