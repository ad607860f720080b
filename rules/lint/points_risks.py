"""The risks of a scheme of points: it can be computed, and may not do what was meant.

What cannot be computed is a breach (`scoring.merit.scheme_lint`, `rules.points`), and a
scheme that is one may lack what a risk is read from; then it is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from rules.lint import points_risk_rules as rules
from rules.lint.finding import Finding, risk
from scoring.merit.reading import steps_of
from scoring.merit.scheme_lint import best_quality
from scoring.merit.technical import scored
from tender.codes import Code
from tender.merit import Merit
from tender.merit.elements import BandsElement, CommitmentElement, Element


def points_risks(merit: Merit) -> Iterator[Finding]:
    """Yield the risks of *merit*, in the order in which it is computed."""
    for of in _RISKS:
        yield from of(merit)


def _bands(merit: Merit) -> Iterator[Finding]:
    """Yield the first band that is worth less than that below; bands that are all alike."""
    for element in merit.elements:
        if not isinstance(element, BandsElement):
            continue
        bands = element.params.bands
        falls = next(((a, b) for a, b in pairwise(bands) if b.points < a.points), None)
        if falls is not None:
            below, band = falls
            yield from risk(
                rules.BANDS_FALL,
                element=element.id,
                at_least=band.at_least,
                points=band.points,
                before=below.points,
            )
        elif _is_level(element):
            points = bands[0].points
            yield from risk(rules.BANDS_LEVEL, element=element.id, points=points)


def _is_level(element: BandsElement) -> bool:
    """Say whether bands are alike; one band alone tells who reaches it, unless all must."""
    bands = element.params.bands
    needed = len(bands) > 1 or not bands[0].points or bool(element.threshold)
    return needed and _has_one_score(element)


def _has_one_score(element: Element) -> bool:
    """Say whether whoever scores in *element* at all has all that there is."""
    if not isinstance(element, BandsElement):
        return False
    return len({band.points for band in element.params.bands}) == 1


def _promises(merit: Merit) -> Iterator[Finding]:
    for element in merit.elements:
        if isinstance(element, CommitmentElement) and element.params.free_of_cost:
            yield from risk(rules.FREE_PROMISE, element=element.id)


def _thresholds(merit: Merit) -> Iterator[Finding]:
    """Hold each threshold to the most that can be reached, of bands that of the best.

    Where bands are alike the least that scores is the most, and no bid has to be perfect.
    """
    tops, stated = _tops(merit), {one.id: one.max for one in merit.elements}
    for one in merit.elements:
        graded = not _has_one_score(one)
        yield from _threshold(
            one.id, one.threshold, tops[one.id], one.max, graded=graded
        )
    if merit.elements:
        best, bound = (best_quality(merit, most) for most in (tops, stated))
        graded = not all(map(_has_one_score, merit.elements))
        yield from _threshold("total", merit.threshold, best, bound, graded=graded)


def _threshold(
    of: str,
    threshold: Fraction | None,
    most: Fraction,
    bound: Fraction,
    *,
    graded: bool,
) -> Iterator[Finding]:
    """Yield what *most* does to a *threshold*; one above its *bound* is a breach."""
    if not threshold or threshold > bound:
        return
    if threshold == most and graded:
        yield from risk(rules.FULL_MARKS, of=of, threshold=threshold)
    if threshold > most:
        yield from risk(rules.NOBODY_PASSES, of=of, threshold=threshold, most=most)


def _tops(merit: Merit) -> Mapping[Code, Fraction]:
    """Return the most that each element can have, as it counts."""
    step = steps_of(merit).get("element")
    return {one.id: scored(_top(one), step).counted for one in merit.elements}


def _top(element: Element) -> Fraction:
    if isinstance(element, BandsElement):
        return max(band.points for band in element.params.bands)
    return element.max


def _idle(merit: Merit) -> Iterator[Finding]:
    """Name the elements that nothing reads where the price alone is compared."""
    price = merit.price
    if merit.combine != "lowest" or price is None:
        return
    quality_counts = (
        merit.threshold is not None
        or merit.shortlist is not None
        or "per-point" in price.params
        or any(tie.by == "quality" for tie in merit.ties)
    )
    if quality_counts:
        return
    features = price.params.get("features", ())
    used = set(features if isinstance(features, tuple) else (features,))
    used |= {tie.of for tie in merit.ties if tie.by == "element"}
    for element in merit.elements:
        if element.threshold is None and element.id not in used:
            yield from risk(rules.ELEMENT_IDLE, element=element.id)


def _price_weight(merit: Merit) -> Iterator[Finding]:
    """Hold the points of the price, of all that can be had, to the range recalled."""
    price = merit.price
    if price is None or price.max is None:
        return
    own, others = price.max, [element.max for element in merit.elements]
    if merit.combine == "weighted":
        weights = [element.weight for element in merit.elements]
        if price.weight is None or None in weights:
            return
        own *= price.weight
        others = [
            (weight or 0) * top for weight, top in zip(weights, others, strict=True)
        ]
    share = own / (own + sum(others, Fraction(0)))
    least, most = rules.RANGE.share(rules.LEAST), rules.RANGE.share(rules.MOST)
    if not least <= share <= most:
        yield from risk(rules.PRICE_WEIGHT, weight=share, least=least, most=most)


def _ties(merit: Merit) -> Iterator[Finding]:
    asked = [tie.by for tie in merit.ties]
    if "committee" not in asked:
        yield from risk(rules.TIES_OPEN, tie_break=", ".join(asked) or "-")


_RISKS: tuple[Callable[[Merit], Iterator[Finding]], ...] = (
    _bands,
    _promises,
    _thresholds,
    _idle,
    _price_weight,
    _ties,
)
