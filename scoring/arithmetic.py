"""Arithmetic correction: a price schedule, gone over against the tender's own.

Line by line, in the tender's order:

    quantity     set to the tender's
    amount       tender's quantity x the bidder's unit price, which never changes
    left blank   deemed included in the other lines: stays blank, amount 0
    not there    adapted to the tender at unit price 0
    lump sum     the amount stands as offered

Then subtotal, VAT and total are computed again. In a lump-sum contract the total
stands as offered, and the VAT in it is the law's. The corrected total is the
price with which the bid is compared, whether the correction raised or lowered it.

Source: LKPP 12/2021, Lampiran I, 4.2.7 (secondary); unit price 0 for a line that
is not there (recalled).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring import vat
from scoring.rounding import Steps, whole
from scoring.rule_ids import RuleId
from tender.codes import MANDATORY, Bid, ContractType, Item, VatMode
from tender.money import LARGEST
from tender.offer import Offer, PriceLine
from tender.works import ItemLine

Fault = Literal["no_prices", "no_total", "unknown_item", "item_twice", "too_large"]
"""Why a price schedule cannot be set beside the tender's."""


class PriceScheduleError(ValueError):
    """A price schedule was handed in for correction that does not fit the tender."""

    def __init__(self, bid: Bid, fault: ScheduleFault) -> None:
        expected = "a price schedule with the tender's items, each once, and a total"
        found = f"{fault.fault} {fault.item}".rstrip()
        super().__init__(f"bid {bid!r}: expected {expected}, found {found}")
        self.bid = bid
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ScheduleFault:
    """What does not fit, and at which item, where it is one."""

    fault: Fault
    item: Item = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleTerms:
    """What a price schedule is corrected against.

    *lump_sum_items* are the lines of a mixed contract that are priced as a lump.
    """

    items: tuple[ItemLine, ...]
    contract_type: ContractType
    vat_mode: VatMode
    tax: vat.TaxTerms
    steps: Steps
    lump_sum_items: frozenset[Item] = frozenset()

    def is_lump_sum(self, item: Item) -> bool:
        """Say whether the amount of a line stands as offered."""
        if self.contract_type == "mixed":
            return item in self.lump_sum_items
        return self.contract_type == "lump_sum"

    @property
    def labour_items(self) -> tuple[Item, ...]:
        """The mandatory labour lines: what is owed to or for the workers."""
        return tuple(i.item for i in self.items if i.component in MANDATORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedLine:
    """A line after correction; *rule* says what was corrected, if anything.

    The fields are those of `tender.events.evaluation.CorrectedLine`; amounts are
    whole rupiah, and *offered* is none where the bid has no such line.
    """

    item: Item
    quantity: Fraction
    unit_price: Fraction | None
    offered: int | None
    corrected: int
    rule: RuleId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A bid after correction, in whole rupiah.

    The fields are those of `tender.events.evaluation.ArithmeticCorrected`.
    """

    bid: Bid
    lines: tuple[CorrectedLine, ...]
    subtotal: int
    vat: int
    offered: int
    corrected: int


def attempt(bid: Bid, offer: Offer, terms: ScheduleTerms) -> Correction | ScheduleFault:
    """Correct the arithmetic of *offer*, or say what keeps it from being corrected.

    Bids are sealed when they are taken in, so a fault is first seen at the opening.
    Correcting what was corrected changes nothing.
    """
    if offer.prices is None:
        return ScheduleFault("no_prices")
    if offer.total is None:
        return ScheduleFault("no_total")
    if misfit := _misfit(offer.prices, terms):
        return misfit
    prices = {line.item: line for line in offer.prices}
    lines = tuple(_line(item, prices.get(item.item), terms) for item in terms.items)
    subtotal, due, total = _totals(lines, offer.total, terms)
    if max((total, *(line.corrected for line in lines))) > LARGEST:
        return ScheduleFault("too_large")
    return Correction(
        bid=bid,
        lines=lines,
        subtotal=subtotal,
        vat=due,
        offered=offer.total,
        corrected=total,
    )


def correct(bid: Bid, offer: Offer, terms: ScheduleTerms) -> Correction:
    """Correct the arithmetic of *offer*; raise `PriceScheduleError` for a fault."""
    done = attempt(bid, offer, terms)
    if isinstance(done, ScheduleFault):
        raise PriceScheduleError(bid, done)
    return done


def _misfit(
    prices: tuple[PriceLine, ...], terms: ScheduleTerms
) -> ScheduleFault | None:
    known = {item.item for item in terms.items}
    for item, times in Counter(line.item for line in prices).items():
        if item not in known:
            return ScheduleFault("unknown_item", item)
        if times > 1:
            return ScheduleFault("item_twice", item)
    return None


def _line(
    item: ItemLine, offered: PriceLine | None, terms: ScheduleTerms
) -> CorrectedLine:
    price, amount, rule = _corrected(item, offered, terms)
    return CorrectedLine(
        item=item.item,
        quantity=item.quantity,
        unit_price=price,
        offered=None if offered is None else offered.amount,
        corrected=amount,
        rule=rule,
    )


def _corrected(
    item: ItemLine, offered: PriceLine | None, terms: ScheduleTerms
) -> tuple[Fraction | None, int, RuleId | None]:
    """Return unit price, amount and what was corrected."""
    if terms.is_lump_sum(item.item):
        # Nothing is adapted: what is not priced is owed for the sum as it stands.
        return (
            (offered.unit_price, offered.amount, None) if offered else (None, 0, None)
        )
    if offered is None:
        return Fraction(0), 0, "arithmetic.missing"
    if offered.unit_price is None:
        return None, 0, "arithmetic.blank"
    amount = whole(item.quantity * offered.unit_price, terms.steps.line)
    if offered.quantity != item.quantity:
        return offered.unit_price, amount, "arithmetic.quantity"
    if offered.amount != amount:
        return offered.unit_price, amount, "arithmetic.product"
    return offered.unit_price, amount, None


def _totals(
    lines: tuple[CorrectedLine, ...], offered: int, terms: ScheduleTerms
) -> tuple[int, int, int]:
    """Return price before VAT, VAT and total."""
    for_labour = frozenset(terms.labour_items)
    labour = sum(line.corrected for line in lines if line.item in for_labour)
    tax = (terms.vat_mode, terms.tax, terms.steps.tax)
    if terms.contract_type == "lump_sum":
        due = vat.inside(vat.Taxed(amount=offered, labour=labour), *tax)
        return offered - due, due, offered
    subtotal = sum(line.corrected for line in lines)
    due = vat.on_top(vat.Taxed(amount=subtotal, labour=labour), *tax)
    return subtotal, due, subtotal + due
