"""Nothing is cited that nobody has read of, and nothing is said to be better known than it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import rules
from rules.articles import Article
from rules.rule import Citation, Rule
from tests.rules.citations import CITATIONS, cited

ROOT = Path(__file__).parents[2]
LEAST_KNOWN_LAST = ("verified", "secondary", "recalled")


def within(value: object, deep: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the text and the status of each citation in a value of a module."""
    if isinstance(value, Citation | Article):
        yield value.text, value.status
    elif isinstance(value, Rule):
        yield value.citation.text, value.citation.status
    elif isinstance(value, Mapping) and deep < 4:
        yield from within(tuple(value.values()), deep + 1)
    elif isinstance(value, tuple | list) and deep < 4:
        for one in value:
            yield from within(one, deep + 1)


def of_the_modules() -> Iterator[tuple[str, str]]:
    for module in walk_packages(rules.__path__, "rules."):
        for value in vars(import_module(module.name)).values():
            yield from within(value)
    registry = import_module("rules.decisions").DECIDERS
    for registered in registry.values():
        yield from within(registered.power.rule)


def of_the_law() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "rules" / "law").rglob("*.toml"):
        tables = tomllib.loads(path.read_text("utf-8"))
        for name in ("value", "day_off", "not_off"):
            for one in tables.get(name, ()):
                yield one["source"], one.get("status", "secondary")


USED = sorted({*of_the_modules(), *of_the_law()})


def least_known(statuses: Iterable[str]) -> str:
    return max(statuses, key=LEAST_KNOWN_LAST.index)


@pytest.mark.parametrize(("text", "status"), USED)
def test_a_citation_is_of_an_article_that_somebody_has_read_of(
    text: str, status: str
) -> None:
    articles = cited(text)

    assert [one for one in articles if one not in CITATIONS] == []
    if status != "chosen":
        assert articles
        assert status == least_known(CITATIONS[one] for one in articles)


def test_the_citations_are_all_that_the_rules_have() -> None:
    texts = {text for text, _ in USED}

    assert len(USED) > 140
    assert texts >= {
        "Perpres 16/2018 art. 51(2)i",  # a ground of failure
        "Perpres 16/2018 Pasal 85",  # a clause of the contract
        "PP 35/2021 Pasal 31 dan 32",  # an article of the evaluation
        "Perpres 16/2018 art. 79(4)-(5)",  # a value
        "Perpres 16/2018 art. 11(1), 68",  # an office's power
        "Perpres 16/2018 art. 38(7)",  # what readiness asks for
        "docs/lifecycle.md, conflicts; Perpres 16/2018 art. 7",  # what is waited for
    }


@pytest.mark.parametrize(
    "text",
    ["Perpres 16/2018 art. 51(2)z", "PP 99/2021 art. 3", "Perpres 16/2018 art. 13-15"],
)
def test_what_is_in_no_list_is_found(text: str) -> None:
    assert [one for one in cited(text) if one not in CITATIONS]
