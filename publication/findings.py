"""Findings: a bid's results as rows, each with its sentence and its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publication.marks import Marks
from publication.steps import group_of, reasons_of
from publication.telling import Told, tell
from rules.articles import Article, article_of


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as people read it."""

    verdict: str
    group: str
    text: Markup
    article: Article


def told(bid: Mapping[str, Any], marks: Marks) -> tuple[Row, ...]:
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
                ),
                marks,
            ),
            article=article_of(found["rule"]),
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


def titles(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the titles of items, posts and requirements, as far as the data have them."""
    works = data.get("works") or data.get("terms") or data
    known = (
        *((line, "item") for line in works.get("items", ())),
        *((line, "post") for line in works.get("posts", ())),
        *((line, "requirement") for line in data.get("requirements", ())),
    )
    return {line[key]: line["title"] for line, key in known}
