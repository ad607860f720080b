"""A scheme of points and price: all that does not fit in it, and not only the first.

The decider of the scheme refuses with the first fault (`rules.decisions.scheme`); whoever
mends a package wants to know the others too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rules.decisions.scheme import misfits
from rules.lint.finding import Finding
from tender.scheme import Scheme
from tender.state import State


def further_faults(state: State, scheme: Scheme) -> Iterator[Finding]:
    """Yield what does not fit in the points of *scheme* besides what comes first."""
    for refused in islice(misfits(state, scheme), 1, None):
        if refused.refusal is not None:
            yield Finding("breach", refused.refusal, "set_scheme")
