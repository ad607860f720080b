"""Codes: how parties, posts, workers and lines are named where names are not wanted.

A code is short, stable and says nothing about a person. Identities stand in
blobs outside the chain; documents for the public show codes.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

CODE: Final = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"

Code = Annotated[str, StringConstraints(pattern=CODE, max_length=60)]
"""The general shape: lower case, digits, hyphens and points inside."""

Ocid = Annotated[str, StringConstraints(pattern=r"^ocds-[a-z0-9]{6}-[a-z0-9-]{1,60}$")]
"""One contracting process, in the form of the Open Contracting Data Standard."""

Party = Code
"""An office holder, bidder, trustee or worker, within one process."""

Bid = Code
"""A bid, named after its bidder: a bidder has one bid in a round."""

Post = Code
"""A kind of post: `cleaner`, `supervisor`."""

Worker = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}-[0-9]{3}$")]
"""A worker on the roster, such as `k-017`; the name is kept elsewhere."""

Item = Code
"""A line of the price schedule."""

Requirement = Code
"""A line of the rubric."""

ValueId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9_]+(?:\.[a-z0-9_]+)*$", max_length=80)
]
"""A number the law or the tender sets, such as `labour.minimum_wage`."""

RuleId = Code
"""A rule that found or refused something, such as `bid.wrong-version`."""

Tag = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,59}$")]
"""The tag of a command or an event."""

Account = Annotated[str, StringConstraints(pattern=r"^[0-9](?:\.[0-9]{1,4}){5}$")]
"""An expenditure account of a regional budget: `5.1.02.02.01.0030`."""

Office = Literal[
    "ppk",  # commitment officer
    "committee",  # Pokja Pemilihan
    "unit",  # head of the procurement unit (UKPBJ)
    "authority",  # PA/KPA
    "trustee",
    "bidder",
    "outgoing",  # the provider whose contract ends
    "worker",
    "engine",  # what rules compute, recorded by the engine itself
]
"""In what capacity a party acts."""

Intake = Literal["native", "spse"]
"""Bids are sealed here, or come from SPSE after its own opening."""

Part = Literal["all", "technical", "price"]
"""A part of a bid: a one-file tender has `all`; two files are technical and price."""

ContractType = Literal["unit_price", "lump_sum", "mixed"]
"""Harga satuan, lumsum, gabungan."""

Envelopes = Literal["one_file", "two_files"]

AwardCriteria = Literal["priceOnly", "ratedCriteria", "costOnly"]
"""OCDS codes: harga terendah, sistem nilai, biaya selama umur ekonomis."""

Mode = Literal["half_up", "half_even", "down", "up"]
"""How a step of rounding rounds."""

VatMode = Literal["full_price", "labour_supply_itemised"]
"""VAT on the whole price, or on the service fee where workers' pay is itemised."""

Component = Literal[
    "wage",
    "thr",
    "compensation",
    "work_accident",  # JKK
    "death",  # JKM
    "old_age",  # JHT
    "pension",  # JP
    "health",  # BPJS Kesehatan
    "overtime",
    "relief",
    "uniform",
    "materials",
    "equipment",
    "training",
    "fee",
    "other",
]
"""What a line of the price schedule pays for."""

MANDATORY: tuple[Component, ...] = (
    "wage",
    "thr",
    "compensation",
    "work_accident",
    "death",
    "old_age",
    "pension",
    "health",
)
"""Mandatory labour lines: owed to or for the worker, whoever wins."""

Insurance = Literal["work_accident", "death", "old_age", "pension", "health"]

INSURANCE: tuple[Insurance, ...] = (
    "work_accident",
    "death",
    "old_age",
    "pension",
    "health",
)
"""The social security programmes: JKK, JKM, JHT, JP, BPJS Kesehatan."""

Status = Literal["verified", "secondary", "recalled", "chosen"]
"""How far a value or an article is known: `law` text read, reported, remembered, set."""

Disclosure = Literal["at_once", "at_closing", "at_technical_result", "at_result"]
"""When an event's entry may be read by everyone."""
