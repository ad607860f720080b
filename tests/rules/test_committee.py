"""The committee, what its members declare, how one is replaced; and the trustees."""

from __future__ import annotations

import pytest

from rules.due import due
from tender.commands.preparation.parties import FormCommittee, PartyFacts
from tender.events import preparation as happened
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, asked, names

EXAMPLE = package()
RECIPIENT = EXAMPLE.parties["kunci-unja"].recipient


def registered(party: str, organ: str, **keys: str | None) -> happened.PartyRegistered:
    facts = PartyFacts.from_json(
        {"party": party, "offices": ["trustee"], "organ": organ, **keys}
    )
    return happened.PartyRegistered.from_json(
        {**facts.to_json(), "tag": "party_registered"}
    )


RECIPIENT = EXAMPLE.parties["kunci-unja"].recipient


def declaring(member: str, nth: int = 0) -> Plan:
    return asked("declare_conflict", member, nth)


def conflicted(member: str, *bidders: str) -> happened.ConflictDeclared:
    return happened.ConflictDeclared(
        member=member, conflicted=True, with_bidders=bidders
    )


NEWCOMER = happened.PartyRegistered.from_json(
    {
        "tag": "party_registered",
        "party": "pokja-9",
        "offices": ["committee"],
        "organ": "ukpbj",
    }
)


def replacing(plan: Plan, *members: str) -> Plan:
    """Return the forming of the committee again, in the state of *plan*."""
    command = FormCommittee(
        members=members or ("pokja-1", "pokja-2", "pokja-9"), decree="SK pengganti"
    )
    return plan.instead(command).by("ukpbj", "unit", "server").after(NEWCOMER)


BEGUN = declaring("pokja-1", 1)
"""The declaration after the opening, when the bidders are known."""

ALL_ALONG = (
    asked("publish_tender"),
    asked("ask_question"),
    asked("release_shares"),
    asked("prove_qualification"),
    asked("propose_award"),
    asked("approve_award", "pokja-2"),
    asked("announce_result"),
    asked("answer_objection"),
)
"""Acts from the announcement to the objections: a member may be replaced before each."""


REFUSED = (
    Refused(
        "a committee of one",
        asked("form_committee").but(members=["pokja-1"]),
        "committee.size",
        {"members": "1", "least": "3"},
    ),
    Refused(
        "a committee of four",
        asked("form_committee").but(members=["pokja-1", "pokja-2", "pokja-3", "ppk"]),
        "committee.size",
        {"members": "4", "least": "3"},
    ),
    Refused(
        "members who are registered in other offices",
        asked("form_committee").but(members=["pokja-1", "ppk", "pa"]),
        "office.not-held",
        {"office": "committee", "parties": "ppk, pa"},
    ),
    Refused(
        "a declaration for another member",
        asked("declare_conflict", "pokja-1").but(member="pokja-2"),
        "act.not-ones-own",
        {"actor": "pokja-1", "member": "pokja-2"},
    ),
    Refused(
        "a declaration before there is a committee",
        asked("declare_conflict", "pokja-1").when(asked("form_committee")),
        "committee.not-a-member",
        {"party": "pokja-1"},
    ),
    Refused(
        "one trustee who opens alone",
        asked("name_trustees").but(threshold=1),
        "trustees.threshold",
        {"threshold": "1", "trustees": "5"},
    ),
    Refused(
        "all trustees, of whom none may be lost",
        asked("name_trustees").but(threshold=5),
        "trustees.threshold",
        {"threshold": "5", "trustees": "5"},
    ),
    Refused(
        "trustees who are registered in other offices",
        asked("name_trustees").but(trustees=["kunci-unja", "ppk", "kunci-hukum", "pa"]),
        "office.not-held",
        {"office": "trustee", "parties": "ppk, pa"},
    ),
    Refused(
        "a trustee without a key to seal to",
        asked("name_trustees")
        .after(registered("kunci-baru", "universitas"))
        .but(
            threshold=2,
            trustees=["kunci-unja", "kunci-hukum", "kunci-baru"],
        ),
        "office.not-held",
        {"office": "trustee", "parties": "kunci-baru"},
    ),
    Refused(
        "an organ that opens alone",
        asked("name_trustees")
        .after(registered("kunci-baru", "universitas", recipient=RECIPIENT))
        .but(
            threshold=2,
            trustees=["kunci-unja", "kunci-hukum", "kunci-baru"],
        ),
        "trustees.one-organ",
        {"organ": "universitas", "shares": "2"},
    ),
    Refused(
        "a challenge to somebody who is no trustee",
        asked("challenge_key").but(trustee="ppk"),
        "office.not-held",
        {"office": "trustee", "parties": "ppk"},
    ),
    Refused(
        "an answer for another trustee",
        asked("prove_key_alive", "kunci-unja").but(trustee="kunci-hukum"),
        "act.not-ones-own",
        {"actor": "kunci-unja", "member": "kunci-hukum"},
    ),
    Refused(
        "an answer that nobody asked for",
        asked("prove_key_alive", "kunci-unja").having("preparation", challenges={}),
        "trustees.no-challenge",
        {"trustee": "kunci-unja"},
    ),
    Refused(
        "an answer a second time",
        asked("prove_key_alive", "kunci-unja").when(asked("publish_tender")),
        "trustees.no-challenge",
        {"trustee": "kunci-unja"},
    ),
    Refused(
        "another answer",
        asked("prove_key_alive", "kunci-unja").but(nonce="00"),
        "trustees.wrong-nonce",
        {"trustee": "kunci-unja"},
    ),
    Refused(
        "a conflict taken back",
        declaring("pokja-1").after(conflicted("pokja-1")),
        "conflict.taken-back",
        {"member": "pokja-1", "declared": "-"},
    ),
    Refused(
        "a conflict with two bidders taken back to one",
        BEGUN.after(conflicted("pokja-1", "p-06", "p-07")).but(
            conflicted=True, with_bidders=["p-07"]
        ),
        "conflict.taken-back",
        {"member": "pokja-1", "declared": "p-06, p-07"},
    ),
    Refused(
        "a conflict with everybody taken back to one bidder",
        BEGUN.after(conflicted("pokja-1")).but(conflicted=True, with_bidders=["p-07"]),
        "conflict.taken-back",
        {"member": "pokja-1", "declared": "-"},
    ),
    Refused(
        "no conflict, with a bidder",
        BEGUN.but(with_bidders=["p-07"]),
        "conflict.declaration",
        {"member": "pokja-1", "fault": "bidders_without_conflict"},
    ),
    Refused(
        "a conflict that tells who is interested before the deadline",
        declaring("pokja-1")
        .when(asked("ask_question"))
        .but(conflicted=True, with_bidders=["p-07"]),
        "conflict.declaration",
        {"member": "pokja-1", "fault": "bidders_before_deadline"},
    ),
    Refused(
        "a conflict with nobody who bids",
        BEGUN.but(conflicted=True, with_bidders=["p-77", "ppk"]),
        "office.not-held",
        {"office": "bidder", "parties": "p-77, ppk"},
    ),
    Refused(
        "a committee formed again after its last act",
        replacing(asked("order_start")),
        "stage.not-now",
        {"command": "form_committee", "stage": "contracted"},
    ),
    Refused(
        "a committee formed again of four",
        replacing(BEGUN, "pokja-1", "pokja-2", "pokja-3", "pokja-9"),
        "committee.size",
        {"members": "4", "least": "3"},
    ),
)

ACCEPTED = (
    Accepted(
        "a committee of five",
        asked("form_committee")
        .after(
            *(
                happened.PartyRegistered.from_json(
                    {
                        "tag": "party_registered",
                        "party": party,
                        "offices": ["committee"],
                        "organ": "ukpbj",
                    }
                )
                for party in ("pokja-4", "pokja-5")
            )
        )
        .but(members=["pokja-1", "pokja-2", "pokja-3", "pokja-4", "pokja-5"]),
        {"committee_formed": {}},
    ),
    Accepted(
        "a conflict that a member declares",
        asked("declare_conflict", "pokja-1").but(conflicted=True),
        {"conflict_declared": {"member": "pokja-1", "conflicted": True}},
    ),
    Accepted(
        "trustees with the recipients to which shares are sealed",
        asked("name_trustees"),
        {
            "trustees_named": {
                "threshold": 3,
                "trustees": [
                    {
                        "trustee": code,
                        "organ": EXAMPLE.parties[code].organ,
                        "recipient": EXAMPLE.parties[code].recipient,
                    }
                    for code in EXAMPLE.trustees.trustees
                ],
            }
        },
    ),
    Accepted(
        "a challenge by the head of the unit",
        asked("challenge_key").by("ukpbj", "unit"),
        {"key_challenged": {}},
    ),
    Accepted(
        "a conflict after none",
        BEGUN.but(conflicted=True, with_bidders=["p-07"]),
        {"conflict_declared": {"with_bidders": ["p-07"]}},
    ),
    Accepted(
        "a conflict with one bidder more",
        BEGUN.after(conflicted("pokja-1", "p-07")).but(
            conflicted=True, with_bidders=["p-06", "p-07"]
        ),
        {"conflict_declared": {"with_bidders": ["p-06", "p-07"]}},
    ),
    Accepted(
        "a conflict with everybody after one with a bidder",
        BEGUN.after(conflicted("pokja-1", "p-07")).but(conflicted=True),
        {"conflict_declared": {"with_bidders": []}},
    ),
    *(
        Accepted(
            f"a member replaced before {plan.command}",
            replacing(plan),
            {"committee_formed": {"decree": "SK pengganti"}},
        )
        for plan in ALL_ALONG
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


@pytest.mark.parametrize(
    "plan",
    ALL_ALONG,
    ids=lambda plan: plan.command,
)
def test_who_stays_has_declared_and_who_is_new_is_asked_to(plan: Plan) -> None:
    (formed,) = replacing(plan).scene().decide().events

    after = plan.after(conflicted("pokja-3"), NEWCOMER, formed).scene()

    part = after.state.preparation
    assert set(part.conflicts) == {"pokja-1", "pokja-2"}
    asked_to = [
        d.about for d in due(after.state, after.pack) if d.command == "declare_conflict"
    ]
    assert asked_to == ["pokja-9"]


def test_who_comes_back_declares_again() -> None:
    """The unit answers for it, by two decrees; the member does not by itself."""
    (out,) = replacing(BEGUN).scene().decide().events
    (back,) = replacing(BEGUN, "pokja-1", "pokja-2", "pokja-3").scene().decide().events

    scene = declaring("pokja-3", 1).after(conflicted("pokja-3"), out, back).scene()

    assert scene.decide().accepted
