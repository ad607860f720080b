"""Qualification by facts: what each kind shows, which fact counts, what is waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluation import FactToRecord, evaluate
from scoring.explanation import Node
from scoring.qualification import Known, fact_tests, latest
from scoring.shown import QualificationTerms
from scoring.terms import TermsError
from scoring.work_done import years_before
from tender.imported_fact import FactKind, ImportedFact
from tender.offer import Holder, Response
from tests.scoring.qualified import (
    AGAINST,
    ASKED,
    HELD,
    QUALIFYING,
    SAYS,
    a_fact,
    a_qualified,
    asking,
    together,
)

KIND = {"kbli": "kbli", "licence": "operating_licence", "form": "legal_form"}
KIND |= {"tax": "tax", "experience": "experience", "capacity": "capacity"}
KIND |= {"blacklist": "blacklist", "independent": "holders"}
"""The kind of fact by which each requirement is shown."""


def holding(
    requirement: str,
    *facts: ImportedFact,
    terms: QualificationTerms = AGAINST,
    held: tuple[Holder, ...] | None = HELD,
    **changes: object,
) -> Node:
    line = asking(requirement, **changes)
    assert line.fact is not None
    known = Known(bid="melati", facts=facts, holders=held)
    (test,) = fact_tests(line, line.fact, known, terms)
    return test


@pytest.mark.parametrize("requirement", ASKED)
def test_what_a_firm_has_that_qualifies_passes(requirement: str) -> None:
    facts = [a_fact(kind) for kind in SAYS]

    assert holding(requirement, *facts).result == "pass"


@pytest.mark.parametrize("requirement", ASKED)
def test_without_a_fact_nothing_is_decided(requirement: str) -> None:
    assert holding(requirement).result == "pending"


LACKING: list[tuple[str, dict[str, Any]]] = [
    ("kbli", {"codes": []}),
    ("kbli", {"codes": ["81210"]}),
    ("licence", {"services": []}),
    ("licence", {"provinces": ["sumatera-selatan"]}),
    ("licence", {"until": "2027-12-30"}),
    ("form", {"form": "limited_partnership"}),
    ("tax", {"confirmed": False}),
    ("tax", {"year": 2024}),
    ("experience", {"completed": []}),
    ("experience", {"completed": ["2024-12-31"]}),
    ("experience", {"completed": ["2024-12-31", "2022-10-21"]}),
    ("experience", {"completed": ["2024-12-31", "2026-10-23"]}),
    ("capacity", {"under_way": 5}),
    ("blacklist", {"listed": True}),
    ("independent", {"declared": False}),
]


@pytest.mark.parametrize(("requirement", "says"), LACKING)
def test_what_an_issuer_does_not_say_fails(
    requirement: str, says: dict[str, Any]
) -> None:
    fact = a_fact(KIND[requirement], **says)

    assert holding(requirement, fact, a_fact("firm")).result == "fail"


@pytest.mark.parametrize(
    ("requirement", "says"),
    [
        ("licence", {"until": "2027-12-31"}),
        ("licence", {"until": None}),
        ("form", {"form": "cooperative"}),
        ("tax", {"year": 2026}),
        ("experience", {"completed": ["2022-10-22", "2026-10-22"]}),
        ("experience", {"completed": ["2025-12-31", "2025-12-31"]}),
        ("capacity", {"under_way": 4}),
    ],
)
def test_what_just_suffices_passes(requirement: str, says: dict[str, Any]) -> None:
    fact = a_fact(KIND[requirement])
    said = {k: v for k, v in {**fact.says.to_json(), **says}.items() if v is not None}
    fact = ImportedFact.from_json({**fact.to_json(), "says": said})

    assert holding(requirement, fact, a_fact("firm")).result == "pass"


def test_a_licence_to_the_start_need_not_last_to_the_end() -> None:
    fact = a_fact("operating_licence", until="2027-01-01")

    assert holding("licence", fact, through="contract_start").result == "pass"
    assert holding("licence", fact, through="contract_end").result == "fail"


def test_a_test_names_the_issuer_and_the_day() -> None:
    test = holding("kbli", a_fact("kbli", issuer="OSS"), max_age=30)

    assert test.value("issuer") == "OSS"
    assert test.value("as_of") == "2026-10-23"
    assert test.value("oldest") == "2026-09-22"
    assert test.value("found") == "80100 81210"


class TestExperience:
    """Who needs none: a small firm younger than three years, in a package up to the limit."""

    NONE = a_fact("experience", completed=[])

    @pytest.mark.parametrize(
        ("founded", "size", "expected"),
        [
            ("2023-10-23", "small", "pass"),
            ("2023-10-23", "micro", "pass"),
            ("2023-10-22", "small", "fail"),
            ("2025-01-01", "medium", "fail"),
        ],
    )
    def test_age_and_size(self, founded: str, size: str, expected: str) -> None:
        firm = a_fact("firm", founded=founded, size=size)

        assert holding("experience", self.NONE, firm).result == expected
        alone = "pass" if expected == "pass" else "pending"
        assert holding("experience", firm).result == alone

    def test_the_package_may_come_to_the_limit(self) -> None:
        young = a_fact("firm", founded="2025-01-01")
        at = replace(AGAINST, package=AGAINST.exempt_up_to)
        above = replace(AGAINST, package=AGAINST.exempt_up_to + 1)

        assert holding("experience", self.NONE, young, terms=at).result == "pass"
        assert holding("experience", self.NONE, young, terms=above).result == "fail"

    def test_where_nobody_is_exempt_the_firm_is_not_looked_up(self) -> None:
        above = replace(AGAINST, package=AGAINST.exempt_up_to + 1)

        assert holding("experience", self.NONE, terms=above).result == "fail"
        assert holding("experience", self.NONE).result == "pending"


class TestCapacity:
    """What a firm may still take on: by its size, less what is under way."""

    @pytest.mark.parametrize(
        ("most", "under_way", "expected"),
        [(7, 7, "pass"), (7, 8, "fail"), (2, 5, "pass"), (2, 6, "fail")],
    )
    def test_of_a_firm_that_is_not_small(
        self, most: int, under_way: int, expected: str
    ) -> None:
        firm = a_fact("firm", size="large")
        fact = a_fact("capacity", most_at_once=most, under_way=under_way)

        assert holding("capacity", fact, firm).result == expected

    def test_of_whom_the_tender_gives_no_number_none_is_left(self) -> None:
        line = asking("capacity")
        assert line.fact is not None
        asked = line.fact.model_copy(update={"others": None})
        facts = (a_fact("firm", size="large"), a_fact("capacity"))

        (test,) = fact_tests(line, asked, Known(bid="melati", facts=facts), AGAINST)

        assert (test.result, test.value("remaining")) == ("fail", "none")


class TestWhichFactCounts:
    """The latest, and none that is older than the scheme allows."""

    def test_the_latest_counts(self) -> None:
        before = a_fact("blacklist", as_of="2026-10-01", listed=False)
        after = a_fact("blacklist", as_of="2026-10-24", listed=True)

        assert holding("blacklist", before, after).result == "fail"
        assert holding("blacklist", after, before).result == "fail"

    def test_of_one_day_the_last_counts(self) -> None:
        wrong, right = a_fact("blacklist", listed=True), a_fact("blacklist")

        assert holding("blacklist", wrong, right).result == "pass"
        assert latest((wrong, right), "blacklist") is right

    @pytest.mark.parametrize(
        ("as_of", "expected"), [("2026-10-08", "pass"), ("2026-10-07", "pending")]
    )
    def test_an_old_fact_says_nothing(self, as_of: str, expected: str) -> None:
        fact = a_fact("blacklist", as_of=as_of)

        assert holding("blacklist", fact, max_age=14).result == expected

    def test_an_old_fact_fails_nobody(self) -> None:
        listed = a_fact("blacklist", as_of="2026-10-07", listed=True)

        assert holding("blacklist", listed, max_age=14).result == "pending"

    def test_however_old_a_fact_may_be_there_is_a_first_day(self) -> None:
        terms = replace(AGAINST, closing=date(3, 1, 1))
        fact = a_fact("blacklist", as_of="0001-01-01")

        assert holding("blacklist", fact, terms=terms, max_age=3660).result == "pass"

    @given(st.permutations(list(range(4))))
    def test_the_order_of_facts_does_not_matter(self, order: list[int]) -> None:
        days = ("2026-09-01", "2026-10-01", "2026-10-12", "2026-10-23")
        facts = [
            a_fact("capacity", as_of=day, under_way=n) for n, day in enumerate(days)
        ]
        shuffled = [facts[n] for n in order]

        test = holding("capacity", *shuffled, a_fact("firm"))

        assert test == holding("capacity", *facts, a_fact("firm"))


@given(
    st.integers(0, 6),
    st.integers(0, 6),
    st.lists(st.dates(date(2019, 1, 1), date(2026, 10, 22)), max_size=4),
    st.dates(date(2026, 10, 22), date(2029, 1, 1)),
    st.sampled_from(["micro", "small", "large"]),
)
def test_a_better_fact_never_makes_a_bid_fail(
    under_way: int, fewer: int, days: list[date], until: date, size: str
) -> None:
    firm = a_fact("firm", size=size)
    done = [day.isoformat() for day in days]
    pairs = [
        (
            "capacity",
            a_fact("capacity", under_way=under_way),
            a_fact("capacity", under_way=max(under_way - fewer, 0)),
        ),
        (
            "experience",
            a_fact("experience", completed=done),
            a_fact("experience", completed=[*done, "2026-01-31"]),
        ),
        (
            "licence",
            a_fact("operating_licence", until=until.isoformat()),
            a_fact("operating_licence", until=date(2029, 1, 2).isoformat()),
        ),
        ("kbli", a_fact("kbli", codes=["80100"]), a_fact("kbli")),
        ("tax", a_fact("tax"), a_fact("tax", year=2026)),
    ]
    for requirement, worse, better in pairs:
        if holding(requirement, worse, firm).result == "pass":
            assert holding(requirement, better, firm).result == "pass"


class TestEvaluation:
    """Facts within the whole evaluation."""

    def test_who_qualifies_passes(self) -> None:
        done = evaluate(QUALIFYING, [a_qualified("melati")])

        assert done.winner == "melati"

    def test_each_fact_that_is_missing_is_waited_for_once(self) -> None:
        bid = replace(a_qualified("melati"), facts=())

        done = evaluate(QUALIFYING, [bid])

        assert set(done.pending) == {
            FactToRecord("melati", kind) for kind in get_args(FactKind)
        }
        assert len(done.pending) == len(SAYS)

    def test_what_the_offer_says_is_no_fact(self) -> None:
        bid = replace(a_qualified("melati"), facts=())
        answers = tuple(Response(requirement=code, answer=True) for code in ASKED)
        said = (*bid.offer.responses, *answers)
        offer = bid.offer.model_copy(update={"responses": said})

        done = evaluate(QUALIFYING, [replace(bid, offer=offer)])

        assert done.winner is None
        assert len(done.pending) == len(SAYS)

    def test_nobody_is_held_to_facts_without_terms_of_them(self) -> None:
        terms = replace(QUALIFYING, facts_against=None)

        with pytest.raises(TermsError, match="to hold facts to"):
            evaluate(terms, together(a_qualified("melati")))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2026, 10, 22), 4, date(2022, 10, 22)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(3, 1, 1), 50, date(1, 1, 1)),
    ],
)
def test_years_before(day: date, years: int, expected: date) -> None:
    assert years_before(day, years) == expected


def test_the_basic_number_of_others_is_exact() -> None:
    firm, fact = a_fact("firm", size="medium"), a_fact("capacity", under_way=8)

    test = holding("capacity", fact, firm)

    assert test.value("remaining") == "0.4"
    assert Fraction(test.value("remaining")) < 1
