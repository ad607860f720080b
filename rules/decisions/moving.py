"""A schedule that an officer moves, for a reason. What moves by rule: `extending`.

What has come stays as it was. A deadline for bids moves forward and no other way once
it is announced, and leaves as much time to read of it as an amendment does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import conflict
from rules.decisions.schedule import (
    IN_THE_PAST,
    check_schedule,
    check_to_come,
    stages_of,
)
from rules.rule import Decision, accept, rule
from tender.commands.preparation import schedule as asked
from tender.commands.preparation.schedule import Slot
from tender.events import preparation as happened
from tender.state import State

deciders = Deciders()

_MAKERS = power("Perpres 16/2018 art. 13(1)", "verified", "committee", "ppk")

UNCHANGED = rule(
    "schedule.unchanged",
    "docs/lifecycle.md, deadline",
    "chosen",
    indonesian="Perubahan jadwal tidak mengubah apa pun.",
    english="The change of the schedule changes nothing.",
    remedy=("Sebut tahap yang bergeser.", "Say which stage moves."),
)

HAS_COME = rule(
    "schedule.has-come",
    "docs/lifecycle.md, deadline",
    "chosen",
    indonesian="Tahap {stage} sudah berjalan sejak {moment:time} dan tidak dapat dipindahkan.",
    english="The stage {stage} has run since {moment:time} and cannot be moved.",
    remedy=("Ubah tahap yang belum tiba.", "Move what has not come yet."),
)

DEADLINE_PAST = rule(
    "schedule.deadline-past",
    "docs/lifecycle.md, deadline",
    "chosen",
    indonesian="Batas akhir {deadline:time} sudah lewat dan tidak dapat dipindahkan.",
    english="The deadline {deadline:time} has come and cannot be moved.",
    remedy=(
        "Tidak ada; lihat aturan gangguan sistem.",
        "None; see the rule on outages.",
    ),
)

DEADLINE_BACK = rule(
    "schedule.deadline-back",
    "docs/lifecycle.md, deadline",
    "chosen",
    indonesian="Batas akhir {deadline:time} sudah diumumkan dan tidak dapat dimajukan ke {found:time}.",
    english="The deadline {deadline:time} was announced and cannot be moved back to {found:time}.",
    remedy=(
        "Mundurkan batas akhir, atau biarkan.",
        "Move the deadline forward, or leave it.",
    ),
)

DEADLINE_NEAR = rule(
    "schedule.deadline-near",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.4",
    "secondary",
    indonesian="Batas akhir baru {found:time} kurang dari {least} hari setelah perubahan ini.",
    english="The new deadline {found:time} is less than {least} days after this change.",
    remedy=("Mundurkan batas akhir lebih jauh.", "Move the deadline further."),
)

_UNDER_WAY: Mapping[str, frozenset[str]] = {
    "opening": frozenset({"opening"}),
    "evaluation": frozenset(
        {"evaluation", "proof", "technical_result", "price_opening"}
    ),
    "technical_evaluated": frozenset({"technical_result", "price_opening"}),
    "price_opening": frozenset({"price_opening"}),
    "price_evaluation": frozenset({"price_opening", "proof"}),
    "evaluated": frozenset({"award"}),
    "proposed": frozenset({"award"}),
    "decided": frozenset({"award"}),
    "standstill": frozenset({"objection", "objection_answer"}),
    "reported": frozenset({"appointment"}),
    "agreed": frozenset({"appointment"}),
    "appointed": frozenset({"contract"}),
    "accepted": frozenset({"contract"}),
    "disputed": frozenset({"appointment"}),
    "contracted": frozenset({"start"}),
}
"""The stages of the schedule whose work goes on: who is late with it says until when.

The announcement of the technical result and the opening of prices wait for the technical
part, and may have passed, a matter of hours, before it is done.
"""


@deciders.on(asked.ChangeSchedule, _MAKERS)
def change_schedule(case: Case, command: asked.ChangeSchedule) -> Decision:
    """Move what has not come yet, and the end of what is under way."""
    moved = _announced if case.state.announcement.version else check_to_come
    return (
        conflict(case)
        or _unchanged(case.state, command.slots)
        or moved(case, command.slots)
        or check_schedule(case, command.slots)
        or accept(happen(happened.ScheduleChanged, command, ground="officer"))
    )


def _unchanged(state: State, slots: tuple[Slot, ...]) -> Decision | None:
    same = {slot.stage: slot for slot in slots} == dict(state.preparation.slots)
    return UNCHANGED.no() if same else None


def _announced(case: Case, slots: tuple[Slot, ...]) -> Decision | None:
    """Return why an announced schedule may not move so, or `None`."""
    before: Mapping[str, Slot] = case.state.preparation.slots
    after: Mapping[str, Slot] = {slot.stage: slot for slot in slots}
    old, new = before.get("bidding"), after.get("bidding")
    if old and new and new.ends != old.ends:
        refused = _deadline(case, old.ends, new.ends)
        if refused:
            return refused
    for stage in [*before, *(stage for stage in after if stage not in before)]:
        refused = _slot(case, stage, before.get(stage), after.get(stage))
        if refused:
            return refused
    return None


def _deadline(case: Case, old: datetime, new: datetime) -> Decision | None:
    if case.at >= old:
        return DEADLINE_PAST.no(deadline=old)
    if new < old:
        return DEADLINE_BACK.no(deadline=old, found=new)
    least = case.reading.count("amendment.before_deadline")
    if (case.state.day(new) - case.day).days < least:
        return DEADLINE_NEAR.no(found=new, least=least)
    return None


def _slot(
    case: Case, stage: str, old: Slot | None, new: Slot | None
) -> Decision | None:
    """Hold what has come of a stage to what it was, and what is new to what is to come."""
    if new is None:
        if old is not None and old.starts <= case.at:
            return HAS_COME.no(stage=stage, moment=old.starts)
        return None
    if old is not None and _comes_again(case.state, stage, old):
        return (
            IN_THE_PAST.no(stage=stage, moment=new.ends)
            if new.ends <= case.at
            else None
        )
    under_way = stage in _UNDER_WAY.get(case.state.stage, ())
    ahead = _could_not_begin(case.state, stage)
    for was, becomes, may_move in (
        (old and old.starts, new.starts, ahead),
        (old and old.ends, new.ends, under_way or ahead),
    ):
        if was == becomes:
            continue
        if old and was and was <= case.at and not may_move:
            return HAS_COME.no(stage=stage, moment=old.starts)
        if becomes <= case.at:
            return IN_THE_PAST.no(stage=stage, moment=becomes)
    return None


def _comes_again(state: State, stage: str, old: Slot) -> bool:
    """Whether a stage had come in a round before and is to come again in this one."""
    return (
        state.round_at is not None
        and old.starts <= state.round_at
        and stage not in _BEFORE_EVALUATION
    )


def _could_not_begin(state: State, stage: str) -> bool:
    """Whether a stage follows on work that goes on: if its time has come, it was in vain."""
    order = stages_of(state)
    now = [order.index(s) for s in _UNDER_WAY.get(state.stage, ()) if s in order]
    return bool(now) and stage in order and order.index(stage) > max(now)


_BEFORE_EVALUATION = frozenset({"announcement", "clarification", "bidding", "opening"})
