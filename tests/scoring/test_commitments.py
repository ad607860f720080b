"""Promises about the people who do the work today: each is pass or fail."""

from dataclasses import replace

import pytest

from scoring.commitments import promise_tests, promised_pay
from scoring.explanation import finding
from scoring.labour_cost import Staff
from tender.codes import MANDATORY
from tender.offer import Commitments, PayPromise
from tests.scoring.builders import (
    CLEANER,
    COSTING,
    LABOUR,
    MINIMUM_WAGE,
    a_worker,
    an_order,
    failed,
    promises,
)

ANI = a_worker("ani-001", 3_400_000)
UDI = a_worker("udi-003", 3_900_000)
WITH_ANI = replace(
    COSTING,
    staff=Staff(
        posts=(CLEANER,),
        orders=(an_order("ani-001", waiting=["udi-003"]),),
        incumbents=(ANI, UDI),
    ),
)


def test_all_promises_made() -> None:
    tests = promise_tests("melati", promises(), WITH_ANI)

    assert {test.result for test in tests} == {"pass"}
    assert len(tests) == 15


def test_no_promises_at_all_is_one_finding() -> None:
    (test,) = promise_tests("melati", None, COSTING)

    assert (test.rule, test.result) == ("commitments.made", "fail")


@pytest.mark.parametrize(
    "undertaking",
    [
        "offer_to_all",
        "in_published_order",
        "holiday_allowance",
        "compensation",
        "transfer_clause",
        "only_lawful_deductions",
        "no_dismissal_without_cause",
    ],
)
def test_each_undertaking_is_asked_for(undertaking: str) -> None:
    promised = promises().model_copy(update={undertaking: False})

    assert failed(promise_tests("melati", promised, COSTING)) == {
        f"commitments/{undertaking}"
    }


@pytest.mark.parametrize(
    ("pay", "fails"),
    [
        ({"cleaner": MINIMUM_WAGE}, False),
        ({"cleaner": MINIMUM_WAGE - 1}, True),
        ({}, True),
        ({"guard": 9_000_000}, True),
    ],
)
def test_pay_is_promised_for_each_post_and_never_under_the_floor(
    pay: dict[str, int], *, fails: bool
) -> None:
    found = failed(promise_tests("melati", promises(pay), COSTING))

    assert ("commitments/pay/cleaner" in found) is fails


def test_a_post_that_is_promised_two_wages_is_promised_none() -> None:
    both = promises().model_copy(
        update={
            "pay": (
                PayPromise(post="cleaner", monthly=3_000_000),
                PayPromise(post="cleaner", monthly=4_000_000),
            )
        }
    )

    assert promised_pay(both, "cleaner") is None
    assert "commitments/pay/cleaner" in failed(promise_tests("m", both, COSTING))


class TestNobodyIsPaidLessThanToday:
    @pytest.mark.parametrize(
        ("promised", "fails"),
        [
            pytest.param(promises(), False, id="promised as such"),
            pytest.param(promises(keep_higher_pay=False), True, id="not promised"),
            pytest.param(
                promises(3_400_000, keep_higher_pay=False),
                True,
                id="needless for Ani, not for Udi who waits",
            ),
            pytest.param(
                promises(3_900_000, keep_higher_pay=False),
                False,
                id="needless: nobody earns more than is promised",
            ),
        ],
    )
    def test_by_promise_or_by_pay(self, promised: Commitments, *, fails: bool) -> None:
        found = failed(promise_tests("melati", promised, WITH_ANI))

        assert ("commitments/keep_higher_pay" in found) is fails

    def test_the_finding_names_who_would_be_worse_off(self) -> None:
        promised = promises(3_400_000, keep_higher_pay=False)

        findings = map(finding, promise_tests("melati", promised, WITH_ANI))

        (found,) = (f for f in findings if f.rule == "commitments.keep-higher-pay")
        assert found.operands == {"answer": "no", "earn_more": "udi-003"}


def test_every_programme_that_is_owed_must_be_promised() -> None:
    without_pension = promises(
        insurance=("work_accident", "death", "old_age", "health")
    )

    assert failed(promise_tests("melati", without_pension, COSTING)) == {
        "commitments/insurance/pension"
    }


def test_a_programme_that_is_not_owed_need_not_be_promised() -> None:
    """Pension does not bind small firms, unless the tender says that it does."""
    owed = tuple(c for c in MANDATORY if c != "pension")
    small = replace(COSTING, labour=replace(LABOUR, owed=owed))
    without_pension = promises(
        insurance=("work_accident", "death", "old_age", "health")
    )

    assert failed(promise_tests("melati", without_pension, small)) == set()
