"""A formula as it is registered: what it takes, which way is better, what it claims.

Lint, the schema, the pages and the properties in the tests read these records; the
arithmetic is each formula's own function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from scoring.formulas.ids import FormulaId
from tender.canonical.numbers import number_text
from tender.codes import CODE
from tender.merit.numbers import Parameter as Given

Kind = Literal["element", "price", "evaluated", "step"]
"""Points of an element, points of a price, a price that is compared, a step to these."""

Type = Literal["number", "numbers", "choice", "code", "codes"]

Params: TypeAlias = Mapping[str, Fraction | str | tuple[Fraction | str, ...]]
"""Parameters as a formula takes them: complete, each of its type."""


_CODE: Final = re.compile(CODE)


class ParameterError(ValueError):
    """A scheme gives a formula what it does not take; *name* is the parameter."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(f"{name}: expected {expected}, found {found}")
        self.name = name
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that a scheme sets. Without *default* it has to be set.

    *least* and *most* are included, *above* is not; they hold for each of a list.
    """

    name: str
    type: Type
    says: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    above: int | None = None
    most: int | None = None
    default: Fraction | str | None = None

    def read(self, given: Given) -> Fraction | str | tuple[Fraction | str, ...]:
        """Return *given* as the formula takes it; raise `ParameterError`."""
        if self.type in ("numbers", "codes"):
            several = given if isinstance(given, tuple) else (given,)
            if not several:
                raise self._error(given)
            return tuple(self._one(one) for one in several)
        if isinstance(given, tuple):
            raise self._error(given)
        return self._one(given)

    @property
    def expected(self) -> str:
        """Return what is asked for, in words."""
        if self.type == "choice":
            return f"one of {', '.join(self.choices)}"
        words = {
            "number": "a number",
            "numbers": "numbers",
            "code": "a code",
            "codes": "codes",
        }[self.type]
        bounds = (("more than", self.above), ("from", self.least), ("up to", self.most))
        said = [f"{word} {bound}" for word, bound in bounds if bound is not None]
        return " ".join([words, " and ".join(said)]).strip()

    def _one(self, given: Fraction | str) -> Fraction | str:
        if self.type in ("code", "codes"):
            text = given if isinstance(given, str) else number_text(given)
            if not _CODE.fullmatch(text):
                raise self._error(given)
            return text
        if self.type == "choice":
            if given in self.choices:
                return given
            raise self._error(given)
        if isinstance(given, str) or not self._is_within(given):
            raise self._error(given)
        return given

    def _is_within(self, value: Fraction) -> bool:
        return (
            (self.least is None or value >= self.least)
            and (self.above is None or value > self.above)
            and (self.most is None or value <= self.most)
        )

    def _error(self, found: Given) -> ParameterError:
        match found:
            case tuple():
                said = f"a list of {len(found)}"
            case Fraction():
                said = number_text(found)
            case _:
                said = repr(found)
        return ParameterError(self.name, self.expected, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula of one version.

    *operands* are filled by the evaluation, *parameters* by the scheme; the function
    takes both by name. *better* is the direction of what is compared. What a formula
    claims, the tests hold it to: `monotone`, better is never worth less;
    `scale_free`, all amounts times one factor give the same points, or for a price
    that is compared, the same factor; *between*, the bounds of what comes out, where
    `top` and `price` are operands. *named* formulas are those that a scheme may name;
    the others go with a kind of element, or with a combination.
    """

    id: FormulaId
    kind: Kind
    function: Callable[..., Any]  # a Fraction; of the shortlist, bids
    operands: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    better: Literal["higher", "lower", "stated"]
    monotone: bool = True
    scale_free: bool = False
    between: tuple[str | None, str | None] = (None, None)
    named: bool = True

    def params(self, given: Mapping[str, Given]) -> Params:
        """Return all parameters, those left out at their default.

        Raise `ParameterError` for the first that is unknown, missing or out of range.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                expected = ", ".join(known) or "no parameters"
                raise ParameterError(name, expected, repr(name))
        return {
            name: self._param(parameter, given) for name, parameter in known.items()
        }

    def _param(
        self, parameter: Parameter, given: Mapping[str, Given]
    ) -> Fraction | str | tuple[Fraction | str, ...]:
        if parameter.name in given:
            return parameter.read(given[parameter.name])
        if parameter.default is None:
            raise ParameterError(parameter.name, parameter.expected, "none")
        return parameter.default
