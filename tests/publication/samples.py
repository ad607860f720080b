"""Document data of every kind, made by the product's own functions from a state by hand.

No event was folded here: the state is written down, the rules evaluate it, and
`rules.documents` makes the data. So the shapes are those of a real tender.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_args

from rules.documents import contract_digest, document_data
from rules.evaluating import evaluate
from rules.failing import GROUNDS
from rules.terms import evaluation_terms
from rules.wage_addendum import addendum
from scoring import explanation
from scoring.arithmetic import attempt
from tender.commands.announcement import Answer, Clarification, Question
from tender.commands.fulfilment import Bond, DocumentKind, FilesKind, Start
from tender.commands.preparation.parties import Committee, PartyFacts
from tender.commands.preparation.process import Process
from tender.events import award as awarded
from tender.events import evaluation as evaluated
from tender.events import fulfilment as fulfilled
from tender.events.opening import OpenedBid, OpeningCompleted
from tender.events.preparation import EstimateSet, Trustee
from tender.state import State
from tender.state.announcement import Announcement
from tender.state.award import Award
from tender.state.bidding import Bidding, Late, StandingBid
from tender.state.evaluation import Evaluation, Found
from tender.state.fulfilment import Fulfilment
from tender.state.opening import Opening
from tender.state.preparation import HeardClaim, Preparation, ScheduleChange
from tender.values import Reading
from tests.publication import bids
from tests.publication.cleaning import (
    BUDGET,
    DAY,
    DETAIL,
    ESTIMATE,
    METHOD,
    ORDERS,
    PEOPLE,
    SCHEME,
    SLOTS,
    WORKS,
    fake,
    pack_values,
    values,
    wib,
)

KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
TITLE = "Jasa Kebersihan Gedung Perkantoran Tahun 2027"
NUMBERS: dict[str, str] = {
    kind: f"027/{place:03}/POKJA-07/2026" for place, kind in enumerate(KINDS, start=1)
}
NAMES: dict[str, str] = {
    "pokja-1": "NIP 19800101 200501 1 001",
    "p03": "PT Contoh Bersih Tiga",
    "p03/npwp": "01.234.567.8-331.000",
    "p03/address": "Jalan Contoh 3, Sengeti",
}

_READ = "Lampiran I Peraturan LKPP 12/2021, dibaca PPK pada 28 September 2026"
_PRACTICE = "latihan, belum dikonfirmasi"


@cache
def reading() -> Reading:
    """Return the values of the tender."""
    return values(_READ).over(pack_values())


@cache
def state(*, practice: bool = False, title: str = TITLE) -> State:
    """Return a tender that has come to its contract, the order to start and an addendum."""
    started = just_opened(practice=practice, title=title)
    return _followed(_contracted(with_award(_evaluated(started))))


def data(
    kind: str, *, about: str = "p03", practice: bool = False, title: str = TITLE
) -> dict[str, Any]:
    """Return the data of a document of *kind*."""
    if kind in get_args(FilesKind):
        from tests.publication import by_points  # noqa: PLC0415  # it builds on this

        return by_points.data(kind, practice=practice, title=title)
    bid = about if kind == "result_letter" else None
    if kind == "failure_announcement":
        then = failed(practice=practice, title=title)
    else:
        then = state(practice=practice, title=title)
    return dict(document_data(then, reading(), kind, bid))


T = TypeVar("T")


def failed(
    ground: str = "evaluation_error", *, practice: bool = False, title: str = TITLE
) -> State:
    """Return the tender where it failed once its bids had been evaluated."""
    judged = _evaluated(just_opened(practice=practice, title=title))
    failure = awarded.TenderFailed.model_validate(
        {
            "ground": ground,
            "reason": "Volume pada HPS dan pada daftar kuantitas tidak sama, sehingga harga dibandingkan atas dasar yang keliru.",
        }
    )
    award = Award(
        failure=failure,
        failed_at=wib("2026-11-02 10:15"),
        failed_by=GROUNDS[failure.ground].declared_by,
    )
    return replace(judged, award=award, stage="failed")


def just_opened(*, practice: bool, title: str) -> State:
    process = Process(
        ocid="ocds-mj0001-mj-2026-0007",
        title=title,
        government="Pemerintah Kabupaten Muaro Jambi",
        buyer="Sekretariat Daerah Kabupaten Muaro Jambi",
        office="ukpbj",
        job="cleaning",
        practice=practice,
        intake="native",
        offset="+07:00",
        regime="first_generation",
    )
    claim: Any = None
    return State(
        stage="evaluation",
        values=values(_PRACTICE if practice else _READ),
        preparation=Preparation(
            process=process,
            parties={
                f"p{number:02}": PartyFacts(
                    party=f"p{number:02}", offices=("bidder",), organ=f"p{number:02}"
                )
                for number in range(1, 13)
            },
            method=METHOD,
            budget=BUDGET,
            works=WORKS,
            estimate=EstimateSet(
                amount=ESTIMATE,
                vat_mode="full_price",
                detail=fake("detail"),
                set_on=DAY,
            ),
            detail=DETAIL,
            roster=PEOPLE,
            claims={
                f"keberatan-{n}": HeardClaim(claim, wib("2026-09-20 09:00"))
                for n in (1, 2, 3)
            },
            orders=ORDERS,
            slots=SLOTS,
            schedule_changes=(
                ScheduleChange(
                    wib("2026-10-08 13:30"),
                    "officer",
                    "Penjelasan digeser satu hari karena listrik padam di gedung UKPBJ.",
                ),
            ),
            scheme=SCHEME,
            committee=Committee(
                members=("pokja-1", "pokja-2", "pokja-3"),
                decree="Pokja 07, Keputusan Kepala UKPBJ 027/112/UKPBJ/2026",
            ),
            threshold=2,
            trustees={
                code: Trustee(trustee=code, organ=organ, recipient="age1" + "q" * 58)
                for code, organ in (
                    ("kunci-1", "inspektorat"),
                    ("kunci-2", "bagian-hukum"),
                    ("kunci-3", "asosiasi-penyedia"),
                )
            },
        ),
        announcement=Announcement(
            version=1,
            pack=fake("pack"),
            published_at=wib("2026-10-05 08:00:12.000451"),
            questions={
                code: Question(question=code, words=fake(code))
                for code in ("tanya-1", "tanya-2")
            },
            answers={
                "tanya-1": Answer(
                    question="tanya-1",
                    answer="Upah hari ini yang lebih tinggi dari UMK dipertahankan.",
                )
            },
            clarification=Clarification(
                held_from=wib("2026-10-09 09:00"),
                held_until=wib("2026-10-09 11:00"),
                attending=11,
                topics="Metode evaluasi, urutan penawaran kerja, dan daftar tunggu.",
            ),
        ),
        bidding=Bidding(
            bids={
                bid: StandingBid(
                    bid, bids.envelope(bid), fake(f"{bid} envelope"), wib(at)
                )
                for bid, at in bids.COMMITTED.items()
            },
            withdrawn={"p08": fake("p08 envelope")},
            late=tuple(Late(bid, fake(bid), at) for bid, at in bids.LATE),
            closed_at=wib("2026-10-19 10:00:00.000001"),
        ),
        opening=Opening(
            released={("all", "kunci-1"): (), ("all", "kunci-3"): ()},
            offers={(bid, "all"): bids.offer(bid) for bid in bids.BIDS},
            completed=OpeningCompleted(
                bids=tuple(
                    OpenedBid(bid=bid, state="opened", total=bids.offer(bid).total)
                    for bid in bids.BIDS
                ),
                withdrawn=("p08",),
            ),
            completed_at=wib("2026-10-19 10:24:37.500000"),
        ),
    )


def as_found(what: T) -> Found[T]:
    """Return what a member found, some days after the opening."""
    return Found(what, "pokja-2", wib("2026-10-28 09:00"))


def _evaluated(opened: State) -> State:
    part = Evaluation(
        corrected={
            bid: evaluated.ArithmeticCorrected.model_validate(
                correction_of(opened, bid)
            )
            for bid in bids.BIDS
        },
        judged={
            key: Found(judgement, by, wib("2026-10-22 11:15"))
            for key, (judgement, by) in bids.judgements().items()
        },
        enquiries={asked.enquiry: asked for asked in bids.ENQUIRIES},
        answers={a.enquiry: a for a in bids.ANSWERS},
        prices={
            (p.bid, p.test, p.item or ""): as_found(p) for p in bids.PRICE_JUDGEMENTS
        },
        proofs={proof.bid: as_found(proof) for proof in bids.PROOFS},
        completed_at=wib("2026-10-30 15:02:48.112000"),
    )
    return with_result(replace(opened, evaluation=part), reading())


def with_result(judged: State, under: Reading) -> State:
    """Return the tender once the evaluation of what was found is complete."""
    found = evaluate(judged, under)
    if found.pending:
        raise LookupError(found.pending)
    result = evaluated.EvaluationCompleted(
        results=tuple(
            evaluated.BidResult(
                bid=r.bid,
                verdict=r.verdict,
                price=r.price,
                rank=r.rank,
                evaluated=r.evaluated,
                findings=tuple(
                    evaluated.FindingLine(
                        rule=f.rule,
                        verdict=f.verdict,
                        operands=dict(f.operands),
                    )
                    for f in r.findings
                ),
            )
            for r in found.results
        ),
        explanation_sha256=explanation.digest(found.explanation),
    )
    part = replace(judged.evaluation, result=result)
    return replace(judged, stage="evaluated", evaluation=part)


def correction_of(opened: State, bid: str) -> dict[str, Any]:
    done: Any = attempt(
        bid, bids.offer(bid), evaluation_terms(opened, reading()).schedule
    )
    lines = [
        {name: getattr(line, name) for name in line.__slots__} for line in done.lines
    ]
    return {
        "bid": bid,
        "lines": lines,
        "subtotal": done.subtotal,
        "vat": done.vat,
        "offered": done.offered,
        "corrected": done.corrected,
    }


def with_award(judged: State) -> State:
    result = judged.evaluation.result
    ranked = sorted((r for r in result.results if r.rank), key=lambda r: r.rank or 0)  # type: ignore[union-attr]
    price = ranked[0].price or 0
    return replace(
        judged,
        stage="agreed",
        award=Award(
            proposed=awarded.AwardProposed(
                winner=ranked[0].bid,
                reserves=tuple(r.bid for r in ranked[1:3]),
                price=price,
            ),
            approvals=("pokja-1", "pokja-3"),
            decided_at=wib("2026-11-02 14:20:05.000000"),
            announced=awarded.ResultAnnounced(
                objections_until=wib("2026-11-09 16:00"),
                answers_until=wib("2026-11-12 16:00"),
            ),
            announced_at=wib("2026-11-03 09:00:33.000000"),
            appointment=awarded.AppointmentIssued(
                bidder=ranked[0].bid,
                price=price,
                bond=-(-price // 20),
                bond_until=WORKS.ends_on,
                sign_by=wib("2026-12-03 00:00").date(),
            ),
            appointed_at=wib("2026-11-13 10:12:00.000000"),
        ),
    )


def _contracted(agreed: State) -> State:
    issued = agreed.award.appointment
    bond = Bond(
        issuer="Bank Pembangunan Daerah",
        kind="bank",
        number="BG-2026-00417",
        amount=issued.bond if issued and issued.bond else 0,
        valid_until=WORKS.ends_on,
        paper=fake("bond"),
    )
    lodged = replace(agreed, fulfilment=Fulfilment(bond=bond))
    signed = contract_digest(lodged, reading())
    sides: Any = {"ppk": "027/118/PPK/2026", "bidder": "012/SP/XII/2026"}
    return replace(
        lodged,
        stage="contracted",
        fulfilment=Fulfilment(
            bond=bond,
            signatures={
                side: fulfilled.ContractSigned(
                    contract=signed, number=number, side=side
                )
                for side, number in sides.items()
            },
            concluded_at=wib("2026-12-02 11:05:19.000000"),
            start=Start(starts_on=WORKS.starts_on),
            start_at=wib("2026-12-10 09:00:00.000000"),
        ),
    )


def _followed(contracted: State, minimum: int = 3_797_994) -> State:
    """Have the wages of the contract follow a decree, from its first day on."""
    found = addendum(contracted, reading(), minimum, WORKS.starts_on)
    adjusted = fulfilled.WagesAdjusted(
        number="027/121/PPK/2026",
        minimum_wage=minimum,
        decree="Keputusan Gubernur Jambi tentang upah minimum Kabupaten Muaro Jambi 2027",
        paper=fake("decree"),
        effective=WORKS.starts_on,
        lines=tuple(
            fulfilled.RisenLine(
                component=line.component, items=line.items, amount=line.amount
            )
            for line in found.lines
        ),
        before=found.before,
        price=found.price,
    )
    part = replace(
        contracted.fulfilment,
        adjusted=adjusted,
        adjusted_at=wib("2026-12-28 10:00:00.000000"),
        addendum_at=wib("2026-12-29 14:30:00.000000"),
    )
    return replace(contracted, fulfilment=part)
