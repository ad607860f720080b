"""The price part: gates of the price, the price that is compared, its points, the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.explanation import Finding
from scoring.formulas import totals
from scoring.formulas.exact import median, weighted
from scoring.merit.compared_price import compared_price
from scoring.merit.gates import price_gates
from scoring.merit.outcome import Score
from scoring.merit.ranking import Order, Standing, order
from scoring.merit.reading import PriceUse, Use
from scoring.merit.technical import Technical, found, scored, stands, weights_of
from scoring.merit.terms import BidValues, Terms
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What is known once prices are compared; *going* are the bids that were."""

    going: tuple[Bid, ...]
    findings: Mapping[Bid, tuple[Finding, ...]]
    compared: Mapping[Bid, Score]
    points: Mapping[Bid, Score]
    totals: Mapping[Bid, Score]
    order: Order


NOTHING_PRICED = Priced(
    going=(),
    findings={},
    compared={},
    points={},
    totals={},
    order=Order(ranks=(), tied=()),
)


def waits(terms: Terms, bids: Mapping[Bid, BidValues], before: Technical) -> bool:
    """Say whether a bid that goes on has no price yet."""
    return terms.price is not None and any(
        bids[bid].price is None and not bids[bid].is_priced_out for bid in before.going
    )


def priced(terms: Terms, bids: Mapping[Bid, BidValues], before: Technical) -> Priced:
    """Return the price part of the bids that go on, all of which have a price."""
    findings = {bid: found(price_gates(terms, bids[bid])) for bid in before.going}
    going = tuple(bid for bid in before.going if stands(findings[bid]))
    compared, points = {}, {}
    if terms.price is not None and going:
        compared = _compared(terms, terms.price, {b: bids[b] for b in going}, before)
        if terms.price.points is not None:
            points = _points(terms, terms.price.points, compared)
    sums = {bid: _total(terms, before, points, bid) for bid in going}
    return Priced(
        going=going,
        findings=findings,
        compared=compared,
        points=points,
        totals={bid: total for bid, total in sums.items() if total is not None},
        order=order(
            Standing(
                bid=bid,
                figures=(
                    _first(sums[bid], compared.get(bid)),
                    *ties_of(terms, bids[bid], before),
                ),
                place=bids[bid].place,
            )
            for bid in going
        ),
    )


def reference(use: Use, prices: list[Fraction], estimate: Fraction | None) -> Fraction:
    """Return what prices are held against: the estimate, their mean or their median."""
    match use.params["reference"]:
        case "mean":
            return totals.mean(prices)
        case "median":
            return median(prices)
        case _:
            return estimate or Fraction(0)


def ties_of(terms: Terms, bid: BidValues, before: Technical) -> tuple[Fraction, ...]:
    """Return what a tie is broken by, in the scheme's order; a lower one is better."""
    figures: list[Fraction] = []
    for tie in terms.merit.ties:
        match tie.by:
            case "quality":
                figures.append(-before.quality[bid.bid])
            case "price":
                figures.append(Fraction(bid.price or 0))
            case "element":
                figures.append(-before.scores[bid.bid][str(tie.of)].counted)
            case "figure":
                figures.append(-bid.figures[str(tie.of)])
            case "committee":
                break
    return tuple(figures)


def _compared(
    terms: Terms, use: PriceUse, bids: Mapping[Bid, BidValues], before: Technical
) -> dict[Bid, Score]:
    step = terms.steps.get("evaluated")
    compared = {}
    for bid, one in bids.items():
        counted = {code: score.counted for code, score in before.scores[bid].items()}
        exact = compared_price(terms, use, one, counted, before.quality[bid])
        compared[bid] = scored(exact, step)
    return compared


def _points(terms: Terms, use: Use, compared: Mapping[Bid, Score]) -> dict[Bid, Score]:
    price = terms.merit.price
    top = price.max if price and price.max else Fraction(0)
    prices = [score.counted for score in compared.values()]
    of_field = {"lowest": min, "highest": max}
    operands = {
        name: of(prices)
        for name, of in of_field.items()
        if name in use.formula.operands
    }
    if "reference" in use.formula.operands:
        operands["reference"] = reference(use, prices, terms.estimate)
    fixed = {**use.params, **operands, "top": top}
    step = terms.steps.get("price")
    return {
        bid: scored(use.formula.function(price=score.counted, **fixed), step)
        for bid, score in compared.items()
    }


def _total(
    terms: Terms, before: Technical, points: Mapping[Bid, Score], bid: Bid
) -> Score | None:
    """Return quality and price together; under `lowest` there is no such figure."""
    merit, price = terms.merit, points.get(bid)
    if merit.combine == "lowest":
        return None
    if merit.combine == "sum":
        exact = before.quality[bid] + (price.counted if price else 0)
        return scored(exact, terms.steps.get("total"))
    counted = [score.counted for score in before.scores[bid].values()]
    weights = weights_of(terms)
    if price is not None and merit.price is not None:
        counted.append(price.counted)
        weights.append(merit.price.weight or Fraction(0))
    return scored(weighted(counted, weights), terms.steps.get("total"))


def _first(total: Score | None, compared: Score | None) -> Fraction:
    """Return what the order is by before ties; a lower one is better."""
    if total is not None:
        return -total.counted
    return compared.counted if compared is not None else Fraction(0)
