"""Requirements: declared, attached, judged; and the proof of qualification."""

import pytest

from scoring.eligibility import (
    PHASES,
    Answers,
    phase_tests,
    proof_test,
    requirement_test,
)
from scoring.explanation import finding
from tender.commands.evaluation import Judgement
from tender.offer import Attachment, Evidence, Response
from tests.scoring.builders import (
    a_judgement,
    a_proof,
    a_requirement,
    a_response,
    a_scheme,
    an_offer,
    verdicts,
)

ELSEWHERE = Evidence(attachment="b" * 64, page=1)
YES, NO = a_response("iso"), a_response("iso", answer=False)
BARE_YES = a_response("iso", pages=0)


def answers(*responses: Response, judgement: Judgement | None = None) -> Answers:
    return Answers(
        bid="melati",
        offer=an_offer(responses=responses),
        judgements={} if judgement is None else {"iso": judgement},
    )


@pytest.mark.parametrize(
    ("responses", "declared", "attached"),
    [
        pytest.param((YES,), "pass", "pass", id="yes, with a page"),
        pytest.param((BARE_YES,), "pass", "fail", id="yes, without a page"),
        pytest.param((NO,), "fail", "fail", id="no, whatever is attached"),
        pytest.param((), "fail", "fail", id="nothing"),
        pytest.param((YES, NO), "fail", "fail", id="yes and no is no"),
        pytest.param((YES, BARE_YES), "pass", "pass", id="yes, twice"),
        pytest.param((a_response("smk3"),), "fail", "fail", id="another requirement"),
        pytest.param(
            (Response(requirement="iso", answer=True, evidence=(ELSEWHERE,)),),
            "pass",
            "fail",
            id="a page of a paper that the offer does not list",
        ),
    ],
)
def test_what_is_declared_and_attached_is_computed(
    responses: tuple[Response, ...], declared: str, attached: str
) -> None:
    given = answers(*responses)

    found = [
        requirement_test(a_requirement("iso", test=test), given).result
        for test in ("declared", "attached", "judged")
    ]

    proved = "fail" if attached == "fail" else "pending"
    assert found == [declared, attached, proved]


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        (None, "pending"),
        (a_judgement("melati", "iso", "met"), "pass"),
        (a_judgement("melati", "iso", "not_met"), "fail"),
    ],
)
def test_a_person_judges_what_is_attached(
    judgement: Judgement | None, expected: str
) -> None:
    test = requirement_test(a_requirement("iso"), answers(YES, judgement=judgement))

    assert test.result == expected


def test_a_judgement_cannot_mend_what_was_not_attached() -> None:
    """An answer to an enquiry changes no bid, nor does a kind committee."""
    met = a_judgement("melati", "iso", "met")

    test = requirement_test(a_requirement("iso"), answers(BARE_YES, judgement=met))

    assert test.result == "fail"


def test_a_no_points_at_the_reason_and_the_pages() -> None:
    not_met = a_judgement("melati", "iso", "not_met")

    found = finding(
        requirement_test(a_requirement("iso"), answers(YES, judgement=not_met))
    )

    assert found.rule == "eligibility.judged"
    assert found.operands == {
        "requirement": "iso",
        "answer": "yes",
        "evidence": "paper#1",
        "judgement": "not_met",
        "seen": "paper#1",
        "reason": "judgements[melati][iso].reason",
    }


def test_a_page_of_another_paper_is_told_as_such() -> None:
    elsewhere = a_judgement("melati", "iso").model_copy(
        update={"evidence": (ELSEWHERE,)}
    )

    test = requirement_test(a_requirement("iso"), answers(YES, judgement=elsewhere))

    assert test.value("seen") == "unlisted#1"


def test_phases_come_in_the_legal_order() -> None:
    assert PHASES == ("administrative", "qualification", "technical")


def test_a_phase_tests_all_of_its_requirements() -> None:
    scheme = a_scheme(
        requirements=(
            a_requirement("iso", "qualification", "declared"),
            a_requirement("staff", "technical", "declared"),
            a_requirement("smk3", "qualification", "declared"),
        )
    )

    tests = phase_tests("qualification", answers(NO), scheme)

    assert verdicts(tests) == {"requirement/iso": "fail", "requirement/smk3": "fail"}


@pytest.mark.parametrize(
    ("days", "expected"), [(None, "fail"), (59, "fail"), (60, "pass"), (90, "pass")]
)
def test_a_bid_stands_for_as_long_as_was_asked(days: int | None, expected: str) -> None:
    given = Answers(bid="melati", offer=an_offer(validity_days=days), judgements={})

    first, *_ = phase_tests("administrative", given, a_scheme(validity_days=60))

    assert (first.rule, first.result) == ("eligibility.validity", expected)


def test_a_paper_may_be_listed_and_shown_nowhere() -> None:
    other = Attachment(
        name="other", media_type="application/pdf", size=1, sha256="b" * 64
    )
    offer = an_offer(responses=(YES,)).model_copy(update={"attachments": (other,)})

    test = requirement_test(
        a_requirement("iso", test="attached"),
        Answers(bid="melati", offer=offer, judgements={}),
    )

    assert (test.result, test.value("evidence")) == ("fail", "none")


class TestProof:
    def test_nobody_has_seen_the_originals_yet(self) -> None:
        assert proof_test("melati", None).result == "pending"

    def test_the_originals_were_seen(self) -> None:
        assert proof_test("melati", a_proof("melati")).result == "pass"

    @pytest.mark.parametrize("verdict", ["not_proved", "absent"])
    def test_a_bidder_who_does_not_prove_it_fails(self, verdict: str) -> None:
        proof = a_proof("melati").model_copy(
            update={"verdict": verdict, "reason": "nobody came"}
        )

        found = finding(proof_test("melati", proof))

        assert found.verdict == "fail"
        assert found.operands == {"proof": verdict, "reason": "proofs[melati].reason"}
