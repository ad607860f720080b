"""The guards' example where facts are not as they should be: one is old, two bids are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from api.home import PRACTICE_SEED
from flows import desk
from flows.advance import advance
from flows.package import BidFolder, Package, PlannedAct, Sealed
from ledger.asked import Refused
from ledger.bundle import open_up
from ledger.entropy import PracticeEntropy
from ledger.envelope import Bid, close
from ledger.replay import replay
from rules.evaluating import evaluate
from rules.findings import said, titles_of
from tender.codes import Part
from tender.offer import Holder, Offer
from tender.scheme import RequirementLine
from tests.journeys import security
from tests.journeys.cleaning import Way, on_the_way

LOOKED_UP: Final = datetime(2026, 10, 26, 10, tzinfo=UTC)
"""By then every requirement is judged or looked up; marks are later."""

INDEPENDENT: Final = RequirementLine.from_json(
    {
        "requirement": "independen",
        "phase": "qualification",
        "title": "Tidak berbenturan kepentingan dengan peserta lain",
        "basis": "Perpres 16/2018 Pasal 7 ayat (2)",
        "test": "fact",
        "fact": {"kind": "independent", "issuers": ["Ditjen AHU"], "max_age": 30},
    }
)
HELD: Final = (
    Holder(holder="saham-1", role="owner"),
    Holder(holder="direksi-1", role="director"),
)


def acts() -> tuple[PlannedAct, ...]:
    """Return the example's acts up to where all is judged and looked up."""
    return tuple(act for act in security.package().acts if act.at <= LOOKED_UP)


def is_kbli(act: PlannedAct, bid: str) -> bool:
    says: Any = act.fields.get("says", {})
    return act.fields.get("bid") == bid and says.get("kind") == "kbli"


def test_a_fact_that_is_too_old_is_waited_for_until_it_is_looked_up_again(
    tmp_path: Path,
) -> None:
    """Bids close on 22 October, and what OSS says may be 30 days old."""
    (fresh,) = (act for act in acts() if is_kbli(act, "bujp-02"))
    old = replace(fresh, fields={**fresh.fields, "as_of": date(2026, 9, 21)})
    left = tuple(old if act is fresh else act for act in acts())

    with on_the_way(tmp_path, replace(security.package(), acts=left)) as way:
        way.course.to_the_end(way.office)

        assert ("record_fact", "bujp-02 kbli") in waited(way)
        assert told(way, "bujp-02") == [
            (
                "Terdaftar untuk KBLI 80100, aktivitas keamanan swasta: "
                "fakta dari OSS per 21 September 2026 lebih lama dari yang diizinkan, "
                "sejak 22 September 2026"
            )
        ]
        again = replace(fresh, at=LOOKED_UP, number=9000)
        way.clock.set(again.at)
        asked = desk.asked(way.office, security.package(), again)
        assert not isinstance(way.office.ask(asked), Refused)
        assert told(way, "bujp-02") == []


def waited(way: Way) -> set[tuple[str, str]]:
    """Return what is waited for, and about what."""
    process = way.course.process
    return {(step.command, step.about) for step in advance(way.office, process)}


def told(way: Way, bid: str) -> list[str]:
    """Return what stands against a bid, or is waited for, in words."""
    state = way.state
    done = evaluate(state, way.office.reading(state))
    (result,) = (one for one in done.results if one.bid == bid)
    return [
        said(found, "id", titles_of(state))
        for found in result.findings
        if found.verdict != "pass"
    ]


@cache
def sealed(bid: str) -> BidFolder:
    """Return a bid that declares its holders, sealed anew with the salts of practice."""
    package, was = security.package(), security.package().bids[bid]
    technical = was.offers["technical"].model_copy(update={"holders": HELD})
    offers: dict[Part, Offer] = {**was.offers, "technical": technical}
    entropy, process = PracticeEntropy(PRACTICE_SEED), package.process.ocid
    salts = {
        f"offer/{part}": entropy.take("offer", process, bid, part) for part in offers
    }
    salts |= {
        name: entropy.take("attachment", process, bid, name) for name in was.attachments
    }
    envelope, ciphertexts = close(
        Bid(
            process=process,
            round=1,
            party=bid,
            version=1,
            offers=offers,
            attachments=was.attachments,
            salts=salts,
        ),
        {t: package.parties[t].recipient or "" for t in package.trustees.trustees},
        package.trustees.threshold,
    )
    seal = Sealed(envelope=envelope, ciphertexts=ciphertexts)
    return replace(was, offers=offers, sealed=seal)


def looked_up(bid: str, minute: int, *same: dict[str, str]) -> PlannedAct:
    """Return the act by which a bid's holders are looked up."""
    (like,) = (act for act in acts() if is_kbli(act, "bujp-02"))
    return replace(
        like,
        at=LOOKED_UP.replace(minute=minute),
        number=9000 + minute,
        fields={
            "bid": bid,
            "issuer": "Ditjen AHU",
            "as_of": date(2026, 10, 26),
            "says": {"kind": "holders", "declared": True, "same": list(same)},
        },
    )


def independent() -> Package:
    """Return the example with a requirement of independence, and two bids of one director."""
    package = security.package()
    lines = (*package.scheme.requirements, INDEPENDENT)
    one = {"holder": "direksi-1", "bid": "bujp-06", "other": "direksi-1"}
    found = (
        looked_up("bujp-02", 1, one),
        *(looked_up(f"bujp-0{n}", n + 10) for n in (1, 3, 4, 5, 6, 7)),
    )
    return replace(
        package,
        scheme=package.scheme.model_copy(update={"requirements": lines}),
        bids={bid: sealed(bid) for bid in package.bids},
        acts=(*acts(), *found),
    )


def test_two_bids_with_one_director_fail_and_each_hears_why(tmp_path: Path) -> None:
    with on_the_way(tmp_path, independent()) as way:
        way.course.to_the_end(way.office)

        title = INDEPENDENT.title
        assert told(way, "bujp-02") == [
            (
                f"{title}: benturan kepentingan dengan bujp-06, "
                "direksi-1 (direksi 0 %) dan direksi-1 (direksi 0 %) satu orang atau badan, "
                "menurut Ditjen AHU per 26 Oktober 2026"
            )
        ]
        assert told(way, "bujp-06") == [
            (
                f"{title}: benturan kepentingan dengan bujp-02, "
                "direksi-1 (direksi 0 %) dan direksi-1 (direksi 0 %) satu orang atau badan, "
                "menurut Ditjen AHU per 26 Oktober 2026"
            )
        ]
        assert told(way, "bujp-01") == told(way, "bujp-07") == []
        about = {about.split()[0] for _, about in waited(way)}
        assert not {"bujp-02", "bujp-06"} & about
        assert {"bujp-01", "bujp-07"} <= about
        assert replay(open_up(way.bundle("auditors"))).identical
