"""Findings: a bid's results as rows, each with its sentence and its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publication.marks import Marks
from publication.steps import article_under, group_of, reasons_of
from publication.telling import Told, tell
from rules.articles import Article
from rules.findings import Titles


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as people read it."""

    verdict: str
    group: str
    text: Markup
    article: Article


def told(bid: Mapping[str, Any], marks: Marks, titles: Titles) -> tuple[Row, ...]:
    """Return what decided about a bid: its failures first, then what is noted."""
    result = bid.get("result", bid)
    reasons = reasons_of(bid) if "result" in bid else {}
    rows = [
        Row(
            verdict=found["verdict"],
            group=group_of(found["rule"]),
            text=tell(
                Told(
                    rule=found["rule"],
                    operands=found["operands"],
                    result=found["verdict"],
                    reasons=reasons,
                    titles=titles,
                ),
                marks,
            ),
            article=article_under(found["rule"], found["operands"], titles, marks),
        )
        for found in sorted(result["findings"], key=lambda f: f["verdict"] != "fail")
        if found["verdict"] != "pass"
    ]
    return tuple(rows)


def passes(bid: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return how many tests a bid passed, by group, in their order."""
    result = bid.get("result", bid)
    found = Counter(
        group_of(finding["rule"])
        for finding in result["findings"]
        if finding["verdict"] == "pass"
    )
    return tuple(found.items())


def titles(data: Mapping[str, Any]) -> Titles:
    """Return what codes stand for, and the clauses of requirements, as far as the data say."""
    works = data.get("works") or data.get("terms") or data
    asked = data.get("scheme", data).get("requirements", ())
    known = elements(data)
    return Titles(
        items={line["item"]: line["title"] for line in works.get("items", ())},
        posts={line["post"]: line["title"] for line in works.get("posts", ())},
        requirements={line["requirement"]: line["title"] for line in asked},
        elements={code: one.get("title", code) for code, one in known.items()},
        bases={line["requirement"]: line["basis"] for line in asked}
        | {code: one["basis"] for code, one in known.items() if "basis" in one},
    )


def elements(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the elements of the scheme of points by code; of a tender without, nothing."""
    merit = data.get("scheme", data).get("merit") or {}
    return {one["id"]: one for one in merit.get("elements", ())}
