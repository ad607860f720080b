"""The cleaning tender again, in two files and by points, as its minutes speak of it.

p04 is marked under the threshold, p06 has no certificate and p07 offers work to nobody:
their prices stay shut. p01 asks more than the estimate. What people still have to find
is found by a short rule: the state is one that the rules have no more questions about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final

from rules.documents import document_data
from rules.evaluating import evaluate
from scoring import explanation
from scoring.evaluation import BidResult as Outcome
from scoring.evaluation import PriceToJudge, ProofToSee
from tender.commands.evaluation import Mark, PriceJudgement, Proof, ValueFinding
from tender.commands.preparation.schedule import Slot
from tender.events import evaluation as evaluated
from tender.events.opening import OpenedBid, OpeningCompleted
from tender.merit import Merit
from tender.offer import DeclaredValue, Evidence, GradedPromise, Offer
from tender.state import State
from tender.state.evaluation import Evaluation, Found, Marked, Moderated
from tests.publication import bids, samples
from tests.publication.cleaning import SCHEME, SLOTS, fake, wib

MEMBERS: Final = ("pokja-1", "pokja-2", "pokja-3")
SHUT: Final = ("p04", "p06", "p07")
PRICED: Final = ("p01", "p02", "p03", "p05")

MERIT: Final = Merit.from_json(
    {
        "combine": "weighted",
        "threshold": 40,
        "elements": [
            {
                "id": "pengalaman",
                "kind": "bands",
                "max": 100,
                "weight": "0.2",
                "title": "Pengalaman pekerjaan sejenis",
                "basis": "LDP 20.1",
                "params": {
                    "bands": [
                        {"at_least": 1, "points": 40},
                        {"at_least": 3, "points": 100},
                    ]
                },
            },
            {
                "id": "metode",
                "kind": "panel",
                "max": 100,
                "weight": "0.3",
                "threshold": 60,
                "title": "Metode kerja",
                "basis": "LDP 20.2",
                "params": {
                    "scale": 100,
                    "by": "mean",
                    "rubric": [
                        {"line": "baik", "says": "60 sampai 100: menjawab KAK"},
                        {"line": "kurang", "says": "0 sampai 59: tidak menjawab KAK"},
                    ],
                },
            },
            {
                "id": "pelatihan",
                "kind": "commitment",
                "max": 100,
                "weight": "0.1",
                "title": "Pelatihan tambahan",
                "basis": "LDP 20.3",
                "params": {
                    "cap": 12,
                    "promise": "training",
                    "funded_by": "training",
                    "unit_cost": 20000,
                },
            },
        ],
        "price": {
            "formula": "formula.price.lowest-over-own.1",
            "max": 100,
            "weight": "0.4",
        },
        "ties": [{"by": "quality"}, {"by": "committee"}],
        "rounding": [{"at": "total", "places": 2, "mode": "half_up"}],
    }
)

HOURS: Final = {"p03": 8, "p05": 4}
FOUND: Final = {"p01": 3, "p02": 2, "p03": 5, "p04": 3, "p05": 1}
DECLARED: Final = {**FOUND, "p02": 3}
MARKS: Final = {
    "p01": (70, 75, 72),
    "p02": (64, 66, 60),
    "p03": (88, 90, 82),
    "p04": (55, 50, 58),
    "p05": (61, 60, 62),
}
BEFORE: Final = (64, 85, 60)
TALK: Final = "Halaman 8 memuat giliran jaga yang luput dari dua anggota."
DIFFERS: Final = "Satu dari tiga kontrak adalah kontrak pertamanan."
LOW: Final = "Tidak menyebut giliran jaga."


def _slots() -> dict[str, Slot]:
    times = {
        "technical_result": ("2026-10-23 08:00", "2026-10-23 16:00"),
        "price_opening": ("2026-10-26 09:00", "2026-10-30 16:00"),
    }
    return dict(SLOTS) | {
        stage: Slot.model_validate(
            {"stage": stage, "starts": wib(starts), "ends": wib(ends)}
        )
        for stage, (starts, ends) in times.items()
    }


def _parts(bid: str) -> dict[tuple[str, str], Offer]:
    whole = bids.offer(bid)
    promised = whole.commitments
    assert promised is not None
    graded = (
        (GradedPromise(element="pelatihan", value=Fraction(HOURS[bid])),)
        if bid in HOURS
        else None
    )
    values = (
        (DeclaredValue(element="pengalaman", value=(Fraction(DECLARED[bid]),)),)
        if bid in DECLARED
        else None
    )
    technical = whole.model_copy(
        update={
            "part": "technical",
            "prices": None,
            "subtotal": None,
            "vat": None,
            "total": None,
            "commitments": promised.model_copy(update={"graded": graded}),
            "values": values,
        }
    )
    price = Offer(
        v=1,
        part="price",
        prices=whole.prices,
        subtotal=whole.subtotal,
        vat=whole.vat,
        total=whole.total,
    )
    return {(bid, "technical"): technical, (bid, "price"): price}


def _found(bid: str, place: tuple[Evidence, ...]) -> Found[ValueFinding]:
    differs = DECLARED[bid] != FOUND[bid]
    finding = ValueFinding(
        bid=bid,
        element="pengalaman",
        value=(Fraction(FOUND[bid]),),
        evidence=place,
        reason=DIFFERS if differs else None,
    )
    return Found(finding, "pokja-2", wib("2026-10-21 10:00"))


def _marked(bid: str, mark: int, place: tuple[Evidence, ...]) -> Marked:
    given = Mark(
        bid=bid,
        element="metode",
        mark=Fraction(mark),
        rubric="baik" if mark >= 60 else "kurang",
        evidence=place,
        reason=None if mark >= 60 else LOW,
    )
    return Marked(given, wib("2026-10-21 14:00"))


@cache
def marked(*, practice: bool = False, title: str = samples.TITLE) -> State:
    """Return the tender when its technical part can be completed."""
    opened = samples.just_opened(practice=practice, title=title)
    part = opened.preparation
    scheme = SCHEME.model_copy(
        update={
            "award_criteria": "ratedCriteria",
            "envelopes": "two_files",
            "merit": MERIT,
        }
    )
    process = part.process
    method = part.method
    assert process is not None
    assert method is not None
    evidence = {
        bid: (Evidence(attachment=fake(f"{bid} teknis"), page=7),) for bid in FOUND
    }
    first = {
        key: offer
        for bid in bids.BIDS
        for key, offer in _parts(bid).items()
        if key[1] == "technical"
    }
    completed = opened.opening.completed
    assert completed is not None
    return replace(
        opened,
        preparation=replace(
            part,
            scheme=scheme,
            method=method.model_copy(
                update={"award_criteria": "ratedCriteria", "envelopes": "two_files"}
            ),
            slots=_slots(),
        ),
        opening=replace(
            opened.opening,
            released={("technical", "kunci-1"): (), ("technical", "kunci-3"): ()},
            offers=first,
            completed=OpeningCompleted(
                bids=tuple(
                    OpenedBid(bid=one.bid, state=one.state) for one in completed.bids
                ),
                withdrawn=completed.withdrawn,
            ),
        ),
        evaluation=Evaluation(
            judged={
                key: Found(judgement, by, wib("2026-10-22 11:15"))
                for key, (judgement, by) in all_judgements().items()
            },
            values={(bid, "pengalaman"): _found(bid, evidence[bid]) for bid in FOUND},
            marks={
                (bid, "metode", member): _marked(bid, mark, evidence[bid])
                for bid, given in MARKS.items()
                for member, mark in zip(MEMBERS, given, strict=True)
            },
            moderated={("p02", "metode"): (_talked_over(evidence["p02"]),)},
            locked={member: wib("2026-10-22 15:00") for member in MEMBERS},
        ),
    )


def _talked_over(evidence: tuple[Evidence, ...]) -> Moderated:
    """Return the moderation of the marks of p02 that lay apart."""
    return Moderated(
        moderation=evaluated.MarksModerated(
            bid="p02",
            element="metode",
            reason=TALK,
            lowest=Fraction(min(BEFORE)),
            highest=Fraction(max(BEFORE)),
        ),
        by="pokja-2",
        at=wib("2026-10-22 16:00"),
        before={
            member: _marked("p02", mark, evidence).mark
            for member, mark in zip(MEMBERS, BEFORE, strict=True)
        },
    )


def all_judgements() -> dict[tuple[str, str], Any]:
    """Return what the committee found, of p01 too, which nobody knows to be too dear."""
    found: dict[tuple[str, str], Any] = dict(bids.judgements())
    for (bid, requirement), (judgement, by) in bids.judgements().items():
        if bid == "p03":
            update = {
                "bid": "p01",
                "evidence": tuple(
                    place.model_copy(update={"attachment": fake("p01 kualifikasi")})
                    for place in judgement.evidence
                ),
            }
            found["p01", requirement] = (judgement.model_copy(update=update), by)
    return found


def _lines(results: tuple[Outcome, ...], form: Any, score: str) -> tuple[Any, ...]:  # noqa: ANN401  # either result
    made = []
    for one in results:
        scores = tuple(
            evaluated.ElementScore(element=code, score=found.counted, exact=found.exact)
            for code, found in (one.elements or {}).items()
        )
        fields: dict[str, object] = {
            "bid": one.bid,
            "verdict": one.verdict,
            score: one.technical,
            "elements": scores or None,
            "findings": tuple(
                evaluated.FindingLine(
                    rule=f.rule, verdict=f.verdict, operands=dict(f.operands)
                )
                for f in one.findings
            ),
        }
        if form is evaluated.BidResult:
            fields |= {
                "price": one.price,
                "rank": one.rank,
                "price_score": one.price_score,
                "total": one.total,
            }
        made.append(form(**fields))
    return tuple(made)


@cache
def technical(*, practice: bool = False, title: str = samples.TITLE) -> State:
    """Return the tender when its technical result is announced and no price is open."""
    before = marked(practice=practice, title=title)
    done = evaluate(before, samples.reading())
    assert done.pending == ()
    return replace(
        before,
        stage="price_opening",
        evaluation=replace(
            before.evaluation,
            technical=evaluated.TechnicalCompleted(
                results=_lines(done.results, evaluated.TechnicalResult, "score"),
                marked_by=MEMBERS,
                explanation_sha256=explanation.digest(done.explanation),
            ),
            technical_at=wib("2026-10-22 15:30"),
            technical_announced_at=wib("2026-10-23 09:00"),
        ),
    )


@cache
def completed(*, practice: bool = False, title: str = samples.TITLE) -> State:
    """Return the tender when its evaluation is complete."""
    before = technical(practice=practice, title=title)
    offers = dict(before.opening.offers)
    for bid in PRICED:
        offers |= _parts(bid)
    state = replace(
        before,
        stage="price_evaluation",
        opening=replace(
            before.opening,
            released={
                **before.opening.released,
                ("price", "kunci-1"): (),
                ("price", "kunci-2"): (),
            },
            offers=offers,
            prices=OpeningCompleted(
                bids=tuple(
                    OpenedBid(bid=bid, state="opened", total=bids.offer(bid).total)
                    for bid in PRICED
                ),
                withdrawn=(),
                part="price",
            ),
            prices_at=wib("2026-10-26 09:40"),
        ),
    )
    state = replace(
        state,
        evaluation=replace(
            state.evaluation,
            corrected={
                bid: evaluated.ArithmeticCorrected.model_validate(
                    samples.correction_of(state, bid)
                )
                for bid in PRICED
            },
        ),
    )
    return _completed(_judged(state))


def _judged(state: State) -> State:
    """Return *state* once nobody has anything left to find."""
    while pending := evaluate(state, samples.reading()).pending:
        part = state.evaluation
        todo = pending[0]
        match todo:
            case PriceToJudge(bid, test, item):
                judged = PriceJudgement(
                    bid=bid,
                    test=test,
                    item=item,
                    verdict="accepted",
                    reason="Analisis harga satuannya wajar.",
                )
                key = (bid, test, item or "")
                part = replace(
                    part, prices={**part.prices, key: samples.as_found(judged)}
                )
            case ProofToSee(bid):
                proof = Proof(
                    bid=bid,
                    verdict="proved",
                    seen_on=date(2026, 10, 29),
                    seen=("NIB", "akta pendirian"),
                )
                part = replace(
                    part, proofs={**part.proofs, bid: samples.as_found(proof)}
                )
            case _:
                raise LookupError(todo)
        state = replace(state, evaluation=part)
    return state


def _completed(state: State) -> State:
    done = evaluate(state, samples.reading())
    return replace(
        state,
        stage="evaluated",
        evaluation=replace(
            state.evaluation,
            result=evaluated.EvaluationCompleted(
                results=_lines(done.results, evaluated.BidResult, "technical"),
                explanation_sha256=explanation.digest(done.explanation),
            ),
            completed_at=wib("2026-10-30 15:02:48.112000"),
        ),
    )


@cache
def announced() -> State:
    """Return the tender when its winner is announced."""
    return replace(samples.with_award(completed()), stage="standstill")


def exact(text: str) -> Fraction:
    """Return a figure of the record."""
    return Fraction(text)


_STATES: Final = {
    "technical_minutes": technical,
    "price_opening_minutes": completed,
    "evaluation_minutes": completed,
}


MINUTES: Final = tuple(_STATES)


def data(
    kind: str, *, practice: bool = False, title: str = samples.TITLE
) -> dict[str, Any]:
    """Return the data of minutes."""
    state = _STATES[kind](practice=practice, title=title)
    return dict(document_data(state, samples.reading(), kind))


def told(kind: str, about: str | None = None) -> dict[str, Any]:
    """Return the data of a document that every tender has, of this one."""
    before = completed() if kind == "selection_report" else announced()
    return dict(document_data(before, samples.reading(), kind, about))
