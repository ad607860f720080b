"""What is asked of workers, held to those who work today: who would be left out, by code."""

from __future__ import annotations

from typing import Any

import pytest

from rules.lint.finding import Finding
from rules.lint.people import Profile, left_out
from tender.commands.preparation.works import Works
from tender.works import Incumbent
from tests.journeys.cleaning import package

EXAMPLE = package()
HOLDERS = 40
"""How many cleaners the test has; the example's first ones."""

CLEANERS = tuple(one for one in EXAMPLE.incumbents if one.post == "cleaner")[:HOLDERS]


def works(**asked: Any) -> Works:  # noqa: ANN401  # any field of a record
    """Return the example's works, of whose cleaners something is asked; they start in 2027."""
    said: Any = EXAMPLE.works.to_json()
    one = {"requirement": "syarat", "title": "Syarat", "basis": "KAK 5", **asked}
    for post in said["posts"]:
        if post["post"] == "cleaner":
            post["asked"] = [one]
    return Works.from_json(said)


def profiles(ages: dict[int, int], licences: int = 0) -> dict[str, Profile]:
    """Return profiles of the cleaners: so many of each age, and so many with a licence."""
    born = [2027 - age for age, many in ages.items() for _ in range(many)]
    return {
        one.worker: Profile(year, frozenset({"k3"} if n < licences else ()))
        for n, (one, year) in enumerate(zip(CLEANERS, born, strict=False))
    }


def told(
    what: Works, known: dict[str, Profile], people: tuple[Incumbent, ...] = CLEANERS
) -> list[Finding]:
    return list(left_out(what, people, known))


def test_an_age_that_leaves_out_many_names_them_and_how_many() -> None:
    """Age at most 35 excludes 17 of the 40 who work today."""
    (found,) = told(works(oldest=35), profiles({30: 20, 35: 3, 36: 17}))

    assert found.rule.id == "risk.leaves-workers-out"
    operands = found.refusal.operands
    assert (operands["out"], operands["people"]) == ("17", "40")
    assert operands["unknown"] == "0"
    assert operands["workers"].split(", ") == sorted(
        one.worker for one in CLEANERS[23:]
    )
    assert found.says("en", "+07:00").startswith(
        "Syarat (KAK 5) excludes 17 of 40 people who work as cleaner today: "
    )


@pytest.mark.parametrize(
    ("asked", "out"),
    [
        ({"oldest": 35}, 0),
        ({"oldest": 34}, HOLDERS),
        ({"youngest": 35}, 0),
        ({"youngest": 36}, HOLDERS),
        ({"youngest": 18, "oldest": 56}, 0),
        ({"licence": "k3"}, 30),
        ({"licence": "k3", "oldest": 34}, HOLDERS),
    ],
)
def test_both_ends_of_an_age_are_within_it(asked: dict[str, Any], out: int) -> None:
    found = told(works(**asked), profiles({35: HOLDERS}, licences=10))

    assert [one.refusal.operands["out"] for one in found] == ([str(out)] if out else [])


def test_of_whom_nothing_is_known_that_is_said() -> None:
    (found,) = told(works(oldest=35), {})

    assert found.rule.id == "risk.not-known-of-workers"
    assert found.refusal.operands["unknown"] == str(HOLDERS)


def test_a_licence_that_is_lacking_needs_no_year_of_birth() -> None:
    known = {one.worker: Profile(None, frozenset()) for one in CLEANERS}

    (found,) = told(works(licence="k3", oldest=35), known)

    assert found.refusal.operands["out"] == str(HOLDERS)


def test_other_posts_and_a_tender_that_asks_nothing_are_let_be() -> None:
    others = tuple(one for one in EXAMPLE.incumbents if one.post != "cleaner")

    assert told(works(oldest=35), {}, others) == []
    assert told(EXAMPLE.works, {}) == []
