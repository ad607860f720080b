"""A price built up again from what the committee found of its unit prices.

    unit price   sum of quantity x price over the lines found of an item
    line         tender's quantity x unit price, rounded as lines are
    total        the lines, and VAT on top of them

An item of which nothing was found keeps the bidder's own amount. What is not proven is
replaced by a price of the market or of the estimate, and a bid below the total so built
is not reasonable. A line for labour may not be found below what labour costs by law.

Of a lump sum the lines say what it is made of: the total is built from them, whatever
the sum was.

Source: LKPP 12/2021, procedure for prices under 80 % of the estimate (secondary, known
from its use for works).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import groupby

from scoring.arithmetic import ScheduleTerms
from scoring.explanation import Node, cell, formula
from scoring.labour_cost import Costing
from scoring.price import labour_floor
from scoring.price_tree import PriceTree, step_cell, taxed
from scoring.rounding import whole
from tender.codes import Bid, Item
from tender.price_analysis import AnalysedLine, FoundInput


def unit_prices(lines: Iterable[AnalysedLine]) -> dict[Item, Fraction]:
    """Return what the lines of each item come to for one unit of it.

    >>> soap = AnalysedLine(item="materials", resource="soap", quantity="0.5", unit_price=9_000)
    >>> unit_prices([soap, soap.model_copy(update={"resource": "wax"})])
    {'materials': Fraction(9000, 1)}
    """
    prices: dict[Item, Fraction] = {}
    for line in lines:
        amount = line.quantity * line.unit_price
        prices[line.item] = prices.get(line.item, Fraction(0)) + amount
    return prices


def rebuilt(
    price: PriceTree, found: tuple[FoundInput, ...], terms: ScheduleTerms
) -> PriceTree:
    """Return *price* as it is with what was *found*, each resource of an item once."""
    name = f"{price.bid}/rebuilt"
    ordered = sorted(found, key=lambda line: (line.item, line.resource))
    by_item = {
        item: tuple(lines) for item, lines in groupby(ordered, lambda line: line.item)
    }
    quantities = {line.item: line.quantity for line in terms.items}
    lines: Mapping[Item, Node] = {
        item: _line(price.bid, by_item[item], quantities[item], terms)
        if item in by_item
        else own
        for item, own in price.lines.items()
    }
    subtotal, tax = taxed(name, lines, terms)
    amount = subtotal.number + tax.number
    total = formula(
        f"{name}/price", "price.rebuilt", amount, subtotal=subtotal, vat=tax
    )
    return PriceTree(bid=name, lines=lines, subtotal=subtotal, vat=tax, total=total)


def under_floor(
    price: PriceTree, found: Iterable[FoundInput], costing: Costing
) -> tuple[Node, ...]:
    """Return the tests by which lines for labour that were *found* cost less than by law.

    *price* is the one that was built from them.
    """
    items = {line.item for line in found}
    return tuple(
        test
        for test in labour_floor(price, costing)
        if test.rule == "price.labour-floor"
        and test.verdict == "fail"
        and items & set(test.value("items").split())
    )


def _line(
    bid: Bid, found: tuple[FoundInput, ...], quantity: Fraction, terms: ScheduleTerms
) -> Node:
    item = found[0].item
    name = f"{bid}/rebuilt/line/{item}"
    inputs = [_input(bid, line) for line in found]
    per_unit = sum((node.number for node in inputs), start=Fraction(0))
    unit_price = formula(
        f"{name}/unit-price",
        "price.found-unit-price",
        per_unit,
        **{node.name: node for node in inputs},
    )
    return formula(
        name,
        "arithmetic.line",
        whole(quantity * per_unit, terms.steps.line),
        item=cell(item, "tender.items"),
        quantity=cell(quantity, f"tender.items[{item}].quantity"),
        unit_price=unit_price,
        rounding=step_cell(terms.steps.line),
    )


def _input(bid: Bid, line: FoundInput) -> Node:
    source = f"price_judgements[{bid}][reasonableness].found[{line.item}]"
    source = f"{source}[{line.resource}]"
    return formula(
        f"{bid}/rebuilt/line/{line.item}/{line.resource}",
        "price.found-input",
        line.quantity * line.unit_price,
        resource=cell(line.resource, source),
        quantity=cell(line.quantity, f"{source}.quantity"),
        unit_price=cell(line.unit_price, f"{source}.unit_price"),
        basis=cell(line.basis, f"{source}.basis"),
    )
