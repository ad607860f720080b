"""The log is signed at every legal moment, and grows."""

from __future__ import annotations

from itertools import pairwise

from ledger import note
from ledger.log import verify_consistency
from ledger.moments import LEGAL_MOMENTS
from ledger.note import Checkpoint
from tests.journeys.cleaning import Journey

NOT_IN_THE_EXAMPLE = {
    "technical_result_announced",
    "bidding_stopped",
    "order_recorded",
}
"""Legal moments of two files, and of a tender that an order reaches (`test_rounds`)."""


class TestCheckpoints:
    def test_the_log_is_signed_at_every_legal_moment_and_at_no_other(
        self, run: Journey
    ) -> None:
        signed_at = [
            number
            for number, moment in enumerate(run.moments, start=1)
            if LEGAL_MOMENTS & {str(event["tag"]) for event in moment.entry.events}
        ]

        with run.way.home.store.read() as snapshot:
            sizes = snapshot.checkpoints()

        # No bid stands before the first of them, and at the second all have joined.
        assert sizes == signed_at
        assert len(sizes) == len(LEGAL_MOMENTS - NOT_IN_THE_EXAMPLE) == 7

    def test_each_checkpoint_is_signed_and_grows_out_of_the_one_before(
        self, run: Journey
    ) -> None:
        ledger = run.way.office.ledger
        key = note.key(ledger.origin, ledger.seed)
        with run.way.home.store.read() as snapshot:
            texts = [snapshot.checkpoint(size) or "" for size in snapshot.checkpoints()]
            points = [
                Checkpoint.from_text(note.verify(text, [key]).text) for text in texts
            ]
            for old, new in pairwise(points):
                verify_consistency(
                    first=old.size,
                    second=new.size,
                    proof=snapshot.consistency(old.size, new.size),
                    root=old.root,
                    later_root=new.root,
                )

        assert len({point.root for point in points}) == 7
        assert {point.origin for point in points} == {"saksama.practice/log"}
