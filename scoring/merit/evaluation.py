"""The comparison: from a scheme and what bids have to verdicts, scores and a ranking.

    1  gates that need no price
    2  elements, by their formulas, among the bids that are left
    3  thresholds: of each element, of all together
    4  the shortlist, by quality
    5  gates of the price; promises that a line has to fund
    6  the price that is compared, and its points, among the bids that are left
    7  the total, the order, ties

Everything is exact until the scheme takes a step of rounding; the order is by what
comes out of the last one. While a bid that has come to step 5 has no price, as in two
files before the second is opened, all that have come so far wait.

Source: technical before price, and price only of bids that pass: Perpres 16/2018
art. 39 (verified); LKPP 12/2021, Lampiran I, 4.2.7 (secondary).
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring.merit.fault import raise_any
from scoring.merit.outcome import Outcome, Result, Verdict
from scoring.merit.pricing import NOTHING_PRICED, Priced, priced, waits
from scoring.merit.technical import Technical, stands, technical
from scoring.merit.terms import BidValues, Terms
from scoring.merit.values_lint import values_faults
from tender.codes import Bid


def evaluate(terms: Terms, bids: Iterable[BidValues]) -> Outcome:
    """Compare *bids* by *terms*; raise `MeritError` with all that does not fit.

    The order in which bids are given changes nothing.
    """
    given = tuple(bids)
    raise_any(values_faults(terms, given))
    known = {one.bid: one for one in sorted(given, key=lambda one: one.bid)}
    before = technical(terms, known)
    pending = waits(terms, known, before)
    after = NOTHING_PRICED if pending else priced(terms, known, before)
    ranks = dict(after.order.ranks)
    results = [_result(bid, before, after, ranks, pending=pending) for bid in known]
    first = [bid for bid, rank in after.order.ranks if rank == 1]
    return Outcome(
        results=tuple(sorted(results, key=_as_listed)),
        shortlist=before.shortlist,
        tied=after.order.tied,
        winner=first[0] if len(first) == 1 else None,
        field=before.field,
        priced=tuple(after.compared),
    )


def _result(
    bid: Bid, before: Technical, after: Priced, ranks: dict[Bid, int], *, pending: bool
) -> Result:
    findings = before.findings[bid] + after.findings.get(bid, ())
    verdict: Verdict = "pending" if pending else "passed"
    if not stands(findings):
        verdict = "failed"
    elif bid not in before.going:
        verdict = "not_shortlisted"
    return Result(
        bid=bid,
        verdict=verdict,
        scores=before.scores.get(bid, {}),
        quality=before.quality.get(bid),
        quality_rank=before.ranks.get(bid),
        compared=after.compared.get(bid),
        points=after.points.get(bid),
        total=after.totals.get(bid),
        rank=ranks.get(bid),
        findings=findings,
    )


_ENDS: tuple[Verdict, ...] = ("passed", "pending", "not_shortlisted", "failed")


def _as_listed(one: Result) -> tuple[int, int, int, Bid]:
    """Order results: by rank, then by how far a bid has come, then by name."""
    return (
        _ENDS.index(one.verdict),
        one.rank or 0,
        one.quality_rank or 0,
        one.bid,
    )
