"""What follows where a result does not stand: evaluated again, bids again, or failed.

A round is opened by the decision that asks for it, never by itself. The evaluation
again keeps offers, shares and opening; bids again keep what was prepared, and nothing
of the first bids counts.

Source: Perpres 16/2018 art. 51(7) (evaluation again after a mistake in it) and 51(8)
(bids again after a mistake in the documents), text read; which of them follows an
objection that is upheld is recalled, and left to whoever decides it.
"""

from __future__ import annotations

from typing import Literal

from rules.decisions.case import Case
from rules.rule import Decision, rule
from tender.commands.award import Failure
from tender.commands.orders import Reopened
from tender.events.award import TenderFailed
from tender.events.orders import RoundOpened
from tender.registry import Event

Ground = Literal["objection", "disagreement", "order"]

_AT: dict[str, Reopened] = {"evaluate_again": "evaluation", "bid_again": "bidding"}

NOT_OPENED = rule(
    "round.nothing-opened",
    "docs/lifecycle.md, rounds",
    "chosen",
    indonesian="Pembukaan penawaran belum selesai; tidak ada yang dapat dievaluasi ulang.",
    english="The opening is not complete; there is nothing to evaluate again.",
    remedy=(
        "Buka tender kembali pada pemasukan penawaran (bidding).",
        "Reopen the tender with bids again (bidding).",
    ),
)

NOT_ANNOUNCED = rule(
    "round.not-announced",
    "docs/lifecycle.md, rounds",
    "chosen",
    indonesian="Tender belum diumumkan pada putaran ini; tidak ada yang perlu diulang.",
    english="The tender has not been announced in this round; there is nothing to do again.",
    remedy=("Lanjutkan persiapan.", "Go on with the preparation."),
)


def not_again(case: Case, at: Reopened) -> Decision | None:
    """Return why no round can begin *at* the evaluation or the bidding, or `None`."""
    if at == "evaluation" and case.state.opening.completed_at is None:
        return NOT_OPENED.no()
    if case.state.stage == "preparation":
        return NOT_ANNOUNCED.no()
    return None


def opened(
    case: Case, at: Reopened, ground: Ground, about: str | None = None
) -> RoundOpened:
    """Return the round that follows this one."""
    return RoundOpened(round=case.state.round + 1, at=at, ground=ground, about=about)


def following(
    case: Case,
    what: str,
    ground: Ground,
    failure: Failure | None,
    about: str | None = None,
) -> Event:
    """Return what *what* comes to: the failure that is given, else a round."""
    if failure is not None:
        return TenderFailed(ground=failure.ground, reason=failure.reason)
    return opened(case, _AT[what], ground, about)
