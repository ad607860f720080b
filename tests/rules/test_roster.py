"""The roster: proposed, contested, ruled on, frozen, with an order where posts are few."""

from __future__ import annotations

from typing import Any

import pytest

from tender.events import preparation as happened
from tender.works import Incumbent
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, Scene, asked, names

PEOPLE = [person.to_json() for person in package().incumbents]
CLAIMS_UNTIL = "2026-10-12T09:00:00.000000Z"

K044 = {
    "worker": "k-044",
    "post": "cleaner",
    "site": "Gedung DPRD",
    "since": "2015-06",
    "pay": "2100000",
}
"""The line of the person who was left off the list."""


def claimed(ground: str, worker: str | None = None) -> happened.PlaceClaimed:
    said: dict[str, Any] = {
        "tag": "place_claimed",
        "claim": "keberatan-2",
        "ground": ground,
        "post": "cleaner",
        "words": "0" * 64,
    }
    return happened.PlaceClaimed.from_json(
        said if worker is None else {**said, "worker": worker}
    )


def line(worker: str, **changes: str) -> dict[str, Any]:
    """Return the line of a person of the roster, changed."""
    (found,) = [person for person in PEOPLE if person["worker"] == worker]
    return {**found, **changes}


def ruling(verdict: str, new_line: dict[str, Any] | None = None) -> Plan:
    """Return the example's ruling, on the second claim."""
    return asked("rule_on_claim").but(
        claim="keberatan-2", verdict=verdict, line=new_line
    )


def frozen_order(scene: Scene) -> list[str]:
    order: list[str] = getattr(scene.act.command, "order")  # noqa: B009  # of one class
    return list(order)


def with_two_turned_round(scene: Scene) -> dict[str, object]:
    order = frozen_order(scene)
    return {"order": [*order[1:2], *order[:1], *order[2:]]}


def with_two_of_a_month_turned_round(scene: Scene) -> dict[str, object]:
    """Turn round k-039 and k-042, who both began in April 2009."""
    order = frozen_order(scene)
    one, other = order.index("k-039"), order.index("k-042")
    order[one], order[other] = order[other], order[one]
    return {"order": order}


def without_the_last(scene: Scene) -> dict[str, object]:
    return {"order": frozen_order(scene)[:-1]}


CLOSED = asked("freeze_roster")
"""After the claims have ended and each is ruled on."""

REFUSED = (
    Refused(
        "somebody twice",
        asked("propose_roster").but(incumbents=[*PEOPLE, PEOPLE[16]]),
        "roster.codes",
        {"codes": "k-017"},
    ),
    Refused(
        "somebody on a post that there is not",
        asked("propose_roster").but(incumbents=[line("k-001", post="gardener")]),
        "roster.codes",
        {"codes": "gardener"},
    ),
    Refused(
        "anybody before the works are specified",
        asked("propose_roster").when(asked("specify_works")),
        "roster.codes",
        {"codes": "cleaner, supervisor"},
    ),
    Refused(
        "a notice of no roster",
        asked("notify_roster").when(asked("propose_roster")),
        "roster.none",
        {"lacking": "proposed"},
    ),
    Refused(
        "a freezing of no roster",
        asked("freeze_roster").when(asked("propose_roster")),
        "roster.none",
        {"lacking": "proposed"},
    ),
    Refused(
        "four days to read the list",
        asked("notify_roster").but(claims_until="2026-10-04T09:00:00.000000Z"),
        "roster.notice-short",
        {"until": "2026-10-04", "least": "5"},
    ),
    Refused(
        "a claim before there is a notice",
        asked("claim_place").when(asked("notify_roster")),
        "roster.claim-time",
        {"until": "-"},
    ),
    Refused(
        "a claim a second too late",
        asked("claim_place").on("2026-10-12 16:00:01"),
        "roster.claim-time",
        {"until": CLAIMS_UNTIL},
    ),
    Refused(
        "a claim under the code of another",
        asked("claim_place").after(claimed("omitted")).but(claim="keberatan-2"),
        "roster.claim-shape",
        {"claim": "keberatan-2", "fault": "claim_twice"},
    ),
    Refused(
        "somebody left off the list who has a code on it",
        asked("claim_place").but(worker="k-017"),
        "roster.claim-shape",
        {"claim": "keberatan-1", "fault": "worker_named"},
    ),
    Refused(
        "a correction of the line of nobody",
        asked("claim_place").but(ground="wrong_pay"),
        "roster.claim-shape",
        {"claim": "keberatan-1", "fault": "worker_not_on_roster"},
    ),
    Refused(
        "a correction of a line that there is not",
        asked("claim_place").but(ground="wrong_pay", worker="k-099"),
        "roster.claim-shape",
        {"claim": "keberatan-1", "fault": "worker_not_on_roster"},
    ),
    Refused(
        "a ruling on no claim",
        asked("rule_on_claim").but(claim="keberatan-9"),
        "roster.ruling",
        {"claim": "keberatan-9", "fault": "no_such_claim"},
    ),
    Refused(
        "a second ruling",
        asked("rule_on_claim").when(CLOSED),
        "roster.ruling",
        {"claim": "keberatan-1", "fault": "ruled_already"},
    ),
    Refused(
        "a rejection with a line",
        asked("rule_on_claim").but(verdict="rejected"),
        "roster.ruling",
        {"claim": "keberatan-1", "fault": "line_given"},
    ),
    Refused(
        "a line for somebody who says that it is none of theirs",
        ruling("upheld", K044).after(claimed("not_mine", "k-017")),
        "roster.ruling",
        {"claim": "keberatan-2", "fault": "line_given"},
    ),
    Refused(
        "a claim upheld without the line as it then stands",
        asked("rule_on_claim").but(line=None),
        "roster.ruling",
        {"claim": "keberatan-1", "fault": "line_missing"},
    ),
    Refused(
        "a place for somebody who has one",
        asked("rule_on_claim").but(line=line("k-017")),
        "roster.ruling",
        {"claim": "keberatan-1", "fault": "worker_on_roster_already"},
    ),
    Refused(
        "the line of another than the one who claimed",
        ruling("upheld", line("k-018", pay="2300000")).after(
            claimed("wrong_pay", "k-017")
        ),
        "roster.ruling",
        {"claim": "keberatan-2", "fault": "another_worker"},
    ),
    Refused(
        "a freezing before the notice",
        asked("freeze_roster").when(asked("notify_roster")),
        "roster.not-heard",
        {"fault": "no_notice"},
    ),
    Refused(
        "a freezing at the last moment for claims",
        asked("freeze_roster").on("2026-10-12 16:00"),
        "roster.not-heard",
        {"fault": f"claims_until {CLAIMS_UNTIL}"},
    ),
    Refused(
        "a freezing with a claim that nobody has ruled on",
        asked("freeze_roster").after(claimed("wrong_pay", "k-017")),
        "roster.not-heard",
        {"fault": "open_claims keberatan-2"},
    ),
    Refused(
        "somebody on a post that the works no longer have",
        asked("freeze_roster").having(
            "preparation",
            works=package().works.model_copy(
                update={"posts": package().works.posts[:1]}
            ),
        ),
        "roster.codes",
        {"codes": "supervisor"},
    ),
    Refused(
        "42 people and 40 posts without an order",
        asked("freeze_roster").but(order=None, ground=None),
        "roster.no-order",
        {"people": "42", "posts": "40", "post": "cleaner"},
    ),
    Refused(
        "an order without its ground",
        asked("freeze_roster").but(ground=None),
        "roster.wrong-order",
        {"ground": "-", "worker": "ground"},
    ),
    Refused(
        "an order that leaves somebody out",
        asked("freeze_roster").but_with(without_the_last),
        "roster.wrong-order",
        {"ground": "longest_service", "worker": "k-009"},
    ),
    Refused(
        "an order in which somebody stands before longer service",
        asked("freeze_roster").but_with(with_two_turned_round),
        "roster.wrong-order",
        {"ground": "longest_service", "worker": "k-011"},
    ),
    Refused(
        "an order in which two of one month do not stand by their codes",
        asked("freeze_roster").but_with(with_two_of_a_month_turned_round),
        "roster.wrong-order",
        {"ground": "longest_service", "worker": "k-039"},
    ),
)

ACCEPTED = (
    Accepted(
        "five days to read the list",
        asked("notify_roster").but(claims_until="2026-10-05T09:00:00.000000Z"),
        {"roster_notified": {"claims_until": "2026-10-05T09:00:00.000000Z"}},
    ),
    Accepted(
        "a claim at the last moment",
        asked("claim_place").on("2026-10-12 16:00"),
        {"place_claimed": {"ground": "omitted"}},
    ),
    Accepted(
        "a claim that the officer takes down for somebody",
        asked("claim_place").by("ppk", "ppk"),
        {"place_claimed": {"claim": "keberatan-1"}},
    ),
    Accepted(
        "a correction of one's own line",
        asked("claim_place").but(ground="wrong_pay", worker="k-017"),
        {"place_claimed": {"worker": "k-017"}},
    ),
    Accepted(
        "a rejection",
        asked("rule_on_claim").but(verdict="rejected", line=None),
        {"claim_ruled": {"verdict": "rejected", "line": None}},
    ),
    Accepted(
        "somebody taken off the list at their own word",
        ruling("upheld").after(claimed("not_mine", "k-017")),
        {"claim_ruled": {"claim": "keberatan-2", "line": None}},
    ),
    Accepted(
        "a line mended",
        ruling("upheld", line("k-017", pay="2300000")).after(
            claimed("wrong_pay", "k-017")
        ),
        {"claim_ruled": {"line": line("k-017", pay="2300000")}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_order_of_offer_is_that_of_service_and_the_last_wait() -> None:
    scene = CLOSED.scene()
    people = scene.state.preparation.roster or {}

    (event,) = scene.decide().events

    assert isinstance(event, happened.RosterFrozen)
    cleaners, supervisors = event.orders
    order = [*cleaners.offered, *cleaners.waiting]
    assert [people[w].since for w in order] == sorted(people[w].since for w in order)
    assert (cleaners.posts, len(cleaners.offered)) == (40, 40)
    assert cleaners.waiting == ("k-025", "k-009")
    assert (supervisors.offered, supervisors.waiting) == (("k-042", "k-043"), ())


def test_where_there_are_posts_for_everybody_no_order_is_needed() -> None:
    """Then the order is that of service, and of codes where service is the same."""
    few = {
        worker: Incumbent.from_json(line(worker, since=since))
        for worker, since in (
            ("k-003", "2015-01"),
            ("k-002", "2015-01"),
            ("k-001", "2016-01"),
        )
    }
    plan = CLOSED.having("preparation", roster=few).but(order=None, ground=None)

    (event,) = plan.scene().decide().events

    assert isinstance(event, happened.RosterFrozen)
    assert event.orders[0].offered == ("k-002", "k-003", "k-001")
    assert event.orders[0].waiting == ()


@pytest.mark.parametrize(
    "event",
    [
        pytest.param("propose_roster", id="another roster"),
        pytest.param("notify_roster", id="another notice"),
        pytest.param("specify_works", id="other posts"),
    ],
)
def test_what_is_done_again_undoes_the_freezing(event: str) -> None:
    """Who is on the list, or how many posts there are, is no longer what was frozen."""
    scene = asked("publish_tender").scene()
    assert scene.state.preparation.orders is not None
    (again,) = asked(event).scene().decide().events

    changed = asked("publish_tender").after(again).scene()

    assert changed.state.preparation.orders is None
    refusal = changed.decide().refusal
    assert refusal is not None
    assert refusal.rule == "announcement.not-ready"
    assert "freeze_roster" in refusal.operands["missing"] or (
        "notify_roster" in refusal.operands["missing"]
    )
