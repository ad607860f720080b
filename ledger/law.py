"""Law: the packs that a record names, each held to the reader's own law of its day.

A record may follow from its packs, and its packs from nobody's law but its writer's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from rules.pack import Pack

LawOfDay: TypeAlias = Callable[[date], Pack | None]
"""The reader's own law: the pack of a day, or nothing where it is not known."""


@dataclass(frozen=True, slots=True)
class LawCompared:
    """How the packs that a bundle was decided under compare with the reader's own law.

    *differences* are days, each with the values that differ.
    """

    verdict: Literal["same", "differs", "unknown"] = "unknown"
    differences: tuple[str, ...] = ()


class Comparison:
    """Packs, each held to the reader's own law of its day."""

    def __init__(self, law: LawOfDay | None) -> None:
        self._law = law
        self._days: dict[date, str] = {}
        self._unknown = law is None

    def take(self, day: date, pack: Pack) -> None:
        """Compare the pack of *day*."""
        own = None if self._law is None else self._law(day)
        if own is None:
            self._unknown = True
        elif own.digest != pack.digest:
            self._days.setdefault(day, _differing(own, pack))

    def result(self) -> LawCompared:
        """Return what was found: a difference, whatever could not be known besides."""
        said_ = tuple(f"{day}: {ids}" for day, ids in sorted(self._days.items()))
        if said_:
            return LawCompared("differs", said_)
        return LawCompared("unknown" if self._unknown else "same")


def _differing(own: Pack, other: Pack) -> str:
    """Name the values that differ; days off by the word for them."""
    ids = sorted(own.values.keys() | other.values.keys())
    differ = [i for i in ids if own.values.get(i) != other.values.get(i)]
    if own.file.days_off != other.file.days_off or own.file.years != other.file.years:
        differ.append("days off")
    return ", ".join(differ) or "the order"
