"""Asking z3 whether a claim holds of all numbers, and if not, of which it does not.

How far it looks is a count of its own steps and no time, and every question is asked in
a context of its own: the same question has the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import z3

from scoring.proof.symbols import Claim, Term

LEMMA: Final = 4_000_000
"""Steps for a lemma: a hundred times what those of the shipped schemes take."""

QUICK: Final = 3_000_000
"""Steps for one of many searches of a counterexample, some tenths of a second."""

LONG: Final = 20_000_000
"""Steps for the last of them."""

_DIGITS: Final = 20  # of a root, which no file could hold


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of which all claims hold."""

    model: Any
    context: Any

    def number(self, term: Term) -> Fraction:
        """Return the value of *term*; of a root, one close to it."""
        value = self.model.eval(term.translate(self.context), model_completion=True)
        if isinstance(value, z3.AlgebraicNumRef):
            value = value.approx(_DIGITS)
        if isinstance(value, z3.IntNumRef):
            return Fraction(value.as_long())
        return Fraction(value.numerator_as_long(), value.denominator_as_long())

    def truth(self, claim: Claim) -> bool:
        """Return whether *claim* holds."""
        value = self.model.eval(claim.translate(self.context), model_completion=True)
        return bool(z3.is_true(value))


def holds(claim: Claim, given: Iterable[Claim] = ()) -> bool:
    """Say whether *claim* is proved of all numbers of which *given* holds."""
    solver, _ = _asked([*given, z3.Not(claim)], LEMMA)
    return bool(solver.check() == z3.unsat)


def find(claims: Iterable[Claim], steps: int) -> Found | None:
    """Return numbers of which all *claims* hold, or none where none were found."""
    solver, context = _asked(claims, steps)
    if solver.check() != z3.sat:
        return None
    return Found(solver.model(), context)


def _asked(claims: Iterable[Claim], steps: int) -> tuple[Any, Any]:
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    settings: Mapping[str, int] = {"rlimit": steps, "random_seed": 0}
    for name, value in settings.items():
        solver.set(name, value)
    for claim in claims:
        solver.add(claim.translate(context))
    return solver, context
