"""What does not fit in a scheme of points and price, with what would.

Bidders are told how they will be judged before they bid, so whatever cannot be
computed, or would be computed in two ways, is found here and not at the evaluation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from scoring.formulas.formula import ParameterError
from scoring.formulas.registry import UnknownFormulaError
from scoring.merit.fault import Fault
from scoring.merit.reading import codes, price_use_of, rule_of
from tender.canonical.numbers import number_text
from tender.codes import Code, Item
from tender.merit import Merit, PriceRule
from tender.merit.elements import BandsElement, CommitmentElement, Element
from tender.merit.gates import Gate


def scheme_faults(
    merit: Merit, gates: tuple[Gate, ...], estimate: Fraction | None
) -> Iterator[Fault]:
    """Yield what does not fit in *merit* and its *gates*."""
    yield from _twice("elements", [element.id for element in merit.elements])
    yield from _twice("gates", [gate.id for gate in gates])
    if not merit.elements and merit.price is None:
        yield Fault(("elements",), "an element, or a price", "neither")
    for at, element in enumerate(merit.elements):
        yield from _element_faults(merit, element, ("elements", at))
    yield from _shared_faults(merit)
    yield from _price_faults(merit, estimate)
    yield from _weight_faults(merit)
    yield from _threshold_faults(merit)
    yield from _rounding_faults(merit)
    yield from _tie_faults(merit)
    for at, gate in enumerate(gates):
        if gate.kind in ("ceiling", "share-of-estimate") and estimate is None:
            yield Fault(("gates", at, "kind"), "an estimate beside it", "none")
        if gate.kind in ("ceiling", "share-of-estimate") and merit.price is None:
            yield Fault(("gates", at, "kind"), "a price in the scheme", "none")


def best_quality(merit: Merit, most: Mapping[Code, Fraction]) -> Fraction:
    """Return what all elements come to together, with *most* of each."""
    tops = [most[element.id] for element in merit.elements]
    if merit.combine != "weighted":
        return sum(tops, Fraction(0))
    weights = [element.weight or Fraction(0) for element in merit.elements]
    pairs = zip(weights, tops, strict=True)
    best = sum((weight * top for weight, top in pairs), Fraction(0))
    return best / (sum(weights, Fraction(0)) or 1)


def _twice(field: str, ids: list[Code]) -> Iterator[Fault]:
    counted = Counter(ids)
    seen: set[Code] = set()
    for at, code in enumerate(ids):
        if counted[code] > 1 and code in seen:
            yield Fault((field, at, "id"), "each id once", f"{code!r} again")
        seen.add(code)


def _element_faults(
    merit: Merit, element: Element, where: tuple[str | int, ...]
) -> Iterator[Fault]:
    try:
        rule_of(element)
    except UnknownFormulaError as error:
        yield Fault((*where, "formula"), error.expected, error.found)
    except ParameterError as error:
        yield Fault((*where, "params", error.name), error.expected, error.found)
    if merit.combine == "weighted" and element.weight is None:
        yield Fault((*where, "weight"), "a weight, as under weighted", "none")
    if merit.combine != "weighted" and element.weight is not None:
        found = number_text(element.weight)
        yield Fault((*where, "weight"), f"no weight under {merit.combine}", found)
    if element.threshold is not None:
        yield from _within(element.threshold, element.max, (*where, "threshold"))
    if isinstance(element, BandsElement):
        for at, band in enumerate(element.params.bands):
            place = (*where, "params", "bands", at, "points")
            yield from _within(band.points, element.max, place)


def _shared_faults(merit: Merit) -> Iterator[Fault]:
    """Yield what pays for two promises: each is held to the whole of its line."""
    payers: dict[Item, Code] = {}
    for at, element in enumerate(merit.elements):
        if isinstance(element, CommitmentElement) and element.params.funded_by:
            line = element.params.funded_by
            if line in payers:
                where = ("elements", at, "params", "funded_by")
                expected = f"a line that does not pay for {payers[line]}"
                yield Fault(where, expected, line)
            payers.setdefault(line, element.id)


def _within(
    value: Fraction, most: Fraction, where: tuple[str | int, ...]
) -> Iterator[Fault]:
    if not 0 <= value <= most:
        expected = f"a number from 0 to {number_text(most)}"
        yield Fault(where, expected, number_text(value))


def _price_faults(merit: Merit, estimate: Fraction | None) -> Iterator[Fault]:
    price = merit.price
    if price is None:
        if merit.combine == "lowest":
            yield Fault(("price",), "a price to compare under lowest", "none")
        return
    lowest = merit.combine == "lowest"
    yield from _use_faults(merit, price, estimate)
    if lowest:
        for name in ("max", "weight", "adjusted"):
            if getattr(price, name) is not None:
                yield Fault(("price", name), f"no {name} under lowest", "one")
        return
    if price.max is None:
        yield Fault(("price", "max"), "the points of the best price", "none")
    if (price.weight is None) == (merit.combine == "weighted"):
        expected = "a weight" if merit.combine == "weighted" else "no weight"
        found = "none" if price.weight is None else number_text(price.weight)
        yield Fault(("price", "weight"), f"{expected} under {merit.combine}", found)


def _use_faults(
    merit: Merit, price: PriceRule, estimate: Fraction | None
) -> Iterator[Fault]:
    lowest = merit.combine == "lowest"
    try:
        use = price_use_of(price, lowest=lowest)
    except (UnknownFormulaError, ParameterError) as error:
        yield _misnamed(price, error, lowest=lowest)
        return
    if use.points and use.points.params.get("reference") == "estimate" and not estimate:
        expected = "an estimate above 0 beside it"
        yield Fault(("price", "params", "reference"), expected, "none")
    if use.compared.formula.id == "formula.evaluated.features-coefficient.1":
        where = (*use.where.split("."), "params", "features")
        yield from _feature_faults(merit, codes(use.compared.params, "features"), where)


def _misnamed(
    price: PriceRule, error: UnknownFormulaError | ParameterError, *, lowest: bool
) -> Fault:
    """Say whether it is the price's own formula that is wrong, or the adjusting one's."""
    own = True
    if not lowest and price.adjusted is not None:
        try:
            price_use_of(price.model_copy(update={"adjusted": None}), lowest=False)
        except (UnknownFormulaError, ParameterError):
            pass
        else:
            own = False
    where: tuple[str, ...] = ("price",) if own else ("price", "adjusted")
    if isinstance(error, ParameterError):
        return Fault((*where, "params", error.name), error.expected, error.found)
    return Fault((*where, "formula"), error.expected, error.found)


def _feature_faults(
    merit: Merit, features: tuple[str, ...], where: tuple[str, ...]
) -> Iterator[Fault]:
    tops = {element.id: element.max for element in merit.elements}
    unknown = [code for code in features if code not in tops]
    if unknown:
        yield Fault(where, f"elements: {_listed(tops)}", ", ".join(unknown))
        return
    if len(set(features)) < len(features):
        yield Fault(where, "each element once", "one twice")
    best = sum((tops[code] for code in features), Fraction(0))
    if best >= 1:
        expected = "features whose best is below 1 together"
        yield Fault(where, expected, number_text(best))


def _weight_faults(merit: Merit) -> Iterator[Fault]:
    if merit.combine != "weighted":
        return
    weights = [element.weight for element in merit.elements]
    if merit.price is not None:
        weights.append(merit.price.weight)
    whole = sum((weight for weight in weights if weight is not None), Fraction(0))
    if None not in weights and whole != 1:
        yield Fault(("combine",), "weights that add up to 1", number_text(whole))


def _threshold_faults(merit: Merit) -> Iterator[Fault]:
    if merit.threshold is not None:
        most = {element.id: element.max for element in merit.elements}
        yield from _within(merit.threshold, best_quality(merit, most), ("threshold",))
    if merit.shortlist is not None and not merit.elements:
        yield Fault(("shortlist",), "elements to choose by", "none")


def _rounding_faults(merit: Merit) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, step in enumerate(merit.rounding):
        where = ("rounding", at, "at")
        if step.at in seen:
            yield Fault(where, "each step once", f"{step.at!r} again")
        seen.add(step.at)
        if merit.combine == "lowest" and step.at in ("price", "total"):
            expected = "element or evaluated under lowest"
            yield Fault(where, expected, repr(step.at))
        if merit.price is None and step.at in ("price", "evaluated"):
            yield Fault(where, "a price in the scheme", "none")


def _tie_faults(merit: Merit) -> Iterator[Fault]:
    elements = [element.id for element in merit.elements]
    for at, tie in enumerate(merit.ties):
        where: tuple[str | int, ...] = ("ties", at)
        needs = tie.by in ("element", "figure")
        if needs and tie.of is None:
            yield Fault((*where, "of"), f"the {tie.by} that is compared", "none")
        if not needs and tie.of is not None:
            yield Fault((*where, "of"), f"nothing beside {tie.by}", repr(tie.of))
        if tie.by == "element" and tie.of is not None and tie.of not in elements:
            yield Fault((*where, "of"), f"an element: {_listed(elements)}", tie.of)
        if tie.by == "quality" and not elements:
            yield Fault((*where, "by"), "elements to compare by", "none")
        if tie.by in ("price", "figure") and merit.price is None:
            yield Fault((*where, "by"), "a price in the scheme", "none")
        if tie.by == "committee" and at + 1 < len(merit.ties):
            yield Fault((*where, "by"), "the committee last", "more behind it")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:10]) or "none"
