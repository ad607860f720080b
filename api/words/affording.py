"""What a budget pays for, in words: how many posts, and how many people that leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from api.words.phrases import PHRASES
from rules.rule import Language
from rules.sentences import rupiah


def affords(found: Mapping[str, object], language: Language) -> Iterator[str]:
    """Yield the head, a line for each way of reckoning VAT, and what this tender buys.

    *found* is what `rules.documents.affordability` finds.
    """
    words = PHRASES[language]
    budget = rupiah(str(found["budget"]), language)
    yield words["affords"].format(budget=budget)
    for mode in cast("list[Mapping[str, object]]", found["modes"]):
        line = words["pays"].format(
            mode=words[str(mode["mode"])],
            posts=mode["posts"],
            post=rupiah(str(mode["post"]), language),
            left=mode["left"],
            people=found["people"],
        )
        yield f"  {line}"
    own = words[str(found["estimate_mode"])]
    yield f"  {words['buys'].format(posts=found['posts'], mode=own)}"
