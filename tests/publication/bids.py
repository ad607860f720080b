"""Seven bids for the cleaning tender, and what the committee found on them.

p01 asks more than the estimate; p02 cannot multiply; p03 wins; p04 does not pay for
what it promises; p05's fee is too small; p06 has no certificate; p07 will not offer
the work to everybody. p08 was withdrawn and p09 came late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from scoring.rounding import whole
from tender.codes import INSURANCE
from tender.commands.bidding import Envelope, SealedObject
from tender.commands.evaluation import (
    Enquiry,
    EnquiryAnswer,
    Judgement,
    PriceJudgement,
    Proof,
)
from tender.offer import (
    Attachment,
    Commitments,
    Evidence,
    Offer,
    PayPromise,
    PriceLine,
    Response,
)
from tests.publication.cleaning import ITEMS, PRICES, SCHEME, fake, wib


@dataclass(frozen=True)
class Sketch:
    """How a bid differs from one without a fault."""

    prices: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, tuple[int, int]] = field(default_factory=dict)  # quantity, amount
    answers: dict[str, bool] = field(default_factory=dict)
    offer_to_all: bool = True


BIDS: dict[str, Sketch] = {
    "p01": Sketch(prices={"fee": 455_000, "materials": 4_900_000}),
    "p02": Sketch(
        prices={"fee": 385_000, "equipment": 2_450_000},
        wrong={"materials": (12, 45_800_000), "uniform": (80, 22_800_000)},
    ),
    "p03": Sketch(),
    "p04": Sketch(
        prices={
            "wage-petugas": 3_150_000,
            "thr-petugas": 262_500,
            "compensation-petugas": 0,
        }
    ),
    "p05": Sketch(prices={"fee": 265_000}),
    "p06": Sketch(prices={"fee": 372_500, "training": 400_000}),
    "p07": Sketch(prices={"fee": 373_500}, offer_to_all=False),
}

PAPERS = ("surat-penawaran", "kualifikasi", "teknis")


def papers(bid: str) -> tuple[Attachment, ...]:
    """Return the attachments of a bid."""
    return tuple(
        Attachment(
            name=name,
            media_type="application/pdf",
            size=184_320,
            sha256=fake(f"{bid} {name}"),
        )
        for name in PAPERS
    )


def _place(bid: str, paper: str, page: int) -> Evidence:
    return Evidence(attachment=fake(f"{bid} {paper}"), page=page)


_WHERE = {
    "surat-penawaran": ("surat-penawaran", 1),
    "nib": ("kualifikasi", 2),
    "pajak": ("kualifikasi", 5),
    "metode": ("teknis", 3),
    "sertifikat-k3": ("teknis", 21),
}


def _line(item: str, quantity: Fraction, sketch: Sketch) -> PriceLine:
    price = Fraction(sketch.prices.get(item, PRICES[item]))
    amount = whole(quantity * price, SCHEME.rounding[0])
    offered, wrong = sketch.wrong.get(item, (int(quantity), amount))
    return PriceLine(
        item=item, quantity=Fraction(offered), unit_price=price, amount=wrong
    )


def offer(bid: str) -> Offer:
    """Return the offer of a bid."""
    sketch = BIDS[bid]
    lines = tuple(_line(item.item, item.quantity, sketch) for item in ITEMS)
    subtotal = sum(line.amount for line in lines)
    vat = whole(Fraction(11, 100) * subtotal, SCHEME.rounding[1])
    return Offer(
        v=1,
        part="all",
        validity_days=60,
        responses=tuple(
            Response(
                requirement=line.requirement,
                answer=sketch.answers.get(line.requirement, True),
                evidence=(_place(bid, *_WHERE[line.requirement]),)
                if line.requirement in _WHERE
                else (),
            )
            for line in SCHEME.requirements
        ),
        commitments=Commitments(
            offer_to_all=sketch.offer_to_all,
            in_published_order=True,
            pay=(
                PayPromise(post="petugas", monthly=3_651_917),
                PayPromise(post="pengawas", monthly=3_900_000),
            ),
            keep_higher_pay=True,
            insurance=INSURANCE,
            holiday_allowance=True,
            compensation=True,
            transfer_clause=True,
            only_lawful_deductions=True,
            no_dismissal_without_cause=True,
        ),
        prices=lines,
        subtotal=subtotal,
        vat=vat,
        total=subtotal + vat,
        attachments=papers(bid),
    )


def envelope(bid: str) -> Envelope:
    """Return a sealed envelope with an offer and its papers."""
    return Envelope(
        version=1,
        threshold=2,
        objects=tuple(
            SealedObject(
                name=name,
                part="all",
                recipient="age1" + "q" * 58,
                ciphertext=fake(f"{bid} {name} sealed"),
                size=190_000,
                commitment=fake(f"{bid} {name} commitment"),
                shares=(),
            )
            for name in ("offer", *PAPERS)
        ),
    )


COMMITTED = {
    "p01": "2026-10-16 14:02:11.204518",
    "p02": "2026-10-17 09:41:55.010200",
    "p03": "2026-10-18 20:15:03.551000",
    "p04": "2026-10-19 07:30:40.118200",
    "p05": "2026-10-19 08:58:21.909100",
    "p06": "2026-10-19 09:47:02.330700",
    "p07": "2026-10-19 09:59:58.740300",
}
LATE = (("p09", wib("2026-10-19 10:00:00.482000")),)

_NO_CERTIFICATE = (
    "Halaman yang ditunjuk memuat surat keterangan pelatihan, bukan sertifikat K3; "
    "sertifikat tidak ada pada halaman lain."
)


def judgements() -> dict[tuple[str, str], tuple[Judgement, str]]:
    """Return what the committee found, by bid and requirement, and who wrote it."""
    found = {}
    for number, bid in enumerate(BIDS):
        for line in SCHEME.requirements:
            if line.test != "judged" or bid == "p01":
                continue
            lacking = (bid, line.requirement) == ("p06", "sertifikat-k3")
            found[bid, line.requirement] = (
                Judgement(
                    bid=bid,
                    requirement=line.requirement,
                    verdict="not_met" if lacking else "met",
                    evidence=(_place(bid, *_WHERE[line.requirement]),),
                    reason=_NO_CERTIFICATE if lacking else None,
                ),
                f"pokja-{number % 3 + 1}",
            )
    return found


ENQUIRIES = (
    Enquiry(
        enquiry="klarifikasi-1",
        bid="p02",
        about="equipment",
        question="Harga satuan peralatan kerja melebihi 110% dari HPS. Mohon analisis "
        "harga satuannya.",
        answer_by=wib("2026-10-27 16:00"),
    ),
)
ANSWERS = (EnquiryAnswer(enquiry="klarifikasi-1", words=fake("answer")),)
PRICE_JUDGEMENTS = (
    PriceJudgement(
        bid="p02",
        test="imbalance",
        item="equipment",
        verdict="rejected",
        reason="Analisis tidak menjelaskan selisih dengan harga pasar.",
        enquiry="klarifikasi-1",
    ),
)
PROOFS = (
    Proof(
        bid="p03",
        verdict="proved",
        seen_on=date(2026, 10, 29),
        seen=("NIB", "akta pendirian", "bukti setor pajak terakhir"),
    ),
)
