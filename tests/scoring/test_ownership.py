"""Ownership: who is one person in two bids, and when that makes the bids one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.evaluation import evaluate
from scoring.ownership import shared
from tender.offer import Holder
from tests.scoring.qualified import (
    HELD,
    QUALIFYING,
    a_fact,
    a_qualified,
    holder,
    same,
    together,
)

HALF = Fraction(1, 2)


def conflict(own: tuple[Holder, ...], other: tuple[Holder, ...]) -> bool:
    """Say whether h-1 of melati, who is h-9 of mawar, makes the two one."""
    held = {"melati": own, "mawar": other}
    (one,) = shared("melati", held, [same("melati", "mawar", "h-1", "h-9")])
    return one.is_conflict(HALF)


@pytest.mark.parametrize("role", ["director", "commissioner", "key_person"])
@pytest.mark.parametrize("other", ["director", "commissioner", "key_person"])
def test_an_office_in_both_is_a_conflict(role: str, other: str) -> None:
    assert conflict((holder("h-1", role),), (holder("h-9", other),))


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [("0.51", "0.51", True), ("0.5", "0.51", False), ("0.51", "0.5", False)],
)
def test_more_than_half_of_the_shares_in_both_is_one(
    own: str,
    other: str,
    expected: bool,  # noqa: FBT001  # reads as a row
) -> None:
    shares = (holder("h-1", "owner", own),), (holder("h-9", "owner", other),)

    assert conflict(*shares) is expected


def test_a_director_of_one_who_owns_the_other_is_none() -> None:
    assert not conflict((holder("h-1", "director"),), (holder("h-9", "owner", "1"),))


def test_the_shares_of_one_person_under_two_codes_are_added_up() -> None:
    held = {
        "melati": (holder("h-1", "owner", "0.3"), holder("h-2", "owner", "0.3")),
        "mawar": (holder("h-9", "owner", "0.6"),),
    }
    facts = [
        a_fact(
            "holders",
            same=[
                {"holder": "h-1", "bid": "mawar", "other": "h-9"},
                {"holder": "h-2", "bid": "mawar", "other": "h-9"},
            ],
        )
    ]

    (one,) = shared("melati", held, facts)

    assert one.own.holders == ("h-1", "h-2")
    assert one.own.share == Fraction(3, 5)
    assert one.is_conflict(HALF)


def test_what_is_one_with_the_same_is_one() -> None:
    held = dict.fromkeys(("lili", "mawar", "melati"), HELD)
    facts = [same("melati", "mawar"), same("mawar", "lili")]

    assert [one.other.bid for one in shared("melati", held, facts)] == ["lili", "mawar"]
    assert [one.other.bid for one in shared("lili", held, facts)] == ["mawar", "melati"]


def test_the_latest_fact_is_named() -> None:
    held = dict.fromkeys(("mawar", "melati"), HELD)
    before, after = same("melati", "mawar"), same("mawar", "melati")
    after = after.model_copy(update={"as_of": after.as_of.replace(day=26)})

    (one,) = shared("melati", held, [after, before])

    assert one.fact is after


def test_a_holder_that_nobody_declares_is_nobody() -> None:
    held = dict.fromkeys(("mawar", "melati"), HELD)

    assert shared("melati", held, [same("melati", "mawar", "h-7")]) == ()
    assert shared("melati", {"melati": HELD}, [same("melati", "mawar")]) == ()


def test_both_bids_fail_and_nobody_else() -> None:
    bids = together(
        a_qualified("melati", same("melati", "mawar")),
        a_qualified("mawar"),
        a_qualified("lili"),
    )

    done = evaluate(QUALIFYING, bids)

    ends = {one.bid: one.verdict for one in done.results}
    assert ends == {"melati": "failed", "mawar": "failed", "lili": "passed"}
    findings = {
        one.bid: [f for f in one.findings if f.rule == "qualification.shared-holder"]
        for one in done.results
    }
    assert [f.operands["rival"] for f in findings["melati"]] == ["mawar"]
    assert [f.operands["rival"] for f in findings["mawar"]] == ["melati"]
    assert findings["mawar"][0].operands["issuer"] == "registry"


def test_who_declares_no_holders_is_not_independent() -> None:
    done = evaluate(QUALIFYING, together(a_qualified("melati", held=None)))

    (failed,) = [f for f in done.results[0].findings if f.verdict == "fail"]
    assert failed.rule == "qualification.independent"
