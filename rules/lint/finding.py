"""A finding: a breach, which the deciders refuse, or a risk, which they let pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.calendar import OutsideCalendarError
from rules.catalogue import RULES
from rules.lint.risk_rules import OWN
from rules.rule import Citation, Language, Refusal, Rule
from rules.sentences import Labels, sentence
from rules.terms import NoTermsError
from scoring.rounding import RoundingStepError
from tender.values import UnknownValueError

Kind = Literal["breach", "risk"]


UNASKABLE = (
    NoTermsError,
    OutsideCalendarError,
    RoundingStepError,
    UnknownValueError,
)
"""Why something cannot be asked: what it reads is missing or at fault, and is refused as such."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: the *refusal* has rule, operands and article.

    *command* is the act that was refused; a risk is of the tender as a whole.
    """

    kind: Kind
    refusal: Refusal
    command: str = ""

    @property
    def rule(self) -> Rule:
        """The rule, with its sentences."""
        return RULES.get(self.refusal.rule) or OWN[self.refusal.rule]

    def says(
        self,
        language: Language,
        offset: str,
        labels: Labels = lambda _, value: value,
    ) -> str:
        """Return the sentence of this finding, moments at *offset*."""
        template, operands = self.rule.says[language], self.refusal.operands
        told = sentence(template, operands, language, offset=offset, labels=labels)
        return told[:1].upper() + told[1:]

    def remedy(self) -> Mapping[Language, str]:
        """Return what to do, in either language."""
        return self.rule.remedy


def risk(
    found: Rule, article: Citation | None = None, /, **operands: object
) -> Iterator[Finding]:
    """Yield the risk *found* over its *operands*; of a value, its source is the *article*."""
    refusal = found.no(**operands).refusal
    if refusal is not None:
        if article is not None:
            refusal = refusal.model_copy(update={"article": article})
        yield Finding("risk", refusal)
