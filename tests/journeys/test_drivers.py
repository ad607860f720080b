"""The tender of drivers: their firm changes, and they go along with what they are owed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ledger.replay import replay
from rules.documents.contracting import terms
from rules.documents.starting import worker_slips
from tests.journeys import drivers
from tests.journeys.cleaning import Journey, reasons
from tests.publication.reading import text_of


@pytest.fixture(scope="module")
def run() -> Journey:
    return drivers.journey()


def page(run: Journey, kind: str) -> str:
    """Return the text of the one document of *kind*."""
    (name,) = [
        name
        for name in run.opened.members
        if re.fullmatch(rf"renditions/[0-9]+-{kind}\.html", name)
    ]
    return text_of(run.opened.members[name].decode())


def test_it_comes_to_the_start_of_work(run: Journey) -> None:
    assert run.stopped is None
    assert run.state.stage == "started"
    assert run.way.office.due(run.way.course.process) == ()


def test_whoever_undertakes_no_transfer_fails_though_cheapest(run: Journey) -> None:
    result = run.state.evaluation.result
    assert result is not None
    prices = {line.bid: line.price or 0 for line in result.results}

    failed = {bid: rules for bid, rules in reasons(run).items() if rules}

    assert failed == {"p-03": ("eligibility.declared",)}
    assert min(prices, key=lambda bid: prices[bid]) == "p-03"


def test_the_provider_that_goes_may_bid_and_this_one_loses(run: Journey) -> None:
    assert run.state.preparation.parties["p-01"].offices == ("outgoing", "bidder")
    assert run.state.award.in_line()[0] == "p-02"


def test_service_with_a_provider_before_the_last_counts(run: Journey) -> None:
    """d-006's first month was not known; she was heard, and it goes into the contract."""
    roster = run.state.preparation.roster or {}
    reading = run.way.office.reading(run.state)
    signed: Any = terms(run.state, reading)["roster"]

    assert roster["d-006"].since == "2018-04"
    assert {"worker": "d-006", "since": "2018-04"}.items() <= next(
        p for p in signed["people"] if p["worker"] == "d-006"
    ).items()


def test_what_is_owed_is_shown_until_it_is_paid_and_stops_nothing(run: Journey) -> None:
    assert [a.arrear for a in run.state.handover.unsettled()] == ["hak-2"]
    reading = run.way.office.reading(run.state)
    slips: Any = worker_slips(run.state, reading, None)["slips"]
    by_worker = {slip["worker"]: slip for slip in slips}

    assert by_worker["d-008"]["arrears"][0]["state"] == "open"
    assert "arrears" not in by_worker["d-002"]
    assert by_worker["d-002"]["carried"]["paid_out"] == "1200000"


@pytest.mark.parametrize("kind", ["announcement", "contract", "worker-slips"])
def test_the_documents_say_by_which_regime_people_are_taken_over(
    run: Journey, kind: str
) -> None:
    text = page(run, kind)

    assert "Penyedia alih daya berganti" in text
    assert "PP 35/2021 Pasal 19 ayat (1)" in text
    assert "tender pertama" not in text


def test_the_contract_says_who_answers_for_what_arose_before(run: Journey) -> None:
    text = page(run, "contract")

    assert "Hak yang timbul sebelum hari mulai kerja dijawab oleh penyedia" in text
    assert "Paling lambat 28 hari sebelum kontrak ini berakhir" in text
    assert "perlu telaah bagian hukum" in text


def test_its_bundle_decides_itself_again(run: Journey) -> None:
    assert replay(run.opened).identical
