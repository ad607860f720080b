"""The example in more than one round: bids again with seals of their own, evaluated again.

    1  bids, opened; an order asks for bids again
    2  announced, bids, evaluated, an objection is right: evaluated again
    3  evaluated, contracted, started; annulled by an order, and reopened by another
    4  the evaluation once more

Every act is the example's, later; every seal of round 2 is made for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from api.home import PRACTICE_SEED
from flows.advance import advance
from flows.package import BidFolder, Package, PlannedAct, Sealed
from ledger.entropy import PracticeEntropy
from ledger.envelope import Bid, close
from tender.canonical import Json
from tender.commands.preparation.schedule import Schedule, Slot
from tests.journeys.cleaning import PROCESS, Way, package

BIDS_AGAIN = timedelta(days=14)
EVALUATED_AGAIN = timedelta(days=30)
UNMOVED = frozenset({"valid_until", "starts_on"})


def act(command: str, at: str, party: str, office: str, **fields: object) -> PlannedAct:
    """Return an act that the example does not have."""
    moment = datetime.fromisoformat(f"{at}+07:00").astimezone(UTC)
    number = int(moment.timestamp())
    return PlannedAct(
        at=moment,
        party=party,
        office=office,  # type: ignore[arg-type]
        command=command,
        fields=fields,
        number=number,
        line=0,
    )


def order(effect: str, at: str, code: str, **more: object) -> PlannedAct:
    """Return the record of an order of a court."""
    return act(
        "record_order",
        at,
        "ukpbj",
        "unit",
        order=code,
        authority="court",
        document="ab" * 32,
        basis="Putusan",
        effect=effect,
        reason="Sengketa.",
        **more,
    )


def later(by: timedelta, *numbers: int) -> tuple[PlannedAct, ...]:
    """Return acts of the example, so much later, with every moment in them."""
    acts = {one.number: one for one in package().acts}
    return tuple(
        replace(
            acts[number],
            at=acts[number].at + by,
            number=acts[number].number + 1000 * by.days,
            fields=_moved(acts[number].fields, by),
        )
        for number in numbers
    )


def _moved(fields: Mapping[str, object], by: timedelta) -> Mapping[str, object]:
    return {
        name: value + by
        if isinstance(value, datetime | date) and name not in UNMOVED
        else value
        for name, value in fields.items()
    }


def scheduled(by: timedelta) -> Schedule:
    """Return the example's schedule, so much later."""
    return Schedule(
        slots=tuple(
            Slot(stage=s.stage, starts=s.starts + by, ends=s.ends + by)
            for s in package().schedule.slots
        )
    )


@cache
def sealed_for(round_: int, process: str = PROCESS) -> Mapping[str, BidFolder]:
    """Return the bids of the example, sealed for a round, or for another process."""
    entropy = PracticeEntropy(PRACTICE_SEED)
    what = package()
    trustees = {t: what.parties[t].recipient or "" for t in what.trustees.trustees}

    def seal(folder: BidFolder) -> BidFolder:
        code = folder.code
        salts = {
            **{f"offer/{p}": entropy.take("again", code, p) for p in folder.offers},
            **{n: _salt(code, n) for n in folder.attachments},
        }
        bid = Bid(
            process=process,
            round=round_,
            party=code,
            version=1,
            offers=folder.offers,
            attachments=folder.attachments,
            salts=salts,
        )
        envelope, ciphertexts = close(bid, trustees, what.trustees.threshold)
        return replace(
            folder, sealed=Sealed(envelope=envelope, ciphertexts=ciphertexts)
        )

    return {code: seal(folder) for code, folder in what.bids.items()}


def _salt(code: str, name: str) -> bytes:
    """Return the salt with which the offer lists its attachment (`examples seal`)."""
    return PracticeEntropy(PRACTICE_SEED).take("attachment", PROCESS, code, name)


def for_bids_again(acts: tuple[PlannedAct, ...] = ()) -> Package:
    """Return the package of the second round."""
    return replace(
        package(), bids=sealed_for(2), schedule=scheduled(BIDS_AGAIN), acts=acts
    )


def go(way: Way, acts: Iterable[PlannedAct]) -> None:
    """Have each act done at its time, and before it what is due of the engine by then."""
    for one in acts:
        way.clock.set(one.at)
        advance(way.office, PROCESS)
        way.take(one)
    advance(way.office, PROCESS)


REOPENED = order("reopen", "2026-10-30 08:00", "putusan-1", stage="bidding")
ANNOUNCED: tuple[PlannedAct, ...] = (
    act("set_schedule", "2026-10-30 09:00", "pokja-1", "committee"),
    *later(BIDS_AGAIN + timedelta(days=1), 37, 38, 39, 40, 41),
    *later(BIDS_AGAIN, 52),
)
BIDS = later(BIDS_AGAIN, 62, 63, 64, 65, 66, 70, 71, *range(73, 79))
OPENED = later(BIDS_AGAIN, 80, 81, 82, 83)
OF_THESE = ("p-01", "p-02", "p-05", "p-06", "p-07")


def findings(by: timedelta) -> tuple[PlannedAct, ...]:
    """Return what people find of those bids, and the award up to its announcement."""
    of_others = ("p-03", "p-04")
    numbers = [
        one.number
        for one in package().acts
        if 88 <= one.number <= 123 and one.fields.get("bid") not in of_others
    ]
    return later(by, *numbers)


def answered(consequence: str) -> tuple[PlannedAct, ...]:
    """Return an objection that is right, and its answer with what follows."""
    lodged, answer = later(BIDS_AGAIN, 124, 125)
    point = {"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}
    fields = {**answer.fields, "points": [point], "consequence": consequence}
    return (lodged, replace(answer, fields=fields))


EVALUATED = (
    *later(BIDS_AGAIN, 84, 85, 86, 87),
    *findings(BIDS_AGAIN),
    *answered("evaluate_again"),
)
FROM_THE_EVALUATION: Mapping[str, tuple[str, str]] = {
    "evaluation": ("2026-11-12T04:00", "2026-12-09T08:00"),
    "proof": ("2026-12-02T01:00", "2026-12-09T08:00"),
    "award": ("2026-12-09T01:00", "2026-12-10T09:00"),
    "objection": ("2026-12-10T01:00", "2026-12-16T09:00"),
    "objection_answer": ("2026-12-16T09:00", "2026-12-18T09:00"),
    "appointment": ("2026-12-18T09:00", "2026-12-22T09:00"),
    "contract": ("2026-12-22T09:00", "2026-12-30T09:00"),
    "start": ("2026-12-30T09:00", "2026-12-31T09:00"),
}


def from_the_evaluation() -> list[Json]:
    """Return the schedule of the third round: what it does again comes again."""
    return [
        {
            "stage": slot.stage,
            **dict(
                zip(
                    ("starts", "ends"),
                    (f"{m}:00.000000Z" for m in FROM_THE_EVALUATION[slot.stage]),
                    strict=True,
                )
            ),
        }
        if slot.stage in FROM_THE_EVALUATION
        else slot.to_json()
        for slot in scheduled(BIDS_AGAIN).slots
    ]


STARTED = (
    act(
        "change_schedule",
        "2026-12-01 14:00",
        "pokja-1",
        "committee",
        slots=from_the_evaluation(),
        reason="Evaluasi ulang.",
    ),
    *findings(EVALUATED_AGAIN),
    act("hand_over_report", "2026-12-21 09:00", "pokja-1", "committee"),
    act("agree_result", "2026-12-21 10:00", "ppk", "ppk"),
    act("issue_appointment", "2026-12-21 11:00", "ppk", "ppk"),
    act(
        "accept_appointment", "2026-12-22 09:00", "p-07", "bidder", signatory="Direktur"
    ),
    *(replace(one, number=9000 + one.number) for one in later(timedelta(days=22), 130)),
    act("sign_contract", "2026-12-23 09:00", "p-07", "bidder", number="1/SP/2026"),
    act("sign_contract", "2026-12-23 10:00", "ppk", "ppk", number="1/SP/2026"),
    act("order_start", "2026-12-28 09:00", "ppk", "ppk", starts_on=date(2027, 1, 1)),
)
ANNULLED = (
    order("annul", "2027-01-11 09:00", "putusan-2"),
    order("reopen", "2027-01-18 09:00", "putusan-3", stage="evaluation"),
)
