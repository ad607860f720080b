"""Price tests that a person decides, in the legal order.

    reasonableness    total < 80 % of the estimate (HPS), to the rupiah
    imbalance         a unit price > 110 % of the estimate's, in lines paid by quantity

Each waits for a judgement. A total is judged by what the committee found of its unit
prices: below the price that is built from them (`scoring.rebuilt_price`) it is
rejected, and otherwise accepted. A total that is rejected fails the bid; one that is
accepted stands, and the performance bond is reckoned on the estimate. A unit price
that is not explained is noted as imbalanced: it holds for the quantity in the bill
only, which is no failure.

Source: LKPP 12/2021, Lampiran I, 4.2.7 for both shares (secondary); Perpres 16/2018
art. 33(3) for the bond (verified).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from scoring.explanation import Cell, Node, Verdict, cell, check
from scoring.price import estimate_cell
from scoring.price_tree import PriceTree
from tender.codes import Bid, Item
from tender.commands.evaluation import PriceJudgement
from tender.works import EstimateDetail


def reasonableness(
    price: PriceTree,
    judgement: PriceJudgement | None,
    estimate: Fraction,
    share: Fraction,
    rebuilt: PriceTree | None = None,
) -> Node:
    """Hand a total under *share* of the *estimate*, both with VAT, to a person.

    *rebuilt* is the price built from what the person found; without it, where nothing
    was found because the bidder never answered, the verdict stands as it was given.
    """
    verdict: Verdict = "pass"
    operands: dict[str, Cell | Node] = {
        "price": price.total,
        "estimate": estimate_cell(estimate),
        "share": cell(share, "price.reasonable_share"),
    }
    if price.total.number < share * estimate:
        source = f"price_judgements[{price.bid}][reasonableness]"
        if judgement is not None and rebuilt is not None:
            operands["rebuilt"] = rebuilt.total
            found = verdict_on(price, rebuilt)
            judgement = judgement.model_copy(update={"verdict": found})
        verdict = _judged(judgement, accepted="note", rejected="fail")
        operands |= _found(judgement, source)
    if verdict == "note":
        operands["consequence"] = cell("bond_on_estimate", "price.reasonable_share")
    return check(
        f"{price.bid}/reasonableness", "price.reasonableness", verdict, **operands
    )


def verdict_on(price: PriceTree, rebuilt: PriceTree) -> Literal["accepted", "rejected"]:
    """Say whether a price is reasonable: no less than the one built from what was found."""
    return "accepted" if price.total.number >= rebuilt.total.number else "rejected"


def imbalance(
    bid: Bid,
    unit_prices: Mapping[Item, Fraction],
    judgements: Mapping[Item, PriceJudgement],
    detail: EstimateDetail,
    share: Fraction,
) -> tuple[Node, ...]:
    """Hand each unit price above *share* of the estimate's to a person.

    *unit_prices* are those of the lines paid by quantity, blank ones left out; both
    they and the estimate's are without VAT. A line that the estimate does not price
    is not tested.
    """
    estimates = {line.item: line.unit_price for line in detail.lines}
    return tuple(
        _imbalance(
            bid,
            _Line(item, unit_price, estimates[item], share),
            judgements.get(item),
        )
        for item, unit_price in unit_prices.items()
        if item in estimates
    )


class _Line(NamedTuple):
    item: Item
    offered: Fraction
    estimate: Fraction
    share: Fraction


def _imbalance(bid: Bid, line: _Line, judgement: PriceJudgement | None) -> Node:
    verdict: Verdict = "pass"
    operands = {
        "item": cell(line.item, "tender.items"),
        "offered": cell(line.offered, f"bids[{bid}].prices[{line.item}].unit_price"),
        "estimate": cell(line.estimate, f"tender.estimate.detail[{line.item}]"),
        "share": cell(line.share, "price.imbalance_share"),
    }
    if line.offered > line.share * line.estimate:
        verdict = _judged(judgement, accepted="pass", rejected="note")
        source = f"price_judgements[{bid}][imbalance][{line.item}]"
        operands |= _found(judgement, source)
    if verdict == "note":
        source = f"tender.items[{line.item}].quantity"
        operands["consequence"] = cell("valid_for_bill_quantity", source)
    return check(f"{bid}/imbalance/{line.item}", "price.imbalance", verdict, **operands)


def _judged(
    judgement: PriceJudgement | None, *, accepted: Verdict, rejected: Verdict
) -> Verdict:
    if judgement is None:
        return "pending"
    return accepted if judgement.verdict == "accepted" else rejected


def _found(judgement: PriceJudgement | None, source: str) -> dict[str, Cell]:
    if judgement is None:
        return {"judgement": cell("none", source)}
    return {
        "judgement": cell(judgement.verdict, source),
        "reason": cell(f"{source}.reason", f"{source}.reason"),
    }
