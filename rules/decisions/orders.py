"""Orders from outside: suspended, resumed, annulled, reopened; history is kept.

While a tender is suspended no deadline of it is in force, and nothing is done but
orders. A resumption gives back the time that was taken, and names a new end of the
bidding where the old one has passed meanwhile. What is annulled can be reopened, and
so can what has ended: nothing is after the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.resuming import resumed
from rules.decisions.rounds import not_again, opened
from rules.rule import Decision, accept, rule
from tender.commands import orders as asked
from tender.events import orders as happened
from tender.registry import Event

deciders = Deciders()

_RECORDERS = power("docs/lifecycle.md, orders", "chosen", "unit", "authority")

_FAILED = frozenset({"failed", "annulled"})
_ENDED = _FAILED | {"started"}

SUSPENDED = rule(
    "order.suspended",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Tender ditangguhkan oleh perintah {order} sejak {since:time}; {command} tidak dapat dilakukan.",
    english="The tender has been suspended by the order {order} since {since:time}; {command} cannot be done.",
    remedy=(
        "Tunggu perintah yang melanjutkan, membatalkan, atau membuka kembali (record_order).",
        "Wait for an order that resumes, annuls or reopens it (record_order).",
    ),
)

RECORDED = rule(
    "order.recorded-already",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Perintah dengan kode {order} sudah dicatat.",
    english="An order of the code {order} is on record.",
    remedy=("Pakai kode lain.", "Use another code."),
)

STAGE = rule(
    "order.stage",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Perintah {order} ({effect}): tahap disebut bila tender dibuka kembali, dan hanya bila demikian.",
    english="Order {order} ({effect}): a stage is named where the tender is reopened, and only then.",
    remedy=(
        "Sebut tahapnya (stage), atau hapus.",
        "Name the stage (stage), or leave it out.",
    ),
)

SLOTS = rule(
    "order.slots",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Perintah {order} ({effect}): jadwal hanya disebut bila tender dilanjutkan.",
    english="Order {order} ({effect}): a schedule is named where the tender is resumed, and only then.",
    remedy=("Hapus jadwal itu.", "Leave the schedule out."),
)

ALREADY = rule(
    "order.suspended-already",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Tender sudah ditangguhkan oleh perintah {order}.",
    english="The tender is suspended already, by the order {order}.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

NOTHING_RUNS = rule(
    "order.nothing-runs",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Pada tahap {stage} tidak ada yang dapat ditangguhkan.",
    english="At the stage {stage} there is nothing to suspend.",
    remedy=("Batalkan atau buka kembali tender itu.", "Annul or reopen the tender."),
)

NOT_SUSPENDED = rule(
    "order.not-suspended",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Perintah {order} melanjutkan tender yang tidak sedang ditangguhkan.",
    english="Order {order} resumes a tender that is not suspended.",
    remedy=("Periksa perintah itu.", "Look at the order again."),
)

HAS_ENDED = rule(
    "order.has-ended",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Tender sudah berakhir pada tahap {stage}; tidak ada yang dapat dibatalkan.",
    english="The tender has ended at the stage {stage}; there is nothing to annul.",
    remedy=("Tidak ada.", "None."),
)


def suspension(case: Case) -> Decision | None:
    """Refuse, while the tender is suspended, all but orders and what comes late anyhow."""
    heard, tag = case.state.orders.suspended, case.act.command.tag
    if heard is None or isinstance(case.act.command, asked.RecordOrder):
        return None
    if tag in _SEALED and not case.state.intake_open:
        return None
    return SUSPENDED.no(order=heard.order.order, since=heard.at, command=tag)


_SEALED = frozenset({"commit_bid", "replace_bid", "withdraw_bid"})


@deciders.on(asked.RecordOrder, _RECORDERS)
def record_order(case: Case, command: asked.RecordOrder) -> Decision:
    """Follow an order at once, where the tender can follow it."""
    return (
        _not_of_its_form(case, command)
        or _not_now(case, command)
        or _EFFECTS[command.effect](case, command)
    )


def _not_of_its_form(case: Case, command: asked.RecordOrder) -> Decision | None:
    if case.state.orders.known(command.order):
        return RECORDED.no(order=command.order)
    if (command.stage is None) == (command.effect == "reopen"):
        return STAGE.no(order=command.order, effect=command.effect)
    if command.slots is not None and command.effect != "resume":
        return SLOTS.no(order=command.order, effect=command.effect)
    return None


def _not_now(case: Case, command: asked.RecordOrder) -> Decision | None:
    state, effect = case.state, command.effect
    heard = state.orders.suspended
    if effect == "suspend" and heard is not None:
        return ALREADY.no(order=heard.order.order)
    announced = state.announcement.published_at is not None
    if effect == "suspend" and (state.stage in _ENDED or not announced):
        return NOTHING_RUNS.no(stage=state.stage)
    if effect == "resume" and heard is None:
        return NOT_SUSPENDED.no(order=command.order)
    if effect == "annul" and state.stage in _FAILED:
        return HAS_ENDED.no(stage=state.stage)
    return None


def _suspended(_: Case, command: asked.RecordOrder) -> Decision:
    return accept(happen(happened.OrderRecorded, command))


def _annulled(case: Case, command: asked.RecordOrder) -> Decision:
    return accept(*_stopped(case), happen(happened.OrderRecorded, command))


def _reopened(case: Case, command: asked.RecordOrder) -> Decision:
    at = command.stage or "bidding"
    return not_again(case, at) or accept(
        *_stopped(case),
        happen(happened.OrderRecorded, command),
        opened(case, at, "order", command.order),
    )


def _stopped(case: Case) -> tuple[Event, ...]:
    """Return that intake ends, where it is open: its sealed stream is closed with it."""
    return (happened.BiddingStopped(),) if case.state.intake_open else ()


_EFFECTS: Mapping[str, Callable[[Case, asked.RecordOrder], Decision]] = {
    "suspend": _suspended,
    "resume": resumed,
    "annul": _annulled,
    "reopen": _reopened,
}
