"""What the outgoing provider hands over: who works there, on which terms, what they are owed.

In a successor tender the people are not the office's: they work for an alih daya firm
whose contract ends. Only that firm knows the terms, so it gives the list. A worker is a
code here as everywhere; of discipline, health or anything told of a person in words
nothing is asked, and there is no field for it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import Code, Insurance, Party, Post, Worker
from tender.money import Rupiah
from tender.registry import Command
from tender.stored import Count, Day, Each, Line, Sha256, Some, Stored
from tender.works import Month

ContractKind = Literal["pkwt", "pkwtt"]
"""A contract for a term, and one without."""

Hours = Annotated[int, Field(strict=True, ge=1, le=168)]
"""Hours of work a week."""


class Employed(Stored):
    """A person and the terms on which they work for the outgoing provider.

    *since* is the first month of the work, with whoever gave it before: a change of firm
    does not begin service anew. It is absent where the provider does not know it. *until*
    is the last day of a PKWT. *pay* and the fixed *allowances* are rupiah a month, gross;
    *leave* is in days not taken yet; *insurance* are the programmes in force today.
    """

    worker: Worker
    post: Post
    site: Line
    since: Month | None = None
    contract: ContractKind
    until: Day | None = None
    hours: Hours
    shift: Code
    pay: Rupiah
    allowances: Rupiah
    leave: Count
    insurance: Each[Insurance]
    licences: Each[Code]


class OutgoingList(Stored):
    """The people of the outgoing *provider*, as they stand on *as_of*.

    Its *contract* ends on *ends_on*; on *handover_on* it hands over the file as it is
    then, to whoever has won.
    """

    provider: Party
    contract: Line
    ends_on: Day
    as_of: Day
    handover_on: Day
    people: Some[Employed]


class HandOverList(Command, OutgoingList):
    """Hand over the list of who works there: the provider itself, or the PPK for it."""

    tag: Literal["hand_over_list"] = "hand_over_list"


ArrearKind = Literal[
    "wages",
    "overtime",
    "holiday_allowance",  # THR
    "compensation",  # uang kompensasi PKWT, PP 35/2021 art. 15 to 17
    "leave",
    "insurance",
]
"""What a worker can be owed by the outgoing provider."""

ArrearState = Literal["open", "admitted", "paid", "disputed"]


class Arrear(Stored):
    """What a worker says to be owed, in rupiah where an amount is known, and how it stands."""

    arrear: Code
    worker: Worker
    kind: ArrearKind
    amount: Rupiah | None = None
    state: ArrearState


class StateArrear(Command, Arrear):
    """State what a worker is owed, or how that stands now: under a code, the last one holds."""

    tag: Literal["state_arrear"] = "state_arrear"


class CarriedOver(Stored):
    """A person who was taken over: what went on, and what the outgoing provider paid out.

    *since* is the first month of the service that is recognised, *leave* the days that
    are carried over, *paid_out* what the outgoing provider paid at the end, in rupiah.
    """

    worker: Worker
    since: Month
    leave: Count
    paid_out: Rupiah


class Handover(Stored):
    """The handover as the new provider received it: on which day, which *file*, who."""

    received_on: Day
    file: Sha256
    people: Some[CarriedOver]


class ReceiveHandover(Command, Handover):
    """Say what was received, and what of each person's rights is carried over."""

    tag: Literal["receive_handover"] = "receive_handover"
