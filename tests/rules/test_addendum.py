"""A wage that follows the decree: what the contract comes to, and where it does not follow."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rules.due import due
from rules.wage_addendum import addendum
from tender.commands.fulfilment import AcceptAddendum, AdjustWages
from tender.commands.preparation.process import SetBudget
from tender.events.fulfilment import (
    AddendumConcluded,
    DocumentIssued,
    WagesAdjusted,
)
from tests.journeys.cleaning import package
from tests.rules.scenes import (
    SIGNATURE,
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    with_part,
)

EXAMPLE = package()
UMK = 3_651_917
PRICE = 3_015_892_085  # p-07's, with VAT; its posts are paid the UMK
CONTRACTED = asked("order_start")
ENOUGH = 3_400_000_000
"""A budget that leaves more than the tenth by which a contract may rise."""


def adjusting(wage: int = 3_797_994, **more: object) -> Plan:
    """Return what the officer asks for: a wage 4 % higher, if none is named."""
    command = AdjustWages.from_json(
        {
            "tag": "adjust_wages",
            "number": "027/121/PPK/2026",
            "minimum_wage": str(wage),
            "decree": "Keputusan Gubernur Jambi tentang UMK 2027",
            "paper": "0" * 64,
            "effective": "2027-01-01",
            **more,
        }
    )
    return CONTRACTED.instead(command).by("ppk", "ppk", SIGNATURE)


def accepting(number: str = "027/121/PPK/2026", party: str = "p-07") -> Plan:
    command = AcceptAddendum.from_json({"tag": "accept_addendum", "number": number})
    return CONTRACTED.instead(command).by(party, "bidder", SIGNATURE)


def raising(amount: int, **more: object) -> Plan:
    """Return the authority's word that there is more money."""
    budget = EXAMPLE.budget.to_json()
    command = SetBudget.from_json(
        {"tag": "set_budget", **budget, "amount": str(amount), **more}
    )
    return CONTRACTED.instead(command).by("pa", "authority", "server")


def with_budget(plan: Plan, amount: int = ENOUGH) -> Plan:
    """Have the budget another amount."""

    def change(scene: Scene) -> Scene:
        budget = scene.state.preparation.budget
        assert budget is not None
        more = budget.model_copy(update={"amount": amount})
        return scene._replace(state=with_part(scene.state, "preparation", budget=more))

    return plan.then(change)


def without_clause(scene: Scene) -> Scene:
    """Have the tender not choose that wages follow the decree."""
    values = scene.state.values
    chosen = {k: v for k, v in values.chosen.items() if k != "wage.follows_decree"}
    state = replace(scene.state, values=replace(values, chosen=chosen))
    return scene._replace(state=state)


def proposed(plan: Plan | None = None) -> WagesAdjusted:
    (event,) = (plan or adjusting()).scene().decide().events
    assert isinstance(event, WagesAdjusted)
    return event


def after_proposal(plan: Plan) -> Plan:
    """Return *plan* once the officer has proposed."""
    return plan.then(
        lambda scene: CONTRACTED.after(proposed()).scene()._replace(act=scene.act)
    )


def after_agreement(plan: Plan) -> Plan:
    """Return *plan* once the addendum stands."""
    agreed = AddendumConcluded(number="027/121/PPK/2026")
    return plan.then(
        lambda scene: (
            CONTRACTED.after(proposed(), agreed).scene()._replace(act=scene.act)
        )
    )


REFUSED = (
    Refused(
        "an addendum where the tender has no clause for it",
        adjusting().then(without_clause),
        "addendum.no-clause",
    ),
    Refused(
        "a second addendum",
        after_agreement(adjusting(number="027/122/PPK/2026")),
        "addendum.adjusted-already",
        {"number": "027/121/PPK/2026"},
    ),
    Refused(
        "another proposal under the number of the first",
        after_proposal(adjusting(3_800_000)),
        "addendum.number",
        {"number": "027/121/PPK/2026"},
    ),
    Refused(
        "a budget raised by the officer",
        raising(ENOUGH).by("ppk", "ppk", "server"),
        "budget.after-contract",
        {"fault": "not_the_authority"},
    ),
    Refused(
        "a budget that stays as it was",
        raising(3_150_000_000),
        "budget.after-contract",
        {"fault": "not_greater"},
    ),
    Refused(
        "a greater budget of another year",
        raising(ENOUGH, year=2028),
        "budget.after-contract",
        {"fault": "other_than_amount"},
    ),
    Refused(
        "a wage from the middle of a month on",
        adjusting(effective="2027-03-15"),
        "addendum.effective",
        {"found": "2027-03-15", "starts": "2027-01-01", "ends": "2027-12-31"},
    ),
    Refused(
        "a wage of the year after the contract",
        adjusting(effective="2028-01-01"),
        "addendum.effective",
        {"found": "2028-01-01", "starts": "2027-01-01", "ends": "2027-12-31"},
    ),
    Refused(
        "a wage below the one in force",
        adjusting(UMK - 1),
        "addendum.below-minimum",
        {
            "found": "3651916",
            "minimum": "3651917",
            "source": "UMK Muaro Jambi 2026, Keputusan Gubernur Jambi (24 Desember 2025)",
        },
    ),
    Refused(
        "a wage that everybody is paid already",
        adjusting(UMK),
        "addendum.nothing-rises",
        {"paid": "3651917", "found": "3651917"},
    ),
    Refused(
        "a rupiah above what the tenth of the price pays for",
        with_budget(adjusting(4_096_768)),
        "addendum.over-cap",
        {
            "before": "3015892085",
            "price": "3317481820",
            "cap": "0.1",
            "highest": "4096767",
        },
    ),
    Refused(
        "what the example's budget does not pay for",
        adjusting(3_947_358),
        "addendum.over-budget",
        {
            "before": "3015892085",
            "price": "3213142011",
            "budget": "3150000000",
            "highest": "3855160",
        },
    ),
    Refused(
        "an agreement before there is anything to agree to",
        accepting(),
        "addendum.not-proposed",
        {"found": "027/121/PPK/2026", "expected": "-"},
    ),
    Refused(
        "an agreement to another number",
        after_proposal(accepting("1")),
        "addendum.not-proposed",
        {"found": "1", "expected": "027/121/PPK/2026"},
    ),
    Refused(
        "a second agreement",
        after_agreement(accepting()),
        "addendum.not-proposed",
        {"found": "027/121/PPK/2026", "expected": "-"},
    ),
    Refused(
        "the agreement of another bidder",
        after_proposal(accepting(party="p-06")),
        "contract.not-the-supplier",
        {"party": "p-06"},
    ),
    Refused(
        "an addendum that the officer has not signed",
        adjusting().by("ppk", "ppk", "server"),
        "proof.unsigned",
        {"command": "adjust_wages", "office": "ppk", "party": "ppk"},
    ),
)

ACCEPTED = (
    Accepted(
        "a wage 8.09 % higher, which makes this contract 6.54 % dearer",
        with_budget(adjusting(3_947_358)),
        {
            "wages_adjusted": {
                "minimum_wage": "3947358",
                "before": "3015892085",
                "price": "3213142011",
            }
        },
    ),
    Accepted(
        "the highest wage that the tenth pays for",
        with_budget(adjusting(4_096_767)),
        {"wages_adjusted": {"price": "3317481261"}},
    ),
    Accepted(
        "the highest wage that the example's budget pays for",
        adjusting(3_855_160),
        {"wages_adjusted": {"minimum_wage": "3855160"}},
    ),
    Accepted(
        "a wage that holds since before the work starts",
        adjusting(effective="2026-12-15"),
        {"wages_adjusted": {"before": "3015892085"}},
    ),
    Accepted(
        "another proposal in the place of one with a mistake",
        after_proposal(adjusting(3_800_000, number="027/122/PPK/2026")),
        {"wages_adjusted": {"minimum_wage": "3800000", "number": "027/122/PPK/2026"}},
    ),
    Accepted(
        "a budget that the authority has raised",
        raising(ENOUGH),
        {"budget_set": {"amount": str(ENOUGH)}},
    ),
    Accepted(
        "the supplier's agreement",
        after_proposal(accepting()),
        {"addendum_concluded": {"number": "027/121/PPK/2026"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_eight_percent_more_wage_is_six_and_a_half_of_this_contract() -> None:
    """Less than the 7.00 % of a contract at the estimate's cost: its fee is more of it."""
    event = proposed(with_budget(adjusting(3_947_358)))
    rise = event.price - event.before

    assert event.before == PRICE
    assert rise == 197_249_926
    assert round(Fraction(rise, PRICE) * 10_000) == 654
    assert rise == round(Fraction(111, 100) * sum(line.amount for line in event.lines))


def test_fee_and_materials_do_not_rise() -> None:
    event = proposed()
    risen = {item for line in event.lines for item in line.items}

    assert all(line.amount > 0 for line in event.lines)
    assert "wage-cleaner" in risen
    assert not risen & {"fee", "materials", "uniform", "equipment", "training"}


def test_a_wage_that_rises_in_march_is_paid_for_ten_months() -> None:
    march, whole = proposed(adjusting(effective="2027-03-01")), proposed()

    def wages(event: WagesAdjusted) -> list[int]:
        return [line.amount for line in event.lines]

    assert [12 * a for a in wages(march)] == [10 * a for a in wages(whole)]


def test_a_pack_that_has_the_new_wage_already_gives_the_same_addendum() -> None:
    """The decree comes into the law of the day before or after somebody reckons with it."""
    later = adjusting().under(**{"labour.minimum_wage": "3797994"})

    assert proposed(later) == proposed()


def test_the_price_of_the_labour_itself_does_not_rise_by_tax_where_tax_is_on_the_fee() -> (
    None
):
    scene = adjusting().scene()
    scheme = scene.state.preparation.scheme
    assert scheme is not None
    itemised = scheme.model_copy(update={"vat_mode": "labour_supply_itemised"})
    state = with_part(scene.state, "preparation", scheme=itemised)
    event = scene._replace(state=state).decide().events[0]
    assert isinstance(event, WagesAdjusted)

    assert event.price - event.before == sum(line.amount for line in event.lines)


def waited(plan: Plan) -> list[tuple[str, str, str]]:
    scene = plan.scene()
    return [
        (step.command, step.who, step.about)
        for step in due(scene.state, scene.pack)
        if "addendum" in f"{step.command} {step.about}"
        or step.command == "adjust_wages"
    ]


NEW_WAGE = {"labour.minimum_wage": "3797994"}


def test_the_addendum_is_waited_for_once_the_law_of_the_day_has_a_higher_wage() -> None:
    assert waited(CONTRACTED) == []
    assert waited(CONTRACTED.under(**NEW_WAGE)) == [("adjust_wages", "ppk", "")]
    assert waited(CONTRACTED.under(**NEW_WAGE).then(without_clause)) == []


def test_so_it_is_when_the_work_has_started() -> None:
    (started,) = CONTRACTED.scene().decide().events

    assert waited(CONTRACTED.after(started).under(**NEW_WAGE)) == [
        ("adjust_wages", "ppk", "")
    ]


def test_then_the_supplier_is_waited_for_and_then_the_document() -> None:
    agreed = AddendumConcluded(number="027/121/PPK/2026")

    assert waited(CONTRACTED.after(proposed())) == [
        ("accept_addendum", "bidder", "p-07")
    ]
    assert waited(CONTRACTED.after(proposed(), agreed)) == [
        ("issue_document", "engine", "contract_addendum")
    ]


def test_nobody_is_waited_for_where_the_contract_cannot_follow() -> None:
    """Whoever asked would be refused; the refusal says how far it could."""
    law = {"labour.minimum_wage": "3947358"}

    assert waited(CONTRACTED.under(**law)) == []
    assert waited(with_budget(CONTRACTED.under(**law))) == [("adjust_wages", "ppk", "")]


def test_no_post_has_more_months_than_its_own() -> None:
    """A post that is bought for less than the contract's time is reckoned with its own."""
    scene = adjusting().scene()
    works = scene.state.preparation.works
    assert works is not None
    short = works.model_copy(
        update={"posts": tuple(p.model_copy(update={"months": 6}) for p in works.posts)}
    )
    state = with_part(scene.state, "preparation", works=short)
    reading = state.values.over(scene.pack.values)

    found = addendum(state, reading, 3_797_994, short.starts_on.replace(month=3))

    assert {p.months for p in found.costing.staff.posts} == {6}


def test_sheets_that_say_the_old_pay_are_made_anew() -> None:
    """And nothing else that was issued falls."""
    issued = [
        DocumentIssued.from_json(
            {
                "tag": "document_issued",
                "kind": kind,
                "number": f"1/{kind}",
                "as_of_seq": 1,
                "data_sha256": "0" * 64,
                "html_sha256": "0" * 64,
                "template_sha256": "0" * 64,
            }
        )
        for kind in ("contract", "worker_slips")
    ]
    agreed = AddendumConcluded(number="027/121/PPK/2026")
    part = CONTRACTED.after(*issued, proposed(), agreed).scene().state.fulfilment

    assert part.issued("worker_slips") is None
    assert part.issued("contract") is not None
