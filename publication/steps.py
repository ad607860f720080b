"""Steps: an explanation's tree as numbered lines that can be worked one after another.

A line comes after those whose results it uses, and names them by their numbers. The
tests of a bid are the groups: first what a test rests on, then the test itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publication.marks import Marks
from publication.telling import Told, result_of, tell
from rules.articles import Article, article_of
from rules.findings import UNTITLED, Titles

_GROUPS: Mapping[str, str] = {
    "arithmetic": "Koreksi aritmatik",
    "commitments": "Komitmen kepada pekerja",
    "eligibility": "Persyaratan",
    "formula": "Harga yang dibandingkan, nilai harga, nilai akhir",
    "gate": "Syarat dan janji yang didanai",
    "merit": "Harga yang dibandingkan, nilai harga, nilai akhir",
    "price": "Uji harga",
    "qualification": "Fakta kualifikasi",
    "ranking": "Urutan penawaran",
    "threshold": "Nilai dan ambang batas",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its number, what is reckoned or tested, what comes of it."""

    number: int
    text: Markup
    rule: str
    article: Article
    is_test: bool
    result: str
    shown: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together, and the article that most of its tests rest on."""

    title: str
    steps: tuple[Step, ...]

    @property
    def article(self) -> Article:
        """The article that more than half of the tests rest on; else that of their family."""
        tests = [step for step in self.steps if step.is_test] or self.steps
        articles = [step.article for step in tests]
        most = max(articles, key=articles.count)
        if 2 * articles.count(most) > len(articles):
            return most
        return article_of(tests[0].rule)


class _Tree:
    """A tree being numbered; the numbers given so far, by name of node."""

    def __init__(
        self, marks: Marks, reasons: Mapping[str, str], titles: Titles
    ) -> None:
        self._marks = marks
        self._reasons = reasons
        self._titles = titles
        self._numbers: dict[str, int] = {}

    def steps(self, node: Mapping[str, Any]) -> Iterator[Step]:
        """Yield the lines of *node* that have not been yielded before."""
        for child in node["children"]:
            if not isinstance(child, str):
                yield from self.steps(child)
        if node["name"] not in self._numbers:
            self._numbers[node["name"]] = len(self._numbers) + 1
            yield self._step(node)

    def _step(self, node: Mapping[str, Any]) -> Step:
        sources = {name: source for name, _, source in node["operands"]}
        results = {name: s[1:] for name, s in sources.items() if s.startswith("=")}
        told = Told(
            rule=node["rule"],
            operands={name: value for name, value, _ in node["operands"]},
            result=node["result"],
            sources=sources,
            steps={name: self._numbers[made] for name, made in results.items()},
            parts=tuple(results),
            reasons=self._reasons,
            titles=self._titles,
        )
        return Step(
            number=self._numbers[node["name"]],
            text=tell(told, self._marks),
            rule=node["rule"],
            article=article_under(
                node["rule"], told.operands, self._titles, self._marks
            ),
            is_test=node["result"] in {"pass", "fail", "note", "pending"},
            result=node["result"],
            shown=result_of(told),
        )


def groups(
    root: Mapping[str, Any],
    marks: Marks,
    reasons: Mapping[str, str],
    titles: Titles = UNTITLED,
) -> tuple[Group, ...]:
    """Return the lines of a bid's explanation, by group of tests.

    *reasons* are the words of people, by the place that the tree names.
    """
    tree = _Tree(marks, reasons, titles)
    found: list[Group] = []
    for child in root["children"]:
        if isinstance(child, str):
            continue
        title = group_of(child["rule"])
        steps = tuple(tree.steps(child))
        if found and found[-1].title == title:
            found[-1] = Group(title, found[-1].steps + steps)
        else:
            found.append(Group(title, steps))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a working that stands by itself, without numbers of steps."""

    text: Markup
    shown: str


def worked(
    tree: Mapping[str, Any] | None, marks: Marks, titles: Titles = UNTITLED
) -> tuple[Line, ...]:
    """Return the lines of a working, what a figure rests on before the figure.

    A rounding that changes nothing is left out.
    """
    if tree is None:
        return ()
    before = (
        line
        for child in tree["children"]
        if not isinstance(child, str)
        for line in worked(child, marks, titles)
    )
    operands = {name: value for name, value, _ in tree["operands"]}
    if tree["rule"] == "merit.rounded" and operands["exact"] == tree["result"]:
        return tuple(before)  # nothing was rounded
    told = Told(
        rule=tree["rule"],
        operands=operands,
        result=tree["result"],
        sources={name: source for name, _, source in tree["operands"]},
        parts=tuple(name for name, _, s in tree["operands"] if s.startswith("=")),
        titles=titles,
    )
    return (*before, Line(tell(told, marks), result_of(told)))


def worked_from(tree: Mapping[str, Any] | None, name: str) -> str | None:
    """Return an operand of a working, or of what it rests on; none where it has none."""
    if tree is None:
        return None
    own = (value for operand, value, _ in tree["operands"] if operand == name)
    below = (
        worked_from(child, name)
        for child in tree["children"]
        if not isinstance(child, str)
    )
    return next((value for value in (*own, *below) if value is not None), None)


@dataclass(frozen=True, slots=True)
class PostPromise:
    """What a graded promise is for a post; of pay also what is *owed*, and to whom.

    *earner* is the worker whose pay today is what is owed, none where the law's is.
    """

    post: str
    value: str
    owed: str | None
    earner: str | None


_PROMISED, _OWED = "/promised", "/owed"
_EARNER = re.compile(r"tender\.roster\[(.+)\]\.pay")


def promised(tree: Mapping[str, Any] | None) -> tuple[PostPromise, ...]:
    """Return what a graded promise is for each post, as its working has it."""
    if tree is None:
        return ()
    nodes = [child for child in tree["children"] if not isinstance(child, str)]
    given = {name: (value, source) for name, value, source in tree["operands"]}
    own = [
        _post_promise(name.removesuffix(_PROMISED), value, given)
        for name, (value, _) in given.items()
        if name.endswith(_PROMISED)
    ]
    return (*own, *(found for node in nodes for found in promised(node)))


def _post_promise(
    post: str, value: str, given: Mapping[str, tuple[str, str]]
) -> PostPromise:
    owed, source = given.get(f"{post}{_OWED}", (None, ""))
    earner = _EARNER.fullmatch(source)
    return PostPromise(post, value, owed, earner[1] if earner else None)


def reasons_of(bid: Mapping[str, Any]) -> dict[str, str]:
    """Return people's words on a bid, by the place where findings refer to them."""
    code = bid["result"]["bid"]
    words = {
        f"judgements[{code}][{found['requirement']}].reason": found.get("reason")
        for found in bid["judgements"]
    }
    for found in bid["prices"]:
        item = f"[{found['item']}]" if "item" in found else ""
        words[f"price_judgements[{code}][{found['test']}]{item}.reason"] = found[
            "reason"
        ]
    words[f"proofs[{code}].reason"] = (bid["proof"] or {}).get("reason")
    return {place: said for place, said in words.items() if said}


_SET_BY: Mapping[str, str] = {
    "price.fee-minimum": "fee.least",
    "price.labour-floor": "labour.floor_gate",
    "price.labour-floor-package": "labour.floor_gate",
}
"""The value by which a tender sets a test for itself."""


def article_under(
    rule: str, operands: Mapping[str, str], titles: Titles, marks: Marks
) -> Article:
    """Return what a test rests on: its own clause where the tender's documents set it."""
    asked = operands.get("requirement") or operands.get("element", "")
    clause = titles.bases.get(asked)
    clause = clause or marks.source(_SET_BY.get(rule, ""))
    return Article(clause, "chosen") if clause else article_of(rule)


def group_of(rule: str) -> str:
    """Return the heading under which the tests of a rule stand."""
    family, _, name = rule.partition(".")
    if name == "above-estimate":
        return "Harga terkoreksi dan HPS"
    return _GROUPS.get(family, family)
