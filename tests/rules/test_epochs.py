"""Errata are adopted forward, by who may compare bids, and never beside a result.

That one is adopted needs an erratum: `tests/ledger/test_errata.py` makes one.
"""

from __future__ import annotations

import pytest

from tender.commands.preparation.process import AdoptEpoch
from tender.events.preparation import ConflictDeclared
from tests.rules.scenes import SIGNATURE, Refused, asked, names

ADOPTING = asked("record_judgement").instead(
    AdoptEpoch(epoch=1, reason="Pembulatan pada baris pajak keliru.")
)

REFUSED = (
    Refused(
        "an erratum that this release does not have",
        ADOPTING,
        "epoch.unknown",
        {"epoch": "1", "last": "0"},
    ),
    Refused(
        "the epoch that the process is in",
        ADOPTING.but(epoch=0),
        "epoch.not-ahead",
        {"epoch": "0", "now": "0"},
    ),
    Refused(
        "an epoch before the one that the process is in",
        ADOPTING.having("preparation", epoch=2),
        "epoch.not-ahead",
        {"epoch": "1", "now": "2"},
    ),
    Refused(
        "errata adopted by a member in conflict, on record",
        ADOPTING.by("pokja-1", "committee", SIGNATURE).after(
            ConflictDeclared(member="pokja-1", conflicted=True)
        ),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "errata adopted beside a result",
        asked("propose_award").instead(AdoptEpoch(epoch=1, reason="alasan")),
        "stage.not-now",
        {"command": "adopt_epoch", "stage": "evaluated"},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()
