"""Findings: what the evaluation found on a bid, as a plain sentence in two languages.

A finding is stored as rule, verdict and operands. Which of the sentences of its rule
says it is decided once for both languages (`rules.finding_cases`); the sentences are those
of `scoring.finding_sentences`. Codes of items, posts and requirements are told by their
titles, as far as *titles* has them, and places in a bid in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from rules.finding_cases import Operands, case_of
from rules.rule import Language
from rules.sentences import plain_day
from scoring.finding_sentences import ENGLISH_FINDINGS, INDONESIAN_FINDINGS, Findings
from scoring.prose import FIELD, Sentences, written
from scoring.sentences import ENGLISH, INDONESIAN
from tender.state import State

SENTENCES: Final[Mapping[Language, Sentences]] = {"id": INDONESIAN, "en": ENGLISH}
PLAIN: Final[Mapping[Language, Findings]] = {
    "id": INDONESIAN_FINDINGS,
    "en": ENGLISH_FINDINGS,
}

REASON: Final = re.compile(r"(?:judgements|price_judgements|proofs)\[.+\]\.reason")
"""A place where people's words stand, as operands name it."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EVIDENCE = re.compile(r"([^#\s]+)#([0-9]+)")
_PAGE: Mapping[Language, str] = {"id": "hlm.\N{NO-BREAK SPACE}", "en": "p. "}
_PLACES: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "id": (
        (re.compile(r"commitments\.graded\[(.+)\]"), "{}"),
        (re.compile(r"commitments\.pay\[(.+)\]"), "upah {}"),
        (re.compile(r"commitments\.insurance\[(.+)\]"), "{}"),
        (re.compile(r"commitments\.holiday_allowance()"), "THR"),
        (re.compile(r"commitments\.compensation()"), "uang kompensasi"),
        (re.compile(r"prices\[(.+)\]\.unit_price"), "{}"),
    ),
    "en": (
        (re.compile(r"commitments\.graded\[(.+)\]"), "{}"),
        (re.compile(r"commitments\.pay\[(.+)\]"), "pay of {}"),
        (re.compile(r"commitments\.insurance\[(.+)\]"), "{}"),
        (re.compile(r"commitments\.holiday_allowance()"), "holiday allowance"),
        (re.compile(r"commitments\.compensation()"), "compensation"),
        (re.compile(r"prices\[(.+)\]\.unit_price"), "{}"),
    ),
}


@dataclass(frozen=True, slots=True)
class Titles:
    """What the codes of a tender stand for; *bases* are the clauses of the last two."""

    items: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    requirements: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)

    def get(self, code: str, default: str) -> str:
        """Return the title of a code, whatever it is a code of."""
        kinds = (self.items, self.posts, self.requirements, self.elements)
        return next((kind[code] for kind in kinds if code in kind), default)

    def of(self, operand: str) -> Mapping[str, str]:
        """Return the titles of the codes that an operand of this name carries."""
        return {
            "element": self.elements,
            "item": self.items,
            "items": self.items,
            "line": self.items,
            "of": self.elements,
            "price": self.items,
            "post": self.posts,
            "promise": {**self.posts, **self.elements},
            "requirement": self.requirements,
        }.get(operand, {})


UNTITLED: Final = Titles()


class Found(Protocol):
    """A finding, as it is stored or as the evaluation has just made it."""

    @property
    def rule(self) -> str:
        """The rule that found it."""
        ...

    @property
    def verdict(self) -> str:
        """What it comes to."""
        ...

    @property
    def operands(self) -> Operands:
        """What it was found on."""
        ...


def titles_of(state: State) -> Titles:
    """Return what the codes of a tender stand for, as far as it has said so."""
    works, scheme = state.preparation.works, state.preparation.scheme
    asked = scheme.requirements if scheme else ()
    merit = scheme.merit if scheme else None
    elements = merit.elements if merit else ()
    return Titles(
        items={line.item: line.title for line in works.items} if works else {},
        posts={post.post: post.title for post in works.posts} if works else {},
        requirements={line.requirement: line.title for line in asked},
        elements={one.id: one.title or one.id for one in elements},
        bases={line.requirement: line.basis for line in asked}
        | {one.id: one.basis for one in elements if one.basis},
    )


def reasons_of(state: State) -> dict[str, str]:
    """Return what people gave as reasons, by the place that findings name."""
    part = state.evaluation
    given = {
        f"judgements[{bid}][{requirement}].reason": judged.what.reason
        for (bid, requirement), judged in part.judged.items()
    }
    for (bid, test, item), judged_price in part.prices.items():
        about = f"[{item}]" if item else ""
        place_ = f"price_judgements[{bid}][{test}]{about}.reason"
        given[place_] = judged_price.what.reason
    for bid, proof in part.proofs.items():
        given[f"proofs[{bid}].reason"] = proof.what.reason
    return {where: reason for where, reason in given.items() if reason}


def template_of(
    rule: str, verdict: str, operands: Operands, language: Language
) -> str | None:
    """Return the sentence that says a finding, or none for a rule of another release."""
    return PLAIN[language].get(rule, {}).get(case_of(rule, verdict, operands))


def said(
    found: Found,
    language: Language,
    titles: Titles = UNTITLED,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """Return a finding as people read it; *reasons* are their words, by their place.

    >>> from scoring.explanation import Finding
    >>> operands = {"requirement": "k3", "answer": "yes", "evidence": "none"}
    >>> titles = Titles(requirements={"k3": "Sertifikat K3 pengawas"})
    >>> said(Finding("eligibility.judged", "fail", operands), "id", titles)
    'Sertifikat K3 pengawas: dinyatakan ada, tetapi tidak ada bukti yang ditunjuk'
    """
    operands, words = found.operands, reasons or {}
    template = template_of(found.rule, found.verdict, operands, language)
    if template is None:
        parts = "; ".join(f"{name} {value}" for name, value in operands.items())
        return f"{found.rule}: {parts}" if parts else found.rule

    def told(field_: re.Match[str]) -> str:
        name, how = field_["name"], field_["how"] or ""
        value = operands[name]
        if value in words:
            return f"“{words[value]}”"
        if how == "code":
            known = titles.of(name)
            return "; ".join(place(part, language, known) for part in value.split())
        if _DAY.fullmatch(value):
            return plain_day(date.fromisoformat(value), language)
        return written(value, how, SENTENCES[language])

    return ", ".join(
        FIELD.sub(told, part)
        for part in template.split(", ")
        if is_told(part, operands, words)
    )


def is_told(part: str, operands: Operands, reasons: Mapping[str, str]) -> bool:
    """Whether a part of a sentence has what it speaks of: its operands, people's words."""
    names = [found["name"] for found in FIELD.finditer(part)]
    values = [operands[name] for name in names if name in operands]
    known = [v for v in values if v in reasons or not REASON.fullmatch(v)]
    return not names or bool(known)


def place(text: str, language: Language, titles: Mapping[str, str]) -> str:
    """Return a code by its title, a place in an offer or in an attachment in words.

    >>> place("commitments.pay[cleaner]", "en", {"cleaner": "Cleaner"})
    'pay of Cleaner'
    """
    if text in titles:
        return titles[text]
    if found := _EVIDENCE.fullmatch(text):
        return f"{found[1]} {_PAGE[language]}{found[2]}"
    words = SENTENCES[language].words
    for pattern, said_as in _PLACES[language]:
        if found := pattern.fullmatch(text):
            named = found[1]
            return said_as.format(titles.get(named, words.get(named, named)))
    return words.get(text, text)
