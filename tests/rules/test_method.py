"""The method gate: whether this is a tender at all, for whom it is, and whether it is one package."""

from __future__ import annotations

from typing import Any

import pytest

from tender.events.preparation import BudgetSet, MethodReasoned
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, asked, names

EXAMPLE = package()
REASON = asked("reason_method")
PUBLISH = asked("publish_tender")
LISTED = {"checked_on": "2026-10-05", "listed": True, "evidence": "0" * 64}
"""What the catalogue has and nothing excepts."""

BILLIONS = 1_000_000_000


def budget(amount: int) -> BudgetSet:
    return BudgetSet.from_json(
        {**EXAMPLE.budget.to_json(), "amount": str(amount), "tag": "budget_set"}
    )


def method(**changes: Any) -> MethodReasoned:  # noqa: ANN401  # any field of a record
    said = {**EXAMPLE.method.to_json(), **changes, "tag": "method_reasoned"}
    return MethodReasoned.from_json(said)


def part(amount: int, place: str = "Sengeti", job: str = "cleaning") -> dict[str, Any]:
    return {"amount": str(amount), "place": place, "job": job}


def beside(
    amount: int, how: str = "direct_procurement", job: str = "cleaning"
) -> dict[str, Any]:
    return {**part(amount, job=job), "plan": "rup-2027-0009", "method": how}


def packaged(**changes: Any) -> Plan:  # noqa: ANN401  # any field of a record
    looked = {
        "looked_on": "2026-10-01",
        "evidence": "0" * 64,
        "parts": [],
        "beside": [],
    }
    return REASON.but(packaging={**looked, **changes})


REFUSED = (
    Refused(
        "a quick tender, which has no room for promises",
        REASON.but(method="quick_tender"),
        "method.price-alone",
    ),
    Refused(
        "direct procurement of more than its ceiling",
        REASON.but(method="direct_procurement").after(budget(200_000_001)),
        "method.above-direct-procurement",
        {"budget": "200000001", "ceiling": "200000000"},
    ),
    Refused(
        "direct procurement at its ceiling, which is no tender",
        REASON.but(method="direct_procurement").after(budget(200_000_000)),
        "method.not-a-tender",
        {"method": "direct_procurement"},
    ),
    Refused(
        "a direct appointment",
        REASON.but(method="direct_appointment"),
        "method.not-a-tender",
        {"method": "direct_appointment"},
    ),
    Refused(
        "what the catalogue has, without an exception",
        REASON.but(catalogue=LISTED),
        "method.in-catalogue",
    ),
    Refused(
        "a competition in the catalogue of what it does not have",
        REASON.but(method="mini_competition", catalogue={**LISTED, "listed": False}),
        "method.not-in-catalogue",
        {"listed": "False", "exception": "-"},
    ),
    Refused(
        "a competition in the catalogue of what is excepted",
        REASON.but(
            method="mini_competition", catalogue={**LISTED, "exception": "place"}
        ),
        "method.not-in-catalogue",
        {"listed": "True", "exception": "place"},
    ),
    Refused(
        "a look into the catalogue on a day to come",
        REASON.but(
            catalogue={**LISTED, "exception": "place", "checked_on": "2026-12-01"}
        ),
        "method.check-to-come",
        {"what": "catalogue", "on": "2026-12-01", "today": "2026-10-05"},
    ),
    Refused(
        "a look into the plan on a day to come",
        packaged(looked_on="2026-12-01"),
        "method.check-to-come",
        {"what": "plan", "on": "2026-12-01", "today": "2026-10-05"},
    ),
    Refused(
        "the field of security for cleaning",
        REASON.but(outsourcing_field=3),
        "method.outsourcing-field",
        {"field": "3", "job": "cleaning", "expected": "1"},
    ),
    Refused(
        "costs over an economic life that no work has",
        REASON.but(award_criteria="costOnly", envelopes="two_files"),
        "method.no-economic-life",
        {"job": "cleaning"},
    ),
    Refused(
        "guards and drivers in a package of cleaning",
        packaged(parts=[part(1), part(1, job="security"), part(1, job="other")]),
        "method.kinds-in-one-package",
        {"job": "cleaning", "parts": "security, other"},
    ),
    Refused(
        "two parts for small firms in a package that is none",
        packaged(parts=[part(15 * BILLIONS), part(1)]),
        "method.merged-above-reservation",
        {"count": "2", "ceiling": "15000000000", "together": "15000000001"},
    ),
    Refused(
        "two places, and no reason",
        packaged(parts=[part(1), part(1, "Sungai Gelam")]),
        "method.places-in-one-package",
        {"places": "Sengeti, Sungai Gelam"},
    ),
    Refused(
        "the same work bought directly beside it, and no reason",
        packaged(
            beside=[beside(150_000_000), beside(1, "tender"), beside(1, job="driver")]
        ),
        "method.split",
        {"plans": "rup-2027-0009", "together": "150000000"},
    ),
    Refused(
        "a small package that is open to all, at its announcement",
        PUBLISH.after(method(small_business=False)),
        "method.not-reserved",
        {"budget": "3150000000", "ceiling": "15000000000"},
    ),
    Refused(
        "a large package for small firms, at its announcement",
        PUBLISH.after(budget(15_000_000_001)),
        "method.reserved-above",
        {"budget": "15000000001", "ceiling": "15000000000"},
    ),
    Refused(
        "a competition in the catalogue so small that no committee runs it",
        asked("set_estimate")
        .after(method(method="mini_competition", catalogue=LISTED))
        .but(amount="200000000"),
        "estimate.no-committee",
        {"estimate": "200000000", "ceiling": "200000000"},
    ),
)

ACCEPTED = (
    Accepted(
        "a competition in the catalogue, of what it has",
        REASON.but(method="mini_competition", catalogue=LISTED),
        {"method_reasoned": {"method": "mini_competition"}},
    ),
    Accepted(
        "two places for a reason",
        packaged(
            parts=[part(1), part(1, "Sungai Gelam")], reason="Satu regu keliling."
        ),
        {"method_reasoned": {"method": "tender"}},
    ),
    Accepted(
        "the same work bought directly beside it, for a reason",
        packaged(beside=[beside(1)], reason="Gedung sewaan, tiga bulan."),
        {"method_reasoned": {"method": "tender"}},
    ),
    Accepted(
        "two parts of one place that small firms may have together",
        packaged(parts=[part(15 * BILLIONS - 1), part(1)]),
        {"method_reasoned": {"method": "tender"}},
    ),
    Accepted(
        "a large part that was never for small firms",
        packaged(parts=[part(15 * BILLIONS + 1), part(1)]),
        {"method_reasoned": {"method": "tender"}},
    ),
    Accepted(
        "a small package that is open to all, and says why",
        PUBLISH.after(
            method(small_business=False, unreserved="Memerlukan alat gondola.")
        ),
        {"tender_published": {"version": 1}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_a_competition_in_the_catalogue_is_announced_like_a_tender() -> None:
    """The same rules from there on: estimate, schedule, scheme, people."""
    mini = method(method="mini_competition", catalogue=LISTED)

    (event,) = PUBLISH.after(mini).scene().decide().events

    assert event.tag == "tender_published"


def test_what_the_catalogue_has_since_is_seen_at_the_announcement() -> None:
    """However it came about: the method is asked for again on that day."""
    decision = PUBLISH.after(method(catalogue=LISTED)).scene().decide()

    assert decision.refusal is not None
    assert decision.refusal.rule == "method.in-catalogue"
