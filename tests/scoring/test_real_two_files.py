"""A real tender by points in two files comes out as it came out: nobody is left.

Of four bids one came to its price, and failed there by its fee. Marks are not
published: one mark stands for each, which no threshold asks for.
"""

from dataclasses import replace
from fractions import Fraction

from scoring.evaluation import Evaluation
from scoring.price import FeeMinimum
from scoring.rated import evaluate
from scoring.terms import BidFacts, Terms
from tender.merit import Merit
from tests.scoring.builders import (
    a_requirement,
    a_response,
    a_scheme,
    an_item,
    an_offer,
    price_lines,
    promises,
)
from tests.scoring.real import facts_of, judged, terms_of

FACTS = facts_of("two_files")["rt-04"]

REQUIREMENTS = tuple(
    a_requirement(code, "technical")
    for code in ("staff-references", "equipment-proof", "insurance-payments")
)
ITEMS = (
    an_item("wages", "wage", quantity="1", post=None),
    an_item("fee", "fee", quantity="1", post=None),
)
MERIT = Merit.from_json(
    {
        "combine": "weighted",
        "elements": [{"id": "technical", "kind": "given", "max": 100, "weight": "0.6"}],
        "price": {
            "formula": "formula.price.lowest-over-own.1",
            "max": 100,
            "weight": "0.4",
        },
    }
)


def terms() -> Terms:
    least = FeeMinimum(share=Fraction(FACTS["fee_least"]), base=("wage",))
    scheme = a_scheme(
        award_criteria="ratedCriteria",
        envelopes="two_files",
        requirements=REQUIREMENTS,
        merit=MERIT,
    )
    found = terms_of(FACTS, scheme, *ITEMS)
    return replace(
        found, price=replace(found.price, fee_minimum=least, labour_floor=False)
    )


def bid(name: str) -> BidFacts:
    facts = FACTS["bids"][name]
    price = facts.get("price")
    offer = an_offer(
        price_lines(lines(price or 0), ITEMS),
        commitments=promises({}),
        responses=tuple(a_response(line.requirement) for line in REQUIREMENTS),
    )
    if price is None:  # its second file was never opened
        shut: dict[str, None] = dict.fromkeys(("prices", "subtotal", "vat", "total"))
        offer = offer.model_copy(update=shut)
    return BidFacts(
        bid=name,
        offer=offer,
        judgements=judged(name, facts, REQUIREMENTS),
        values=(("technical", (Fraction(61),)),),
    )


def lines(price: int) -> dict[str, int]:
    share = Fraction(FACTS["fee_offered"])
    fee = int(price * share / (1 + share))
    return {"wages": price - fee, "fee": fee}


def outcome(*, priced: bool) -> Evaluation:
    return evaluate(terms(), map(bid, FACTS["bids"]), priced=priced)


def failed(done: Evaluation) -> dict[str, list[str]]:
    return {
        one.bid: [f.rule for f in one.findings if f.verdict == "fail"]
        for one in done.results
        if one.verdict == "failed"
    }


def test_rt_04_one_file_goes_on() -> None:
    done = outcome(priced=False)

    assert [r.bid for r in done.results if r.verdict == "passed"] == FACTS["went_on"]
    assert failed(done) == {key: ["eligibility.judged"] for key in ("p2", "p3", "p4")}


def test_rt_04_and_falls_by_its_fee_so_that_nobody_is_left() -> None:
    done = outcome(priced=True)

    assert failed(done)["p1"] == ["price.fee-minimum"]
    assert done.winner is None
    assert not done.pending
    assert {r.verdict for r in done.results} == {"failed"}


def test_rt_04_a_fee_of_the_least_would_have_won() -> None:
    least = bid("p1")
    share = Fraction(FACTS["fee_least"])
    price = FACTS["bids"]["p1"]["price"]
    fee = -int(-price * share // (1 + share))
    offer = an_offer(
        price_lines({"wages": price - fee, "fee": fee}, ITEMS),
        commitments=promises({}),
        responses=least.offer.responses,
    )

    done = evaluate(terms(), [replace(least, offer=offer)], priced=True)

    assert [one.rank for one in done.results] == [1]
