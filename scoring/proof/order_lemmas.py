"""Lemmas of order: rounding, the shortlist, and which of the lowest are evaluated.

rounding     of two numbers the lower is never rounded above the higher
shortlist    less quality never puts a bid on the shortlist, nor a rival off it
reach        nor does a higher price, among the lowest that are evaluated
"""

from __future__ import annotations

from fractions import Fraction

import z3

from scoring.proof.solver import holds
from scoring.proof.symbols import Claim, Term, exact, real, rounded
from tender.merit import Shortlist
from tender.scheme import Rounding


def rounding_keeps_order(step: Rounding) -> bool:
    """Prove that of two numbers the lower is never rounded above the higher.

    It is proved of whole numbers, to which a step goes after it has scaled a number; and
    that a scale keeps the order is proved of the scale.
    """
    low, high = real("low"), real("high")
    scale = exact(Fraction(10) ** step.places)
    to_whole = step.model_copy(update={"places": 0})
    return (
        holds(rounded(low, to_whole) <= rounded(high, to_whole), [low <= high])
        and holds(low * scale <= high * scale, [low <= high])
        and holds(low / scale <= high / scale, [low <= high])
    )


def shortlist_keeps_order(shortlist: Shortlist) -> bool:
    """Prove that less quality puts nobody on the shortlist, and no rival off it.

    *above* are the others that are before a bid, *at* least as good as it; they are
    more, the less quality it has.
    """
    own, less, rival = real("own"), real("less"), real("rival")
    above, above_then = real("others.before"), real("others.after")
    of_rival = real("others.of.rival")
    top = exact(shortlist.top)

    def on(others: Term, before: Claim) -> Claim:
        return others + z3.If(before, exact(1), exact(0)) < top

    def before(one: Term, other: Term) -> Claim:
        return one > other if shortlist.ties == "in" else one >= other

    given = [less <= own, above <= above_then]
    own_case = z3.Implies(
        on(above_then, before(rival, less)), on(above, before(rival, own))
    )
    rivals = z3.Implies(
        on(of_rival, before(own, rival)), on(of_rival, before(less, rival))
    )
    return holds(z3.And(own_case, rivals), given)


def reach_keeps_order(lowest: int) -> bool:
    """Prove that a bid which is not among the *lowest* that are evaluated moves nobody.

    Under lowest price a bid is evaluated if fewer than *lowest* standing bids are cheaper:
    it is a shortlist by price, with those at one price in. So whoever gets dearer is not
    evaluated for it, and takes nobody's place; and where a dearer bid is evaluated, so is
    a cheaper one, whoever else there is.
    """
    cheaper, cheaper_than_other = real("cheaper"), real("cheaper.than.other")
    in_order = z3.Implies(cheaper_than_other < lowest, cheaper < lowest)
    return shortlist_keeps_order(Shortlist(top=lowest, ties="in")) and holds(
        in_order, [cheaper <= cheaper_than_other]
    )
