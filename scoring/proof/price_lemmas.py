"""Lemmas of the price: a worse value of one bid, with all else open.

    compared    less quality, fewer points or a higher cost never lowers the price that
                is compared
    positive    it is never below 0
    points      a higher one never has more points, nor takes any from a rival

How many bids there are is open: lowest, highest, mean and median of the prices are those
of one price among others (`scoring.proof.one_among`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.merit.reading import Use
from scoring.merit.terms import Terms
from scoring.proof.bids import Bid, admitted, any_bid
from scoring.proof.changes import worsened
from scoring.proof.formulas import (
    Compared,
    Extremes,
    compared_price,
    price_points,
)
from scoring.proof.one_among import joined, medians
from scoring.proof.outcome import Part
from scoring.proof.solver import holds
from scoring.proof.steps import Scores
from scoring.proof.symbols import Claim, Term, exact, real
from tender.codes import Code


def compared_rises(terms: Terms, part: Part, *, strictly: bool = False) -> bool:
    """Prove that the price that is compared is not lower after *part* got worse.

    An element's worse value is fewer points of it, and less quality. *strictly*, it is
    higher then, if the value itself is what the price takes.
    """
    bid = any_bid(terms, "bid")
    scores, given = _open_scores(terms, "before")
    quality = real("quality.before")
    given += [*admitted(terms, bid), quality >= 0]
    if part.kind == "element":
        fewer, less = real("fewer"), real("quality.after")
        given += [
            fewer >= 0,
            fewer <= scores[part.code],
            less >= 0,
            less <= quality,
        ]
        after = {**scores, part.code: fewer}
        return _is_at_least(
            _compared(terms, bid, after, less),
            _compared(terms, bid, scores, quality),
            given,
        )
    return all(
        _is_at_least(
            _compared(terms, other, scores, quality),
            _compared(terms, bid, scores, quality),
            [*given, *admitted(terms, other), is_worse],
            strictly=strictly,
        )
        for other, is_worse in worsened(terms, part, bid)
    )


def compared_is_positive(terms: Terms) -> bool:
    """Prove that the price that is compared is never below 0."""
    bid, quality = any_bid(terms, "bid"), real("quality")
    scores, given = _open_scores(terms, "now")
    known = [*given, *admitted(terms, bid), quality >= 0]
    return holds(_compared(terms, bid, scores, quality) >= 0, known)


def price_points_fall(terms: Terms, use: Use, *, positive: bool) -> bool:
    """Prove that a higher price has no more points, and takes none from a rival.

    *positive* says that no price that is compared is below 0.
    """
    price, higher, rival = real("price"), real("higher"), real("rival")
    others = Extremes(lowest=real("others.lowest"), highest=real("others.highest"))
    given = [price <= higher, others.lowest <= rival, rival <= others.highest]
    if positive:
        given += [price >= 0, others.lowest >= 0]
    rule = terms.merit.price
    top = exact(rule.max if rule is not None and rule.max else 0)
    before, after = joined(price, others), joined(higher, others)

    def of(value: Term, field: Extremes, reference: Term) -> Term:
        return price_points(use, value, top, field, reference)

    return all(
        holds(of(higher, after, then) <= of(price, before, now), [*given, *also])
        and holds(of(rival, after, then) >= of(rival, before, now), [*given, *also])
        for now, then, also in _references(
            terms, use, (price, higher, rival), positive=positive
        )
    )


def _references(
    terms: Terms, use: Use, prices: Sequence[Term], *, positive: bool
) -> Iterator[tuple[Term, Term, list[Claim]]]:
    """Yield what prices are held against with a price and with a higher one."""
    price, higher, rival = prices
    match use.params.get("reference"):
        case "mean":
            rest, bids = real("rest"), real("bids")
            now, then = (price + rival + rest) / bids, (higher + rival + rest) / bids
            yield now, then, [bids >= 2, *([rest >= 0] if positive else [])]  # noqa: PLR2004
        case "median":
            for now, then, given in medians(price, higher):
                first = real("others.1")
                yield now, then, [*given, *([first >= 0] if positive else [])]
        case _:
            estimate = exact(terms.estimate or 0)
            yield estimate, estimate, []


def _open_scores(terms: Terms, when: str) -> tuple[dict[Code, Term], list[Claim]]:
    scores = {
        rule.element.id: real(f"{rule.element.id}.{when}") for rule in terms.rules
    }
    return scores, [score >= 0 for score in scores.values()]


def _compared(terms: Terms, bid: Bid, scores: Scores, quality: Term) -> Term:
    if terms.price is None:
        return exact(0)
    of = Compared(
        quality=quality, scores=scores, figures=bid.figures, declared=bid.declared
    )
    return compared_price(terms, terms.price, bid.price, of)


def _is_at_least(
    after: Term, before: Term, given: list[Claim], *, strictly: bool = False
) -> bool:
    return holds(after > before if strictly else after >= before, given)
