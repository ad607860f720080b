"""The law of a day and the tender's own terms, put into scoring's parameters.

Scoring knows no law; this is the one place where a value's id meets a parameter.
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast, get_args

from scoring.labour_cost import LabourTerms
from scoring.price import FeeMinimum, PriceTerms
from scoring.shown import QualificationTerms
from scoring.terms import Terms
from scoring.vat import TaxTerms
from tender.codes import MANDATORY, Component
from tender.state import State
from tender.values import Reading
from tender.works import RiskClass

FEE_LEAST = "fee.least"
FEE_BASE = "fee.base"
FLOOR_GATE = "labour.floor_gate"
PENSION = "insurance.pension"


class NoTermsError(LookupError):
    """An evaluation was asked for before the tender said what it buys and how."""

    def __init__(self) -> None:
        super().__init__(
            "expected scheme, works and estimate before an evaluation, found less"
        )


def labour_terms(reading: Reading) -> LabourTerms:
    """Return what is owed for labour: rupiah a month, shares of one.

    The pension programme does not bind small firms (PP 6/2025 art. 4(3)); a
    tender asks for it by the chosen value `insurance.pension`.
    """
    minimum = int(reading.rupiah("labour.minimum_wage"))
    pension = reading.has(PENSION) and reading.flag(PENSION)
    return LabourTerms(
        minimum_wage=minimum,
        thr=reading.share("labour.thr.share"),
        compensation=reading.share("labour.compensation.share"),
        work_accident={
            risk: reading.share(f"labour.work_accident.{risk}")
            for risk in get_args(RiskClass)
        },
        death=reading.share("labour.death.share"),
        old_age=reading.share("labour.old_age.share"),
        pension=reading.share("labour.pension.share"),
        pension_cap=int(reading.rupiah("labour.pension.cap")),
        health=reading.share("labour.health.share"),
        health_floor=minimum,
        health_cap=int(reading.rupiah("labour.health.cap")),
        owed=tuple(c for c in MANDATORY if pension or c != "pension"),
    )


def tax_terms(reading: Reading) -> TaxTerms:
    """Return the VAT in force."""
    return TaxTerms(
        rate=reading.share("tax.vat.rate"),
        base_factor=reading.share("tax.vat.base_factor"),
    )


def price_terms(reading: Reading) -> PriceTerms:
    """Return what prices are tested against besides the estimate."""
    fee = None
    if reading.has(FEE_LEAST):
        base = tuple(reading.value(FEE_BASE).value.split())
        fee = FeeMinimum(
            share=reading.share(FEE_LEAST), base=cast("tuple[Component, ...]", base)
        )
    return PriceTerms(
        reasonable_share=reading.share("price.reasonable_from"),
        imbalance_share=reading.share("price.imbalanced_above"),
        fee_minimum=fee,
        labour_floor=reading.has(FLOOR_GATE) and reading.flag(FLOOR_GATE),
    )


def qualification_terms(state: State, reading: Reading) -> QualificationTerms | None:
    """Return what facts are held to, where the scheme asks for any and there is a schedule.

    Where it asks for none no value is read: the law of an older pack has none of these.
    """
    part = state.preparation
    scheme, works, estimate = part.scheme, part.works, part.estimate
    if scheme is None or works is None or estimate is None:
        return None
    asks = any(line.fact is not None for line in scheme.requirements)
    if not asks or "bidding" not in part.slots:
        return None
    return QualificationTerms(
        closing=state.day(part.slots["bidding"].ends),
        starts=works.starts_on,
        ends=works.ends_on,
        package=Fraction(estimate.amount),
        exempt_up_to=reading.rupiah("qualification.experience.exempt_up_to"),
        exempt_younger_than=reading.count(
            "qualification.experience.exempt_younger_than"
        ),
        small_basic=reading.count("qualification.capacity.small"),
        shares_above=reading.share("qualification.shares_above"),
    )


def evaluation_terms(state: State, reading: Reading) -> Terms:
    """Return the terms on which the bids of *state* are evaluated."""
    part = state.preparation
    scheme, works, estimate = part.scheme, part.works, part.estimate
    if scheme is None or works is None or estimate is None:
        raise NoTermsError
    return Terms(
        scheme=scheme,
        posts=works.posts,
        items=works.items,
        incumbents=tuple((part.roster or {}).values()),
        orders=part.orders or (),
        estimate=Fraction(estimate.amount),
        estimate_detail=part.detail,
        labour=labour_terms(reading),
        tax=tax_terms(reading),
        price=price_terms(reading),
        lowest=reading.count("evaluation.lowest"),
        reserves=reading.count("award.reserves"),
        facts_against=qualification_terms(state, reading),
        epoch=part.epoch,
    )
