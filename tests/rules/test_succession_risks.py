"""What people who change their firm may lose by is told by lint, by their codes."""

from __future__ import annotations

from datetime import date

import pytest

from rules.decisions.case import Case
from rules.lint.finding import Finding
from rules.lint.succession import succession_risks
from tests.journeys import drivers
from tests.rules.scenes import Plan, asked

PUBLISH = Plan("publish_tender", run=drivers.journey)


def risks(plan: Plan) -> dict[str, Finding]:
    scene = plan.scene()
    found = succession_risks(Case(scene.state, scene.act, scene.pack))
    return {one.rule.id: one for one in found}


def relisted(**changes: object) -> Plan:
    """Return the announcement, with the list changed."""
    return PUBLISH.having(
        "handover",
        listed=PUBLISH.scene().state.handover.listed.model_copy(update=changes),  # type: ignore[union-attr]
        arrears={},
    )


def test_each_risk_names_its_people() -> None:
    found = {
        rule: one.refusal.operands.get("workers")
        for rule, one in risks(PUBLISH).items()
    }

    assert found == {
        "risk.service-unknown": "d-006",
        "risk.list-old": None,
        "risk.term-ends-before-start": "d-004",
        "risk.arrears-open": "d-002, d-008",
        "risk.arrear-without-amount": "d-008",
    }


@pytest.mark.parametrize(
    ("ends", "rule", "days"),
    [
        (date(2026, 12, 24), "risk.gap-between-contracts", "7"),
        (date(2026, 12, 31), None, None),
        (date(2027, 1, 1), "risk.contract-overlaps-start", None),
    ],
)
def test_the_contracts_meet_without_a_day_between(
    ends: date, rule: str | None, days: str | None
) -> None:
    found = risks(relisted(ends_on=ends))
    between = {"risk.gap-between-contracts", "risk.contract-overlaps-start"}

    assert set(found) & between == ({rule} if rule else set())
    if rule:
        assert found[rule].refusal.operands.get("days") == days


def test_a_list_of_the_last_28_days_is_not_old() -> None:
    assert "risk.list-old" in risks(relisted(as_of=date(2026, 12, 2)))
    assert "risk.list-old" not in risks(relisted(as_of=date(2026, 12, 3)))


def test_a_first_tender_has_none_of_these_risks() -> None:
    assert risks(asked("publish_tender")) == {}
