"""How a part of the state takes in events: one small function per class of event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from tender.act import Fact
from tender.registry import Event

P = TypeVar("P")
E = TypeVar("E", bound=Event)


class Fold(Generic[P]):
    """The folds of one part. Events it does not know leave the part as it is."""

    def __init__(self) -> None:
        self._folds: dict[type[Event], Callable[[P, Any, Fact], P]] = {}

    def on(
        self, *kinds: type[E]
    ) -> Callable[[Callable[[P, E, Fact], P]], Callable[[P, E, Fact], P]]:
        """Register a function of part, event and fact for the *kinds* of event."""

        def register(fold: Callable[[P, E, Fact], P]) -> Callable[[P, E, Fact], P]:
            for kind in kinds:
                self._folds[kind] = fold
            return fold

        return register

    def __call__(self, part: P, fact: Fact) -> P:
        """Return *part* after *fact*."""
        fold = self._folds.get(type(fact.event))
        return part if fold is None else fold(part, fact.event, fact)

    def __iter__(self) -> Iterator[type[Event]]:
        return iter(self._folds)
