"""Value added tax of a price, in two modes.

    full price            VAT = rate x base factor x price before VAT
    labour, itemised      VAT = rate x base factor x (price before VAT - labour)

*labour* is the sum of the mandatory labour lines (`tender.codes.MANDATORY`): what
is owed to or for the worker. Rate and base factor are shares of one, now 12 %
and 11/12. Which mode holds depends on the specification; the tender says so.

A lump sum is offered with the tax inside it. What part of it is tax is for the
law to say and not for the bidder: the same two formulas, turned round.

Source: PMK 131/2024 (rate and base factor: recalled); PMK 11/2025 art. 2 letter o
for itemised labour supply (secondary, the sentence on the base not read whole).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.rounding import whole
from tender.codes import VatMode
from tender.scheme import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTerms:
    """VAT in force: shares of one."""

    rate: Fraction
    base_factor: Fraction

    @property
    def effective(self) -> Fraction:
        """The share of the base that is paid."""
        return self.rate * self.base_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxed:
    """What is taxed: *amount* and the mandatory *labour* in it, in rupiah."""

    amount: int
    labour: int


def on_top(taxed: Taxed, mode: VatMode, tax: TaxTerms, step: Rounding) -> int:
    """Return the VAT on a price before VAT, in rupiah.

    >>> half_up = Rounding(at="tax")
    >>> tax = TaxTerms(rate=Fraction(12, 100), base_factor=Fraction(11, 12))
    >>> month = Taxed(amount=5_356_479, labour=4_634_526)
    >>> on_top(month, "full_price", tax, half_up)
    589213
    >>> on_top(month, "labour_supply_itemised", tax, half_up)
    79415
    """
    return whole(tax.effective * _base(taxed, mode), step)


def inside(taxed: Taxed, mode: VatMode, tax: TaxTerms, step: Rounding) -> int:
    """Return the VAT that a lump sum contains, in rupiah.

    Where a bidder has split the sum as `on_top` does, this is the bidder's VAT to
    the rupiah, in whatever mode of rounding.

    >>> tax = TaxTerms(rate=Fraction(12, 100), base_factor=Fraction(11, 12))
    >>> month = Taxed(amount=5_945_692, labour=4_634_526)
    >>> inside(month, "full_price", tax, Rounding(at="tax"))
    589213
    """
    return whole(tax.effective / (1 + tax.effective) * _base(taxed, mode), step)


def _base(taxed: Taxed, mode: VatMode) -> int:
    if mode == "full_price":
        return taxed.amount
    return max(0, taxed.amount - taxed.labour)
