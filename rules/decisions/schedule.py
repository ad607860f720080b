"""The schedule: legal minimums, counted on the frozen calendar, every change with a reason.

All lengths come from the pack; most of them are only recalled, and say so
wherever they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import conflict
from rules.planning import legal_term
from rules.rule import Decision, accept, rule
from tender.commands.preparation import schedule as asked
from tender.commands.preparation.schedule import Slot
from tender.events import preparation as happened
from tender.state import State

deciders = Deciders()

_MAKERS = power("Perpres 16/2018 art. 13(1)", "verified", "committee", "ppk")

STAGES = (
    "announcement",
    "clarification",
    "bidding",
    "opening",
    "evaluation",
    "award",
    "objection",
    "objection_answer",
    "appointment",
    "contract",
    "start",
)

_OF_PRICES = ("technical_result", "price_opening")
"""In two files, after the evaluation: the announcement, then opening and evaluation of prices."""

_BESIDE_BIDDING = ("announcement", "clarification")
"""The stages that others go on beside."""

INCOMPLETE = rule(
    "schedule.incomplete",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Jadwal tidak lengkap atau tahap terbalik: {stages}.",
    english="The schedule lacks stages or turns them round: {stages}.",
    remedy=("Lengkapi dan urutkan jadwal.", "Complete the schedule, in order."),
)

TOO_SHORT = rule(
    "schedule.too-short",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Tahap {stage}: {found}, sedangkan paling cepat {least} ({value}).",
    english="Stage {stage}: {found}, but {least} at the earliest ({value}).",
    remedy=("Perpanjang tahap itu.", "Lengthen the stage."),
)

NOT_WORKING = rule(
    "schedule.not-a-working-day",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Batas {stage} jatuh pada {day}, bukan hari kerja.",
    english="{stage} ends on {day}, which is no working day.",
    remedy=("Pindahkan ke hari kerja.", "Move it to a working day."),
)

STALE_ESTIMATE = rule(
    "schedule.stale-estimate",
    "Perpres 16/2018 art. 26(8)",
    "verified",
    indonesian="HPS ditetapkan {set_on}; pada {deadline} umurnya {age} hari kerja, paling banyak {most}.",
    english="The estimate was set on {set_on}; on {deadline} it is {age} working days old, {most} at most.",
    remedy=(
        "Tetapkan HPS kembali atau majukan batas akhir.",
        "Set it anew, or close earlier.",
    ),
)

AFTER_START = rule(
    "schedule.contract-after-start",
    "docs/lifecycle.md, schedule; Perpres 16/2018 art. 50(8)-(10)",
    "chosen",
    indonesian="Kontrak {contract} baru berdiri setelah pekerjaan mulai {start}.",
    english="The contract of {contract} would stand only after the work starts on {start}.",
    remedy=(
        "Majukan jadwal: tidak boleh ada hari tanpa kontrak bagi pekerja.",
        "Close earlier: no worker may have a day without a contract.",
    ),
)


IN_THE_PAST = rule(
    "schedule.in-the-past",
    "docs/lifecycle.md, deadline",
    "chosen",
    indonesian="Tahap {stage} dijadwalkan {moment:time}, yang sudah lewat.",
    english="The stage {stage} is put at {moment:time}, which has passed.",
    remedy=("Pakai waktu yang akan datang.", "Use a time to come."),
)


def check_schedule(
    case: Case, slots: tuple[Slot, ...], announced: date | None = None
) -> Decision | None:
    """Return the first reason why *slots* may not be the schedule, or `None`."""
    return next(schedule_breaches(case, slots, announced), None)


def schedule_breaches(
    case: Case, slots: tuple[Slot, ...], announced: date | None = None
) -> Iterator[Decision]:
    """Yield every reason why *slots* may not be the schedule.

    Lengths count from the day of the announcement: from *announced*, if it is being
    made, from that on which it was made, or else from that of its slot.
    """
    by_stage: dict[str, Slot] = {slot.stage: slot for slot in slots}
    stages = stages_of(case.state)
    wrong = [s for s in stages if s not in by_stage]
    wrong += [s.stage for s in slots if s.ends < s.starts]
    wrong += list(_turned_round(by_stage, stages))
    if wrong or len(by_stage) != len(slots):
        yield INCOMPLETE.no(stages=", ".join(sorted(set(wrong))) or "twice")
        return
    yield from _too_short(case, slots, announced)
    for check in (_estimate_age, _in_time):
        if (refused := check(case, by_stage)) is not None:
            yield refused


def stages_of(state: State) -> tuple[str, ...]:
    """Return the stages of a tender's schedule, in order."""
    scheme, method = state.preparation.scheme, state.preparation.method
    how = scheme or method
    if how is None or how.envelopes == "one_file":
        return STAGES
    at = STAGES.index("evaluation") + 1
    return (*STAGES[:at], *_OF_PRICES, *STAGES[at:])


def _turned_round(
    by_stage: Mapping[str, Slot], stages: tuple[str, ...]
) -> Iterator[str]:
    """Yield what starts before what goes before it, or from the deadline on ends before."""
    ordered = [by_stage[s] for s in stages if s in by_stage]
    for before, then in pairwise(ordered):
        one_by_one = before.stage not in _BESIDE_BIDDING
        if then.starts < before.starts or (one_by_one and then.ends < before.ends):
            yield then.stage


def _announced(case: Case, by_stage: Mapping[str, Slot]) -> date:
    at = case.state.announcement.published_at
    return case.state.day(at or by_stage["announcement"].starts)


class Least(NamedTuple):
    """The earliest lawful end of a *stage*, the end *found*, and the value that says so."""

    stage: str
    found: date
    earliest: date
    value: str


def least_lengths(
    case: Case, slots: tuple[Slot, ...], announced: date | None = None
) -> Iterator[Least]:
    """Yield the stages that the law gives a least length, each with its earliest end."""
    by_stage: dict[str, Slot] = {slot.stage: slot for slot in slots}
    began = announced or _announced(case, by_stage)
    clarified = case.state.day(by_stage["clarification"].ends)
    closed = case.state.day(by_stage["bidding"].ends)
    met = case.state.day(by_stage["clarification"].starts)
    shown = case.state.day(by_stage["announcement"].ends)
    for stage, start, end, value in (
        ("announcement", began, shown, "stage.announcement.least"),
        ("clarification", began, met, "stage.clarification.after_announcement"),
        ("bidding", clarified, closed, "stage.bidding.after_clarification"),
    ):
        yield Least(stage, end, term(case, start, value), value)


def _too_short(
    case: Case, slots: tuple[Slot, ...], announced: date | None
) -> Iterator[Decision]:
    """Hold each stage to the earliest day on which it may end."""
    for stage, found, earliest, value in least_lengths(case, slots, announced):
        if found < earliest:
            yield TOO_SHORT.no(stage=stage, found=found, least=earliest, value=value)
        if stage == "bidding" and not case.calendar.is_working(found):
            yield NOT_WORKING.no(stage=stage, day=found)


def term(case: Case, start: date, value_id: str) -> date:
    """Return the last day of the term that the value sets, counted from *start*."""
    return legal_term(case.reading, case.calendar, start, value_id)


def _estimate_age(case: Case, by_stage: Mapping[str, Slot]) -> Decision | None:
    estimate = case.state.preparation.estimate
    if estimate is None:
        return None
    deadline = case.state.day(by_stage["bidding"].ends)
    age = case.calendar.working_between(estimate.set_on, deadline)
    most = case.reading.count("estimate.age.most")
    if age > most:
        return STALE_ESTIMATE.no(
            set_on=estimate.set_on, deadline=deadline, age=age, most=most
        )
    return None


def _in_time(case: Case, by_stage: Mapping[str, Slot]) -> Decision | None:
    works = case.state.preparation.works
    contract = case.state.day(by_stage["contract"].ends)
    if works is not None and contract >= works.starts_on:
        return AFTER_START.no(contract=contract, start=works.starts_on)
    return None


@deciders.on(asked.SetSchedule, _MAKERS)
def set_schedule(case: Case, command: asked.SetSchedule) -> Decision:
    """Set the schedule, no shorter than the law, all of it still to come."""
    return (
        conflict(case)
        or check_schedule(case, command.slots)
        or check_to_come(case, command.slots)
        or accept(happen(happened.ScheduleSet, command))
    )


def check_to_come(case: Case, slots: tuple[Slot, ...]) -> Decision | None:
    """Return which of *slots* has begun already, or `None`."""
    for slot in slots:
        if slot.starts <= case.at:
            return IN_THE_PAST.no(stage=slot.stage, moment=slot.starts)
    return None
