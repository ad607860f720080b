"""Every reason to refuse, by its id, and the sentence for a refusal that was stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rules.decisions import (
    DECIDERS,
    MODULES,
    NOT_REGISTERED,
    UNKNOWN_YEAR,
    UNSIGNED,
    WRONG_STAGE,
)
from rules.rule import Language, Refusal, Rule
from rules.sentences import sentence


class RuleTwiceError(ValueError):
    """Two different rules carry one id."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(f"expected one rule {rule_id!r}, found two that differ")


def _all() -> Iterator[Rule]:
    yield from (WRONG_STAGE, NOT_REGISTERED, UNSIGNED, UNKNOWN_YEAR)
    for module in MODULES:
        yield from (v for v in vars(module).values() if isinstance(v, Rule))


def _by_id() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in _all():
        if found.setdefault(rule.id, rule) != rule:
            raise RuleTwiceError(rule.id)
    competence = next(iter(DECIDERS.values())).power.rule
    found[competence.id] = competence  # one sentence, an article for each power
    return found


RULES: Final[Mapping[str, Rule]] = _by_id()
"""The rules by id."""


def says(refusal: Refusal, language: Language, offset: str = "+07:00") -> str:
    """Return what a refusal says."""
    template = RULES[refusal.rule].says[language]
    return sentence(template, refusal.operands, language, offset=offset)


def remedy(refusal: Refusal, language: Language) -> str:
    """Return what to do about a refusal."""
    return RULES[refusal.rule].remedy[language]
