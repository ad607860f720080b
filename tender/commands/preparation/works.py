"""The works in figures, and their estimate."""

from __future__ import annotations

from typing import Annotated, Literal

from tender.codes import VatMode
from tender.money import Rate
from tender.registry import Command
from tender.stored import CHANCE, Commitment, Day, Hex, Line, Many, Stored
from tender.works import EstimateDetail, ItemLine, PostPlan


class Works(Stored):
    """The specification in figures: posts, price schedule, place and time."""

    posts: Many[PostPlan]
    items: Many[ItemLine]
    place: Line
    starts_on: Day
    ends_on: Day


class SpecifyWorks(Command, Works):
    """Set the posts and the price schedule."""

    tag: Literal["specify_works"] = "specify_works"


class Estimate(Stored):
    """The estimate (HPS): its total with VAT is open, its detail a commitment.

    *detail* is the SHA-256 of salt | canonical bytes of an `EstimateDetail`.
    """

    amount: Rate
    vat_mode: VatMode
    detail: Commitment


class SetEstimate(Command, Estimate):
    """Set the estimate."""

    tag: Literal["set_estimate"] = "set_estimate"


class RevealEstimateDetail(Command):
    """Open the commitment on the estimate's detail, once the bids are open."""

    tag: Literal["reveal_estimate_detail"] = "reveal_estimate_detail"
    salt: Annotated[Hex, CHANCE]
    detail: EstimateDetail
