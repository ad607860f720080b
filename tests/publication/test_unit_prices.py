"""Unit prices taken apart, as they stand in the report, in the letter, in the appointment."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from publication.documents import render_html
from rules import bond
from rules.documents import document_data
from rules.rebuilding import prices
from tender.canonical import digest
from tender.canonical.numbers import number_text
from tender.commands.evaluation import Enquiry, EnquiryAnswer, PriceJudgement
from tender.offer import Attachment, Evidence
from tender.price_analysis import FoundInput, OfferedInput
from tender.state import State
from tender.values import Reading
from tests.publication import bids, samples
from tests.publication.cleaning import ESTIMATE, PRICES, fake, wib
from tests.publication.reading import text_of

RECEIPT = Attachment(
    name="kuitansi-sabun", media_type="application/pdf", size=1024, sha256=fake("soap")
)
NEXT = bids.PROOFS[0].model_copy(update={"bid": "p02"})
SOAP, MOP = Fraction(40_000), Fraction(PRICES["materials"]) - 2_000_000


def offered(
    resource: str, quantity: int, price: Fraction, proof: str | None = None
) -> OfferedInput:
    return OfferedInput(
        item="materials",
        resource=resource,
        quantity=Fraction(quantity),
        unit_price=price,
        proof=None if proof is None else Evidence(attachment=proof, page=1),
    )


ANSWER = EnquiryAnswer(
    enquiry="klarifikasi-2",
    words=fake("answer"),
    analysis=(
        offered("sabun", 50, SOAP, RECEIPT.sha256),
        offered("pel", 1, MOP),
    ),
    papers=(RECEIPT,),
)


def found(mop: Fraction) -> tuple[FoundInput, ...]:
    """Return what the committee finds: the soap as it is shown, mops at another price."""
    return (
        FoundInput(
            item="materials",
            resource="sabun",
            quantity=Fraction(50),
            unit_price=SOAP,
            basis="proven",
        ),
        FoundInput(
            item="materials",
            resource="pel",
            quantity=Fraction(1),
            unit_price=mop,
            basis="market",
            source="Daftar harga toko, 26 Oktober 2026",
        ),
    )


@cache
def low() -> Reading:
    """Return the values of a tender in which p03 alone is under the share of the estimate."""
    share = Fraction(
        prices(samples.state(), samples.reading(), "p03", ()).own.total.number + 1
    )
    known = samples.reading().by_id
    value = known["price.reasonable_from"]
    share_text = number_text(share / Fraction(ESTIMATE))
    return Reading({**known, value.id: value.model_copy(update={"value": share_text})})


def judged(verdict: str, mop: Fraction) -> State:
    opened = samples.state()
    part = opened.evaluation
    judgement = PriceJudgement.from_json(
        {
            "bid": "p03",
            "test": "reasonableness",
            "verdict": verdict,
            "reason": "Harga pel menurut toko setempat.",
            "enquiry": "klarifikasi-2",
            "found": [line.to_json() for line in found(mop)],
        }
    )
    asked = Enquiry(
        enquiry="klarifikasi-2",
        bid="p03",
        about="price",
        question="Mohon analisis harga satuan.",
        answer_by=wib("2026-10-27 16:00"),
    )
    part = replace(
        part,
        enquiries={**part.enquiries, asked.enquiry: asked},
        answers={**part.answers, asked.enquiry: ANSWER},
        prices={
            **part.prices,
            ("p03", "reasonableness", ""): samples.as_found(judgement),
        },
        proofs={**part.proofs, "p02": samples.as_found(NEXT)},
        result=None,
    )
    return samples.with_result(replace(opened, evaluation=part), low())


def drawn(state: State, kind: str, about: str | None = None) -> str:
    data = document_data(state, low(), kind, about)
    page = text_of(render_html(data, "1", digest(data), {}))
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_analysis_totals_what_the_bid_offers() -> None:
    assert sum(line.quantity * line.unit_price for line in ANSWER.analysis or ()) == (
        next(
            p.unit_price
            for p in bids.offer("p03").prices or ()
            if p.item == "materials"
        )
    )


@pytest.mark.parametrize("kind", ["selection_report", "result_letter"])
def test_what_was_offered_stands_beside_what_was_found(kind: str) -> None:
    then = samples.with_award(judged("accepted", MOP))

    page = drawn(then, kind, "p03" if kind == "result_letter" else None)

    shown = "50 \N{MULTIPLICATION SIGN} 40.000"
    assert f"sabun | {shown} | {shown} | terbukti: kuitansi-sabun hlm. 1" in page
    assert "harga pasar: Daftar harga toko, 26 Oktober 2026" in page
    assert "dinilai wajar" in page
    assert "jaminan pelaksanaan dihitung dari HPS" in page


def test_the_letter_works_the_rebuilt_price_out_step_by_step() -> None:
    dearer = judged("rejected", MOP + 100_000)
    then = replace(samples.state(), evaluation=dearer.evaluation)
    built = prices(then, low(), "p03", found(MOP + 100_000))

    page = drawn(then, "result_letter", "p03")

    assert "dinilai tidak wajar" in page
    assert "Harga yang disusun kembali" in page
    assert f"{int(built.again.total.number):,}".replace(",", ".") in page


def test_the_appointment_says_that_the_bond_is_reckoned_on_the_estimate() -> None:
    then = samples.with_award(judged("accepted", MOP))
    issued = then.award.appointment
    assert issued is not None
    owed = bond.amount(then, low(), issued.price)
    award = replace(then.award, appointment=issued.model_copy(update={"bond": owed}))

    page = drawn(replace(then, award=award), "appointment")

    assert "sehingga jaminan dihitung dari HPS sebesar" in page
    assert "Pasal 33 ayat (3)" in page


def test_an_ordinary_bond_is_told_without_the_estimate() -> None:
    data = document_data(samples.state(), samples.reading(), "appointment", None)

    assert "bond_on_estimate" not in data
