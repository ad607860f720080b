"""What the budget pays for, as the announcement tells it before anything is promised."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any, cast

import pytest

from rules.documents import Unready, affordability
from tender.state import State
from tests.publication import samples
from tests.publication.cleaning import BUDGET, ESTIMATE
from tests.publication.drawing import html_of
from tests.publication.reading import text_of


def told(state: State) -> dict[str, Any]:
    return cast("dict[str, Any]", affordability(state, samples.reading()))


def modes(state: State) -> dict[str, dict[str, Any]]:
    return {line["mode"]: line for line in told(state)["modes"]}


def test_in_the_mode_of_the_estimate_a_post_is_the_estimate_shared() -> None:
    own = modes(samples.state())["full_price"]

    post = ceil(ESTIMATE / 42)
    assert (own["total"], own["post"]) == (str(ESTIMATE), str(post))
    assert own["posts"] == BUDGET.amount // post == 42
    assert own["left"] == 44 - 42


def test_the_parts_come_to_the_whole_in_either_mode() -> None:
    found = told(samples.state())

    for line in found["modes"]:
        parts = (found["mandatory"], found["other"], line["vat"])
        assert sum(map(Fraction, parts)) == Fraction(line["total"])


def test_the_other_mode_taxes_what_is_not_labour_alone() -> None:
    found = told(samples.state())
    itemised = modes(samples.state())["labour_supply_itemised"]

    vat = Fraction(11, 100) * int(found["other"])
    assert abs(Fraction(itemised["vat"]) - vat) <= Fraction(1, 2)
    assert itemised["posts"] > 42
    assert itemised["left"] == max(0, 44 - itemised["posts"])


def test_an_estimate_that_was_itemised_is_untaxed_in_that_mode() -> None:
    state = samples.state()
    estimate = state.preparation.estimate
    assert estimate is not None
    itemised = estimate.model_copy(update={"vat_mode": "labour_supply_itemised"})
    other = replace(state, preparation=replace(state.preparation, estimate=itemised))

    found = modes(other)

    assert found["labour_supply_itemised"]["total"] == str(ESTIMATE)
    assert Fraction(found["full_price"]["total"]) > ESTIMATE


@pytest.mark.parametrize("lacking", ["budget", "estimate", "roster", "works", "scheme"])
def test_it_is_not_told_before_it_can_be(lacking: str) -> None:
    state = samples.state()
    short = replace(state.preparation, **{lacking: None})  # type: ignore[arg-type]

    with pytest.raises(Unready, match=lacking):
        affordability(replace(state, preparation=short), samples.reading())


def test_the_announcement_says_it_plainly() -> None:
    text = text_of(html_of("announcement"))

    assert (
        "atas seluruh harga, seperti HPS ini | 296.073.819 | 71.134.620 | 42 | 2"
        in text
    )
    assert (
        "Pagu Rp3.050.000.000 membayar 42 posisi bagi 44 orang yang bekerja hari ini. "
        "Tender ini membeli 42 posisi; 2 orang tidak memperoleh posisi dan masuk daftar "
        "tunggu di bawah." in text
    )
