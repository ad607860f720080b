"""An offer: what a bidder promises, in codes, numbers and undertakings.

The schema is closed and has no place for a name: an offer can be read out at
the opening, stored for ever and published without anybody's personal data.
Papers are attachments; the offer lists each by the salted hash of its bytes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tender.codes import Code, Insurance, Item, Part, Post, Requirement
from tender.merit.numbers import Marks, Number, Weight
from tender.money import Quantity, Rate, Rupiah, Share
from tender.stored import Commitment, Each, Flag, Many, Positive, Stored

MediaType = Annotated[
    str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]{1,80}$", max_length=100)
]


class Attachment(Stored):
    """A paper of the bid: its name in the offer, its size, its salted hash."""

    name: Code
    media_type: MediaType
    size: Positive  # bytes
    sha256: Commitment  # of salt | bytes, so that a guess at the bytes tells nothing


class Evidence(Stored):
    """A place in an attachment."""

    attachment: Commitment
    page: Positive


class Response(Stored):
    """A bidder's answer to a requirement, and where it is proved."""

    requirement: Requirement
    answer: Flag
    evidence: Many[Evidence] = ()


class PriceLine(Stored):
    """A line of the price schedule as the bidder filled it.

    A blank *unit_price* is deemed included in the other lines; the work is
    still owed.
    """

    item: Item
    quantity: Quantity
    unit_price: Rate | None = None
    amount: Rupiah


class PayPromise(Stored):
    """What each holder of a post will be paid a month, before lawful deductions."""

    post: Post
    monthly: Rupiah


class GradedPromise(Stored):
    """A promise that has points: so much of it, for one post or for all of them.

    The element of the scheme says what it is of, and in what unit.
    """

    element: Code
    value: Annotated[Number, Field(ge=0)]
    post: Post | None = None


class DeclaredValue(Stored):
    """What a bidder says that it has of an element; the committee finds it."""

    element: Code
    value: Marks


HolderCode = Code
"""A person or firm that holds a bidder, by a code of the bid's own: `h-1`."""

HolderRole = Literal["owner", "director", "commissioner", "key_person"]
"""Pemegang saham, direksi, dewan komisaris, personel inti."""


class Holder(Stored):
    """Who holds the bidder, in one role, and with what share of one where it is owned."""

    holder: HolderCode
    role: HolderRole
    share: Weight | None = None


class Commitments(Stored):
    """What is promised about the people who do the work today.

    An offer to every qualified incumbent within the posts and their order, pay,
    insurance, holiday allowance, compensation and the transfer clause are
    pass or fail (`scoring.commitments`).
    """

    offer_to_all: Flag
    in_published_order: Flag
    pay: Many[PayPromise]
    keep_higher_pay: Flag  # nobody who earns more today is paid less
    insurance: Each[Insurance]
    holiday_allowance: Flag  # THR
    compensation: Flag  # uang kompensasi PKWT
    transfer_clause: Flag  # PP 35/2021 art. 19
    only_lawful_deductions: Flag
    no_dismissal_without_cause: Flag
    graded: Many[GradedPromise] | None = None


class Offer(Stored):
    """One part of a bid, as sealed.

    The seal's manifest binds it to process, round, party and part; the envelope
    binds the tender version it was made for.
    """

    v: Annotated[int, Field(strict=True, ge=1, le=1)]
    part: Part
    validity_days: Positive | None = None
    responses: Many[Response] = ()
    commitments: Commitments | None = None
    prices: Many[PriceLine] | None = None
    subtotal: Rupiah | None = None  # before VAT
    vat: Rupiah | None = None
    total: Rupiah | None = None
    attachments: Many[Attachment] = ()
    values: Many[DeclaredValue] | None = None  # of elements, under sistem nilai
    local_content: Share | None = None  # the domestic share (TKDN) of the price
    holders: Each[Holder] | None = None  # of the bidder, where the scheme asks for them
