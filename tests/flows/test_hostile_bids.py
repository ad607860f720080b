"""One bid that was made to do harm does not hold up the others.

Nobody can look into a seal before the opening. Whatever is inside then, the other
bids are opened, and this one is found unopenable, on a ground, or fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.package import Package, PlannedAct
from ledger.bundle import open_up
from ledger.entry import from_bytes
from ledger.manifest import Label
from ledger.replay import replay
from ledger.seal import hold_key
from tender.canonical import sha256_hex, to_bytes
from tender.commands.bidding import Envelope
from tender.commands.opening import DeclareUnopenable
from tests.flows.hostile import (
    Item,
    boxes_turned_round,
    empty_boxes,
    offer_json,
    sealing,
    with_bid,
    with_body,
    with_offer,
)
from tests.journeys.cleaning import PROCESS, Way, at_stage, package, reached

HONEST, HOSTILE = "p-07", "p-06"
SEALED = ("commit_bid", "withdraw_bid")


def acts() -> tuple[PlannedAct, ...]:
    """Return the acts from the announcement on, with these two bids alone."""
    return tuple(
        act
        for act in reached("bidding").acts_left
        if act.command not in SEALED or act.party in (HONEST, HOSTILE)
    )


def other_commitment(offer: Item) -> None:
    offer["commitment"] = "00" * 32


def other_recipient(offer: Item) -> None:
    offer["recipient"] = sealing(HOSTILE, b"{}")[0]["recipient"]


def other_bytes(offer: Item) -> bytes:
    junk = b"age-encryption.org/v1\nnothing"
    offer.update(ciphertext=sha256_hex(junk), size=len(junk))
    return junk


def another_s_label(offer: Item) -> bytes:
    """Seal one's own offer under the label of another bidder."""
    label = Label(process=PROCESS, round=1, party=HONEST, part="all", name="offer")
    item, ciphertext = sealing(HOSTILE, to_bytes(offer_json(HOSTILE)), label=label)
    offer.update(item)
    return ciphertext


def offer_with(**changes: object) -> Callable[[], Package]:
    return lambda: with_offer(HOSTILE, **changes)


def amounts_as_numbers() -> Package:
    """Write amounts as numbers: they are read alike, and written again as text."""
    prices = offer_json(HOSTILE)["prices"]
    loose = [{**line, "amount": int(line["amount"])} for line in prices]
    return with_offer(HOSTILE, prices=loose)


def a_float() -> Package:
    """Write the total as a float: it has no canonical bytes, so by hand."""
    text = to_bytes(offer_json(HOSTILE))
    total = offer_json(HOSTILE)["total"].encode()
    return with_body(
        HOSTILE, text.replace(b'"total":"%b"' % total, b'"total":%b.0' % total)
    )


UNOPENABLE = [
    pytest.param(lambda: with_bid(HOSTILE, empty_boxes), "share", id="empty boxes"),
    pytest.param(
        lambda: with_bid(HOSTILE, boxes_turned_round), "share", id="mixed-up boxes"
    ),
    pytest.param(lambda: with_bid(HOSTILE, other_recipient), "key", id="another key"),
    pytest.param(
        lambda: with_bid(HOSTILE, other_bytes), "ciphertext", id="no ciphertext"
    ),
    pytest.param(
        lambda: with_bid(HOSTILE, another_s_label), "manifest", id="another's label"
    ),
    pytest.param(
        lambda: with_bid(HOSTILE, other_commitment),
        "commitment",
        id="another commitment",
    ),
    pytest.param(lambda: with_body(HOSTILE, b"harga: murah"), "schema", id="no JSON"),
    pytest.param(lambda: with_body(HOSTILE, b"[]"), "schema", id="no object"),
    pytest.param(
        lambda: with_body(HOSTILE, b'{"part":"all", "v":1}'),
        "schema",
        id="not the one spelling",
    ),
    pytest.param(offer_with(bribe="1000000"), "schema", id="a field too many"),
    pytest.param(a_float, "schema", id="a float"),
    pytest.param(amounts_as_numbers, "schema", id="numbers that are written otherwise"),
    pytest.param(offer_with(part="price"), "schema", id="an offer for another part"),
]


@pytest.mark.parametrize(("make", "ground"), UNOPENABLE)
def test_what_cannot_be_opened_is_found_so_and_the_others_are_opened(
    make: Callable[[], Package], ground: str, tmp_path: Path
) -> None:
    """With the key on record, where the shares gave one, so that anybody can try it."""
    with at_stage("bidding", tmp_path, acts(), make()) as way:
        stopped = way.course.until(way.office, "evaluation")
        opening = way.state.opening
        offer = way.state.bidding.bids[HOSTILE].offer("all")
        found = finding(way)
        again = replay(open_up(way.bundle("auditors")))

    assert stopped is None
    assert list(opening.offers) == [(HONEST, "all")]
    assert opening.unopenable[HOSTILE, "all"].ground == ground
    assert opening.unopenable[HOSTILE, "all"].finding
    assert offer is not None
    assert found.name == "offer"
    assert (found.key is None) == (ground in ("share", "key"))
    if found.key is not None:
        hold_key(found.key, offer.recipient)
    assert again.divergence is None


def finding(way: Way) -> DeclareUnopenable:
    """Return the command by which a part was found unopenable."""
    commands = [from_bytes(data).command for data in way.entries()]
    (found,) = [c for c in commands if c["tag"] == "declare_unopenable"]
    return DeclareUnopenable.from_json(found)


def test_of_an_attachment_that_does_not_open_no_key_is_on_record(
    tmp_path: Path,
) -> None:
    """What is in an attachment is not for everyone, opened or not."""
    what = package()
    folder = what.bids[HOSTILE]
    assert folder.sealed is not None
    envelope = dict(folder.sealed.envelope.to_json())
    offer, paper, *others = [dict(item) for item in envelope["objects"]]  # type: ignore[union-attr,arg-type]
    paper["commitment"] = "00" * 32
    changed = Envelope.from_json({**envelope, "objects": [offer, paper, *others]})
    sealed = replace(folder.sealed, envelope=changed)
    what = replace(what, bids={**what.bids, HOSTILE: replace(folder, sealed=sealed)})

    with at_stage("bidding", tmp_path, acts(), what) as way:
        assert way.course.until(way.office, "evaluation") is None
        found = finding(way)

    assert (found.ground, found.name, found.key) == ("commitment", paper["name"], None)


FAILING = [
    pytest.param(offer_with(prices=None), "arithmetic.schedule", id="no prices"),
    pytest.param(offer_with(total=None), "arithmetic.schedule", id="no total"),
    pytest.param(
        lambda: with_offer(
            HOSTILE,
            prices=[
                {"item": "flowers", "quantity": "1", "amount": "1"},
                *offer_json(HOSTILE)["prices"],
            ],
        ),
        "arithmetic.schedule",
        id="an item that nobody asked for",
    ),
    pytest.param(offer_with(commitments=None), "commitments.made", id="no promises"),
    pytest.param(offer_with(responses=[]), "eligibility.declared", id="no answers"),
    pytest.param(offer_with(validity_days=None), "eligibility.validity", id="no term"),
    pytest.param(offer_with(attachments=[]), "eligibility.attached", id="no papers"),
]

OF_A_BID = ("ask_clarification", "answer_clarification", "judge_price")
"""What the committee does about the price of the bid that fails here before that."""


def acts_to_the_report(rule: str) -> tuple[PlannedAct, ...]:
    """Return the acts that are left where the hostile bid fails by *rule*.

    Nobody objects. Promises are looked at once the requirements have been judged.
    """
    judged = (HONEST, HOSTILE) if rule.startswith("commitments") else (HONEST,)
    taken = [
        act
        for act in acts()
        if act.command not in (*OF_A_BID, "lodge_objection", "answer_objection")
        and (act.command != "record_judgement" or act.fields["bid"] in judged)
    ]
    at = next(n for n, act in enumerate(taken) if act.command == "propose_award")
    return (*taken[:at], _talked(taken[at]), *taken[at:])


def _talked(proposal: PlannedAct) -> PlannedAct:
    """Return the end of the talk with the honest bidder, which alone is left."""
    return replace(
        proposal,
        at=proposal.at - timedelta(minutes=30),
        command="conclude_negotiation",
        fields={"verdict": "agreed", "reason": "Harga sudah wajar."},
        number=proposal.number + 1000,
    )


@pytest.mark.parametrize(("make", "rule"), FAILING)
def test_an_offer_that_lacks_something_fails_by_a_rule_and_the_tender_goes_on(
    make: Callable[[], Package], rule: str, tmp_path: Path
) -> None:
    """To the letters that tell every bidder why, and the bundle decides it again."""
    with at_stage("bidding", tmp_path, acts_to_the_report(rule), make()) as way:
        stopped = way.course.until(way.office, "reported")
        result = way.state.evaluation.result
        found = replay(open_up(way.bundle("auditors")))

    assert stopped is None
    assert result is not None
    (line,) = [line for line in result.results if line.bid == HOSTILE]
    assert (line.verdict, line.rank) == ("failed", None)
    assert rule in {f.rule for f in line.findings if f.verdict == "fail"}
    assert found.divergence is None


def test_a_tender_in_which_nothing_can_be_opened_waits_for_its_failure(
    tmp_path: Path,
) -> None:
    """The opening ends, and says so of each bid."""
    what = with_bid(HONEST, empty_boxes, with_bid(HOSTILE, empty_boxes))

    with at_stage("bidding", tmp_path, acts(), what) as way:
        assert way.course.until(way.office, "evaluation") is None
        completed = way.state.opening.completed

    assert completed is not None
    assert {(bid.bid, bid.state) for bid in completed.bids} == {
        (HONEST, "unopenable"),
        (HOSTILE, "unopenable"),
    }


def test_the_example_without_harm_opens_both(tmp_path: Path) -> None:
    """Without this, all of the above could come of the harness."""
    with at_stage("bidding", tmp_path, acts()) as way:
        assert way.course.until(way.office, "evaluation") is None
        opening = way.state.opening

    assert sorted(opening.offers) == [(HOSTILE, "all"), (HONEST, "all")]
    assert opening.unopenable == {}


def test_a_proper_seal_of_the_same_offer_opens_too(tmp_path: Path) -> None:
    what = with_offer(HOSTILE)

    with at_stage("bidding", tmp_path, acts(), what) as way:
        assert way.course.until(way.office, "evaluation") is None
        opening = way.state.opening

    assert opening.unopenable == {}
    assert opening.offers[HOSTILE, "all"] == what.bids[HOSTILE].offers["all"]
