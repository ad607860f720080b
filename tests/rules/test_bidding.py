"""Sealed bids: in time, for the version in force, by envelopes that trustees can open."""

from __future__ import annotations

from typing import Any

import pytest

from rules.decisions import ImpossibleEventError
from tender.commands.bidding import CommitBid, ReplaceBid, WithdrawBid
from tender.events.announcement import TenderAmended
from tests.journeys.cleaning import package
from tests.rules.scenes import SIGNATURE, Accepted, Plan, Refused, asked, names

DEADLINE = "2026-10-29T03:00:00.000000Z"


def envelope(bid: str) -> dict[str, Any]:
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return sealed.envelope.to_json()


def digest(bid: str) -> str:
    """Return the digest by which the bid of the example stands."""
    return CommitBid.from_json({**envelope(bid), "tag": "commit_bid"}).digest()


def objects(**changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # any field of a record
    """Return the sealed objects of p-02, the first of them changed."""
    first, *rest = envelope("p-02")["objects"]
    return [{**first, **changes}, *rest]


def shares() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = objects()[0]["shares"]
    return found


def replacing(standing: str) -> Plan:
    """Return the replacement of the bid of p-01, which stands, by the envelope of p-02."""
    command = ReplaceBid.from_json(
        {**envelope("p-02"), "tag": "replace_bid", "replaces": standing}
    )
    plan = asked("commit_bid", "p-02").instead(command)
    return plan.by("p-01", "bidder", SIGNATURE)


def withdrawing(standing: str) -> Plan:
    command = WithdrawBid(envelope=standing)
    return asked("commit_bid", "p-02").instead(command).by("p-01", "bidder", SIGNATURE)


def amended(version: int, summary: str) -> TenderAmended:
    return TenderAmended.from_json(
        {
            "tag": "tender_amended",
            "summary": summary,
            "reason": "Keliru.",
            "version": version,
        }
    )


COMMIT = asked("commit_bid", "p-02")
LATE = asked("commit_bid", "p-08")
"""Three minutes after the deadline, when the bidding has been closed."""

REPLACEMENT = ReplaceBid.from_json(
    {**envelope("p-02"), "tag": "replace_bid", "replaces": digest("p-08")}
)

REFUSED = (
    Refused(
        "a bid after the deadline, on record",
        LATE,
        "bid.late",
        {"at": "2026-10-29T03:03:00.000000Z", "deadline": DEADLINE},
        ("late_bid_refused",),
    ),
    Refused(
        "a replacement after the deadline, on record",
        LATE.instead(REPLACEMENT),
        "bid.late",
        {"at": "2026-10-29T03:03:00.000000Z", "deadline": DEADLINE},
        ("late_bid_refused",),
    ),
    Refused(
        "a withdrawal after the deadline, on record",
        LATE.instead(WithdrawBid(envelope=digest("p-07"))).by("p-07"),
        "bid.late",
        {"at": "2026-10-29T03:03:00.000000Z", "deadline": DEADLINE},
        ("late_bid_refused",),
    ),
    Refused(
        "a bid for the version before",
        COMMIT.after(amended(2, "Seragam"), amended(3, "Jadwal kerja")),
        "bid.wrong-version",
        {"made_for": "1", "version": "3", "changes": "Seragam; Jadwal kerja"},
    ),
    Refused(
        "a bid for a version that there is not yet",
        COMMIT.but(version=2),
        "bid.wrong-version",
        {"made_for": "2", "version": "1", "changes": "-"},
    ),
    Refused(
        "a second bid",
        asked("commit_bid", "p-01").when(COMMIT),
        "bid.stands-already",
        {"envelope": digest("p-01")},
    ),
    Refused(
        "a replacement of another envelope than the one that stands",
        replacing("0" * 64),
        "bid.another-envelope",
        {"standing": digest("p-01"), "named": "0" * 64},
    ),
    Refused(
        "a replacement where nothing stands",
        replacing(digest("p-01")).by("p-02"),
        "bid.another-envelope",
        {"standing": "-", "named": digest("p-01")},
    ),
    Refused(
        "a withdrawal of another envelope than the one that stands",
        withdrawing("0" * 64),
        "bid.another-envelope",
        {"standing": digest("p-01"), "named": "0" * 64},
    ),
    Refused(
        "a withdrawal where nothing stands",
        withdrawing(digest("p-01")).by("p-02"),
        "bid.another-envelope",
        {"standing": "-", "named": digest("p-01")},
    ),
    Refused(
        "an envelope that two trustees open",
        COMMIT.but(threshold=2),
        "bid.envelope",
        {"fault": "threshold 2 of 3"},
    ),
    Refused(
        "an envelope without an offer",
        COMMIT.but(objects=objects(name="surat")),
        "bid.envelope",
        {"fault": "no_offer all"},
    ),
    Refused(
        "an object twice",
        COMMIT.but(objects=[*objects(), objects(size=1)[0]]),
        "bid.envelope",
        {"fault": "object_twice"},
    ),
    Refused(
        "a part that a one-file tender does not have",
        COMMIT.but(objects=[*objects(), {**objects()[1], "part": "price"}]),
        "bid.envelope",
        {"fault": "part price"},
    ),
    Refused(
        "an offer to which one trustee has no share",
        COMMIT.but(objects=objects(shares=shares()[1:])),
        "bid.envelope",
        {"fault": "trustees_of offer"},
    ),
    Refused(
        "an offer to which a stranger has a share",
        COMMIT.but(
            objects=objects(shares=[{**shares()[0], "trustee": "ppk"}, *shares()[1:]])
        ),
        "bid.envelope",
        {"fault": "trustees_of offer"},
    ),
    Refused(
        "an offer to which one trustee has two shares, and could release neither",
        COMMIT.but(
            objects=objects(shares=[*shares(), {**shares()[0], "sha256": "0" * 64}])
        ),
        "bid.envelope",
        {"fault": "trustees_of offer"},
    ),
    Refused(
        "an envelope of more papers than any bid has",
        COMMIT.but(objects=[{**objects()[1], "name": f"x{n}"} for n in range(201)]),
        "bid.envelope",
        {"fault": "objects 201 of 200"},
    ),
    Refused(
        "a replacement that cannot be opened",
        replacing(digest("p-01")).but(threshold=4),
        "bid.envelope",
        {"fault": "threshold 4 of 3"},
    ),
    Refused(
        "a closing a microsecond before the deadline",
        asked("close_bidding").on("2026-10-29 09:59:59.999999"),
        "closing.not-yet",
        {"deadline": DEADLINE},
    ),
)

ACCEPTED = (
    Accepted(
        "a bid, named after its bidder, by the digest of what was signed",
        COMMIT,
        {"bid_committed": {"bid": "p-02", "envelope": digest("p-02"), "version": 1}},
    ),
    Accepted(
        "a bid for the version in force",
        COMMIT.after(amended(2, "Seragam")).but(version=2),
        {"bid_committed": {"version": 2}},
    ),
    Accepted(
        "a replacement of the envelope that stands",
        replacing(digest("p-01")),
        {
            "bid_replaced": {
                "bid": "p-01",
                "envelope": REPLACEMENT.model_copy(
                    update={"replaces": digest("p-01")}
                ).digest(),
                "replaces": digest("p-01"),
            }
        },
    ),
    Accepted(
        "a withdrawal of the envelope that stands",
        withdrawing(digest("p-01")),
        {"bid_withdrawn": {"bid": "p-01", "envelope": digest("p-01")}},
    ),
    Accepted(
        "a bid after one's withdrawal",
        asked("commit_bid", "p-09").when(asked("commit_bid", "p-07")),
        {"bid_committed": {"bid": "p-09"}},
    ),
    Accepted(
        "a closing at the deadline",
        asked("close_bidding").on("2026-10-29 10:00"),
        {"bidding_closed": {"deadline": DEADLINE}},
    ),
    Accepted(
        "a closing that the committee asks for",
        asked("close_bidding").by("pokja-2", "committee"),
        {"bidding_closed": {"deadline": DEADLINE}},
    ),
    Accepted(
        "a closing that comes 59 minutes after the deadline",
        asked("close_bidding").on("2026-10-29 10:59"),
        {"bidding_closed": {"deadline": DEADLINE}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


@pytest.mark.parametrize("command", ["commit_bid", "withdraw_bid"])
def test_where_nobody_has_closed_at_the_deadline_no_bid_is_taken_all_the_same(
    command: str,
) -> None:
    """The ledger closes first. Whoever forgets it is told by a fault, not by a late bid."""
    with pytest.raises(ImpossibleEventError, match="late_bid_refused"):
        asked(command).on("2026-10-29 10:00").scene().decide()
