"""Under a preference documents show the price compared beside the price of the contract."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

from publication.documents import render_html
from rules.documents import document_data
from tender.canonical import digest
from tender.preference import Preference
from tender.state import State
from tests.publication import samples
from tests.publication.reading import text_of


@cache
def preferring() -> State:
    """Return the tender where p03 declares that nine tenths of its price are domestic."""
    opened = samples.state()
    part = opened.preparation
    assert part.scheme is not None
    quarter = Preference(most=Fraction(1, 4), least=Fraction(1, 4))
    scheme = part.scheme.model_copy(update={"preference": quarter})
    own = opened.opening.offers["p03", "all"]
    declared = own.model_copy(update={"local_content": Fraction(9, 10)})
    offers = {**opened.opening.offers, ("p03", "all"): declared}
    changed = replace(
        opened,
        preparation=replace(part, scheme=scheme),
        opening=replace(opened.opening, offers=offers),
        evaluation=replace(opened.evaluation, result=None),
    )
    return samples.with_award(samples.with_result(changed, samples.reading()))


def drawn(kind: str, about: str | None = None) -> str:
    data = document_data(preferring(), samples.reading(), kind, about)
    page = text_of(render_html(data, "1", digest(data), {}))
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_report_ranks_by_the_evaluated_price_and_shows_both() -> None:
    page = drawn("selection_report")

    assert "2.940.502.421 | 2.278.889.376,275" in page
    assert "Peringkat menurut HEA" in page


def test_the_letter_works_the_evaluated_price_out() -> None:
    page = drawn("result_letter", "p03")

    assert "KP: TKDN 90%" in page
    assert "HEA: (1" in page


def test_the_award_is_at_the_real_price() -> None:
    award = preferring().award

    assert award.proposed is not None
    assert (award.proposed.winner, award.proposed.price) == ("p03", 2_940_502_421)


def test_the_announcement_says_how_it_is_reckoned() -> None:
    page = drawn("announcement")

    assert "paling tinggi 25%, mulai TKDN 25%" in page


def test_a_tender_without_one_speaks_of_none() -> None:
    data = samples.data("selection_report")

    assert "HEA" not in text_of(render_html(data, "1", digest(data), {}))
