"""Errata adopted on the way: a process leaves the epoch that it was opened in.

Only forward, to errata that this release has, and only while nothing that was computed
from bids stands: a result that was on record is never reckoned another way beside it.
After a result an erratum comes in with the evaluation again, which is a round. The
committee asks for it, because by these rules it is the committee that compares bids and
answers for it; a member in conflict does not, since whoever chooses the rules late may
choose the winner.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import gate
from rules.errata import EPOCH
from rules.rule import Decision, accept, rule
from tender.commands.preparation import process as asked
from tender.events import preparation as happened

deciders = Deciders()

_SOURCE = "docs/lifecycle.md, errata"

NOT_AHEAD = rule(
    "epoch.not-ahead",
    _SOURCE,
    "chosen",
    indonesian="Ralat sampai nomor {epoch} tidak menambah apa pun: proses ini sudah memakai ralat sampai nomor {now}.",
    english="Errata up to number {epoch} add nothing: this process has those up to {now}.",
    remedy=(
        "Sebut nomor ralat yang lebih tinggi.",
        "Name the number of a later erratum.",
    ),
)

UNKNOWN = rule(
    "epoch.unknown",
    _SOURCE,
    "chosen",
    indonesian="Ralat nomor {epoch} tidak ada; yang terakhir dalam versi ini nomor {last}.",
    english="There is no erratum {epoch}; the last of this release is {last}.",
    remedy=(
        "Pasang versi yang memuat ralat itu, atau sebut ralat yang ada.",
        "Install a release that has it, or name one that there is.",
    ),
)


@deciders.on(asked.AdoptEpoch, power(_SOURCE, "chosen", "committee"))
def adopt_epoch(case: Case, command: asked.AdoptEpoch) -> Decision:
    """Put the errata up to one in force from here on."""
    now = case.state.preparation.epoch
    if refused := gate(case):
        return refused
    if command.epoch <= now:
        return NOT_AHEAD.no(epoch=command.epoch, now=now)
    if command.epoch > EPOCH:
        return UNKNOWN.no(epoch=command.epoch, last=EPOCH)
    return accept(happen(happened.EpochAdopted, command))
