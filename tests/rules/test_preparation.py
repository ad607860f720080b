"""Before the announcement: what may be set, by whom, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from tender.canonical import commitment
from tender.canonical.numbers import number_text
from tender.events import preparation as happened
from tender.works import EstimateDetail
from tests.journeys.cleaning import PROCESS, package
from tests.rules.scenes import Accepted, Refused, Scene, asked, names
from tests.rules.scenes import happened as evolved

EXAMPLE = package()
SALT = bytes(16)
WORKS = EXAMPLE.works.to_json()
SCHEME = EXAMPLE.scheme.to_json()


def items(*, without: str = "", **more: Any) -> list[Any]:  # noqa: ANN401  # any field of a record
    """Return the price schedule without one item, or with one changed."""
    lines = [item.to_json() for item in EXAMPLE.works.items]
    kept = [line for line in lines if line["item"] != without]
    return [{**line, **more} if line["item"] == "fee" else line for line in kept]


def detail(*, without: tuple[str, ...] = (), raised_by: int = 0) -> EstimateDetail:
    """Return the estimate's lines, some missing, or the first of them dearer."""
    first, *rest = EXAMPLE.estimate.lines
    dearer = first.model_copy(update={"unit_price": first.unit_price + raised_by})
    lines = [line for line in (dearer, *rest) if line.item not in without]
    return EstimateDetail(lines=tuple(lines))


def committing_to(lines: EstimateDetail) -> happened.EstimateSet:
    """Return the example's estimate, with a commitment to other lines."""
    return happened.EstimateSet.from_json(
        {
            "tag": "estimate_set",
            "amount": "3074908919.76",
            "vat_mode": "full_price",
            "detail": commitment(SALT, lines.to_bytes()),
            "set_on": "2026-10-15",
        }
    )


def revealing(lines: EstimateDetail) -> dict[str, object]:
    return {"salt": SALT.hex(), "detail": lines.to_json()}


def whole_life(scene: Scene) -> Mapping[str, object]:
    """Return a scheme that goes with the method of the scene, which is a rated one."""
    del scene
    return {
        "scheme": {
            **SCHEME,
            "award_criteria": "costOnly",
            "envelopes": "two_files",
        }
    }


def a_method(**changes: object) -> happened.MethodReasoned:
    said = {**EXAMPLE.method.to_json(), **changes, "tag": "method_reasoned"}
    return happened.MethodReasoned.from_json(said)


REFUSED = (
    Refused(
        "bids that come from elsewhere",
        asked("open_process").but(intake="spse"),
        "intake.not-here",
        {"intake": "spse"},
    ),
    Refused(
        "works without a post",
        asked("specify_works").but(posts=[], items=[]),
        "works.empty",
    ),
    Refused(
        "a scheme without a requirement of qualification",
        asked("set_scheme").but(
            scheme={
                **SCHEME,
                "requirements": [
                    line.to_json()
                    for line in EXAMPLE.scheme.requirements
                    if line.phase != "qualification"
                ],
            }
        ),
        "scheme.phases",
        {"phases": "qualification"},
    ),
    Refused(
        "two files for the lowest price",
        asked("reason_method").but(envelopes="two_files"),
        "method.files-and-criteria",
        {
            "criteria": "priceOnly",
            "expected": "one_file",
            "envelopes": "two_files",
        },
    ),
    Refused(
        "one file for a rating",
        asked("reason_method").but(award_criteria="ratedCriteria"),
        "method.files-and-criteria",
        {
            "criteria": "ratedCriteria",
            "expected": "two_files",
            "envelopes": "one_file",
        },
    ),
    Refused(
        "the account of drivers for cleaning",
        asked("set_budget").but(account="5.1.02.02.01.0033"),
        "budget.account",
        {
            "account": "5.1.02.02.01.0033",
            "job": "cleaning",
            "expected": "5.1.02.02.01.0030",
        },
    ),
    Refused(
        "a post without a line for its pension",
        asked("specify_works").but(items=items(without="pension-cleaner")),
        "works.incomplete",
        {"post": "cleaner", "components": "pension"},
    ),
    Refused(
        "a post without any line",
        asked("specify_works").but(
            items=[i for i in items() if i.get("post") != "supervisor"]
        ),
        "works.incomplete",
        {
            "post": "supervisor",
            "components": "wage, thr, compensation, work_accident, death, old_age, "
            "pension, health",
        },
    ),
    Refused(
        "an item twice",
        asked("specify_works").but(items=items(item="materials")),
        "works.codes",
        {"codes": "materials"},
    ),
    Refused(
        "a line for a post that there is not",
        asked("specify_works").but(items=items(post="gardener")),
        "works.codes",
        {"codes": "gardener"},
    ),
    Refused(
        "an item with the code of a post",
        asked("specify_works").but(items=items(item="cleaner")),
        "works.codes",
        {"codes": "cleaner"},
    ),
    Refused(
        "works that end as they start",
        asked("specify_works").but(ends_on="2027-01-01"),
        "works.time",
        {"starts": "2027-01-01", "ends": "2027-01-01"},
    ),
    Refused(
        "an estimate before budget and works",
        asked("set_estimate").when(asked("set_budget")),
        "estimate.too-early",
        {"missing": "budget, works"},
    ),
    Refused(
        "an estimate before the works",
        asked("set_estimate").when(asked("specify_works")),
        "estimate.too-early",
        {"missing": "works"},
    ),
    Refused(
        "an estimate at the ceiling of direct procurement",
        asked("set_estimate").but(amount="200000000"),
        "estimate.not-for-tender",
        {"estimate": "200000000", "ceiling": "200000000"},
    ),
    Refused(
        "an estimate a hundredth of a rupiah above the budget",
        asked("set_estimate").but(amount="3150000000.01"),
        "estimate.above-budget",
        {"estimate": "3150000000.01", "budget": "3150000000"},
    ),
    Refused(
        "a detail under another salt",
        asked("reveal_estimate_detail").but(salt="00" * 16),
        "estimate.detail-differs",
    ),
    Refused(
        "another detail",
        asked("reveal_estimate_detail").but(detail=detail(raised_by=1).to_json()),
        "estimate.detail-differs",
    ),
    Refused(
        "a detail that was committed to and comes to another sum",
        asked("reveal_estimate_detail")
        .after(committing_to(detail(raised_by=1)))
        .but(**revealing(detail(raised_by=1))),
        "estimate.detail-sum",
        # 480 person-months, a rupiah each, and 11 % on them
        {"estimate": "3074908919.76", "found": "3074909452.56"},
    ),
    Refused(
        "a detail that was committed to and lacks lines",
        asked("reveal_estimate_detail")
        .after(committing_to(detail(without=("uniform", "fee", "materials"))))
        .but(**revealing(detail(without=("uniform", "fee", "materials")))),
        "estimate.detail-sum",
        {"estimate": "3074908919.76", "found": "fee, materials, uniform"},
    ),
    Refused(
        "a scheme before the method",
        asked("set_scheme").when(asked("set_budget")),
        "scheme.differs-from-method",
        {"scheme": "priceOnly, one_file, unit_price", "method": "-"},
    ),
    Refused(
        "a scheme for another kind of contract than the method's",
        asked("set_scheme").but(scheme={**SCHEME, "contract_type": "lump_sum"}),
        "scheme.differs-from-method",
        {
            "scheme": "priceOnly, one_file, lump_sum",
            "method": "priceOnly, one_file, unit_price",
        },
    ),
    Refused(
        "a requirement twice",
        asked("set_scheme").but(
            scheme={
                **SCHEME,
                "requirements": [
                    *SCHEME["requirements"],  # type: ignore[misc]
                    {**SCHEME["requirements"][4], "title": "Pajak, lagi"},  # type: ignore[index,dict-item]
                ],
            }
        ),
        "scheme.codes",
        {"codes": "pajak"},
    ),
    Refused(
        "a scheme without a step for the tax",
        asked("set_scheme").but(
            scheme={**SCHEME, "rounding": [{"at": "line", "places": 0}]}
        ),
        "scheme.rounding",
        {"steps": "line"},
    ),
    Refused(
        "a scheme without any step",
        asked("set_scheme").but(scheme={**SCHEME, "rounding": []}),
        "scheme.rounding",
        {"steps": "-"},
    ),
    Refused(
        "a step finer than a rupiah",
        asked("set_scheme").but(
            scheme={
                **SCHEME,
                "rounding": [{"at": "line", "places": 2}, {"at": "tax", "places": 0}],
            }
        ),
        "scheme.rounding",
        {"steps": "line, tax"},
    ),
    Refused(
        "a scheme that this release does not evaluate",
        asked("set_scheme")
        .after(a_method(award_criteria="costOnly", envelopes="two_files"))
        .but_with(whole_life),
        "scheme.not-evaluated-here",
        {"scheme": "costOnly, two_files"},
    ),
)

ACCEPTED = (
    Accepted(
        "a process keeps the epoch of the day",
        asked("open_process"),
        {"process_opened": {"ocid": PROCESS, "epoch": 0, "practice": True}},
    ),
    Accepted(
        "what the catalogue has, with an exception",
        asked("reason_method"),
        {"method_reasoned": {"method": "tender", "small_business": True}},
    ),
    Accepted(
        "what the catalogue does not have",
        asked("reason_method").but(
            catalogue={
                "checked_on": "2026-10-05",
                "listed": False,
                "evidence": "0" * 64,
            }
        ),
        {"method_reasoned": {"method": "tender"}},
    ),
    Accepted(
        "two files for a rating",
        asked("reason_method").but(
            award_criteria="ratedCriteria", envelopes="two_files"
        ),
        {"method_reasoned": {"envelopes": "two_files"}},
    ),
    Accepted(
        "a budget by the authority itself",
        asked("set_budget").by("pa", "authority"),
        {"budget_set": {"amount": "3150000000"}},
    ),
    Accepted(
        "an estimate of exactly the budget",
        asked("set_estimate").but(amount="3150000000"),
        {"estimate_set": {"amount": "3150000000", "set_on": "2026-10-15"}},
    ),
    Accepted(
        "an estimate counts its age from the legal day, not from that of UTC",
        asked("set_estimate").on("2026-10-16 00:30"),
        {"estimate_set": {"set_on": "2026-10-16"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_estimate_of_the_example_is_that_of_its_lines() -> None:
    """By hand: quantity times price, and 11 % on all of it (VAT of 12 % on 11/12)."""
    prices = {line.item: line.unit_price for line in EXAMPLE.estimate.lines}
    subtotal = sum(
        (item.quantity * prices[item.item] for item in EXAMPLE.works.items), Fraction(0)
    )

    scene = asked("set_estimate").scene()
    event = scene.decide().events[0]

    assert isinstance(event, happened.EstimateSet)
    assert number_text(event.amount) == number_text(subtotal * Fraction(111, 100))


def test_works_that_are_specified_again_want_another_estimate_and_order() -> None:
    """Both were of other works."""
    scene = asked("publish_tender").scene()
    (specified,) = asked("specify_works").scene().decide().events

    after = evolved(scene.state, specified, at=scene.act.at).preparation

    assert scene.state.preparation.estimate is not None
    assert (after.estimate, after.orders) == (None, None)
