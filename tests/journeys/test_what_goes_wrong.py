"""What goes wrong after bids are in, each the whole way through the ledger and a replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from flows import desk
from flows.advance import advance
from flows.package import PlannedAct
from ledger.asked import Refused
from ledger.bundle import open_up
from ledger.replay import replay
from rules.documents import document_data
from tests.flows.hostile import empty_boxes, with_bid
from tests.journeys.cleaning import PROCESS, Way, acts_of, at_stage, package
from tests.ledger.again import act, go, order

START = "2027-01-01"


@contextmanager
def wrong_at(stage: str, folder: Path) -> Iterator[Way]:
    """Give the example at a stage; at the end, hold what came of it to a replay."""
    with at_stage(stage, folder, ()) as way:  # type: ignore[arg-type]
        yield way
        bundle = open_up(way.bundle("auditors"))
        found = replay(bundle)
        assert found.divergence is None
        assert found.identical
        if way.state.stage == "failed":
            assert way.state.fulfilment.issued("failure_announcement") is not None
        if way.state.stage in {"failed", "annulled"}:
            public = open_up(way.bundle("public"))
            assert public.entries == bundle.entries
            assert public.facts_digest == bundle.facts_digest
            assert replay(public).identical


def waited(way: Way) -> list[tuple[str, str, str]]:
    """Return what is waited for."""
    return [(d.command, d.who, d.about) for d in advance(way.office, PROCESS)]


def refused(way: Way, one: PlannedAct) -> Refused:
    """Ask for what is refused."""
    way.clock.set(one.at)
    answer = way.office.ask(desk.asked(way.office, package(), one))
    assert isinstance(answer, Refused)
    return answer


def declining(bidder: str, at: str) -> PlannedAct:
    return act("decline_appointment", at, bidder, "bidder", reason="Tidak sanggup.")


def passing(at: str, ground: str) -> PlannedAct:
    reason = "Tidak menjawab sampai tenggat."
    return act("pass_over_supplier", at, "ppk", "ppk", ground=ground, reason=reason)


def proving(at: str, verdict: str = "proved") -> PlannedAct:
    """Return the proof of the reserve, seen on that day."""
    return act(
        "prove_qualification",
        at,
        "pokja-3",
        "committee",
        bid="p-06",
        verdict=verdict,
        seen_on=at[:10],
        seen=["Akta dan pengesahan badan hukum, asli"],
        reason=None if verdict == "proved" else "Akta asli tidak ada.",
    )


def failing(at: str, ground: str) -> PlannedAct:
    return act(
        "declare_failure",
        at,
        "pokja-1",
        "committee",
        ground=ground,
        reason="Rapat Pokja.",
    )


APPOINT = act("issue_appointment", "2026-11-26 09:00", "ppk", "ppk")
FAILURE = {"ground": "documents_or_rules", "reason": "Dokumen pemilihan keliru."}
LATER = act("issue_appointment", "2026-11-26 11:00", "ppk", "ppk")


def test_after_a_no_the_next_in_line_signs_the_contract(tmp_path: Path) -> None:
    """Letter, bond, contract and documents are of the next; the first stays on record."""
    with wrong_at("appointed", tmp_path) as way:
        go(way, (declining("p-07", "2026-11-25 09:00"),))
        assert waited(way) == [("prove_qualification", "committee", "p-06")]
        assert refused(way, APPOINT).refusal.rule == "appointment.not-proved"
        go(way, (proving("2026-11-26 10:00"), LATER))
        assert waited(way) == [("accept_appointment", "bidder", "p-06")]
        appointment = way.state.award.appointment
        assert appointment is not None
        accept = act(
            "accept_appointment",
            "2026-11-27 09:00",
            "p-06",
            "bidder",
            signatory="Direktur",
        )
        assert (
            refused(
                way,
                act(
                    "accept_appointment",
                    "2026-11-26 12:00",
                    "p-07",
                    "bidder",
                    signatory="Direktur",
                ),
            ).refusal.rule
            == "appointment.not-the-winner"
        )
        go(way, (accept,))
        bond = dict(next(a for a in package().acts if a.command == "lodge_bond").fields)
        bond["amount"] = appointment.bond
        go(
            way,
            (
                act("lodge_bond", "2026-11-30 09:00", "p-06", "bidder", **bond),
                act("sign_contract", "2026-12-01 09:00", "p-06", "bidder", number="1"),
                act("sign_contract", "2026-12-01 10:00", "ppk", "ppk", number="1"),
                act("order_start", "2026-12-02 10:00", "ppk", "ppk", starts_on=START),
            ),
        )

        assert way.state.stage == "started"
        letters = [
            one
            for one in way.state.fulfilment.documents
            if one.document.kind == "appointment"
        ]
        assert [one.stands for one in letters] == [False, True]
        papers = sorted(path.name for path in way.office.papers.glob("*-contract.json"))
        contract = (way.office.papers / papers[-1]).read_text()
        assert '"supplier":"p-06"' in contract


def test_where_all_in_line_say_no_the_tender_fails_on_that_ground(
    tmp_path: Path,
) -> None:
    with wrong_at("appointed", tmp_path) as way:
        declined = declining("p-07", "2026-11-25 09:00")
        go(way, (declined, proving("2026-11-25 10:00"), APPOINT))
        belied = refused(way, failing("2026-11-26 10:00", "nobody_left"))
        assert belied.refusal.rule == "failure.belied"
        go(way, (declining("p-06", "2026-11-27 09:00"),))
        assert waited(way) == [("declare_failure", "committee", "nobody_left")]
        nobody = act("issue_appointment", "2026-11-27 10:00", "ppk", "ppk")
        assert refused(way, nobody).refusal.rule == "appointment.nobody-left"
        go(way, (failing("2026-11-27 11:00", "nobody_left"),))

        assert way.state.stage == "failed"
        assert waited(way) == []


def test_a_reserve_that_is_not_proved_is_not_appointed(tmp_path: Path) -> None:
    """The announcement of the failure says of winner and reserve what became of them."""
    with wrong_at("appointed", tmp_path) as way:
        unproved = proving("2026-11-25 10:00", "not_proved")
        go(way, (declining("p-07", "2026-11-25 09:00"), unproved))

        assert waited(way) == [("declare_failure", "committee", "nobody_left")]
        assert refused(way, APPOINT).refusal.rule == "appointment.nobody-left"
        go(way, (failing("2026-11-26 11:00", "nobody_left"),))
        reading = way.office.reading(way.state)
        told = document_data(way.state, reading, "failure_announcement", None)
        assert told["line"] == [
            {"bid": "p-07", "end": "declined", "reason": "Tidak sanggup."},
            {"bid": "p-06", "end": "not_proved", "reason": "Akta asli tidak ada."},
        ]


@pytest.mark.parametrize("ground", ["declined", "silent", "unsigned"])
def test_from_files_the_next_in_line_signs_long_after_the_time_for_letters(
    ground: str, tmp_path: Path
) -> None:
    """The schedule has appointments until 30 November; whoever is next comes when it can."""
    first = {
        "declined": (declining("p-07", "2026-12-01 09:00"),),
        "silent": (passing("2026-12-15 09:00", "silent"),),
        "unsigned": (
            acts_of("appointed", "accept_appointment")[0],
            passing("2026-12-15 09:00", "unsigned"),
        ),
    }[ground]
    day = first[-1].at.strftime("%Y-%m-%d")
    bond = dict(next(a for a in package().acts if a.command == "lodge_bond").fields)
    bond["amount"] = 151_268_420  # 5 % of Rp3,025,368,385
    accept = {"signatory": "Direktur"}
    acts = (
        *first,
        proving(f"{day} 10:00"),
        act("issue_appointment", f"{day} 11:00", "ppk", "ppk"),
        act("accept_appointment", f"{day} 12:00", "p-06", "bidder", **accept),
        act("lodge_bond", f"{day} 13:00", "p-06", "bidder", **bond),
        act("sign_contract", f"{day} 14:00", "p-06", "bidder", number="1"),
        act("sign_contract", f"{day} 15:00", "ppk", "ppk", number="1"),
        act("order_start", f"{day} 16:00", "ppk", "ppk", starts_on=START),
    )
    with at_stage("appointed", tmp_path, acts) as way:
        stopped = way.course.to_the_end(way.office)

        assert stopped is None, stopped
        assert way.state.stage == "started"
        reading = way.office.reading(way.state)
        letter = document_data(way.state, reading, "appointment", None)
        proof = letter["proof"]
        assert isinstance(proof, dict)
        assert proof["seen_on"] == day


def test_who_says_nothing_is_passed_over_by_an_act_and_not_by_the_clock(
    tmp_path: Path,
) -> None:
    with wrong_at("appointed", tmp_path) as way:
        way.clock.set(act("agree_result", "2026-12-15 08:00", "ppk", "ppk").at)
        assert way.state.stage == "appointed"
        go(way, (passing("2026-12-15 09:00", "silent"),))

        assert waited(way) == [("prove_qualification", "committee", "p-06")]


@pytest.mark.parametrize(
    ("verdict", "stage", "round_"),
    [
        ("award_stands", "agreed", 1),
        ("evaluate_again", "evaluation", 2),
        ("bid_again", "preparation", 2),
        ("failed", "failed", 1),
    ],
)
def test_a_disagreement_is_decided_by_the_authority(
    verdict: str, stage: str, round_: int, tmp_path: Path
) -> None:
    disagree = act(
        "disagree_result", "2026-11-23 09:00", "ppk", "ppk", reason="Tidak lengkap."
    )
    decide = act(
        "decide_disagreement",
        "2026-11-24 09:00",
        "pa",
        "authority",
        verdict=verdict,
        reason="Sudah dibaca.",
        failure=FAILURE if verdict == "failed" else None,
    )
    with wrong_at("reported", tmp_path) as way:
        go(way, (disagree,))
        assert waited(way) == [("decide_disagreement", "authority", "")]
        go(way, (decide,))

        assert (way.state.stage, way.state.round) == (stage, round_)
        if verdict == "failed":
            assert way.state.award.failed_by == "authority"


@pytest.mark.parametrize(
    ("consequence", "stage"),
    [
        ("evaluate_again", "evaluation"),
        ("bid_again", "preparation"),
        ("failed", "failed"),
    ],
)
def test_an_objection_that_is_right_leads_on_with_its_answer(
    consequence: str, stage: str, tmp_path: Path
) -> None:
    lodged, answer = acts_of("standstill", "lodge_objection", "answer_objection")
    point = {"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}
    with wrong_at("standstill", tmp_path) as way:
        go(way, (lodged,))
        failure = FAILURE if consequence == "failed" else None
        said = {"points": [point], "consequence": consequence, "failure": failure}
        go(way, (_with(answer, **said),))

        assert way.state.stage == stage
        if consequence == "failed":
            assert way.state.award.failed_by == "committee"


def _with(one: PlannedAct, **fields: object) -> PlannedAct:
    return replace(one, fields={**one.fields, **fields})


def conflict(at: str, member: str = "pokja-1") -> PlannedAct:
    return act(
        "declare_conflict",
        at,
        member,
        "committee",
        member=member,
        conflicted=True,
        with_bidders=["p-01"],
    )


def test_a_member_in_conflict_judges_others_and_not_that_bidder(tmp_path: Path) -> None:
    """Before acting: the attempt is on record, and somebody else judges."""
    declared = acts_of("evaluation", "reveal_estimate_detail", "declare_conflict")
    judged = next(
        a
        for a in acts_of("evaluation", "record_judgement")
        if a.fields["bid"] == "p-01"
    )
    with wrong_at("evaluation", tmp_path) as way:
        go(way, (*declared, conflict("2026-11-02 08:30")))

        answer = refused(way, judged)

        assert answer.refusal.rule == "committee.conflicted"
        assert answer.receipt is not None
        other = act(
            "record_judgement",
            "2026-11-02 11:00",
            "pokja-2",
            "committee",
            **judged.fields,
        )
        go(way, (other,))
        key = ("p-01", str(judged.fields["requirement"]))
        assert way.state.evaluation.judged[key].by == "pokja-2"


def test_an_approval_of_a_member_who_turns_out_to_be_in_conflict_counts_no_more(
    tmp_path: Path,
) -> None:
    """After acting: two of three would decide; the one that is left does not."""
    first, second = acts_of("proposed", "approve_award")
    with wrong_at("proposed", tmp_path) as way:
        go(way, (first, conflict("2026-11-09 10:15"), second))

        assert way.state.award.approvals == ("pokja-2",)
        assert way.state.stage == "proposed"
        assert ("approve_award", "committee", "pokja-3") in waited(way)
        third = act(
            "approve_award",
            "2026-11-09 11:00",
            "pokja-3",
            "committee",
            member="pokja-3",
        )
        go(way, (third,))
        assert way.state.stage == "decided"  # type: ignore[comparison-overlap]


def released(way: Way, count: int) -> None:
    """Have so many trustees release their shares; the keys of the others are lost."""
    go(way, acts_of("opening", "release_shares")[:count])


def test_with_as_many_trustees_as_it_takes_every_bid_is_opened(tmp_path: Path) -> None:
    with wrong_at("opening", tmp_path) as way:
        released(way, 3)

        assert len(way.state.preparation.trustees) == 5
        assert len(way.state.opening.offers) == 7


def test_with_fewer_nothing_is_opened_and_the_tender_fails(tmp_path: Path) -> None:
    """Nobody but the trustees can mend it: they are waited for until it is given up."""
    with wrong_at("opening", tmp_path) as way:
        released(way, 2)

        assert {w[0] for w in waited(way)} == {"release_shares"}
        assert not way.state.opening.offers
        go(way, (failing("2026-10-30 09:00", "documents_or_rules"),))
        assert way.state.stage == "failed"


def test_a_bid_that_does_not_open_fails_and_the_tender_comes_to_its_contract(
    tmp_path: Path,
) -> None:
    what = with_bid("p-02", empty_boxes)
    with at_stage("bidding", tmp_path, None, what) as way:
        assert way.course.to_the_end(way.office) is None
        result = way.state.evaluation.result
        assert result is not None
        (line,) = (one for one in result.results if one.bid == "p-02")
        assert [f.rule for f in line.findings] == ["opening.unopenable"]
        assert way.state.stage == "started"
        letter = way.state.fulfilment.issued("result_letter", "p-02")
        assert letter is not None
        assert replay(open_up(way.bundle("auditors"))).identical


FAILURES: tuple[tuple[str, str, str, Callable[[], tuple[PlannedAct, ...]]], ...] = (
    (
        "evaluation",
        "2026-11-02 08:30",
        "all_collude",
        lambda: acts_of("evaluation", "declare_conflict"),
    ),
    ("evaluated", "2026-11-09 08:30", "evaluation_error", tuple),
    ("standstill", "2026-11-18 08:30", "documents_or_rules", tuple),
)


@pytest.mark.parametrize(
    ("stage", "at", "ground", "before"), FAILURES, ids=[f[2] for f in FAILURES]
)
def test_a_tender_that_fails_says_on_which_ground_and_ends(
    stage: str,
    at: str,
    ground: str,
    before: Callable[[], tuple[PlannedAct, ...]],
    tmp_path: Path,
) -> None:
    with wrong_at(stage, tmp_path) as way:
        go(way, (*before(), failing(at, ground)))

        assert way.state.stage == "failed"
        assert way.state.award.failure is not None
        assert way.state.award.failure.ground == ground
        assert waited(way) == []
        evaluated = way.state.evaluation.result is not None
        for bid in way.state.bidding.bids:
            letter = way.state.fulfilment.issued("result_letter", bid)
            assert (letter is not None) is evaluated
        agree = act("agree_result", "2026-11-27 09:00", "ppk", "ppk")
        assert refused(way, agree).refusal.rule == "stage.not-now"


def test_what_has_failed_is_reopened_by_an_order(tmp_path: Path) -> None:
    with wrong_at("evaluated", tmp_path) as way:
        go(way, (failing("2026-11-09 08:30", "evaluation_error"),))
        reopened = order("reopen", "2026-11-20 09:00", "putusan-1", stage="evaluation")
        go(way, (reopened,))

        assert (way.state.stage, way.state.round) == ("evaluation", 2)
