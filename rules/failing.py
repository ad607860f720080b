"""Grounds on which a tender fails: the article of each, who declares it, what follows. Data.

What follows is what the law names for a ground. Where the last in line has declined, or
the only bidder left did not agree, no text was found that says it: the committee or the
authority decides.

Source: Perpres 16/2018 art. 51(2) to (4) and (7) to (9), text read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from rules.rule import Citation
from tender.codes import Office, Status

Follows = Literal["evaluation_again", "bids_again", "tender_again"]
"""What the law has done next: the evaluation, the bids, or the whole tender again."""

_PERPRES: Final = "Perpres 16/2018 art. 51"


class Ground(NamedTuple):
    """A ground: by which article, declared by whom, and what follows by which article."""

    article: Citation
    declared_by: Office
    follows: Follows | None
    follows_by: Citation | None


def _cited(text: str, status: Status = "verified") -> Citation:
    return Citation(text=text, status=status)


def _ground(
    letter: str, follows: Follows, by: int, who: Office = "committee"
) -> Ground:
    return Ground(
        article=_cited(f"{_PERPRES}(2){letter}"),
        declared_by=who,
        follows=follows,
        follows_by=_cited(f"{_PERPRES}({by})"),
    )


GROUNDS: Mapping[str, Ground] = {
    "evaluation_error": _ground("a", "evaluation_again", 7),
    "nobody_bid": _ground("b", "tender_again", 9),
    "nobody_passed": _ground("c", "tender_again", 9),
    "documents_or_rules": _ground("d", "bids_again", 8),
    "all_collude": _ground("e", "tender_again", 9),
    "unfair_competition": _ground("f", "tender_again", 9),
    "all_above_estimate": _ground("g", "tender_again", 9),
    "corruption": _ground("i", "tender_again", 9, "authority"),
    "no_agreement": Ground(
        article=_cited("Peraturan LKPP 12/2021 Lampiran I", "recalled"),
        declared_by="committee",
        follows=None,
        follows_by=None,
    ),
    "nobody_left": Ground(
        article=_cited("docs/lifecycle.md, supplier", "chosen"),
        declared_by="committee",
        follows=None,
        follows_by=None,
    ),
}
"""By code, as `tender.commands.award.Failure` has them."""
