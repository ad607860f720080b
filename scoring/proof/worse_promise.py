"""A worse promise never pays: whoever promises less, or asks for more, gains no rank by it.

One value of one bid gets worse and all else stays; the bid meets every gate before. It
gains where it is ranked then and was not, or is before a rival then that it was not
before, or level with one that was before it.

The proof is put together from lemmas that z3 proves with the rest open (`element_lemmas`,
`price_lemmas`, `order_lemmas`). Where an element's value gets worse:

    1  its figure gets no better, so its points do not rise; a rival's do not fall;
    2  after any rounding neither; so the bid's quality does not rise, a rival's not fall;
    3  the bid misses what it missed, a rival meets what it met: thresholds, shortlist;
    4  the price that is compared does not fall; that of a rival does not rise;
    5  the bid's points of the price do not rise, those of a rival do not fall;
    6  the total of the bid does not rise, that of a rival does not fall, rounded or not;
       likewise each thing that breaks a tie.

Then the bid is before nobody that it was not before. A price starts at step 4, a figure
too. Sums and weighted sums rise with each of their terms, since weights are above 0.

Step 5 holds for points that are held against other bids only where those stay the same:
where the change of one bid alters neither the prices that others are compared by nor
who they are. With a shortlist, or an element that is held against other bids and has a
threshold or a say in the price that is compared, that is not so, and the proof is not
made: a counterexample is looked for, and it is `open` where none is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import z3

from scoring.merit.outcome import Outcome
from scoring.merit.reading import Rule, codes
from scoring.merit.terms import Terms
from scoring.proof import element_lemmas, field, order_lemmas, price_lemmas
from scoring.proof.bids import Bid, any_bid, costs_of
from scoring.proof.changes import changes, rule_of, worsened
from scoring.proof.outcome import Part, Proof, Witness, part_by_part
from scoring.proof.search import Attempt, attempts
from scoring.proof.solver import find
from scoring.proof.symbols import Claim
from scoring.proof.witness import shown, written
from tender.merit import TieBreak

_I, _R, _S = "penawaran-a", "penawaran-b", "penawaran-c"


def worse_promise(terms: Terms) -> Proof:
    """Return whether a bid can gain by a worse value, value by value."""
    return part_by_part(
        "worse-promise",
        changes(terms),
        lambda part: is_proved(terms, part),
        lambda part: _searched(terms, part),
    )


def is_proved(terms: Terms, part: Part) -> bool:
    """Say whether all lemmas hold that a worse value of *part* needs."""
    return all(_needed(terms, part))


def gains(before: Outcome, after: Outcome) -> bool:
    """Say whether the bid whose value got worse has gained by it; it met every gate."""
    first = {one.bid: one for one in before.results}
    then = {one.bid: one.rank for one in after.results}
    if then[_I] is None or any(
        note.verdict == "fail" and not note.rule.startswith("threshold.")
        for note in first[_I].findings
    ):
        return False
    ranks = {bid: one.rank for bid, one in first.items()}
    if ranks[_I] is None:
        return True
    return any(
        _place(then[_I], then[rival]) > _place(ranks[_I], ranks[rival])
        for rival in ranks.keys() - {_I}
    )


def _place(own: int | None, rival: int | None) -> int:
    """Return 2 where *own* is before the rival's rank, 1 where level, 0 where behind."""
    if own is None:
        return 0
    if rival is None or own < rival:
        return 2
    return int(own == rival)


def _needed(terms: Terms, part: Part) -> Iterator[bool]:
    """Yield whether each lemma holds, the steps in their order."""
    rule = rule_of(terms, part.code) if part.kind == "element" else None
    yield all(order_lemmas.rounding_keeps_order(step) for step in terms.steps.values())
    if rule is not None:
        yield element_lemmas.figure_falls(rule)
        yield element_lemmas.points_fall(rule)
        yield _keeps_shortlist(terms, rule)
    if terms.price is not None:
        yield all(map(element_lemmas.points_are_positive, _in_price(terms)))
        yield price_lemmas.compared_rises(terms, part)
        yield _price_counts_less(terms, rule)
    yield _ties_hold(terms, part)


def _keeps_shortlist(terms: Terms, rule: Rule) -> bool:
    """Say whether the shortlist is as it has to be; held against others it may not be."""
    shortlist = terms.merit.shortlist
    if shortlist is None:
        return True
    return not rule.takes_field and order_lemmas.shortlist_keeps_order(shortlist)


def _price_counts_less(terms: Terms, rule: Rule | None) -> bool:
    use = terms.price.points if terms.price is not None else None
    if use is None:
        return True
    if _is_relative(terms) and not _others_stay(terms, rule):
        return False
    if rule is not None and rule not in _in_price(terms):
        return True  # no price that is compared is another
    positive = price_lemmas.compared_is_positive(terms)
    return price_lemmas.price_points_fall(terms, use, positive=positive)


def _is_relative(terms: Terms) -> bool:
    """Say whether the points of a price are held against other bids' prices."""
    use = terms.price.points if terms.price is not None else None
    if use is None:
        return False
    of_field = {"lowest", "highest"} & set(use.formula.operands)
    return bool(of_field) or use.params.get("reference") in ("mean", "median")


def _others_stay(terms: Terms, rule: Rule | None) -> bool:
    """Say whether others are ranked, and their prices compared, as before the change."""
    if rule is None:
        return True
    if terms.merit.shortlist is not None:
        return False
    if not rule.takes_field:
        return True
    thresholds = rule.element.threshold, terms.merit.threshold
    return all(least is None for least in thresholds) and rule not in _in_price(terms)


def _in_price(terms: Terms) -> Sequence[Rule]:
    """Return the elements that have a say in the price that is compared."""
    if terms.price is None:
        return ()
    use = terms.price.compared
    if use.formula.id == "formula.evaluated.quality-value.1":
        return terms.rules
    if "features" in use.params:
        features = codes(use.params, "features")
        return [rule for rule in terms.rules if rule.element.id in features]
    return ()


def _ties_hold(terms: Terms, part: Part) -> bool:
    """Say whether no tie is broken for the worse, or none is come to.

    A tie is not come to where the figure that counts is the price that is compared, not
    rounded, and is higher for the worse.
    """
    if not any(_prefers_worse(terms, tie, part) for tie in terms.merit.ties):
        return True
    exactly = terms.merit.combine == "lowest" and "evaluated" not in terms.steps
    return exactly and price_lemmas.compared_rises(terms, part, strictly=True)


def _prefers_worse(terms: Terms, tie: TieBreak, part: Part) -> bool:
    is_cost = part.kind == "figure" and part.code in costs_of(terms)
    return tie.by == "figure" and tie.of == part.code and is_cost


def _searched(terms: Terms, part: Part) -> Witness | None:
    own, rival, third = (any_bid(terms, name) for name in (_I, _R, _S))
    for rivals in ((rival,), (rival, third)):
        for attempt in attempts(terms):
            for worse, is_worse in worsened(terms, part, own):
                before, after = (own, *rivals), (worse, *rivals)
                found = find(
                    [is_worse, *_gained(attempt, before, after)], attempt.steps
                )
                if found is None:
                    continue
                fields = shown(terms, written(terms, found, before, after), gains)
                if fields is not None:
                    return Witness(
                        part=part,
                        bid=_I,
                        rivals=tuple(bid.name for bid in rivals),
                        before=fields[0],
                        after=fields[1],
                    )
    return None


def _gained(
    attempt: Attempt, before: Sequence[Bid], after: Sequence[Bid]
) -> list[Claim]:
    """Return that the first bid gains on the second."""
    terms, by = attempt.terms, attempt.by
    own, rival, *_ = field.standings(terms, before)
    own_then, rival_then, *_ = field.standings(terms, after)
    ahead_then = field.is_ahead(own_then, rival_then, by)
    behind = z3.Not(field.is_ahead(own, rival))
    if by:
        behind = z3.Or(field.is_ahead(rival, own, by), z3.Not(own.ranked))
    level_then = z3.And(
        field.is_level(own_then, rival_then), field.is_ahead(rival, own)
    )
    gained = z3.And(ahead_then, behind)
    if not by:
        enters = z3.And(own_then.ranked, z3.Not(own.ranked))
        gained = z3.Or(gained, level_then, enters)
    return [
        *attempt.given((*before, after[0])),
        own.gates,
        gained,
    ]
