"""What a proof of a scheme refutes, or leaves open, is a risk of its tender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rules.lint import points_risk_rules as rules
from rules.lint.finding import Finding, risk
from rules.rule import Rule
from scoring.proof.outcome import Proof, Property

_OF_A_PART: Final[Mapping[Property, Rule]] = {
    "worse-promise": rules.WORSE_PROMISE,
    "floor": rules.UNDER_THE_FLOOR,
}


def proved_risks(proofs: Iterable[Proof]) -> Iterator[Finding]:
    """Yield a risk for each part that a counterexample refutes, once, and one for what is open."""
    unproved: list[str] = []
    for proof in proofs:
        if proof.answer == "unknown":
            unproved.append(proof.about)
        if proof.about == "losing-bid":
            if proof.witnesses:
                yield from risk(rules.LOSING_BID)
            continue
        parts = [witness.part.code or witness.part.kind for witness in proof.witnesses]
        for of in dict.fromkeys(parts):
            yield from risk(_OF_A_PART[proof.about], of=of)
    if unproved:
        yield from risk(rules.UNPROVED, unproved=", ".join(unproved))
