"""A line of the contract that is imbalanced says what is paid beyond the bill."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from publication.documents import render_html
from rules.documents.contracting import contract
from tender.canonical import digest
from tender.commands.evaluation import PriceJudgement
from tender.state import State
from tests.publication import samples
from tests.publication.cleaning import DETAIL, PRICES
from tests.publication.reading import text_of


def imbalanced(verdict: str, estimate: Fraction) -> State:
    """Return the contract of p03, whose equipment was judged against an *estimate*."""
    then = samples.state()
    judged = PriceJudgement.from_json(
        {
            "bid": "p03",
            "test": "imbalance",
            "item": "equipment",
            "verdict": verdict,
            "reason": "Tidak dijelaskan.",
        }
    )
    lines = tuple(
        line.model_copy(update={"unit_price": estimate})
        if line.item == "equipment"
        else line
        for line in DETAIL.lines
    )
    return replace(
        then,
        preparation=replace(
            then.preparation, detail=DETAIL.model_copy(update={"lines": lines})
        ),
        evaluation=replace(
            then.evaluation,
            prices={
                ("p03", "imbalance", "equipment"): samples.as_found(judged),
            },
        ),
    )


def beyond(then: State) -> list[str]:
    """Return what the lines of the contract say of quantities beyond the bill."""
    data: Any = contract(then, samples.reading(), None)
    lines = data["terms"]["lines"]
    return [line["beyond_the_bill"] for line in lines if "beyond_the_bill" in line]


OFFERED = Fraction(PRICES["equipment"])
HALF = OFFERED / 2


def test_the_estimate_s_unit_price_holds_beyond_the_bill() -> None:
    assert beyond(imbalanced("rejected", HALF)) == [str(int(HALF))]


def test_a_price_that_was_explained_holds_for_any_quantity() -> None:
    assert beyond(imbalanced("accepted", HALF)) == []


def test_at_110_percent_a_negotiated_price_is_imbalanced_no_more() -> None:
    assert beyond(imbalanced("rejected", OFFERED / Fraction(11, 10))) == []


def test_the_annex_names_the_article_and_that_it_is_recalled() -> None:
    data = {
        **samples.data("contract"),
        "terms": contract(imbalanced("rejected", HALF), samples.reading(), None)[
            "terms"
        ],
    }

    page = text_of(render_html(data, "1", digest(data), {}))

    assert "Harga satuan timpang: hanya berlaku untuk volume dalam daftar ini." in page
    assert "(harga satuan HPS untuk volume tambahan)" in page
    assert "dari ingatan" in page.lower()
