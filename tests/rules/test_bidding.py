"""Sealed bids: in time, for the version in force, by envelopes that trustees can open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest

from rules.decisions import ImpossibleEventError
from tender.commands.bidding import CommitBid, ReplaceBid, WithdrawBid
from tender.commands.preparation.schedule import Slot
from tender.events.announcement import TenderAmended
from tender.events.bidding import BiddingClosed
from tender.events.preparation import ScheduleChanged
from tests.journeys.cleaning import package
from tests.rules.scenes import SIGNATURE, Accepted, Plan, Refused, asked, names, wib

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
    Accepted(
        "no closing after an hour in which nobody could ask: the schedule moves",
        asked("close_bidding").on("2026-10-29 11:00"),
        {"schedule_changed": {"ground": "outage"}},
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


def test_an_outage_moves_the_deadline_and_what_comes_after_it_by_one_length() -> None:
    """Two hours out, and 24 hours by the tender's own clause: 26 for all of them."""
    scene = asked("close_bidding").on("2026-10-29 12:00").scene()
    before = scene.state.preparation.slots

    (event,) = scene.decide().events

    assert isinstance(event, ScheduleChanged)
    after = {slot.stage: slot for slot in event.slots}
    shift = timedelta(hours=26)
    assert after["announcement"] == before["announcement"]
    assert after["clarification"] == before["clarification"]
    assert after["bidding"].starts == before["bidding"].starts
    assert after["bidding"].ends == before["bidding"].ends + shift
    for stage in ("opening", "evaluation", "award", "objection", "contract", "start"):
        assert after[stage].starts == before[stage].starts + shift
        assert after[stage].ends == before[stage].ends + shift


def closing(moment: str) -> Plan:
    return asked("close_bidding").on(moment)


BEFORE = ("announcement", "clarification")
"""The stages of the schedule that an outage at the deadline leaves where they are."""


def moved_to(plan: Plan) -> str | None:
    """Return the deadline to which an outage moves the schedule, if it does."""
    (event,) = plan.scene().decide().events
    if not isinstance(event, ScheduleChanged):
        return None
    (deadline,) = [slot.ends for slot in event.slots if slot.stage == "bidding"]
    return f"{deadline.astimezone(timezone(timedelta(hours=7))):%m-%d %H:%M}"


def test_the_deadline_after_an_outage_is_a_working_day() -> None:
    """Friday at eleven and 24 hours are Saturday: Monday at eleven, then."""
    assert moved_to(closing("2026-10-30 11:00")) == "11-02 11:00"


def test_a_second_outage_at_the_deadline_that_the_first_has_set_is_none() -> None:
    (moved,) = closing("2026-10-29 12:00").scene().decide().events

    (event,) = closing("2026-10-30 15:00").after(moved).scene().decide().events

    assert event.tag == "bidding_closed"


def test_an_outage_at_a_deadline_that_an_officer_has_moved_since_is_one() -> None:
    """That deadline is another."""
    (moved,) = closing("2026-10-29 12:00").scene().decide().events
    assert isinstance(moved, ScheduleChanged)
    bidding, *after_it = (s for s in moved.slots if s.stage not in BEFORE)
    by = wib("2026-11-03 10:00") - bidding.ends
    later = moved.model_copy(
        update={
            "ground": "officer",
            "slots": (
                *(s for s in moved.slots if s.stage in BEFORE),
                bidding.model_copy(update={"ends": bidding.ends + by}),
                *(
                    Slot(stage=s.stage, starts=s.starts + by, ends=s.ends + by)
                    for s in after_it
                ),
            ),
        }
    )

    assert moved_to(closing("2026-11-03 12:00").after(moved, later)) == "11-04 12:00"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-11-25 12:00", id="the estimate would be too old"),
        pytest.param("2026-12-25 12:00", id="the work would start before the contract"),
        pytest.param("2031-01-02 12:00", id="nobody knows the days off of that year"),
    ],
)
def test_an_outage_after_which_no_schedule_is_lawful_closes(moment: str) -> None:
    (event,) = closing(moment).scene().decide().events

    assert event.tag == "bidding_closed"


def test_a_tender_without_a_clause_on_outages_closes_however_late() -> None:
    scene = asked("close_bidding").on("2026-10-30 10:00").scene()
    values = scene.state.values
    chosen = {k: v for k, v in values.chosen.items() if not k.startswith("outage.")}
    state = replace(scene.state, values=replace(values, chosen=chosen))

    decision = scene._replace(state=state).decide()

    assert [event.tag for event in decision.events] == ["bidding_closed"]


def test_a_bid_taken_in_a_moved_schedule_is_taken_until_the_new_deadline() -> None:
    outage = asked("close_bidding").on("2026-10-29 12:00").scene().decide().events
    (moved,) = [event for event in outage if isinstance(event, ScheduleChanged)]
    (deadline,) = [slot.ends for slot in moved.slots if slot.stage == "bidding"]
    bid = asked("commit_bid", "p-07").after(moved)

    assert bid.on("2026-10-30 11:59").scene().decide().accepted
    late = bid.after(BiddingClosed(deadline=deadline)).on("2026-10-30 12:00").scene()
    refusal = late.decide().refusal
    assert refusal is not None
    assert refusal.rule == "bid.late"
    assert refusal.operands["deadline"] == "2026-10-30T05:00:00.000000Z"
