"""The talk with the only bidder that is left: it may ask for less, and never for more.

Where one bid alone has passed, the committee clarifies and negotiates before it proposes
an award. A price that is fair already need not fall. Whatever the bidder lowers is held
to the same tests as its bid, so that no talk takes from the workers what no bid may; the
estimate is the limit, for nothing rises. Without an agreement the tender has failed.

Source: LKPP 12/2021, Lampiran I (recalled; one set of training notes agrees); that a
lower price passes the tests of the bid: this house's own.
"""

from __future__ import annotations

from dataclasses import replace

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import gate
from rules.evaluating import facts
from rules.rule import Decision, accept, rule
from rules.supplier import alone, price_schedule, ranked
from rules.terms import evaluation_terms
from scoring.case import price_alone
from scoring.rounding import whole
from scoring.terms import BidFacts, Terms
from tender.codes import Bid
from tender.commands import award as asked
from tender.events import award as happened
from tender.events.evaluation import BidResult, CorrectedLine
from tender.offer import PriceLine

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran I", "recalled", "bidder")

NOT_ALONE = rule(
    "negotiation.not-alone",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Negosiasi hanya dengan peserta satu-satunya yang lulus dan sebelum negosiasi selesai; yang lulus: {passed}, negosiasi {found}.",
    english="There is a negotiation only with a bidder that alone has passed, and before it is concluded; passed: {passed}, the negotiation {found}.",
    remedy=("Lihat apa yang sedang ditunggu.", "See what is waited for."),
)

NOT_LOWER = rule(
    "negotiation.not-lower",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Harga satuan {item} dalam penawaran {before}; yang diajukan {found}. Harga hanya dapat turun, pada baris daftar harga yang dibayar menurut jumlah.",
    english="The unit price of {item} in the bid is {before}; asked for is {found}. A price can only fall, in a line that is paid by quantity.",
    remedy=(
        "Ajukan harga yang lebih rendah, atau biarkan.",
        "Ask for less, or leave it.",
    ),
)

FAILS = rule(
    "negotiation.fails-a-test",
    "docs/negotiation.md",
    "chosen",
    indonesian="Dengan harga baru {price:rp} penawaran {bid} tidak lulus: {rules:list}.",
    english="At the new price {price:rp} the bid {bid} fails: {rules:list}.",
    remedy=(
        "Turunkan baris lain; upah dan hak pekerja tidak dinegosiasikan.",
        "Lower other lines; pay and what workers are owed is not negotiated.",
    ),
)


@deciders.on(asked.RevisePrice, _BIDDER)
def revise_price(case: Case, command: asked.RevisePrice) -> Decision:
    """Take lower unit prices of the bidder that is alone, if its bid still passes with them."""
    one = _open(case)
    if one is None or one.bid != case.actor.party:
        return _not_alone(case)
    terms = evaluation_terms(case.state, case.reading)
    return _not_lower(case, command, one.bid, terms) or _tested(
        case, _lower(case, command, one.bid, terms), terms
    )


@deciders.on(asked.ConcludeNegotiation, _COMMITTEE)
def conclude_negotiation(case: Case, command: asked.ConcludeNegotiation) -> Decision:
    """Conclude the talk with the bidder that is alone, at the price that it came to."""
    if refused := gate(case):
        return refused
    one = _open(case)
    if one is None:
        return _not_alone(case)
    price = price_schedule(case.state, one.bid).corrected
    return accept(
        happen(happened.NegotiationConcluded, command, bid=one.bid, price=price)
    )


def _open(case: Case) -> BidResult | None:
    """Return the bid that is talked with, as long as the talk goes on."""
    return None if case.state.award.negotiated else alone(case.state)


def _not_alone(case: Case) -> Decision:
    negotiated = case.state.award.negotiated
    return NOT_ALONE.no(
        passed=", ".join(place.bid for place in ranked(case.state)) or "-",
        found=negotiated.verdict if negotiated else "not_concluded",
    )


def _not_lower(
    case: Case, command: asked.RevisePrice, bid: Bid, terms: Terms
) -> Decision | None:
    """Return which line is not the bidder's to lower, or is not lower, or `None`."""
    before = {line.item: line for line in price_schedule(case.state, bid).lines}
    for line in command.lines:
        was = before[line.item].unit_price if line.item in before else None
        if (
            was is None
            or terms.schedule.is_lump_sum(line.item)
            or line.unit_price > was
        ):
            return NOT_LOWER.no(
                item=line.item,
                before="-" if was is None else was,
                found=line.unit_price,
            )
    return None


def _lower(case: Case, command: asked.RevisePrice, bid: Bid, terms: Terms) -> BidFacts:
    """Return what is known of the bid, with the prices that are asked for now.

    What was judged of the price as a whole was of another price, and is not known.
    """
    asked_for = {line.item: line.unit_price for line in command.lines}
    prices = []
    for line in price_schedule(case.state, bid).lines:
        unit_price = asked_for.get(line.item, line.unit_price)
        amount = line.corrected
        if line.item in asked_for:
            amount = whole(
                line.quantity * asked_for[line.item], terms.schedule.steps.line
            )
        prices.append(
            PriceLine(
                item=line.item,
                quantity=line.quantity,
                unit_price=unit_price,
                amount=amount,
            )
        )
    known = facts(case.state, case.reading, bid)
    return replace(
        known,
        offer=known.offer.model_copy(update={"prices": tuple(prices)}),
        price_judgements=tuple(
            found for found in known.price_judgements if found.test == "imbalance"
        ),
    )


def _tested(case: Case, lower: BidFacts, terms: Terms) -> Decision:
    """Take the lower price, if whatever the bid passed it passes with that price too."""
    tested = price_alone(lower, terms)
    unmet = sorted({t.rule for t in tested.tests if t.verdict in ("fail", "pending")})
    if unmet or tested.priced is None:
        return FAILS.no(bid=lower.bid, price=tested.amount or 0, rules=", ".join(unmet))
    found = tested.priced.correction
    before = price_schedule(case.state, lower.bid)
    amounts = {line.item: line.corrected for line in before.lines}
    return accept(
        happened.PriceRevised(
            bid=found.bid,
            lines=tuple(
                CorrectedLine(
                    item=line.item,
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    offered=amounts[line.item],
                    corrected=line.corrected,
                )
                for line in found.lines
            ),
            subtotal=found.subtotal,
            vat=found.vat,
            offered=before.corrected,
            corrected=found.corrected,
        )
    )
