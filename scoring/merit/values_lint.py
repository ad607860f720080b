"""What does not fit in what bids have, held against the scheme.

A field is named as in the file of `saksama evaluate`: promises stand under
`commitments`, other values under `values`, figures under `items`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.formulas.exact import total
from scoring.merit.fault import Fault
from scoring.merit.reading import AT_MOST_WITH_MAX, Rule, codes
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.codes import Code


def values_faults(terms: Terms, bids: Sequence[BidValues]) -> Iterator[Fault]:
    """Yield what does not fit in *bids*, in their order."""
    seen: set[str] = set()
    asked = [_Asked.of(rule) for rule in terms.rules]
    known = {one.id for one in asked}
    needed, declared = _needed(terms)
    undertakings = {g.params.of for g in terms.gates if g.kind == "undertaking"}
    for at, bid in enumerate(bids):
        if bid.bid in seen:
            yield Fault(("bids", at, "id"), "each id once", f"{bid.bid!r} again")
        seen.add(bid.bid)
        if bid.is_stopped:
            continue
        values = bid.values
        for one in asked:
            if (marks := values.get(one.id)) is None:
                where = ("bids", at, one.field, one.id)
                yield Fault(where, f"a value of {one.id}", "none")
            elif not one.is_quickly_met(marks) and (said := one.fault(marks)):
                yield Fault(("bids", at, one.field, one.id), *said)
        if not known.issuperset(values):
            for id_ in sorted(values.keys() - known):
                where = ("bids", at, "values", id_)
                yield Fault(where, f"an element: {_listed(known)}", repr(id_))
        yield from _undeclared(bid, at, undertakings)
        yield from _figure_faults(bid, at, needed, declared - undertakings)


def value_fault(rule: Rule, marks: tuple[Fraction, ...]) -> tuple[str, str] | None:
    """Return what was expected of the values of one element and what was found, or none."""
    return _Asked.of(rule).fault(marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of the values of one element."""

    id: Code
    field: Literal["values", "commitments"]
    takes_one: bool
    parts: int | None  # how many there are, where weights say so
    most: Fraction | None  # of each, or of all together
    together: bool
    agreed: bool  # several marks are one mark, on which all agree

    @classmethod
    def of(cls, rule: Rule) -> _Asked:
        element, weights = rule.element, rule.params.get("weights")
        together = rule.formula.id == AT_MOST_WITH_MAX
        return cls(
            id=element.id,
            field="commitments" if element.kind == "commitment" else "values",
            takes_one=rule.takes_one,
            parts=len(weights) if isinstance(weights, tuple) else None,
            most=element.max if together else rule.scale,
            together=together,
            agreed=element.kind == "panel" and element.params.by == "consensus",
        )

    def is_quickly_met(self, marks: tuple[Fraction, ...]) -> bool:
        """Say whether there is surely nothing to say: one number, within its bounds."""
        if len(marks) != 1 or self.parts is not None or self.most is None:
            return False
        above, below = marks[0].as_integer_ratio()
        most, whole = self.most.as_integer_ratio()
        return above >= 0 and above * whole <= most * below

    def fault(self, marks: tuple[Fraction, ...]) -> tuple[str, str] | None:
        """Return what was expected of *marks* and what was found, or none."""
        return self._of_another_form(marks) or self._out_of_bounds(marks)

    def _of_another_form(self, marks: tuple[Fraction, ...]) -> tuple[str, str] | None:
        if self.takes_one and len(marks) != 1:
            return "one number", f"a list of {len(marks)}"
        if self.parts is not None and len(marks) != self.parts:
            return f"{self.parts} numbers, one for each weight", f"{len(marks)}"
        if self.agreed and len(set(marks)) > 1:
            found = f"{number_text(min(marks))} to {number_text(max(marks))}"
            return "one mark on which all agree", found
        return None

    def _out_of_bounds(self, marks: tuple[Fraction, ...]) -> tuple[str, str] | None:
        if self.takes_one and self.most is None:
            return None
        if min(marks) < 0:
            return "numbers from 0", number_text(min(marks))
        largest = total(marks) if self.together else max(marks)
        if self.most is not None and largest > self.most:
            return f"at most {number_text(self.most)}", number_text(largest)
        return None


def _needed(terms: Terms) -> tuple[dict[Code, Fraction | None], set[Code]]:
    """Return the figures that each priced bid has, at most so much, and what it declares.

    Undertakings are apart: they are asked for before there is a price.
    """
    figures: dict[Code, Fraction | None] = {}
    declared: set[Code] = set()
    if terms.price is not None:
        params = terms.price.compared.params
        for name in ("costs", "inside", "beside"):
            if name in params:
                figures |= dict.fromkeys(codes(params, name))
        if "local-content" in params:
            figures |= dict.fromkeys(codes(params, "local-content"), Fraction(1))
        if "burdened" in params:
            declared = set(codes(params, "burdened"))
    elements = {rule.element.id for rule in terms.rules}
    for gate in terms.gates:
        if gate.kind == "least" and gate.params.of not in elements:
            figures.setdefault(gate.params.of, None)
    for tie in terms.merit.ties:
        if tie.by == "figure" and tie.of is not None:
            figures.setdefault(tie.of, None)
    return figures, declared


def _figure_faults(
    one: BidValues,
    at: int,
    needed: dict[Code, Fraction | None],
    declared: set[Code],
) -> Iterator[Fault]:
    if one.price is None:
        return
    for name, most in needed.items():
        figure = one.figures.get(name)
        where = ("bids", at, "items", name)
        if figure is None:
            yield Fault(where, f"a figure {name} beside the price", "none")
        elif most is not None and not 0 <= figure <= most:
            yield Fault(where, "a share from 0 to 1", number_text(figure))
    yield from _undeclared(one, at, declared)


def _undeclared(one: BidValues, at: int, asked: set[Code]) -> Iterator[Fault]:
    """Yield what a bid leaves open: no is an answer, and nothing may be a slip of the pen."""
    for name in sorted(asked - one.declared.keys()):
        yield Fault(("bids", at, "declared", name), "true or false", "none")


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)[:10]) or "none"
