"""The numbers of a scheme of points and of its bids, and the parameters of formulas.

Each is exact, of a size that is met, and written in its one spelling. What is found in
place of a number is told as the person who typed it knows it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer

from tender.canonical import Json
from tender.canonical.numbers import number_text, parse_number
from tender.codes import Code
from tender.money import LARGEST, Exact, said

_FINEST: Final = 10**12
_MOST_OF_A_LIST: Final = 1_000

_WITHIN: Final = "a number up to 10^15 in size with at most 12 decimals"


def _bounded(value: Fraction) -> Fraction:
    """Hold a number to a size at which a thousand bids are still quick to compare."""
    if abs(value.numerator) > LARGEST * value.denominator:
        message = f"expected {_WITHIN}, found a larger one"
        raise ValueError(message)
    if value.denominator > _FINEST:
        message = f"expected {_WITHIN}, found a finer one"
        raise ValueError(message)
    return value


def _number(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return _bounded(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _bounded(Fraction(value))
    if isinstance(value, str):
        return _bounded(parse_number(value))
    message = f"expected a number, found {said(value)}"
    raise ValueError(message)


def _numbers(value: object) -> tuple[Fraction, ...]:
    if not isinstance(value, list | tuple):
        return (_number(value),)
    if not 0 < len(value) <= _MOST_OF_A_LIST:
        expected = f"a number, or a list of 1 to {_MOST_OF_A_LIST}"
        message = f"expected {expected}, found a list of {len(value)}"
        raise ValueError(message)
    return tuple(_number(one) for one in value)


def _parameter(value: object) -> Parameter:
    if isinstance(value, list | tuple):
        return tuple(_one_parameter(one) for one in value[:_MOST_OF_A_LIST])
    return _one_parameter(value)


def _one_parameter(value: object) -> Fraction | str:
    """Read a number in its one spelling as a number, and any other text as a code."""
    if isinstance(value, str):
        try:
            return _bounded(parse_number(value))
        except ValueError:
            return value[:60]
    return _number(value)


def parameter_written(value: Parameter) -> Json:
    """Return a parameter in its one spelling."""
    if isinstance(value, tuple):
        return [one if isinstance(one, str) else number_text(one) for one in value]
    return value if isinstance(value, str) else number_text(value)


def marks_written(value: tuple[Fraction, ...]) -> Json:
    """Return one number, or a list of them, in their one spelling."""
    written = [number_text(one) for one in value]
    return written[0] if len(written) == 1 else written


Parameter: TypeAlias = Fraction | str | tuple[Fraction | str, ...]

Number = Annotated[
    Exact, BeforeValidator(_number), PlainSerializer(number_text, return_type=str)
]
"""An exact number of a size that is met: a mark, a figure, a share."""

Points = Annotated[Number, Field(gt=0)]
"""Points, or the top of a scale: more than none."""

Weight = Annotated[Number, Field(gt=0, le=1)]
"""A share of one."""

Marks = Annotated[
    Any, BeforeValidator(_numbers), PlainSerializer(marks_written, return_type=Any)
]
"""A number, or a list of them: what a bid has of one element."""

Params = Annotated[
    dict[
        Code,
        Annotated[
            Any,
            BeforeValidator(_parameter),
            PlainSerializer(parameter_written, return_type=Any),
        ],
    ],
    Field(max_length=20),
]
"""Parameters of a formula by name: a number, a code, or a list of either."""
