"""Eligibility: requirements that a bid meets or does not, in the legal order.

The phases are administrative, qualification and technical. Within a phase every
requirement is tested, so that a bidder hears all its faults at once; a later phase
is for those who passed the earlier one.

    declared    the offer answers yes
    attached    and it names a page of an attachment that it lists
    judged      and the committee finds that this proves the requirement
    fact        an issuer says so, whatever the offer says (`scoring.qualification`)

Where the committee has not yet found, the requirement is pending and not failed.
An answer to an enquiry changes no bid: no clarification is an input here. A
requirement that is answered twice is met only where both answers say yes.

Source: Perpres 16/2018 art. 50(1) for the order (verified), art. 44(3)-(4) for pass
or fail (verified); LKPP 12/2021, Lampiran I, 4.2.7 (secondary).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from scoring.explanation import Cell, Node, Verdict, cell, check
from scoring.ownership import Shared
from scoring.qualification import Known, fact_tests
from scoring.shown import QualificationTerms
from tender.codes import Bid, Requirement
from tender.commands.evaluation import Judgement, Proof
from tender.imported_fact import ImportedFact
from tender.offer import Evidence, Offer, Response
from tender.scheme import Phase, RequirementLine, Scheme

PHASES: tuple[Phase, ...] = get_args(Phase)
"""The legal order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A bid's offer and what the committee found on it so far, by requirement."""

    bid: Bid
    offer: Offer
    judgements: Mapping[Requirement, Judgement]
    facts: tuple[ImportedFact, ...] = ()
    shared: tuple[Shared, ...] = ()


def phase_tests(
    phase: Phase,
    answers: Answers,
    scheme: Scheme,
    terms: QualificationTerms | None = None,
) -> tuple[Node, ...]:
    """Return the tests of each requirement of *phase*, in the scheme's order.

    *terms* are what facts are held to, where the scheme asks for any.
    """
    tests = tuple(
        test
        for line in scheme.requirements
        if line.phase == phase
        for test in _tests(line, answers, terms)
    )
    if phase == "administrative":
        return (_validity(answers, scheme), *tests)
    return tests


def _tests(
    line: RequirementLine, answers: Answers, terms: QualificationTerms | None
) -> Iterable[Node]:
    if line.fact is None or terms is None:
        return (requirement_test(line, answers),)
    known = Known(
        bid=answers.bid,
        facts=answers.facts,
        holders=answers.offer.holders,
        shared=answers.shared,
    )
    return fact_tests(line, line.fact, known, terms)


def requirement_test(line: RequirementLine, answers: Answers) -> Node:
    """Test one requirement."""
    key, bid = line.requirement, answers.bid
    given = [r for r in answers.offer.responses if r.requirement == key]
    operands = {
        "requirement": cell(key, f"tender.scheme.requirements[{key}]"),
        "answer": cell(_answer(given), f"bids[{bid}].responses[{key}].answer"),
    }
    says_yes = _answer(given) == "yes"
    if line.test == "declared":
        return check(
            f"{bid}/requirement/{key}",
            "eligibility.declared",
            "pass" if says_yes else "fail",
            **operands,
        )
    shown = _shown(given, answers.offer)
    source = f"bids[{bid}].responses[{key}].evidence"
    operands["evidence"] = cell(_places(shown, answers.offer), source)
    complete = says_yes and bool(shown)
    if line.test == "attached":
        return check(
            f"{bid}/requirement/{key}",
            "eligibility.attached",
            "pass" if complete else "fail",
            **operands,
        )
    judgement = answers.judgements.get(key)
    return check(
        f"{bid}/requirement/{key}",
        "eligibility.judged",
        _judged(judgement) if complete else "fail",
        **operands,
        **_found(judgement, answers, f"judgements[{bid}][{key}]"),
    )


def proof_test(bid: Bid, proof: Proof | None) -> Node:
    """Test the proof of qualification: the originals, seen by the committee.

    Source: Perpres 16/2018 art. 44(8) for who needs none (verified); that a
    candidate who does not come fails: practice (secondary).
    """
    found: Verdict = "pending"
    if proof is not None:
        found = "pass" if proof.verdict == "proved" else "fail"
    operands = {"proof": cell(proof.verdict if proof else "none", f"proofs[{bid}]")}
    if proof is not None and proof.reason is not None:
        operands["reason"] = _reference(f"proofs[{bid}].reason")
    return check(f"{bid}/proof", "eligibility.proof", found, **operands)


def _validity(answers: Answers, scheme: Scheme) -> Node:
    days, bid = answers.offer.validity_days, answers.bid
    long_enough = days is not None and days >= scheme.validity_days
    return check(
        f"{bid}/validity",
        "eligibility.validity",
        "pass" if long_enough else "fail",
        offered=cell("none" if days is None else days, f"bids[{bid}].validity_days"),
        required=cell(scheme.validity_days, "tender.scheme.validity_days"),
    )


def _answer(given: list[Response]) -> str:
    if not given:
        return "none"
    return "yes" if all(response.answer for response in given) else "no"


def _shown(given: list[Response], offer: Offer) -> list[Evidence]:
    listed = {attachment.sha256 for attachment in offer.attachments}
    places = [place for response in given for place in response.evidence]
    return [place for place in places if place.attachment in listed]


def _places(shown: Iterable[Evidence], offer: Offer) -> str:
    """Return pages by the names of their papers: hashes are salted, names are facts."""
    names = {paper.sha256: paper.name for paper in offer.attachments}
    places = (f"{names.get(e.attachment, 'unlisted')}#{e.page}" for e in shown)
    return " ".join(places) or "none"


def _judged(judgement: Judgement | None) -> Verdict:
    if judgement is None:
        return "pending"
    return "pass" if judgement.verdict == "met" else "fail"


def _found(
    judgement: Judgement | None, answers: Answers, source: str
) -> dict[str, Cell]:
    if judgement is None:
        return {"judgement": cell("none", source)}
    found = {
        "judgement": cell(judgement.verdict, source),
        "seen": cell(_places(judgement.evidence, answers.offer), f"{source}.evidence"),
    }
    if judgement.reason is not None:
        found["reason"] = _reference(f"{source}.reason")
    return found


def _reference(source: str) -> Cell:
    """Return where a person's words stand. The words themselves are no operand."""
    return cell(source, source)
