"""Prices that the committee judges: as a whole, or in one line.

A whole price is judged by what is found of its unit prices. The rules build it up again
from that, and the verdict is theirs; the committee's work is in the lines.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.enquiries import ENQUIRY_CODE
from rules.decisions.findings import on_bid, waited_for
from rules.decisions.unit_prices import PRICE, ill_found, underpaid
from rules.rebuilding import prices
from rules.rule import Decision, accept, rule
from scoring.judged_price import verdict_on
from tender.commands import evaluation as asked
from tender.events import evaluation as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")

NOT_HEARD = rule(
    "price.bidder-not-heard",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022",
    "secondary",
    indonesian="Kewajaran harga {bid} dinilai sesudah klarifikasi tentang harga itu; {enquiry} bukan klarifikasi itu.",
    english="The price of {bid} is judged after an enquiry about it; {enquiry} is none.",
    remedy=(
        "Ajukan klarifikasi tentang harga, dan tunggu jawabannya atau batas waktunya.",
        "Ask about the price, and wait for the answer or for its last moment.",
    ),
)


NOTHING_FOUND = rule(
    "price.nothing-found",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022",
    "secondary",
    indonesian="Kewajaran harga {bid} dinilai menurut rincian harga satuan yang ditemukan; tanpa rincian hanya peserta yang tidak menjawab dapat ditolak.",
    english="The price of {bid} is judged by what is found of its unit prices; without that, only a bidder who never answered can be rejected.",
    remedy=(
        "Sebut rincian yang ditemukan: item, sumber daya, koefisien, harga, dan dasarnya.",
        "Give the lines found: item, resource, coefficient, price, and the basis of each.",
    ),
)

OTHER_VERDICT = rule(
    "price.other-verdict",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022",
    "secondary",
    indonesian="Menurut rincian itu harga {bid} yang disusun kembali adalah {rebuilt:rp}, harga penawarannya {price:rp}: {fault}.",
    english="By these lines the price of {bid} comes to {rebuilt:rp}, its own price is {price:rp}: {fault}.",
    remedy=(
        "Periksa rincian, atau sebut putusan yang mengikutinya.",
        "Look at the lines again, or state the verdict that follows from them.",
    ),
)


@deciders.on(asked.JudgePrice, _COMMITTEE)
def judge_price(case: Case, command: asked.JudgePrice) -> Decision:
    """Take a judgement on a price that the rules hand to people, and on no other.

    Reasonableness is judged of the whole price, and never before its bidder could
    explain it; imbalance of one item, after an enquiry where there was one.
    """
    if refused := on_bid(case, command.bid):
        return refused
    about = f"{command.bid} {command.test} {command.item or ''}".strip()
    return (
        waited_for(case, command.tag, about)
        or _unheard(case, command)
        or _unfounded(case, command)
        or accept(happen(happened.PriceJudged, command))
    )


def _unheard(case: Case, command: asked.JudgePrice) -> Decision | None:
    """Return why the enquiry that a judgement rests on does not carry it, or `None`."""
    if command.enquiry is None:
        if command.test == "reasonableness":
            return NOT_HEARD.no(bid=command.bid, enquiry="-")
        return None
    part = case.state.evaluation
    enquiry = part.enquiries.get(command.enquiry)
    if enquiry is None:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_asked")
    subjects = {PRICE, command.item} if command.test == "imbalance" else {PRICE}
    if enquiry.bid != command.bid or enquiry.about not in subjects:
        return NOT_HEARD.no(bid=command.bid, enquiry=command.enquiry)
    if command.enquiry in part.open_enquiries(case.at):
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_answered")
    return None


def _unfounded(case: Case, command: asked.JudgePrice) -> Decision | None:
    """Return why a verdict does not follow from what was found, or `None`."""
    silent = command.enquiry not in case.state.evaluation.answers
    if command.found is None:
        is_due = command.test == "reasonableness"
        if not is_due or (silent and command.verdict == "rejected"):
            return None
        return NOTHING_FOUND.no(bid=command.bid)
    if refused := ill_found(case, command):
        return refused
    built = prices(case.state, case.reading, command.bid, command.found)
    computed = verdict_on(built.own, built.again)
    if (refused := underpaid(built)) or computed == command.verdict:
        return refused
    return OTHER_VERDICT.no(
        bid=command.bid,
        fault="is_reasonable" if computed == "accepted" else "is_unreasonable",
        price=built.own.total.number,
        rebuilt=built.again.total.number,
    )
