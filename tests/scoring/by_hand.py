"""Every rule, worked by hand: a second calculator that knows nothing of the first.

It reads a node's operands as they are printed and works out what the result must
be. Only the standard library is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

from scoring.explanation import Node
from scoring.rule_ids import RuleId
from tests.scoring.merit.by_hand import MERIT_BY_HAND


class Operands:
    """The operands of a node, read from what is printed."""

    def __init__(self, node: Node) -> None:
        self.printed = {name: node.value(name) for name in node.operands}

    def __getitem__(self, name: str) -> Fraction:
        return Fraction(self.printed[name])

    def text(self, name: str) -> str:
        return self.printed.get(name, "none")

    def sum(self) -> Fraction:
        return sum(map(Fraction, self.printed.values()), start=Fraction(0))

    def ending(self, suffix: str) -> dict[str, str]:
        return {
            name.removesuffix(suffix): value
            for name, value in self.printed.items()
            if name.endswith(suffix)
        }

    def rounded(self, value: Fraction) -> Fraction:
        mode, places = self.printed["rounding"].split()
        unit = Fraction(10) ** -int(places)
        low, high = floor(value / unit) * unit, ceil(value / unit) * unit
        if mode in {"down", "up"}:
            return low if mode == "down" else high
        if value - low != high - value:
            return low if value - low < high - value else high
        even = low if (low / unit) % 2 == 0 else high
        return high if mode == "half_up" else even


def rate(o: Operands) -> Fraction:
    return o["rate"] * o["base_factor"]


def of_wage(o: Operands) -> Fraction:
    return o.rounded(o["share"] * o["wage"])


def verdict(passes: bool) -> str:  # noqa: FBT001  # reads as a question
    return "pass" if passes else "fail"


def answered(o: Operands) -> str:
    return verdict(o.text("answer") == "yes")


def enough(o: Operands) -> str:
    return verdict(o["offered"] >= o["required"])


def funded(o: Operands) -> str:
    return enough(o) if "offered" in o.printed else "note"


def graded(o: Operands) -> Fraction:
    given = o.ending("/promised")
    each = list(map(Fraction, given.values()))
    if o.text("promise") == "pay_above":
        each = [
            max((Fraction(pay) / o[f"{post}/owed"] - 1) * 100, Fraction(0))
            for post, pay in given.items()
        ]
    if o.text("promise") == "start_without_gap":
        each = [max(o["cap"] - days, Fraction(0)) for days in each]
    return min(each)


def shown(o: Operands) -> bool:
    return o.text("answer") == "yes" and o.text("evidence") != "none"


def judged(o: Operands) -> str:
    found = {"none": "pending", "met": "pass", "not_met": "fail"}
    return found[o.text("judgement")] if shown(o) else "fail"


def proved(o: Operands) -> str:
    return {"none": "pending", "proved": "pass"}.get(o.text("proof"), "fail")


def lacks_fact(o: Operands, name: str = "as_of") -> bool:
    day = o.text(name)
    return day == "none" or (o.text("oldest") != "none" and day < o.text("oldest"))


def by_fact(holds: Callable[[Operands], bool]) -> Callable[[Operands], str]:
    return lambda o: "pending" if lacks_fact(o) else verdict(holds(o))


def meets(o: Operands) -> bool:
    return not set(o.text("asked").split()).isdisjoint(o.text("found").split())


def licensed(o: Operands) -> bool:
    lasts = o.text("until") == "none" or o.text("until") >= o.text("through")
    served = o.text("service") in o.text("services").split()
    return lasts and served and o.text("province") in o.text("provinces").split()


def experienced(o: Operands) -> str:
    counted = o.text("counted")
    if counted != "none" and Fraction(counted) >= o["at_least"]:
        return "pass"
    if o.text("exempt") == "pass":
        return "pass"
    open_ = counted == "none" or ("exempt" in o.printed and o.text("exempt") == "none")
    return "pending" if open_ else "fail"


def capable(o: Operands) -> str:
    if lacks_fact(o) or lacks_fact(o, "firm_as_of"):
        return "pending"
    left = o.text("remaining")
    return verdict(left != "none" and Fraction(left) >= o["at_least"])


def independent(o: Operands) -> str:
    if o.text("holders") == "none":
        return "fail"
    return "pending" if lacks_fact(o) else verdict(o.text("agrees") == "yes")


def one_interest(o: Operands) -> str:
    offices = {"director", "commissioner", "key_person"}
    roles = [set(o.text(f"{whose}roles").split()) for whose in ("", "other_")]
    in_office = all(offices & each for each in roles)
    owning = min(o["share"], o["other_share"]) > o["limit"]
    return verdict(not (in_office or owning))


def contracts(o: Operands) -> Fraction:
    days = [day for day in o.text("completed").split() if day != "none"]
    return Fraction(sum(o.text("since") <= day <= o.text("until") for day in days))


def exempt(o: Operands) -> str:
    young = o.text("founded") > o.text("after")
    small = o.text("size") in {"micro", "small"}
    return verdict(young and small and o["package"] <= o["up_to"])


def promised(o: Operands) -> str:
    pay = o.text("promised")
    return verdict(pay != "none" and Fraction(pay) >= o["floor"])


def keeps(o: Operands) -> str:
    return verdict(o.text("answer") == "yes" or o.text("earn_more") == "none")


def stands_long_enough(o: Operands) -> str:
    return verdict(o.text("offered") != "none" and o["offered"] >= o["required"])


def fixed(o: Operands) -> str:
    if o.text("offered") == "none" or o["offered"] < o["fixed"]:
        return "fail"
    return "pass" if o["offered"] == o["fixed"] else "note"


def reasonable(o: Operands) -> str:
    if o["price"] >= o["share"] * o["estimate"]:
        return "pass"
    if o.text("rebuilt") != "none":
        return "note" if o["price"] >= o["rebuilt"] else "fail"
    found = {"none": "pending", "accepted": "note", "rejected": "fail"}
    return found[o.text("judgement")]


def balanced(o: Operands) -> str:
    if o["offered"] <= o["share"] * o["estimate"]:
        return "pass"
    found = {"none": "pending", "accepted": "pass", "rejected": "note"}
    return found[o.text("judgement")]


def compared(o: Operands) -> dict[str, Fraction]:
    """Return what each bid is ranked by: its evaluated price, or its corrected one."""
    printed = o.ending("/evaluated") or o.ending("/price")
    return {bid: Fraction(price) for bid, price in printed.items()}


def lowest(o: Operands) -> str:
    prices, verdicts = compared(o), o.ending("/verdict")
    reached: list[str] = []
    standing, last = 0, Fraction(-1)
    for bid in sorted(prices, key=lambda bid: (prices[bid], bid)):
        if standing >= o["lowest"] and prices[bid] != last:
            break
        reached.append(bid)
        standing += verdicts[bid] != "failed"
        last = prices[bid]
    return " ".join(reached) or "none"


def order(o: Operands) -> str:
    places, contents = o.ending("/place"), o.ending("/local-content")
    by = {
        bid: (price, -Fraction(contents.get(bid, 0)))
        for bid, price in compared(o).items()
    }
    keys = {bid: (*by[bid], int(places.get(bid, 0))) for bid in by}
    tied = {bid: [other for other in by if by[other] == by[bid]] for bid in by}
    decided = {
        bid: len({keys[o] for o in others} - {(*by[bid], 0)}) == len(others)
        for bid, others in tied.items()
    }
    ranks = {
        bid: 1
        + sum(
            keys[other] < keys[bid] if decided[bid] else by[other] < by[bid]
            for other in by
        )
        for bid in by
    }
    listed = sorted(keys, key=lambda bid: (keys[bid], bid))
    return " ".join(f"{bid}={ranks[bid]}" for bid in listed) or "none"


def bid(o: Operands) -> str:
    found = {value for name, value in o.printed.items() if name != "bid"}
    if "fail" in found:
        return "failed"
    if "pending" in found:
        return "pending"
    unread = any(name.endswith("/not-reached") for name in o.printed)
    return "not_evaluated" if unread else "passed"


def result(o: Operands) -> str:
    if "pending" in o.ending("/verdict").values():
        return "pending"
    first = [place[:-2] for place in o.text("order").split() if place.endswith("=1")]
    if not first:
        return "none"
    return first[0] if len(first) == 1 else "pending"


BY_HAND: Mapping[RuleId, Callable[[Operands], Fraction | str]] = {
    "arithmetic.line": lambda o: o.rounded(o["quantity"] * o["unit_price"]),
    "arithmetic.quantity": lambda o: o.rounded(o["quantity"] * o["unit_price"]),
    "arithmetic.product": lambda o: o.rounded(o["quantity"] * o["unit_price"]),
    "arithmetic.blank": lambda _: Fraction(0),
    "arithmetic.missing": lambda _: Fraction(0),
    "arithmetic.lump-sum-line": lambda o: o["offered"],
    "arithmetic.sum": Operands.sum,
    "arithmetic.total": lambda o: o["subtotal"] + o["vat"],
    "arithmetic.lump-sum": lambda o: o["offered"],
    "arithmetic.rest": lambda o: o["total"] - o["vat"],
    "opening.unopenable": lambda _: "fail",
    "arithmetic.schedule": lambda _: "fail",
    "vat.full-price": lambda o: o.rounded(rate(o) * o["subtotal"]),
    "vat.itemised": lambda o: o.rounded(rate(o) * (o["subtotal"] - o["labour"])),
    "vat.inside-full-price": lambda o: o.rounded(rate(o) / (1 + rate(o)) * o["total"]),
    "vat.inside-itemised": lambda o: o.rounded(
        rate(o) / (1 + rate(o)) * max(Fraction(0), o["total"] - o["labour"])
    ),
    "labour.wage": lambda o: o["wage"],
    "labour.holiday-allowance": of_wage,
    "labour.compensation": of_wage,
    "labour.work-accident": of_wage,
    "labour.death": of_wage,
    "labour.old-age": of_wage,
    "labour.pension": lambda o: o.rounded(o["share"] * min(o["wage"], o["cap"])),
    "labour.health": lambda o: o.rounded(
        o["share"] * sorted([o["floor"], o["wage"], o["cap"]])[1]
    ),
    "labour.places": lambda o: 2 * o["count"] - o.sum(),
    "labour.level": lambda o: o["people"] * o["months"] * o["monthly"],
    "labour.floor": Operands.sum,
    "labour.package": Operands.sum,
    "labour.overtime": lambda o: o["multiplier"] * o["wage"] / o["hours"],
    "affordability.fee": lambda o: o.rounded(
        o["share"] * (o["mandatory"] + o["direct"])
    ),
    "affordability.before-vat": Operands.sum,
    "affordability.month": Operands.sum,
    "affordability.period": lambda o: o["month"] * o["months"],
    "affordability.posts": lambda o: Fraction(o["budget"] // o["cost"]),
    "affordability.left": lambda o: max(Fraction(0), o["people"] - o["posts"]),
    "eligibility.validity": stands_long_enough,
    "eligibility.declared": answered,
    "eligibility.attached": lambda o: verdict(shown(o)),
    "eligibility.judged": judged,
    "eligibility.proof": proved,
    "qualification.kbli": by_fact(meets),
    "qualification.operating-licence": by_fact(licensed),
    "qualification.legal-form": by_fact(meets),
    "qualification.tax": by_fact(
        lambda o: o.text("confirmed") == "yes" and o["found"] >= o["asked"]
    ),
    "qualification.contracts": contracts,
    "qualification.exempt": exempt,
    "qualification.experience": experienced,
    "qualification.capacity-small": lambda o: o["basic"] - o["under_way"],
    "qualification.capacity-others": lambda o: (
        max(o["least"], o["factor"] * o["most_at_once"]) - o["under_way"]
    ),
    "qualification.capacity": capable,
    "qualification.blacklist": by_fact(lambda o: o.text("listed") == "no"),
    "qualification.independent": independent,
    "qualification.shared-holder": one_interest,
    "commitments.made": lambda o: verdict(o.text("commitments") == "made"),
    "commitments.offer-to-all": answered,
    "commitments.published-order": answered,
    "commitments.pay": promised,
    "commitments.keep-higher-pay": keeps,
    "commitments.insurance": answered,
    "commitments.holiday-allowance": answered,
    "commitments.compensation": answered,
    "commitments.transfer-clause": answered,
    "commitments.lawful-deductions": answered,
    "commitments.no-dismissal": answered,
    "commitments.funded": funded,
    "commitments.funded-package": enough,
    "commitments.graded": graded,
    "commitments.graded-cost": lambda o: (
        o["unit_cost"]
        * sum(
            Fraction(units) * o[f"{post}/people"]
            for post, units in o.ending("/promised").items()
        )
    ),
    "commitments.graded-funded": enough,
    "price.above-estimate": lambda o: verdict(o["price"] <= o["estimate"]),
    "price.fixed": fixed,
    "price.labour-floor": enough,
    "price.labour-floor-package": enough,
    "price.fee-minimum": lambda o: verdict(o["fee"] >= o["share"] * o["base"]),
    "price.found-input": lambda o: o["quantity"] * o["unit_price"],
    "price.found-unit-price": Operands.sum,
    "price.rebuilt": lambda o: o["subtotal"] + o["vat"],
    "price.reasonableness": reasonable,
    "price.imbalance": balanced,
    "price.extra-quantity": lambda o: o.rounded(o["quantity"] * o["unit_price"]),
    "price.extra-quantity-imbalanced": lambda o: o.rounded(
        o["quantity"] * o["unit_price"]
    ),
    "ranking.lowest": lowest,
    "ranking.not-reached": lambda _: "note",
    "ranking.order": order,
    "ranking.order-evaluated": order,
    "evaluation.bid": bid,
    "evaluation.result": result,
    **MERIT_BY_HAND,
}
"""What each rule comes to, worked from its operands."""
