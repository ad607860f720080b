"""Values: a tender sets what a rule reads, in its form, and nothing that the law has."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from rules import choices
from rules.choices import CHOOSABLE, TOGETHER
from rules.terms import labour_terms, price_terms
from tender.codes import Component
from tender.values import Value
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Refused, Scene, asked, names, with_part

KNOWN = (
    "labour.floor_gate, insurance.pension, wage.follows_decree, wage.expected_rise, fee.least, fee.base, "
    "outage.silence, outage.extension, question.answer_limit, question.extension"
)
SHARE = "0 < x <= 0.5 [share]"
MINUTES = "1, ..., 1440 [minutes]"
HOURS = "1, ..., 240 [hours]"
COMPONENTS = " ".join(c for c in get_args(Component) if c != "fee") + " [components]"


def in_earnest(scene: Scene) -> Scene:
    """Have the process be none of practice."""
    process = scene.state.process.model_copy(update={"practice": False})
    return scene._replace(state=with_part(scene.state, "preparation", process=process))


REFUSED = (
    Refused(
        "a value that the law has",
        asked("choose_value").but(id="price.reasonable_from"),
        "value.set-by-law",
        {
            "id": "price.reasonable_from",
            "source": "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022",
        },
    ),
    *(
        Refused(
            f"a value {value_id} that no rule reads",
            asked("choose_value").but(id=value_id),
            "value.not-choosable",
            {"id": value_id, "known": KNOWN},
        )
        for value_id in ("uniform.colour", "fee.most", "outage.silences")
    ),
    *(
        Refused(
            f"{value_id} = {value} [{unit}]",
            asked("choose_value").but(id=value_id, value=value, unit=unit),
            "value.wrong-form",
            {"id": value_id, "found": f"{value} [{unit}]", "expected": expected},
        )
        for value_id, value, unit, expected in (
            ("labour.floor_gate", "True", "flag", "true | false [flag]"),
            ("labour.floor_gate", "1", "flag", "true | false [flag]"),
            ("insurance.pension", "yes", "flag", "true | false [flag]"),
            ("wage.follows_decree", "true", "code", "true | false [flag]"),
            ("fee.least", "banana", "share", SHARE),
            ("fee.least", "5", "share", SHARE),
            ("fee.least", "0", "share", SHARE),
            ("fee.least", "0.50", "share", SHARE),
            ("fee.least", "0.500001", "share", SHARE),
            ("fee.least", "-0.08", "share", SHARE),
            ("fee.least", "8", "percent", SHARE),
            ("fee.base", "gold silver", "components", COMPONENTS),
            ("fee.base", "wage wage", "components", COMPONENTS),
            ("fee.base", "wage fee", "components", COMPONENTS),
            ("fee.base", "wage, thr", "components", COMPONENTS),
            ("fee.base", "wage  thr", "components", COMPONENTS),
            ("outage.silence", "banana", "minutes", MINUTES),
            ("outage.silence", "-1", "minutes", MINUTES),
            ("outage.silence", "0", "minutes", MINUTES),
            ("outage.silence", "0.5", "minutes", MINUTES),
            ("outage.silence", "1441", "minutes", MINUTES),
            ("outage.silence", "60", "hours", MINUTES),
            ("outage.extension", "99999999999999", "hours", HOURS),
            ("outage.extension", "241", "hours", HOURS),
        )
    ),
    Refused(
        "a confirmation of practice, outside it",
        asked("confirm_value").then(in_earnest),
        "value.practice-citation",
        {
            "id": "stage.announcement.least",
            "citation": "latihan, belum dikonfirmasi",
        },
    ),
    Refused(
        "the same, shouted",
        asked("confirm_value")
        .but(citation="LATIHAN, belum dikonfirmasi!")
        .then(in_earnest),
        "value.practice-citation",
        {
            "id": "stage.announcement.least",
            "citation": "LATIHAN, belum dikonfirmasi!",
        },
    ),
    Refused(
        "a confirmation of what was read in the text",
        asked("confirm_value").but(id="bond.share"),
        "value.needs-no-confirmation",
        {"id": "bond.share"},
    ),
    Refused(
        "a confirmation of what there is not",
        asked("confirm_value").but(id="bond.colour"),
        "value.needs-no-confirmation",
        {"id": "bond.colour"},
    ),
)

ACCEPTED = (
    *(
        Accepted(
            f"{value_id} = {value}",
            asked("choose_value").but(id=value_id, value=value, unit=unit),
            {"value_chosen": {"id": value_id, "chosen_on": "2026-10-14"}},
        )
        for value_id, value, unit in (
            ("labour.floor_gate", "false", "flag"),
            ("wage.follows_decree", "true", "flag"),
            ("fee.least", "0.5", "share"),
            ("fee.least", "1/12", "share"),
            ("fee.base", "wage", "components"),
            ("outage.silence", "1", "minutes"),
            ("outage.silence", "1440", "minutes"),
            ("outage.extension", "240", "hours"),
        )
    ),
    Accepted(
        "a confirmation outside practice, with the article",
        asked("confirm_value")
        .but(citation="Peraturan LKPP 12/2021 Lampiran I angka 4.2.1")
        .then(in_earnest),
        {"value_confirmed": {"id": "stage.announcement.least"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_what_the_example_chooses_may_be_chosen() -> None:
    for choice in package().choices:
        assert choice.unit == CHOOSABLE[choice.id].unit
        assert CHOOSABLE[choice.id].fits(choice.value)


def test_values_that_are_read_together_may_both_be_chosen() -> None:
    assert TOGETHER.keys() | set(TOGETHER.values()) <= CHOOSABLE.keys()
    assert choices.lacking({"fee.base": 1, "outage.extension": 1}) == ()
    assert choices.lacking({"fee.least": 1}) == (("fee.least", "fee.base"),)


@pytest.mark.parametrize(("word", "on"), [("true", True), ("false", False)])
def test_a_flag_is_what_it_says_and_not_that_it_is_there(
    word: str, *, on: bool
) -> None:
    scene = asked("publish_tender").scene()
    values = scene.state.values
    for name in ("labour.floor_gate", "insurance.pension"):
        values = values.choosing(
            Value(
                id=name,
                value=word,
                unit="flag",
                from_=date(2026, 10, 1),
                source="LDP 1",
                status="chosen",
            )
        )
    reading = values.over(scene.pack.values)

    assert price_terms(reading).labour_floor is on
    assert ("pension" in labour_terms(reading).owed) is on
