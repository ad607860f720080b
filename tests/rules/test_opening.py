"""The opening: after its hour, by enough trustees, and what was sealed and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tender.commands.opening import DeclareUnopenable, OpenPart, ReleaseShares
from tender.events.opening import OpeningCompleted, PartOpened
from tender.events.preparation import ConflictDeclared, PartyRegistered
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    asked_by_points,
    names,
    with_part,
)

NOT_BEFORE = "2026-10-29T03:05:00.000000Z"

RELEASE = asked("release_shares", "kunci-ukpbj")
OPEN = asked("open_part", "p-03")
COMPLETE = asked("complete_opening")
BETWEEN = "2026-10-29 10:04:59"
"""After the closing, and before the hour of the opening."""


def release_of(scene: Scene) -> ReleaseShares:
    command = scene.act.command
    assert isinstance(command, ReleaseShares)
    return command


def one_share_less(scene: Scene) -> dict[str, Any]:
    return {"shares": [s.to_json() for s in release_of(scene).shares[1:]]}


def another_hash(scene: Scene) -> dict[str, Any]:
    first, *rest = release_of(scene).shares
    return {"shares": [{**first.to_json(), "sha256": "0" * 64}, *rest]}


def of_another_trustee(scene: Scene) -> dict[str, Any]:
    """Return the shares that another trustee holds, as if they were one's own."""
    del scene
    return {"shares": release_of(asked("release_shares", "kunci-unja").scene()).shares}


def cheaper_by_a_rupiah(scene: Scene) -> dict[str, Any]:
    command = scene.act.command
    assert isinstance(command, OpenPart)
    total = (command.offer.total or 0) - 1
    return {"offer": command.offer.model_copy(update={"total": total})}


def offer_of(bid: str) -> dict[str, Any]:
    """Return the key, salt and offer of another bid."""
    command = asked("open_part", bid).scene().act.command
    assert isinstance(command, OpenPart)
    return {"key": command.key, "salt": command.salt, "offer": command.offer}


def unopenable(bid: str = "p-03", **fields: str) -> Plan:
    """Return the finding that a bid cannot be opened, in the place of its opening."""
    command = DeclareUnopenable.from_json(
        {
            "tag": "declare_unopenable",
            "bid": bid,
            "part": "all",
            "ground": "key",
            "finding": "Kunci bukan milik amplop ini.",
            **fields,
        }
    )
    return OPEN.instead(command)


def nobody_passed(scene: Scene) -> Scene:
    """Have the technical result say that no bid passed it."""
    technical = scene.state.evaluation.technical
    assert technical is not None
    results = tuple(
        line.model_copy(update={"verdict": "failed"}) for line in technical.results
    )
    failed = technical.model_copy(update={"results": results})
    return scene._replace(state=with_part(scene.state, "evaluation", technical=failed))


KEY = "AGE-SECRET-KEY-1" + "Q" * 58

NEWCOMER = PartyRegistered.from_json(
    {
        "tag": "party_registered",
        "party": "kunci-lain",
        "offices": ["trustee"],
        "organ": "lain",
    }
)

REFUSED = (
    Refused(
        "a release while bids are taken in, on record",
        RELEASE.when(asked("commit_bid", "p-07")),
        "opening.too-early",
        {"not_before": NOT_BEFORE},
        ("early_release_refused",),
    ),
    Refused(
        "a release between the closing and the hour of the opening, on record",
        RELEASE.on(BETWEEN),
        "opening.too-early",
        {"not_before": NOT_BEFORE},
        ("early_release_refused",),
    ),
    Refused(
        "an opening while bids are taken in, on record",
        OPEN.when(asked("commit_bid", "p-07")),
        "opening.too-early",
        {"not_before": NOT_BEFORE},
        ("early_release_refused",),
    ),
    Refused(
        "a finding that a bid cannot be opened before its hour, on record",
        unopenable().on(BETWEEN),
        "opening.too-early",
        {"not_before": NOT_BEFORE},
        ("early_release_refused",),
    ),
    Refused(
        "an end of the opening before its hour, on record",
        COMPLETE.on(BETWEEN),
        "opening.too-early",
        {"not_before": NOT_BEFORE},
        ("early_release_refused",),
    ),
    Refused(
        "a release for another trustee",
        RELEASE.but(trustee="kunci-hukum"),
        "act.not-ones-own",
        {"actor": "kunci-ukpbj", "member": "kunci-hukum"},
    ),
    Refused(
        "a release by somebody who was registered and not named",
        RELEASE.after(NEWCOMER).but(trustee="kunci-lain").by("kunci-lain"),
        "opening.not-a-trustee",
        {"trustee": "kunci-lain"},
    ),
    Refused(
        "a release that leaves one object out",
        RELEASE.but_with(one_share_less),
        "opening.wrong-shares",
        {"trustee": "kunci-ukpbj", "objects": "p-01/offer"},
    ),
    Refused(
        "a release of another share",
        RELEASE.but_with(another_hash),
        "opening.wrong-shares",
        {"trustee": "kunci-ukpbj", "objects": "p-01/offer"},
    ),
    Refused(
        "a release a second time",
        RELEASE.when(asked("release_shares", "kunci-unja")),
        "opening.released-already",
        {"trustee": "kunci-ukpbj", "part": "all"},
    ),
    Refused(
        "a release of no prices where nobody has passed",
        asked_by_points("release_shares", "price").but(shares=[]).then(nobody_passed),
        "opening.nothing-to-open",
        {"part": "price"},
    ),
    Refused(
        "an end to an opening of no prices",
        asked_by_points("complete_opening", nth=1).then(nobody_passed),
        "opening.nothing-to-open",
        {"part": "price"},
    ),
    *(
        Refused(
            f"a release of a part {part} that a one-file tender does not have",
            RELEASE.but(part=part, shares=[]),
            "opening.no-such-part",
            {"part": part, "parts": "all"},
        )
        for part in ("technical", "price")
    ),
    Refused(
        "an opening of a part that a one-file tender does not have",
        OPEN.but(part="price"),
        "opening.no-such-part",
        {"part": "price", "parts": "all"},
    ),
    Refused(
        "a finding on a part that a one-file tender does not have",
        unopenable(part="technical"),
        "opening.no-such-part",
        {"part": "technical", "parts": "all"},
    ),
    Refused(
        "a finding by one member of the committee that a bid cannot be opened",
        unopenable().by("pokja-1", "committee"),
        "office.not-competent",
        {
            "office": "committee",
            "command": "declare_unopenable",
            "competent": "engine",
        },
    ),
    Refused(
        "an opening by one member of the committee, with a key that nobody has tried",
        OPEN.by("pokja-1", "committee"),
        "office.not-competent",
        {"office": "committee", "command": "open_part", "competent": "engine"},
    ),
    Refused(
        "a finding on something that is not in the envelope",
        unopenable(name="surat-lain"),
        "opening.wrong-finding",
        {"ground": "key", "bid": "p-03", "fault": "no_object surat-lain"},
    ),
    Refused(
        "a finding that the shares give no key, with the key that they gave",
        unopenable(ground="share", key=KEY),
        "opening.wrong-finding",
        {"ground": "share", "bid": "p-03", "fault": "shares_gave_a_key"},
    ),
    Refused(
        "an end of the opening by a member in conflict, on record",
        COMPLETE.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an opening by the shares of two of three",
        OPEN.when(asked("release_shares", "kunci-unja")),
        "opening.too-few-shares",
        {"released": "2", "threshold": "3"},
    ),
    Refused(
        "a finding that a bid cannot be opened, by the shares of two of three",
        unopenable().when(asked("release_shares", "kunci-unja")),
        "opening.too-few-shares",
        {"released": "2", "threshold": "3"},
    ),
    Refused(
        "an opening of a bid that was withdrawn",
        OPEN.but(bid="p-09"),
        "opening.no-such-bid",
        {"bid": "p-09"},
    ),
    Refused(
        "an opening of a bid that came too late",
        OPEN.but(bid="p-08"),
        "opening.no-such-bid",
        {"bid": "p-08"},
    ),
    Refused(
        "a second opening",
        OPEN.when(COMPLETE),
        "opening.settled",
        {"bid": "p-03", "part": "all"},
    ),
    Refused(
        "a finding that what is open cannot be opened",
        unopenable().when(COMPLETE),
        "opening.settled",
        {"bid": "p-03", "part": "all"},
    ),
    Refused(
        "an offer that is a rupiah cheaper",
        OPEN.but_with(cheaper_by_a_rupiah),
        "opening.not-the-offer",
        {"bid": "p-03"},
    ),
    Refused(
        "an offer under another salt",
        OPEN.but(salt="00" * 16),
        "opening.not-the-offer",
        {"bid": "p-03"},
    ),
    Refused(
        "the offer of another bid, with its salt and key",
        OPEN.but_with(lambda _: offer_of("p-07")),
        "opening.not-the-offer",
        {"bid": "p-03"},
    ),
    Refused(
        "an offer that says that it is another part",
        OPEN.but_with(
            lambda scene: {
                "offer": scene.act.command.offer.model_copy(update={"part": "price"})  # type: ignore[attr-defined]
            }
        ),
        "opening.not-the-offer",
        {"bid": "p-03"},
    ),
    Refused(
        "an end of the opening with bids that are shut",
        COMPLETE.when(asked("open_part", "p-06")),
        "opening.not-all-open",
        {"bids": "p-06, p-07"},
    ),
)

ACCEPTED = (
    Accepted(
        "a release at the hour of the opening",
        RELEASE.on("2026-10-29 10:05"),
        {"shares_released": {"trustee": "kunci-ukpbj", "part": "all"}},
    ),
    Accepted(
        "an offer as it was sealed",
        OPEN,
        {"part_opened": {"bid": "p-03", "part": "all"}},
    ),
    Accepted(
        "a finding that a bid cannot be opened",
        unopenable(),
        {"part_unopenable": {"bid": "p-03", "ground": "key"}},
    ),
    Accepted(
        "a finding with the object and the key, for whoever wants to try again",
        unopenable(ground="ciphertext", name="offer", key=KEY),
        {"part_unopenable": {"ground": "ciphertext", "key": None}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_shares_of_another_trustee_are_not_one_s_own() -> None:
    """Every object of every bid is named: none of them is this trustee's share."""
    refusal = RELEASE.but_with(of_another_trustee).scene().decide().refusal

    assert refusal is not None
    assert refusal.rule == "opening.wrong-shares"
    named = refusal.operands["objects"].split(", ")
    assert len(named) == 7 * 4
    assert named == sorted(named)


def test_the_opening_reads_out_what_each_bid_names_and_who_withdrew() -> None:
    (event,) = COMPLETE.scene().decide().events

    assert isinstance(event, OpeningCompleted)
    assert [bid.bid for bid in event.bids] == [
        *("p-01", "p-02", "p-03", "p-04", "p-05", "p-06", "p-07")
    ]
    totals = {bid.bid: bid.total for bid in event.bids}
    assert totals["p-06"] == 2_936_657_185  # as written, before the slip was found
    assert event.withdrawn == ("p-09",)


def test_a_bid_that_cannot_be_opened_does_not_hold_up_the_others() -> None:
    """It is settled by the finding, and read out as what it is."""
    (finding,) = unopenable("p-07").scene().decide().events
    opening = asked("open_part", "p-07").after(finding)
    assert not opening.scene().decide().accepted  # it is settled

    (event,) = (
        COMPLETE.when(asked("open_part", "p-07")).after(finding).scene().decide().events
    )

    assert isinstance(event, OpeningCompleted)
    assert [(bid.bid, bid.state) for bid in event.bids][-2:] == [
        ("p-06", "opened"),
        ("p-07", "unopenable"),
    ]


def test_the_key_is_public_from_the_opening_on_and_the_shares_are_not() -> None:
    scene = OPEN.scene()
    command = scene.act.command
    assert isinstance(command, OpenPart)

    (event,) = scene.decide().events

    assert isinstance(event, PartOpened)
    assert event.offer == command.offer
    assert command.key.startswith("AGE-SECRET-KEY-")
    assert "AGE-SECRET-KEY" not in str(RELEASE.scene().act.command.to_json())
