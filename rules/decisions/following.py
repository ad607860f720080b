"""Whether a new process may follow one before: its end, the ground, who has approved.

What the process before was is what the command says of it: no decision sees another process.
"""

from __future__ import annotations

from collections.abc import Callable

from rules.carrying import ENDED, leaves_open
from rules.decisions.case import Case
from rules.decisions.method import APPOINTED_ELSEWHERE
from rules.failing import GROUNDS
from rules.rule import Citation, Decision, rule
from tender.commands.preparation import carrying as asked

TWICE = rule(
    "carry.twice",
    "docs/lifecycle.md, a new process",
    "chosen",
    indonesian="Proses ini sudah mengikuti {ocid}.",
    english="The process follows {ocid} already.",
    remedy=(
        "Tetapkan bagian lain dengan perintahnya sendiri.",
        "Set what else there is by its own command.",
    ),
)

ANNOUNCED = rule(
    "carry.announced",
    "docs/lifecycle.md, a new process",
    "chosen",
    indonesian="Proses ini sudah diumumkan pada putaran sebelumnya; yang dibawa dari proses lain disebut sebelum pengumuman pertama.",
    english="The process was announced in an earlier round; what is carried over is said before the first announcement.",
    remedy=("Lanjutkan proses ini sendiri.", "Go on with the process by itself."),
)

ITSELF = rule(
    "carry.itself",
    "docs/lifecycle.md, a new process",
    "chosen",
    indonesian="Proses {ocid} tidak dapat mengikuti dirinya sendiri.",
    english="The process {ocid} cannot follow itself.",
    remedy=(
        "Buka proses baru, atau buka kembali proses ini dengan perintah (record_order).",
        "Open a new process, or have this one reopened by an order (record_order).",
    ),
)

WRONG_END = rule(
    "carry.end",
    "docs/lifecycle.md, a new process",
    "chosen",
    indonesian="{relation} mengikuti proses yang berakhir {expected}; {ocid} berakhir {ended}, dengan dasar {ground}.",
    english="{relation} follows a process that has ended {expected}; {ocid} has ended {ended}, on the ground {ground}.",
    remedy=(
        "Sebut akhir proses itu sebagaimana dicatat, dengan dasarnya bila gagal.",
        "Name the end of that process as it is on record, with its ground where it failed.",
    ),
)

OTHER_FOLLOWS = rule(
    "carry.other-follows",
    "Perpres 16/2018 art. 51(7), 51(8), 51(9)",
    "verified",
    indonesian="Kegagalan dengan dasar {ground} diikuti {follows} dalam proses yang sama ({article}), bukan tender ulang.",
    english="A failure on the ground {ground} is followed by {follows} in the same process ({article}), not by the tender again.",
    remedy=(
        "Buka kembali proses itu dengan perintah (record_order).",
        "Have that process reopened by an order (record_order).",
    ),
)

NO_RETENDER = rule(
    "carry.no-retender",
    "Perpres 16/2018 art. 51(10)",
    "verified",
    indonesian="Penunjukan langsung mengikuti tender ulang yang gagal; {ocid} adalah {relation}.",
    english="A direct appointment follows a tender again that has failed; {ocid} is {relation}.",
    remedy=("Lakukan tender ulang dahulu.", "Hold the tender again first."),
)

APPROVAL = rule(
    "carry.approval",
    "Perpres 16/2018 art. 51(10)",
    "verified",
    indonesian="Persetujuan PA/KPA, kebutuhan yang tidak dapat ditunda, dan waktu yang tidak cukup disebut untuk penunjukan langsung, dan hanya untuk itu: {relation}.",
    english="The authority's approval, a need that cannot wait and the lack of time are named for a direct appointment, and for that alone: {relation}.",
    remedy=(
        "Sebut persetujuan (approval), atau hapus.",
        "Name the approval (approval), or leave it out.",
    ),
)

REGIME = rule(
    "carry.regime",
    "docs/lifecycle.md, a new process",
    "chosen",
    indonesian="Tender kontrak berikutnya (successor) dibuka dengan rezim successor, bukan {regime}.",
    english="The tender of the next contract (successor) is opened with the regime successor, not {regime}.",
    remedy=("Buka proses dengan rezim itu.", "Open the process with that regime."),
)

ROSTER_ANEW = rule(
    "carry.roster-anew",
    "docs/roster.md",
    "chosen",
    indonesian="Daftar pekerja tidak dibawa ke {relation}: siapa yang bekerja hari ini didengar kembali.",
    english="The roster is not carried over to {relation}: who works today is heard anew.",
    remedy=(
        "Usulkan daftar baru (propose_roster).",
        "Propose a new roster (propose_roster).",
    ),
)


def unfit_to_follow(case: Case, command: asked.CarryOver) -> Decision | None:
    """Return why the process may not follow the one that *command* names, or `None`."""
    return next(
        (no for check in _CHECKS if (no := check(case, command)) is not None), None
    )


def _first_time(case: Case, command: asked.CarryOver) -> Decision | None:
    before, ocid = case.state.preparation.carried, command.predecessor.ocid
    if before is not None:
        return TWICE.no(ocid=before.predecessor.ocid)
    if case.state.round > 1:
        return ANNOUNCED.no()
    return ITSELF.no(ocid=ocid) if ocid == case.state.process.ocid else None


def _ended(_: Case, command: asked.CarryOver) -> Decision | None:
    """Hold the end to what follows: a ground is named where it failed, and nowhere else."""
    before, expected = command.predecessor, ENDED[command.relation]
    named = before.ground is not None
    if before.ended == expected and named == (expected == "failed"):
        return None
    return WRONG_END.no(
        relation=command.relation,
        expected=expected,
        ocid=before.ocid,
        ended=before.ended,
        ground=before.ground or "-",
    )


def _follows(_: Case, command: asked.CarryOver) -> Decision | None:
    ground = command.predecessor.ground
    if ground is None or leaves_open(ground):
        return None
    named = GROUNDS[ground]
    by = named.follows_by or Citation(text="-", status="chosen")
    return OTHER_FOLLOWS.no(ground=ground, follows=named.follows, article=by.text)


def _appointed(case: Case, command: asked.CarryOver) -> Decision | None:
    direct = command.relation == "direct_appointment"
    if direct != (command.approval is not None):
        return APPROVAL.no(relation=command.relation)
    before = command.predecessor
    if direct and before.relation != "tender_again":
        return NO_RETENDER.no(ocid=before.ocid, relation=before.relation or "-")
    if direct and case.state.preparation.method is not None:
        return APPOINTED_ELSEWHERE.no(ocid=before.ocid)
    return None


def _of_regime(case: Case, command: asked.CarryOver) -> Decision | None:
    regime = case.state.process.regime
    if command.relation == "successor" and regime != "successor":
        return REGIME.no(regime=regime)
    if command.relation == "successor" and command.roster is not None:
        return ROSTER_ANEW.no(relation=command.relation)
    return None


_CHECKS: tuple[Callable[[Case, asked.CarryOver], Decision | None], ...] = (
    _first_time,
    _ended,
    _follows,
    _appointed,
    _of_regime,
)
"""What following a process has to pass, in order."""
