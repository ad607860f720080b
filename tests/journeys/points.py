"""The example as a tender by points in two files, sealed for real and run to its end.

Its bids are those of `cleaning`, cut in two. The cheapest that stands does not win:

    p-01  does not offer work to everybody      fails in the technical part
    p-05  no certificate of the supervisor      fails in the technical part
    p-04  its method is marked under 12         misses the threshold
    p-02  above the estimate                    fails by its price
    p-03  wages under the minimum               fails by its price
    p-07  the cheapest that stands              second
    p-06  dearer, and better                    wins
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any, Final

from flows.package import BidFolder, Package, PlannedAct, Sealed
from ledger.envelope import Bid, close
from tender.canonical import commitment
from tender.codes import Part
from tender.commands.preparation.schedule import Schedule, Slot
from tender.merit import Merit
from tender.offer import Commitments, Offer
from tests.journeys import cleaning
from tests.journeys.cleaning import Journey, on_the_way, scratch

BIDS: Final = ("p-01", "p-02", "p-03", "p-04", "p-05", "p-06", "p-07")
GOING: Final = ("p-02", "p-03", "p-06", "p-07")
"""The bids whose prices are opened."""

MEMBERS: Final = ("pokja-1", "pokja-2", "pokja-3")
TRUSTEES: Final = ("kunci-ukpbj", "kunci-inspektorat", "kunci-unja")

MERIT: Final = Merit.from_json(
    {
        "combine": "sum",
        "threshold": 30,
        "elements": [
            {
                "id": "pengalaman",
                "kind": "bands",
                "max": 10,
                "title": "Pengalaman pekerjaan sejenis",
                "basis": "LDP 20.1",
                "params": {
                    "bands": [
                        {"at_least": 1, "points": 4},
                        {"at_least": 3, "points": 10},
                    ]
                },
            },
            {
                "id": "metode",
                "kind": "panel",
                "max": 30,
                "threshold": 12,
                "basis": "LDP 20.2",
                "params": {
                    "scale": 100,
                    "by": "mean",
                    "rubric": [
                        {"line": "peralihan", "says": "Rencana peralihan tanpa jeda"},
                        {"line": "pengawasan", "says": "Pengawasan setiap giliran"},
                    ],
                },
            },
            {
                "id": "rencana",
                "kind": "panel",
                "max": 20,
                "basis": "LDP 20.3",
                "params": {"scale": 5, "by": "median"},
            },
            {
                "id": "pelatihan",
                "kind": "commitment",
                "max": 10,
                "basis": "LDP 20.4",
                "params": {
                    "cap": 10,
                    "promise": "training",
                    "funded_by": "training",
                    "unit_cost": 30000,
                },
            },
        ],
        "price": {"formula": "formula.price.lowest-over-own.1", "max": 30},
        "ties": [{"by": "quality"}, {"by": "price"}],
        "rounding": [{"at": "total", "places": 2, "mode": "half_up"}],
    }
)

VALUES: Final[Mapping[str, int]] = {
    "p-02": 3,
    "p-03": 3,
    "p-04": 4,
    "p-06": 5,
    "p-07": 2,
}
MARKS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    "p-02": ((70, 3), (80, 4), (75, 4)),
    "p-03": ((60, 3), (60, 3), (60, 3)),
    "p-04": ((30, 2), (20, 3), (40, 2)),
    "p-06": ((90, 5), (80, 4), (85, 5)),
    "p-07": ((60, 3), (70, 4), (65, 3)),
}
"""By bid and member: the method, of 100, and the plan, of 5."""

HOURS: Final[Mapping[str, int]] = {"p-06": 10, "p-07": 2}
"""Hours of training that a bid promises each worker."""


def at(text: str) -> datetime:
    """Return `11-04 09:00` of 2026 in western Indonesia."""
    return datetime.fromisoformat(f"2026-{text}+07:00").astimezone(UTC)


def salt_of(name: str) -> bytes:
    return sha256(name.encode()).digest()[:16]


@cache
def folder(bid: str) -> BidFolder:
    """Return a bid in two parts, its papers listed anew."""
    was = cleaning.package().bids[bid]
    whole = was.offers["all"]
    sha = {
        listed.sha256: commitment(
            salt_of(f"{bid}/{listed.name}"), was.attachments[listed.name]
        )
        for listed in whole.attachments
    }
    said: Any = whole.to_json()
    for listed in said["attachments"]:
        listed["sha256"] = sha[listed["sha256"]]
    for response in said["responses"]:
        for place in response["evidence"]:
            place["attachment"] = sha[place["attachment"]]
    prices = {name: said.pop(name) for name in ("prices", "subtotal", "vat", "total")}
    technical = {**said, "part": "technical"}
    if bid in VALUES:
        technical["values"] = [{"element": "pengalaman", "value": str(VALUES[bid])}]
    if bid in HOURS:
        technical["commitments"] = graded(whole.commitments, HOURS[bid])
    offers: dict[Part, Offer] = {
        "technical": Offer.from_json(technical),
        "price": Offer.from_json({"v": 1, "part": "price", **prices}),
    }
    return BidFolder(code=bid, offers=offers, attachments=was.attachments)


def graded(promised: Commitments | None, hours: int) -> dict[str, Any]:
    """Return promises with hours of training beside them: fewer for supervisors is the least."""
    assert promised is not None
    values = [
        {"element": "pelatihan", "value": str(hours)},
        {"element": "pelatihan", "value": str(hours + 1), "post": "supervisor"},
    ]
    return {**promised.to_json(), "graded": values}


def sealed(bid: str) -> BidFolder:
    """Seal a bid for the trustees, each of its objects by itself."""
    what, package_ = folder(bid), cleaning.package()
    trustees = {
        t: package_.parties[t].recipient or "" for t in package_.trustees.trustees
    }
    salts = {name: salt_of(f"{bid}/{name}") for name in what.attachments}
    envelope, ciphertexts = close(
        Bid(
            process=cleaning.PROCESS,
            round=1,
            party=bid,
            version=1,
            offers=what.offers,
            attachments=what.attachments,
            salts=salts
            | {f"offer/{part}": salt_of(f"{bid}/{part}") for part in what.offers},
        ),
        trustees,
        package_.trustees.threshold,
    )
    return replace(what, sealed=Sealed(envelope=envelope, ciphertexts=ciphertexts))


def schedule() -> Schedule:
    """Return the example's schedule with the stages of prices in it."""
    moved = {
        "evaluation": (at("10-30 08:00"), at("11-04 09:00")),
        "technical_result": (at("11-04 09:00"), at("11-04 16:00")),
        "price_opening": (at("11-04 13:00"), at("11-06 16:00")),
    }
    slots = []
    for slot in cleaning.package().schedule.slots:
        if slot.stage not in moved:
            slots.append(slot)
            continue
        slots += [Slot(stage=s, starts=a, ends=b) for s, (a, b) in moved.items()]
    return Schedule(slots=tuple(slots))


def evidence(bid: str, name: str = "teknis.txt") -> list[dict[str, Any]]:
    """Return a place in a paper of a bid."""
    papers = {a.name: a.sha256 for a in folder(bid).offers["technical"].attachments}
    return [{"attachment": papers[name], "page": 1}]


@cache
def package() -> Package:
    """Return the tender with its acts, sealed anew."""
    was = cleaning.package()
    scheme = was.scheme.model_copy(
        update={
            "award_criteria": "ratedCriteria",
            "envelopes": "two_files",
            "merit": MERIT,
        }
    )
    method = was.method.model_copy(
        update={"award_criteria": "ratedCriteria", "envelopes": "two_files"}
    )
    return replace(
        was,
        method=method,
        scheme=scheme,
        schedule=schedule(),
        bids={bid: sealed(bid) for bid in BIDS},
        acts=tuple(
            replace(act, number=n)
            for n, act in enumerate(
                sorted((*_before(was), *_after()), key=lambda act: act.at), start=1
            )
        ),
    )


def _before(was: Package) -> Iterator[PlannedAct]:
    """Yield the example's acts up to its opening, of the bids that take part."""
    for act in was.acts:
        if act.at >= at("10-29 10:04"):
            return
        if act.command in {"commit_bid", "withdraw_bid"} and act.party not in BIDS:
            continue
        yield act


def act(
    moment: str, party: str, command: str, office: str = "committee", **fields: object
) -> PlannedAct:
    """Return an act; the words of a bidder are `words`."""
    words = fields.pop("words", None)
    said: Any = {
        "at": at(moment),
        "party": party,
        "office": office,
        "command": command,
        "fields": fields,
        "words": words,
        "number": 1,
        "line": 1,
    }
    return PlannedAct(**said)


def _after() -> Iterator[PlannedAct]:
    yield from _technical()
    yield act("11-04 10:00", "pokja-1", "announce_technical_result")
    for n, trustee in enumerate(TRUSTEES):
        moment = f"11-04 13:1{n}"
        yield act(moment, trustee, "release_shares", "trustee", part="price")
    yield act("11-04 14:00", "pokja-1", "complete_opening")
    yield act("11-04 15:00", "ppk", "reveal_estimate_detail", "ppk")
    yield act(
        "11-05 09:00",
        "pokja-2",
        "ask_clarification",
        enquiry="klarifikasi-1",
        bid="p-06",
        about="equipment",
        question="Jelaskan harga satuan peralatan.",
        answer_by=at("11-06 09:00"),
    )
    yield act(
        "11-05 11:00",
        "p-06",
        "answer_clarification",
        "bidder",
        enquiry="klarifikasi-1",
        words="Mesin poles untuk dua gedung.",
    )
    yield act(
        "11-05 14:00",
        "pokja-2",
        "judge_price",
        bid="p-06",
        test="imbalance",
        item="equipment",
        verdict="accepted",
        reason="Penjelasan wajar.",
        enquiry="klarifikasi-1",
    )
    yield act(
        "11-06 10:00",
        "pokja-3",
        "prove_qualification",
        bid="p-06",
        verdict="proved",
        seen_on="2026-11-06",
        seen=["Akta, asli"],
    )
    yield act("11-09 09:00", "pokja-1", "propose_award")
    yield act("11-09 10:00", "pokja-1", "approve_award", member="pokja-1")
    yield act("11-09 10:30", "pokja-2", "approve_award", member="pokja-2")
    yield act("11-10 09:00", "pokja-1", "announce_result")


def _technical() -> Iterator[PlannedAct]:
    for n, trustee in enumerate(TRUSTEES):
        moment = f"10-29 10:1{n}"
        yield act(moment, trustee, "release_shares", "trustee", part="technical")
    yield act("10-29 11:00", "pokja-1", "complete_opening")
    for n, member in enumerate(MEMBERS):
        moment = f"10-30 08:1{n}"
        yield act(moment, member, "declare_conflict", member=member, conflicted=False)
    for n, (bid, requirement) in enumerate(judged()):
        yield act(
            f"11-02 {9 + n // 60:02}:{n % 60:02}",
            MEMBERS[n % 3],
            "record_judgement",
            bid=bid,
            requirement=requirement,
            verdict="met",
            evidence=evidence(bid),
        )
    for n, (bid, value) in enumerate(VALUES.items()):
        yield act(
            f"11-03 08:0{n}",
            "pokja-1",
            "find_value",
            bid=bid,
            element="pengalaman",
            value=str(value),
            evidence=evidence(bid, "kualifikasi.txt"),
        )
    for m, member in enumerate(MEMBERS):
        for n, (bid, marks) in enumerate(MARKS.items()):
            method, plan = marks[m]
            yield mark(f"11-03 1{m}:0{n}", member, bid, ("metode", "peralihan", method))
            yield mark(f"11-03 1{m}:1{n}", member, bid, ("rencana", "rencana", plan))
        yield act(f"11-03 1{m}:30", member, "lock_marks")


def mark(moment: str, member: str, bid: str, what: tuple[str, str, int]) -> PlannedAct:
    """Return a member's mark, by element, line and points, with a reason where it is low."""
    element, rubric, points = what
    return act(
        moment,
        member,
        "record_mark",
        bid=bid,
        element=element,
        mark=str(points),
        rubric=rubric,
        evidence=evidence(bid),
        reason="Rencana tidak lengkap." if points <= 40 else None,
    )


def judged() -> list[tuple[str, str]]:
    """Return what people judge: of p-05 nothing technical, since it has failed before."""
    lines = cleaning.package().scheme.requirements
    return [
        (bid, line.requirement)
        for bid in BIDS
        for line in lines
        if line.test == "judged" and (bid != "p-05" or line.phase == "qualification")
    ]


@cache
def journey() -> Journey:
    """Run the tender to the announcement of its result, and keep its office open."""
    kept = ExitStack()
    atexit.register(kept.close)
    way = kept.enter_context(on_the_way(scratch() / "points", package()))
    stopped = way.course.until(way.office, "standstill")
    return Journey(way, stopped, way.bundle("public"), way.bundle("auditors"))
