"""Graded promises: so much of it for each post, as it counts, and what pays for it.

    pay above             percent by which the promised pay exceeds what is owed already
    tenure, contract      months
    training              hours a worker a year
    start without a gap   the cap less the days between two contracts, at least 0

The worst-treated worker counts. Of pay that is, post by post, who earns most there
today: owed is the greater of the minimum wage and today's pay, and who waits for a
post counts too, as in `scoring.commitments`. The other promises are alike for all of a
post. Where the scheme says what one unit costs for one worker, the line that funds it
must come to

    required = unit cost x sum over the posts of promise x people

and more of the promise never costs less. What pay above what is owed costs is in
`scoring.funding` already: the lines for wages and what follows from wages pay for it.

Source: this house's own; a tender states it in its own documents (chosen).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.commitments import promised_pay
from scoring.explanation import Cell, Node, cell, check, formula
from scoring.labour_cost import Costing
from scoring.price_tree import PriceTree
from tender.codes import Bid, Post
from tender.merit.elements import CommitmentElement
from tender.offer import Commitments
from tender.works import PostPlan

_PERCENT = 100


def graded_node(
    bid: Bid, element: CommitmentElement, promised: Commitments, costing: Costing
) -> Node:
    """Return how much of a promise counts: as much as the worst-treated worker has."""
    params, posts = element.params, [post.post for post in costing.staff.posts]
    where = f"elements[{element.id}].params"
    operands = {"promise": cell(params.promise or "none", f"{where}[promise]")}
    match params.promise:
        case "pay_above":
            owed = {post: _owed(post, costing) for post in posts}
            operands |= {f"{post}/owed": one for post, one in owed.items()}
            given = {post: _pay(bid, post, promised) for post in posts}
            counted = [
                _percent_above(_number(given[post]), _number(owed[post]))
                for post in posts
            ]
        case "start_without_gap":
            operands["cap"] = cell(params.cap, f"{where}[cap]")
            given = {post: _days(bid, element, promised, post) for post in posts}
            counted = [
                max(params.cap - _number(one), Fraction(0)) for one in given.values()
            ]
        case _:
            given = {post: _units(bid, element, promised, post) for post in posts}
            counted = [_number(one) for one in given.values()]
    return formula(
        f"{bid}/graded/{element.id}",
        "commitments.graded",
        min(counted, default=Fraction(0)),
        **operands,
        **{f"{post}/promised": one for post, one in given.items()},
    )


def graded_funding(
    promised: Commitments,
    price: PriceTree,
    elements: Iterable[CommitmentElement],
    posts: tuple[PostPlan, ...],
) -> tuple[Node, ...]:
    """Test that a line pays for each promise of which the scheme says what it costs."""
    return tuple(
        _funded(element, element.params.unit_cost, promised, price, posts)
        for element in elements
        if element.params.unit_cost is not None
    )


def _funded(
    element: CommitmentElement,
    unit_cost: Fraction,
    promised: Commitments,
    price: PriceTree,
    posts: tuple[PostPlan, ...],
) -> Node:
    bid, item = price.bid, element.params.funded_by or ""
    units = {p.post: _units(bid, element, promised, p.post) for p in posts}
    people = {p.post: cell(p.count, f"tender.posts[{p.post}].count") for p in posts}
    required = unit_cost * sum(
        (_number(units[post]) * _number(people[post]) for post in units), Fraction(0)
    )
    cost = formula(
        f"{bid}/graded-cost/{element.id}",
        "commitments.graded-cost",
        required,
        unit_cost=cell(unit_cost, f"elements[{element.id}].params[unit_cost]"),
        **{f"{post}/promised": one for post, one in units.items()},
        **{f"{post}/people": one for post, one in people.items()},
    )
    offered = price.lines[item]
    return check(
        f"{bid}/graded-funded/{element.id}",
        "commitments.graded-funded",
        "pass" if offered.number >= required else "fail",
        promise=_reference(bid, f"commitments.graded[{element.id}]"),
        price=_reference(bid, f"prices[{item}].unit_price"),
        required=cost,
        offered=offered,
    )


def _pay(bid: Bid, post: Post, promised: Commitments) -> Cell:
    source = f"bids[{bid}].commitments.pay[{post}]"
    return cell(promised_pay(promised, post) or 0, source)


def _owed(post: Post, costing: Costing) -> Cell:
    """Return the most that anybody of a post is owed before a promise, and to whom."""
    minimum = cell(costing.labour.minimum_wage, "labour.minimum_wage")
    today = (
        cell(person.pay, f"tender.roster[{person.worker}].pay")
        for person in sorted(costing.staff.incumbents, key=lambda one: one.worker)
        if person.post == post
    )
    return max((minimum, *today), key=_number)


def _percent_above(promised: Fraction, owed: Fraction) -> Fraction:
    return max(promised - owed, Fraction(0)) * _PERCENT / owed


def promised_units(
    element: CommitmentElement, promised: Commitments, post: Post
) -> Fraction:
    """Return what is promised for a post: of two promises the one that promises less.

    Of none it is nothing, and of days without work all that count.
    """
    given = _given(element, promised)
    own = given.get(post) or given.get(None)
    if element.params.promise == "start_without_gap":
        return max(own) if own else element.params.cap
    return min(own) if own else Fraction(0)


def _units(
    bid: Bid, element: CommitmentElement, promised: Commitments, post: Post
) -> Cell:
    return cell(promised_units(element, promised, post), _where(bid, element))


def _days(
    bid: Bid, element: CommitmentElement, promised: Commitments, post: Post
) -> Cell:
    """Return the days without work; where nothing is promised, by the cap of the scheme."""
    days, given = promised_units(element, promised, post), _given(element, promised)
    if post not in given and None not in given:
        return cell(days, f"elements[{element.id}].params[cap]")
    return cell(days, _where(bid, element))


def _given(
    element: CommitmentElement, promised: Commitments
) -> Mapping[Post | None, list[Fraction]]:
    given: dict[Post | None, list[Fraction]] = {}
    for one in promised.graded or ():
        if one.element == element.id:
            given.setdefault(one.post, []).append(one.value)
    return given


def _where(bid: Bid, element: CommitmentElement) -> str:
    return f"bids[{bid}].commitments.graded[{element.id}]"


def _number(one: Cell) -> Fraction:
    return Fraction(one.value)


def _reference(bid: Bid, name: str) -> Cell:
    """Return the name of a cell of an offer, as an operand of its own."""
    return cell(name, f"bids[{bid}].{name}")
