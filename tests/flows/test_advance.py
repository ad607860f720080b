"""The re-entrant step: run twice, killed or lost, it does what is due once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows import engine, papers
from flows.advance import advance, is_due
from flows.engine import EngineRefusedError
from flows.losses import LossesError
from flows.office import NoOfficeError, at_hand, current
from ledger.asked import Refused
from ledger.entry import from_bytes
from ledger.seal import hold_key
from rules.due import Due
from tender.canonical import sha256_hex
from tender.commands.evaluation import CorrectArithmetic
from tests.journeys.cleaning import PROCESS, Journey, Way, acts_of, at_stage, package

DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")


class KilledError(Exception):
    """Stands for the end of a process between two steps."""


def tags(way: Way) -> list[str]:
    return [str(from_bytes(data).command["tag"]) for data in way.entries()]


def test_when_nothing_is_due_nothing_is_done(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        advance(way.office, PROCESS)
        before = way.entries()

        waited = advance(way.office, PROCESS)

        assert way.entries() == before
        assert not [due for due in waited if is_due(due, way.office)]
        assert waited == way.office.due(PROCESS)


def test_it_takes_steps_until_none_is_due_now(tmp_path: Path) -> None:
    """After the shares: every bid is opened, and people are waited for."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        seen: list[Due] = []

        waited = advance(way.office, PROCESS, seen.append)

    assert [step.about for step in seen] == [f"p-0{n}" for n in range(1, 8)]
    assert {step.command for step in seen} == {"open_part"}
    assert [(d.command, d.who) for d in waited] == [("complete_opening", "committee")]


def test_what_has_its_hour_waits_for_it(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        advance(way.office, PROCESS)
        assert way.state.stage == "bidding"

        way.clock.set(DEADLINE)
        advance(way.office, PROCESS)

        assert way.state.stage == "opening"  # type: ignore[comparison-overlap]


def test_a_question_left_open_moves_the_deadline_before_it_comes(
    tmp_path: Path,
) -> None:
    """The engine is there at the limit for answers, and the next day at the old deadline."""
    asked = acts_of("bidding", "ask_question")
    bidders = acts_of("bidding", "register_party")
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*(one for one in bidders if one.at < asked[0].at), *asked)
        way.clock.set(DEADLINE - timedelta(hours=47))
        advance(way.office, PROCESS)
        way.clock.set(DEADLINE)
        advance(way.office, PROCESS)

        assert way.state.stage == "bidding"
        assert way.state.announcement.awaited == {"tanya-1"}
        moved = way.state.preparation.slots["bidding"].ends
        assert moved == DEADLINE + timedelta(hours=24)
        assert tags(way).count("move_deadline") == 1

        way.clock.set(moved)
        advance(way.office, PROCESS)
        assert way.state.stage == "opening"  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("steps", [1, 3, 6])
def test_killed_between_two_steps_it_goes_on_where_it_was(
    tmp_path: Path, steps: int
) -> None:
    """The one that was never killed leaves the same bytes."""
    entries = []
    for name in ("killed", "whole"):
        with at_stage("opening", tmp_path / name, ()) as way:
            way.take(*acts_of("opening", "release_shares"))
            if name == "killed":
                seen: list[Due] = []

                def kill(step: Due, seen: list[Due] = seen) -> None:
                    seen.append(step)
                    if len(seen) == steps:
                        raise KilledError

                with pytest.raises(KilledError):
                    advance(way.office, PROCESS, kill)
                assert tags(way).count("open_part") == steps
            advance(way.office, PROCESS)
            entries.append(way.entries())

    killed, whole = entries
    assert killed == whole


def test_a_step_that_was_taken_already_is_not_taken_twice(tmp_path: Path) -> None:
    """The second of two flows finds the bid open; the rules tell it so."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        step = next(due for due in way.office.due(PROCESS) if due.about == "p-01")
        engine.take(way.office, PROCESS, step)

        again = engine.take(way.office, PROCESS, step)

        assert isinstance(again, Refused)
        assert again.refusal.rule == "opening.settled"
        assert tags(way).count("open_part") == 1


def test_a_step_whose_time_is_over_is_passed_over(tmp_path: Path) -> None:
    """Nobody was there for two days: the deadline comes before the keys are asked for."""
    with at_stage("bidding", tmp_path, ()) as way:
        way.clock.set(DEADLINE)
        step = next(d for d in way.office.due(PROCESS) if d.command == "challenge_key")

        answer = engine.take(way.office, PROCESS, step)

        assert isinstance(answer, Refused)
        assert answer.refusal.rule == "stage.not-now"
        assert way.state.stage == "opening"


def test_the_rules_and_what_is_due_disagree_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays due after it was refused would be asked for for ever."""
    wrong = {"correct_arithmetic": lambda *_: CorrectArithmetic(bid="p-09")}
    monkeypatch.setattr(engine, "_STEPS", wrong)
    with at_stage("evaluation", tmp_path, ()) as way:
        step = next(
            d for d in way.office.due(PROCESS) if d.command == "correct_arithmetic"
        )

        with pytest.raises(
            EngineRefusedError, match=r"evaluation\.no-such-bid"
        ) as caught:
            engine.take(way.office, PROCESS, step)

    assert caught.value.step == step
    assert caught.value.refused.refusal.operands == {"bid": "p-09"}


def test_every_step_that_is_due_of_the_engine_is_one_that_it_can_take(
    journey: Journey,
) -> None:
    taken = {
        m.act.command.tag for m in journey.moments if m.act.actor.office == "engine"
    }

    assert taken == {
        "challenge_key",
        "close_bidding",
        "open_part",
        "correct_arithmetic",
        "complete_evaluation",
        "issue_document",
    }


# What a disk has lost ----------------------------------------------------------


@pytest.fixture
def released(tmp_path: Path) -> Iterator[Way]:
    """Give the example with the shares of all trustees released, nothing opened."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        yield way


def ciphertext(way: Way, bid: str, number: int = 0) -> Path:
    name = way.state.bidding.bids[bid].envelope.objects[number].ciphertext
    return way.home.folder / "blobs" / name


def share(way: Way, bid: str, number: int) -> Path:
    made = way.state.bidding.bids[bid].envelope.objects[0].shares
    released = [s for s in made if s.trustee in way.state.opening.trustees("all")]
    return way.home.folder / "shares" / released[number].sha256


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("number", [0, 1], ids=["the offer", "an attachment"])
@pytest.mark.parametrize("harm", [Path.unlink, cut], ids=["missing", "damaged"])
def test_a_ciphertext_that_is_lost_is_told_once_and_the_others_are_opened(
    released: Way, harm: Callable[[Path], None], number: int
) -> None:
    gone = ciphertext(released, "p-03", number)
    harm(gone)

    with pytest.raises(LossesError, match="put it back from a copy") as caught:
        advance(released.office, PROCESS)

    assert gone.name in str(caught.value)
    assert "p-03" in str(caught.value)
    (note,) = (released.home.folder / "losses").iterdir()
    assert gone.name in note.read_text()
    assert tags(released).count("open_part") == 6
    assert "p-03" not in {bid for bid, _ in released.state.opening.offers}
    assert released.state.opening.unopenable == {}


def test_once_it_was_told_the_bid_is_found_unopenable_and_the_opening_ends(
    released: Way,
) -> None:
    ciphertext(released, "p-03").unlink()
    with pytest.raises(LossesError):
        advance(released.office, PROCESS)

    waited = advance(released.office, PROCESS)

    assert [(d.command, d.who) for d in waited] == [("complete_opening", "committee")]
    finding = released.state.opening.unopenable["p-03", "all"]
    assert finding.ground == "ciphertext"
    assert ciphertext(released, "p-03").name in finding.finding
    command = from_bytes(released.entries()[-1]).command
    offer = released.state.bidding.bids["p-03"].offer("all")
    assert offer is not None
    assert command["name"] == "offer"
    hold_key(str(command["key"]), offer.recipient)


def test_what_was_put_back_is_opened(released: Way) -> None:
    gone = ciphertext(released, "p-03")
    kept = gone.read_bytes()
    gone.unlink()
    with pytest.raises(LossesError):
        advance(released.office, PROCESS)
    gone.write_bytes(kept)

    advance(released.office, PROCESS)

    assert released.state.opening.unopenable == {}
    assert len(released.state.opening.offers) == 7


def test_another_loss_is_told_again(released: Way) -> None:
    """Nobody was told of this one."""
    first, second = (ciphertext(released, "p-03", n) for n in (0, 1))
    kept = first.read_bytes()
    first.unlink()
    with pytest.raises(LossesError):
        advance(released.office, PROCESS)
    first.write_bytes(kept)
    second.unlink()

    with pytest.raises(LossesError, match=second.name):
        advance(released.office, PROCESS)

    assert released.state.opening.unopenable == {}


def test_two_losses_are_told_together(released: Way) -> None:
    for bid in ("p-01", "p-07"):
        ciphertext(released, bid).unlink()

    with pytest.raises(LossesError) as caught:
        advance(released.office, PROCESS)

    assert [one.bid for one in caught.value.lost] == ["p-01", "p-07"]


def test_a_share_that_is_lost_is_no_bidder_s_doing(released: Way) -> None:
    """Released, on record, and not on the disk: that is told as well."""
    gone = share(released, "p-03", 0)
    gone.unlink()

    with pytest.raises(LossesError, match=gone.name):
        advance(released.office, PROCESS)
    advance(released.office, PROCESS)

    assert released.state.opening.unopenable["p-03", "all"].ground == "share"


def test_a_course_tells_it_too_and_goes_on(released: Way) -> None:
    ciphertext(released, "p-03").unlink()
    course = released.course
    with pytest.raises(LossesError):
        course.until(released.office, "evaluation")

    course.until(released.office, "evaluation")

    assert list(released.state.opening.unopenable) == [("p-03", "all")]


# Documents ---------------------------------------------------------------------


def the_minutes(way: Way) -> Due:
    return next(d for d in way.office.due(PROCESS) if d.command == "issue_document")


def test_a_document_is_laid_out_as_it_was_issued(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        engine.take(way.office, PROCESS, the_minutes(way))
        (issued,) = way.state.fulfilment.documents
        names = sorted(path.name for path in way.office.papers.iterdir())
        data = (way.office.papers / "0001-announcement.json").read_bytes()

    assert names == ["0001-announcement.html", "0001-announcement.json"]
    assert sha256_hex(data) == issued.document.data_sha256


def test_of_two_flows_that_issue_one_document_the_second_finds_it_done(
    tmp_path: Path,
) -> None:
    """Each was told that it is due; the rules refuse the second, and that is no fault."""
    with at_stage("bidding", tmp_path, ()) as way:
        step = the_minutes(way)
        engine.take(way.office, PROCESS, step)
        before = {p.name: p.read_bytes() for p in way.office.papers.iterdir()}

        again = engine.take(way.office, PROCESS, step)

        assert isinstance(again, Refused)
        assert len(way.state.fulfilment.documents) == 1
        assert {p.name: p.read_bytes() for p in way.office.papers.iterdir()} == before


def test_a_document_that_was_not_laid_out_before_the_end_is_so_by_the_next_flow(
    tmp_path: Path,
) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        engine.take(way.office, PROCESS, the_minutes(way))
        for path in way.office.papers.iterdir():
            path.unlink()

        papers.lay_out(way.office, PROCESS)

        assert len(list(way.office.papers.iterdir())) == 2


def test_a_flow_outside_an_office_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoOfficeError):
        current()
    with at_stage("bidding", tmp_path, ()) as way:
        with at_hand(way.office):
            assert current() is way.office
        with pytest.raises(NoOfficeError):
            current()
