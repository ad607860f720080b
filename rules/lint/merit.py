"""A scheme of points and price, read as its evaluation will read it.

`scoring.merit.scheme_lint` finds what does not fit; here it becomes findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.lint.finding import Finding
from rules.lint.risk_rules import MERIT_FAULT
from scoring.merit.scheme_lint import scheme_faults
from tender.merit import Gate, Merit
from tender.scheme import Scheme


def scheme_findings(
    scheme: Scheme,
    merit: Merit | None = None,
    gates: tuple[Gate, ...] = (),
    estimate: Fraction | None = None,
) -> Iterator[Finding]:
    """Yield what does not fit in the points of *scheme*; a lowest price has none.

    *merit* is what the scheme judges by where its award criteria are rated.
    """
    if scheme.award_criteria != "ratedCriteria" or merit is None:
        return
    for fault in scheme_faults(merit, gates, estimate):
        place = ".".join(str(s + 1) if isinstance(s, int) else s for s in fault.where)
        refused = MERIT_FAULT.no(
            place=place, expected=fault.expected, found=fault.found
        )
        if refused.refusal is not None:
            yield Finding("breach", refused.refusal, "set_scheme")
