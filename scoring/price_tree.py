"""How a corrected price came about, as nodes: lines, price before VAT, VAT, total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring import vat
from scoring.arithmetic import CorrectedLine, Correction, ScheduleTerms
from scoring.explanation import Cell, Node, cell, formula
from scoring.rule_ids import RuleId
from scoring.vat import TaxTerms
from tender.codes import Bid, Item, VatMode
from tender.offer import Offer, PriceLine
from tender.scheme import Rounding

_ON_TOP: Mapping[VatMode, RuleId] = {
    "full_price": "vat.full-price",
    "labour_supply_itemised": "vat.itemised",
}
_INSIDE: Mapping[VatMode, RuleId] = {
    "full_price": "vat.inside-full-price",
    "labour_supply_itemised": "vat.inside-itemised",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTree:
    """The nodes of one bid's price."""

    bid: Bid
    lines: Mapping[Item, Node]
    subtotal: Node
    vat: Node
    total: Node

    def sum_of(self, items: tuple[Item, ...], called: str) -> Node:
        """Return what *items* come to, named after the bid and what it is *called*."""
        if len(items) == 1:
            return self.lines[items[0]]
        return _sum(f"{self.bid}/{called}", [self.lines[item] for item in items])


def price_tree(correction: Correction, offer: Offer, terms: ScheduleTerms) -> PriceTree:
    """Return the nodes of *correction*, which was made from *offer* under *terms*."""
    bid = correction.bid
    prices = {line.item: line for line in offer.prices or ()}
    lines = {
        line.item: _line(bid, line, prices.get(line.item), terms)
        for line in correction.lines
    }
    if terms.contract_type == "lump_sum":
        labour = _labour(bid, lines, terms)
        offered = cell(correction.offered, f"bids[{bid}].total")
        total = formula(
            f"{bid}/price", "arithmetic.lump-sum", correction.corrected, offered=offered
        )
        tax = _vat(
            _INSIDE, bid, correction.vat, {"total": total, "labour": labour}, terms
        )
        subtotal = formula(
            f"{bid}/subtotal",
            "arithmetic.rest",
            correction.subtotal,
            total=total,
            vat=tax,
        )
    else:
        subtotal, tax = taxed(bid, lines, terms)
        total = formula(
            f"{bid}/price",
            "arithmetic.total",
            correction.corrected,
            subtotal=subtotal,
            vat=tax,
            offered=cell(correction.offered, f"bids[{bid}].total"),
        )
    return PriceTree(bid=bid, lines=lines, subtotal=subtotal, vat=tax, total=total)


def taxed(
    name: str, lines: Mapping[Item, Node], terms: ScheduleTerms
) -> tuple[Node, Node]:
    """Return the price before VAT of *lines*, and the VAT on top of it.

    *name* is whose they are: the nodes are named after it.
    """
    subtotal = _sum(f"{name}/subtotal", lines.values())
    labour = _labour(name, lines, terms)
    base = vat.Taxed(amount=int(subtotal.number), labour=int(labour.number))
    due = vat.on_top(base, terms.vat_mode, terms.tax, terms.steps.tax)
    operands = {"subtotal": subtotal, "labour": labour}
    return subtotal, _vat(_ON_TOP, name, due, operands, terms)


def _labour(name: str, lines: Mapping[Item, Node], terms: ScheduleTerms) -> Node:
    return _sum(f"{name}/labour", [lines[item] for item in terms.labour_items])


def step_cell(step: Rounding) -> Cell:
    """Return a step of rounding as an operand: mode and decimals."""
    return cell(f"{step.mode} {step.places}", f"tender.scheme.rounding[{step.at}]")


def tax_cells(tax: TaxTerms) -> dict[str, Cell]:
    """Return rate and base factor as operands."""
    return {
        "rate": cell(tax.rate, "tax.rate"),
        "base_factor": cell(tax.base_factor, "tax.base_factor"),
    }


def _sum(name: str, parts: Iterable[Node]) -> Node:
    nodes = tuple(parts)
    total = sum(node.number for node in nodes)
    return formula(name, "arithmetic.sum", total, **{node.name: node for node in nodes})


def _line(
    bid: Bid, line: CorrectedLine, offered: PriceLine | None, terms: ScheduleTerms
) -> Node:
    item = f"bids[{bid}].prices[{line.item}]"
    rule = line.rule or "arithmetic.line"
    operands: dict[str, Cell | Node] = {"item": cell(line.item, "tender.items")}
    if terms.is_lump_sum(line.item):
        rule = "arithmetic.lump-sum-line"
        operands["offered"] = cell(line.corrected, f"{item}.amount")
    elif rule != "arithmetic.missing":
        operands["quantity"] = cell(
            line.quantity, f"tender.items[{line.item}].quantity"
        )
    if offered and rule in {
        "arithmetic.line",
        "arithmetic.quantity",
        "arithmetic.product",
    }:
        operands["unit_price"] = cell(line.unit_price or 0, f"{item}.unit_price")
        operands["rounding"] = step_cell(terms.steps.line)
    if offered and line.rule:
        operands["offered"] = cell(offered.amount, f"{item}.amount")
        operands["offered_quantity"] = cell(offered.quantity, f"{item}.quantity")
    return formula(f"{bid}/line/{line.item}", rule, line.corrected, **operands)


def _vat(
    rules: Mapping[VatMode, RuleId],
    name: str,
    due: int,
    base: dict[str, Node],
    terms: ScheduleTerms,
) -> Node:
    if terms.vat_mode == "full_price":
        del base["labour"]
    return formula(
        f"{name}/vat",
        rules[terms.vat_mode],
        due,
        **base,
        **tax_cells(terms.tax),
        rounding=step_cell(terms.steps.tax),
    )
