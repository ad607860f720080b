"""Cases: which of the sentences of its rule says a finding, by its operands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from scoring.qualification import is_missing

Operands: TypeAlias = Mapping[str, str]
"""What a test was made on, as exact strings."""


def case_of(rule: str, verdict: str, operands: Operands) -> str:
    """Return which sentence of its rule says a finding.

    >>> case_of("eligibility.judged", "fail", {"answer": "yes", "evidence": "none"})
    'unshown'
    """
    decide = CASES.get(rule)
    return (decide(operands) if decide else "") or verdict


def _answered(operands: Operands) -> str:
    return {"none": "unsaid", "no": "no"}.get(operands.get("answer", ""), "")


def _shown(operands: Operands) -> str:
    unshown = "unshown" if operands.get("evidence") == "none" else ""
    return _answered(operands) or unshown


def _judged(operands: Operands) -> str:
    cases = {"none": "pending", "met": "pass", "not_met": "fail"}
    return _shown(operands) or cases.get(operands.get("judgement", ""), "")


def _fact(operands: Operands) -> str:
    """Return whether a fact is missing, or too old to count."""
    if operands.get("as_of", "none") == "none":
        return "pending"
    since = operands.get("oldest", "none")
    return "stale" if is_missing(operands["as_of"], since) else ""


def _firm(operands: Operands) -> str:
    """Return the same of a test that rests on what the firm is as well."""
    since = operands.get("oldest", "none")
    unknown = "firm_as_of" in operands and is_missing(operands["firm_as_of"], since)
    return _fact(operands) or ("firm" if unknown else "")


def _experience(operands: Operands) -> str:
    counted = operands.get("counted", "none")
    if counted != "none" and int(counted) >= int(operands["at_least"]):
        return "pass"
    return "exempt" if operands.get("exempt") == "pass" else _firm(operands)


def _capacity(operands: Operands) -> str:
    unknown = "not_small" if operands.get("remaining") == "none" else ""
    return _firm(operands) or unknown


def _independent(operands: Operands) -> str:
    return "undeclared" if operands.get("holders") == "none" else _fact(operands)


def _proved(operands: Operands) -> str:
    proof = operands.get("proof", "")
    return {"none": "pending", "proved": "pass"}.get(proof, proof)


def _priced(operands: Operands) -> str:
    judgement = operands.get("judgement", "pass")
    return "pending" if judgement == "none" else judgement


def _kept(operands: Operands) -> str:
    if operands.get("answer") == "yes":
        return "promised"
    return "needless" if operands.get("earn_more") == "none" else ""


def _none(name: str, case: str) -> Callable[[Operands], str]:
    return lambda operands: case if operands.get(name) == "none" else ""


CASES: Mapping[str, Callable[[Operands], str]] = {
    "arithmetic.schedule": _none("item", "whole"),
    "commitments.keep-higher-pay": _kept,
    "commitments.pay": _none("promised", "unsaid"),
    "eligibility.attached": _shown,
    "eligibility.declared": _answered,
    "eligibility.judged": _judged,
    "eligibility.proof": _proved,
    "eligibility.validity": _none("offered", "unsaid"),
    "price.fixed": _none("offered", "unsaid"),
    "price.imbalance": _priced,
    "price.reasonableness": _priced,
    "qualification.blacklist": _fact,
    "qualification.capacity": _capacity,
    "qualification.experience": _experience,
    "qualification.independent": _independent,
    "qualification.kbli": _fact,
    "qualification.legal-form": _fact,
    "qualification.operating-licence": _fact,
    "qualification.tax": _fact,
}
"""Where the verdict alone does not say which sentence it is."""
