"""A rule that can say no: its article, how far that is known, and its sentence.

A refusal is stored as rule id, operands and article. The sentence that people
read is made from them, in either language, and is never stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.codes import RuleId, Status
from tender.registry import Event
from tender.stored import Line, Stored

Language = Literal["id", "en"]


class Citation(Stored):
    """An article, or a clause of the tender's own documents, and how far it is known."""

    text: Line
    status: Status


class Refusal(Stored):
    """A no: which rule, on what, by which article."""

    rule: RuleId
    operands: dict[str, str]
    article: Citation


@dataclass(frozen=True, slots=True)
class Decision:
    """What a command leads to: events, or a refusal, or a refusal with its evidence."""

    events: tuple[Event, ...] = ()
    refusal: Refusal | None = None

    @property
    def accepted(self) -> bool:
        """Whether the command did what it asked for."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to refuse. *says* and *remedy* are templates over the operands."""

    id: str
    citation: Citation
    says: Mapping[Language, str]
    remedy: Mapping[Language, str]

    def no(self, evidence: Event | None = None, /, **operands: object) -> Decision:
        """Refuse, naming the *operands*; keep *evidence* where the attempt is some."""
        refusal = Refusal(
            rule=self.id,
            operands={name: _spelled(v) for name, v in sorted(operands.items())},
            article=self.citation,
        )
        return Decision(events=() if evidence is None else (evidence,), refusal=refusal)


def _spelled(operand: object) -> str:
    """Return the one spelling of an operand: it stands in the record."""
    match operand:
        case Fraction():
            return number_text(operand)
        case datetime():
            return time_text(operand)
        case _:
            return str(operand)


def accept(*events: Event) -> Decision:
    """Accept, with what happens."""
    return Decision(events=events)


def rule(  # noqa: PLR0913  # a rule is these six things
    rule_id: str,
    article: str,
    status: Status,
    *,
    indonesian: str,
    english: str,
    remedy: tuple[str, str],
) -> Rule:
    """Make a rule; *remedy* is what to do, in Indonesian and in English."""
    return Rule(
        id=rule_id,
        citation=Citation(text=article, status=status),
        says={"id": indonesian, "en": english},
        remedy={"id": remedy[0], "en": remedy[1]},
    )
