"""The scheme: how this tender will be judged, as published.

A scheme holds no numbers of the law. What this tender itself sets, such as the
least fee, is a chosen value (`tender.values`) with the clause that sets it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import (
    AwardCriteria,
    ContractType,
    Envelopes,
    Mode,
    Requirement,
    VatMode,
)
from tender.merit import Merit
from tender.preference import Preference
from tender.qualification import Asked
from tender.stored import Each, Line, Many, Positive, Stored

Phase = Literal["administrative", "qualification", "technical"]
"""The legal order of pass-or-fail requirements."""

Test = Literal[
    "declared",  # the offer answers yes
    "attached",  # the offer names a place in an attachment that it lists
    "judged",  # attached, and the committee finds that it proves the requirement
    "fact",  # somebody else than the bidder says so, and the committee has looked it up
]
"""How a requirement is found met. People decide one that is judged; the others are computed."""


Undertaking = Literal[
    "transfer",  # whoever works there is taken over with their rights
    "past_service",  # service with earlier providers counts as service here
]
"""What a bidder undertakes for people who come from another alih daya firm."""


class Rounding(Stored):
    """One step of rounding: where, to how many decimals of a rupiah, and how."""

    at: Literal["line", "tax"]
    places: Annotated[int, Field(strict=True, ge=-6, le=6)] = 0
    mode: Mode = "half_up"


class RequirementLine(Stored):
    """A line of the rubric: what is asked, where that is written, how it is tested."""

    requirement: Requirement
    phase: Phase
    title: Line
    basis: Line  # the clause of the tender documents, or the article
    test: Test
    fact: Asked | None = None  # what must be shown: of a `fact`, and of nothing else
    undertakes: Each[Undertaking] | None = None  # of a successor tender


class Scheme(Stored):
    """Everything about the evaluation that bidders are told before they bid."""

    award_criteria: AwardCriteria
    envelopes: Envelopes
    contract_type: ContractType
    vat_mode: VatMode
    requirements: Many[RequirementLine]
    rounding: Each[Rounding]
    validity_days: Positive  # a bid stands for at least so many calendar days
    tie: Literal["better_technical", "committee"] = "committee"
    merit: Merit | None = None  # points and price: with `ratedCriteria`, and only then
    preference: Preference | None = None  # for domestic content, with `priceOnly` only
