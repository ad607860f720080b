"""The tender of guards comes to the end that its package was made for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flows.steps import Taken
from ledger import note
from ledger.asked import Refused
from ledger.bundle import open_up, paper_name
from ledger.fsck import check
from ledger.replay import replay
from rules.documents.contracting import terms
from rules.documents.promising import graded
from rules.documents.starting import worker_slips
from scoring.merit.evaluation import evaluate
from scoring.merit.terms import BidValues, Terms
from tender.events.evaluation import BidResult
from tender.merit import Merit
from tender.merit.elements import GivenElement
from tender.offer import GradedPromise
from tests.journeys import security
from tests.journeys.cleaning import Journey, reasons
from tests.publication.reading import text_of

SHUT = ("bujp-03", "bujp-04")
"""The bids whose first file did not pass."""


@pytest.fixture(scope="module")
def run() -> Journey:
    return security.journey()


def results(run: Journey) -> dict[str, BidResult]:
    result = run.state.evaluation.result
    assert result is not None
    return {line.bid: line for line in result.results}


def test_it_comes_to_the_start_of_work(run: Journey) -> None:
    assert run.stopped is None
    assert run.state.stage == "started"
    assert run.way.office.due(run.way.course.process) == ()


@pytest.mark.parametrize(
    ("bid", "rank", "points"),
    [
        ("bujp-02", 1, ("4609/60", "94.01", "83.69")),
        ("bujp-06", 2, ("211834/3000", "95.79", "80.68")),
        ("bujp-01", 3, ("35293/600", "100", "75.29")),
        ("bujp-07", 4, ("26361/500", "98.09", "70.87")),
    ],
)
def test_points_and_ranks(
    run: Journey, bid: str, rank: int, points: tuple[str, str, str]
) -> None:
    """Worked by hand from the marks in acts.toml and the prices in bids/."""
    line = results(run)[bid]

    assert line.rank == rank
    assert (line.technical, line.price_score, line.total) == tuple(
        map(Fraction, points)
    )


def test_the_cheapest_has_the_best_papers_and_loses_by_its_promises(
    run: Journey,
) -> None:
    """Without the elements of commitment the cheapest of those who stand would win."""
    scheme = run.state.preparation.scheme
    assert scheme is not None
    assert scheme.merit is not None
    standing = [line for line in results(run).values() if line.rank is not None]
    cheapest = min(standing, key=lambda line: line.price or 0)
    winner = next(line for line in standing if line.rank == 1)
    merit = without_promises(scheme.merit)
    kept = {element.id for element in merit.elements}
    bids = [
        BidValues(
            bid=line.bid,
            price=line.price,
            values={
                one.element: (one.score,)
                for one in line.elements or ()
                if one.element in kept
            },
        )
        for line in standing
    ]

    assert cheapest.bid == "bujp-01" != winner.bid
    assert evaluate(Terms(merit=merit), bids).winner == cheapest.bid


def without_promises(merit: Merit) -> Merit:
    """Return the scheme without its promises, each score taken as points given."""
    kept = [one for one in merit.elements if one.kind != "commitment"]
    assert merit.price is not None
    weights = [one.weight for one in (*kept, merit.price)]
    left = sum((weight for weight in weights if weight is not None), Fraction(0))
    *of_elements, of_price = [(weight or 0) / left for weight in weights]
    return Merit(
        combine="weighted",
        elements=tuple(
            GivenElement(kind="given", id=one.id, max=one.max, weight=weight)
            for one, weight in zip(kept, of_elements, strict=True)
        ),
        price=merit.price.model_copy(update={"weight": of_price}),
    )


def test_who_failed_failed_by_what_the_package_made(run: Journey) -> None:
    assert {bid: rules for bid, rules in reasons(run).items() if rules} == {
        "bujp-03": ("threshold.element", "threshold.total"),
        "bujp-04": ("qualification.operating-licence",),
        "bujp-05": ("commitments.funded",),
    }


def test_an_unfunded_promise_names_both_cells(run: Journey) -> None:
    found = results(run)["bujp-05"].findings
    first = next(one for one in found if one.verdict == "fail")

    assert first.operands["promise"] == "commitments.pay[guard]"
    assert first.operands["price"] == "prices[wage-guard].unit_price"


def test_of_two_posts_the_worst_treated_counts(run: Journey) -> None:
    """bujp-07 promises 5 % more to the squad leaders and nothing to the guards."""
    elements = {e.element: e.score for e in results(run)["bujp-07"].elements or ()}

    assert elements["upah-di-atas"] == 0


@pytest.mark.parametrize("bid", SHUT)
def test_the_price_of_who_failed_the_first_file_is_shut_for_ever(
    run: Journey, bid: str
) -> None:
    sealed = run.state.bidding.bids[bid]
    shut = {item.ciphertext for item in sealed.objects("price")}
    released = {
        (share.bid, part)
        for (part, _), shares in run.state.opening.released.items()
        for share in shares
    }

    assert (bid, "technical") in run.state.opening.offers
    assert (bid, "price") not in run.state.opening.offers
    assert (bid, "price") not in released
    assert results(run)[bid].price is None
    for name in shut:
        assert f"ciphertexts/{name}.age" not in run.opened.members


def test_the_act_of_the_member_in_conflict_is_on_record_and_without_effect(
    run: Journey,
) -> None:
    refused = {
        step.act.party: step.answer.refusal.rule
        for _, step in run.way.steps
        if isinstance(step, Taken) and isinstance(step.answer, Refused)
    }
    (attempt,) = [
        event
        for moment in run.moments
        for event in moment.entry.events
        if event["tag"] == "act_by_conflicted_refused"
    ]
    committee = run.state.preparation.committee
    assert committee is not None

    assert refused == {"pokja-3": "committee.conflicted"}
    assert attempt["member"] == "pokja-3"
    assert committee.members == ("pokja-1", "pokja-2", "pokja-4")
    assert {key[2] for key in run.state.evaluation.marks} == set(committee.members)
    issued = run.state.fulfilment.documents
    (at,) = [
        count
        for count, one in enumerate(issued, start=1)
        if one.document.kind == "technical_minutes"
    ]
    minutes = (
        run.way.office.papers / paper_name(at, "technical_minutes", None)
    ).with_suffix(".html")
    text = text_of(minutes.read_text(encoding="utf-8"))
    assert "Anggota Pokja 3 (latihan) menyatakan benturan kepentingan" in text
    assert "tidak lagi menjadi anggota" in text


def test_documents_say_who_says_so_and_of_which_day(run: Journey) -> None:
    """The minutes of the technical part tell the facts by which a bid fails, letters all."""
    fact = "Polda Jambi | Senin, 26 Oktober 2026"
    lacking = "sumatera-selatan sampai 9 Agustus 2028, menurut Polda Jambi per 26 Oktober 2026"

    minutes, letter = (
        page(run, "technical_minutes"),
        page(run, "result_letter", "bujp-02"),
    )

    assert fact in minutes
    assert lacking in minutes
    assert "Ditjen AHU" not in minutes
    assert fact in letter
    assert "perseroan terbatas | Ditjen AHU | Jumat, 23 Oktober 2026" in letter


def page(run: Journey, kind: str, about: str | None = None) -> str:
    """Return what a document of the run says."""
    (at,) = [
        count
        for count, one in enumerate(run.state.fulfilment.documents, start=1)
        if (one.document.kind, one.document.about) == (kind, about)
    ]
    path = run.way.office.papers / paper_name(at, kind, about)
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    return " ".join(text_of(html).split())


def test_a_lost_trustee_holds_up_nothing(run: Journey) -> None:
    """Three of five are enough; one of them never comes to either opening."""
    opening = run.state.opening

    assert len(opening.trustees("technical")) == len(opening.trustees("price")) == 3
    for part in ("technical", "price"):
        assert "kunci-hukum" not in opening.trustees(part)


def test_the_objection_was_answered(run: Journey) -> None:
    award = run.state.award

    assert set(award.objections) == {"sanggah-1"}
    assert award.open_objections() == ()


def test_its_bundles_are_decided_again(run: Journey) -> None:
    public, auditors = replay(run.opened), replay(open_up(run.auditors))

    assert public.identical
    assert auditors.identical
    assert public.facts == auditors.facts
    assert public.digest == auditors.digest


def test_its_ledger_is_whole(run: Journey) -> None:
    office = run.way.office
    key = note.key(office.ledger.origin, office.ledger.seed)
    with run.way.home.store.read() as snapshot:
        found = check(snapshot, office.blobs, key, office.private)

    assert found.faults == ()


def test_contract_and_slips_tell_what_was_promised_beyond_what_is_owed(
    run: Journey,
) -> None:
    reading = run.way.office.reading(run.state)
    told = [
        {"promise": "tenure_recognised", "value": "6"},
        {"promise": "training", "value": "24"},
        {"promise": "start_without_gap", "value": "0"},
    ]
    in_contract = terms(run.state, reading)["graded"]
    on_slips = worker_slips(run.state, reading, None)["promises"]

    assert isinstance(in_contract, list)
    assert isinstance(on_slips, dict)
    for line, expected in zip(in_contract, told, strict=True):
        assert isinstance(line, dict)
        assert expected.items() <= line.items()
        assert "post" not in line
    assert on_slips["graded"] == in_contract


def test_each_post_is_told_its_own_promise(run: Journey) -> None:
    """Where a promise differs by post, each post has a line."""
    bid = run.state.opening.offers[("bujp-02", "technical")]
    assert bid.commitments is not None
    promised = bid.commitments.model_copy(
        update={
            "graded": (
                GradedPromise(element="pelatihan", value=Fraction(8)),
                GradedPromise(
                    element="pelatihan", value=Fraction(16), post="squad-leader"
                ),
            )
        }
    )

    told = graded(run.state, promised)["graded"]

    assert isinstance(told, list)
    assert [(one["post"], one["value"]) for one in told if isinstance(one, dict)] == [
        ("guard", "8"),
        ("squad-leader", "16"),
    ]


def test_its_papers_tell_of_every_step_and_every_worker(run: Journey) -> None:
    kinds = [one.document.kind for one in run.state.fulfilment.documents]

    assert {"clarification_minutes", "start_order", "worker_slips"} <= set(kinds)
    assert kinds.count("result_letter") == len(results(run))
