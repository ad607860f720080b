"""Commitments: what a bid promises about the people who do the work today.

Every promise is pass or fail. An offer to every qualified incumbent within the
posts and their published order; pay of at least the greater of the floor and
today's pay; every programme of insurance that is owed; holiday allowance (THR);
compensation (PKWT); the transfer clause; no deduction but the lawful ones; no
dismissal without cause. Whether the price pays for them is `scoring.funding`.

Nobody who earns more today may be paid less. That is promised as such, or made
needless by a pay promise that nobody's pay today exceeds.

Source: this house's reading of Perpres 16/2018 art. 68 (verified) for the first
tender; PP 35/2021 art. 19(1) (secondary) for the transfer clause; art. 15-16 for
compensation and Permenaker 6/2016 for holiday allowance (secondary). That such
undertakings may be pass or fail rests on no decision that was found.
"""

from __future__ import annotations

from scoring.explanation import Node, Verdict, cell, check
from scoring.labour_cost import Costing
from scoring.rule_ids import RuleId
from tender.codes import Bid, Post
from tender.offer import Commitments

_UNDERTAKINGS: tuple[tuple[RuleId, str], ...] = (
    ("commitments.offer-to-all", "offer_to_all"),
    ("commitments.published-order", "in_published_order"),
    ("commitments.holiday-allowance", "holiday_allowance"),
    ("commitments.compensation", "compensation"),
    ("commitments.transfer-clause", "transfer_clause"),
    ("commitments.lawful-deductions", "only_lawful_deductions"),
    ("commitments.no-dismissal", "no_dismissal_without_cause"),
)
"""What is promised by a yes, and the field that says so."""


def promise_tests(
    bid: Bid, promised: Commitments | None, costing: Costing
) -> tuple[Node, ...]:
    """Test the promises by themselves, without the price."""
    made = check(
        f"{bid}/commitments",
        "commitments.made",
        "pass" if promised else "fail",
        commitments=cell("made" if promised else "none", f"bids[{bid}].commitments"),
    )
    if promised is None:
        return (made,)
    return (
        made,
        *(
            _undertaking(bid, rule, name, given=getattr(promised, name))
            for rule, name in _UNDERTAKINGS
        ),
        *(_pay(bid, post.post, promised, costing) for post in costing.staff.posts),
        _keeps_higher_pay(bid, promised, costing),
        *(_insured(bid, name, promised) for name in costing.labour.insurance),
    )


def promised_pay(promised: Commitments, post: Post) -> int | None:
    """Return the pay promised for a post, or none where nothing clear is promised."""
    amounts = {pay.monthly for pay in promised.pay if pay.post == post}
    return amounts.pop() if len(amounts) == 1 else None


def _undertaking(bid: Bid, rule: RuleId, name: str, *, given: bool) -> Node:
    answer = cell("yes" if given else "no", f"bids[{bid}].commitments.{name}")
    verdict: Verdict = "pass" if given else "fail"
    return check(f"{bid}/commitments/{name}", rule, verdict, answer=answer)


def _pay(bid: Bid, post: Post, promised: Commitments, costing: Costing) -> Node:
    pay, floor = promised_pay(promised, post), costing.labour.minimum_wage
    source = f"bids[{bid}].commitments.pay[{post}]"
    return check(
        f"{bid}/commitments/pay/{post}",
        "commitments.pay",
        "pass" if pay is not None and pay >= floor else "fail",
        post=cell(post, f"tender.posts[{post}]"),
        promised=cell("none" if pay is None else pay, source),
        floor=cell(floor, "labour.minimum_wage"),
    )


def _keeps_higher_pay(bid: Bid, promised: Commitments, costing: Costing) -> Node:
    # Who waits for a post counts too: a place may fall free.
    worse = [
        person.worker
        for person in costing.staff.incumbents
        if person.pay > (promised_pay(promised, person.post) or 0)
    ]
    given = promised.keep_higher_pay
    return check(
        f"{bid}/commitments/keep_higher_pay",
        "commitments.keep-higher-pay",
        "pass" if given or not worse else "fail",
        answer=cell(
            "yes" if given else "no", f"bids[{bid}].commitments.keep_higher_pay"
        ),
        earn_more=cell(" ".join(sorted(worse)) or "none", "tender.roster"),
    )


def _insured(bid: Bid, name: str, promised: Commitments) -> Node:
    given = name in promised.insurance
    return check(
        f"{bid}/commitments/insurance/{name}",
        "commitments.insurance",
        "pass" if given else "fail",
        programme=cell(name, f"labour.owed[{name}]"),
        answer=cell(
            "yes" if given else "no", f"bids[{bid}].commitments.insurance[{name}]"
        ),
    )
