"""The technical part: gates without a price, elements, thresholds, the shortlist.

It is a result by itself: in two files it is announced before any price is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from scoring.explanation import Finding, Node, finding
from scoring.formulas import totals
from scoring.formulas.exact import total
from scoring.merit.gates import technical_gates
from scoring.merit.outcome import Score
from scoring.merit.ranking import Standing, order
from scoring.merit.reading import Rule
from scoring.merit.terms import BidValues, Terms
from scoring.rounding import round_to
from tender.canonical.numbers import number_text
from tender.codes import Bid, Code
from tender.merit.elements import BandsElement
from tender.scheme import Rounding

Scores = Mapping[Code, Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Technical:
    """What is known before prices. *field* passed the gates, *going* goes on to prices.

    *ranks* are by quality, of the bids that miss no threshold.
    """

    field: tuple[Bid, ...]
    scores: Mapping[Bid, Scores]
    quality: Mapping[Bid, Fraction]
    findings: Mapping[Bid, tuple[Finding, ...]]
    ranks: Mapping[Bid, int]
    shortlist: tuple[Bid, ...] | None
    going: tuple[Bid, ...]


def technical(terms: Terms, bids: Mapping[Bid, BidValues]) -> Technical:
    """Return the technical part of *bids*, in their order."""
    findings = {bid: found(technical_gates(terms, one)) for bid, one in bids.items()}
    field = tuple(bid for bid in bids if stands(findings[bid]))
    scores = _scores(terms, [bids[bid] for bid in field])
    quality = {bid: quality_of(terms, scores[bid]) for bid in field}
    for bid in field:
        findings[bid] += tuple(_missed(terms, scores[bid], quality[bid]))
    meeting = {bid: quality[bid] for bid in field if stands(findings[bid])}
    by_quality = order(
        Standing(bid=bid, figures=(-points,)) for bid, points in meeting.items()
    )
    shortlist, listed = None, terms.merit.shortlist
    if listed is not None:
        shortlist = totals.shortlist(meeting, listed.top, listed.ties)
    return Technical(
        field=field,
        scores=scores,
        quality=quality,
        findings=findings,
        ranks=dict(by_quality.ranks),
        shortlist=shortlist,
        going=tuple(b for b in meeting if shortlist is None or b in shortlist),
    )


def found(tests: Iterable[Node]) -> tuple[Finding, ...]:
    """Return what tests found, without their working."""
    return tuple(map(finding, tests))


def stands(findings: Iterable[Finding]) -> bool:
    """Say whether a bid has failed nothing."""
    return all(one.verdict != "fail" for one in findings)


def scorer(rule: Rule, field: Iterable[BidValues]) -> Callable[..., Fraction]:
    """Return the formula of an element with all set but the values of a bid.

    It takes `marks`, or `mark` where values are one number.
    """
    element, operands = rule.element, rule.formula.operands
    fixed: dict[str, Any] = dict(rule.params)
    if "top" in operands:
        fixed["top"] = element.max
    if isinstance(element, BandsElement):
        fixed["steps"] = element.params.bands
    if rule.takes_field:
        marks = [one.values[element.id][0] for one in field]
        fixed |= {"lowest": min(marks), "highest": max(marks)}
    return partial(rule.formula.function, **fixed)


def quality_of(terms: Terms, scores: Scores) -> Fraction:
    """Return what all elements come to: a sum, or their weighted average."""
    counted = [score.counted for score in scores.values()]
    if terms.merit.combine == "weighted" and counted:
        return totals.weighted_average(counted, weights_of(terms))
    return total(counted)


def weights_of(terms: Terms) -> list[Fraction]:
    """Return the weights of the elements."""
    return [element.weight or Fraction(0) for element in terms.merit.elements]


def scored(exact: Fraction, step: Rounding | None) -> Score:
    """Return a figure as it is and as it counts."""
    return Score(exact, exact if step is None else round_to(exact, step))


def _scores(terms: Terms, field: list[BidValues]) -> dict[Bid, dict[Code, Score]]:
    step = terms.steps.get("element")
    scores: dict[Bid, dict[Code, Score]] = {one.bid: {} for one in field}
    if not field:
        return scores
    for rule in terms.rules:
        id_, of = rule.element.id, scorer(rule, field)
        for one in field:
            marks = one.values[id_]
            exact = of(mark=marks[0]) if rule.takes_one else of(marks=marks)
            scores[one.bid][id_] = scored(exact, step)
    return scores


def _missed(terms: Terms, scores: Scores, quality: Fraction) -> Iterator[Finding]:
    """Yield a finding for each threshold that is not reached."""
    for element in terms.merit.elements:
        least, score = element.threshold, scores[element.id].counted
        if least is not None and score < least:
            texts = {"score": number_text(score), "least": number_text(least)}
            operands = {"element": element.id, **texts}
            yield Finding("threshold.element", "fail", operands)
    least = terms.merit.threshold
    if least is not None and quality < least:
        texts = {"quality": number_text(quality), "least": number_text(least)}
        yield Finding("threshold.total", "fail", texts)
