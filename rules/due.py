"""What is waited for: of whom, from when, until when, by which article.

The only source of to-do lists, calendars, reminders, the demo's loop and the
flows' `advance`. It says what the process needs next, and never what the rules would
refuse whenever it came; what people are free to do (ask, bid, object) is not due. Each
stage says its own in `rules.waiting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from rules.decisions import DECIDERS
from rules.pack import Pack
from rules.waiting import awarding, intake, judging
from rules.waiting.step import Due as Due  # noqa: PLC0414  # what this module gives
from rules.waiting.step import Now, suspended
from tender.commands import COMMANDS
from tender.lifecycle import Stage
from tender.state import State

_NEVER = datetime.min.replace(tzinfo=UTC)


def due(state: State, pack: Pack, at: datetime | None = None) -> tuple[Due, ...]:
    """Return what *state* waits for, in order of work.

    *at* is the moment of asking; without it, that of the last entry. Time that has
    passed since closes ways that stood open then.
    """
    now = Now(state, pack, at or state.at or _NEVER)
    waits = suspended if state.orders.suspended else _DUE[state.stage]
    return tuple(map(_cited, waits(now)))


def _cited(step: Due) -> Due:
    """Return *step* with the article by which its office may take it, if it has none."""
    if step.article is not None:
        return step
    power = DECIDERS[COMMANDS[step.command]].power
    return replace(step, article=power.rule.citation)


_DUE: Mapping[Stage, Callable[[Now], Iterator[Due]]] = {
    "new": intake.new,
    "preparation": intake.preparation,
    "bidding": intake.bidding,
    "opening": intake.opening,
    "evaluation": judging.evaluation,
    "technical_evaluated": judging.technical_evaluated,
    "price_opening": intake.price_opening,
    "price_evaluation": judging.price_evaluation,
    "evaluated": awarding.evaluated,
    "proposed": awarding.proposed,
    "decided": awarding.decided,
    "standstill": awarding.standstill,
    "reported": awarding.reported,
    "agreed": awarding.agreed,
    "appointed": awarding.appointed,
    "accepted": awarding.accepted,
    "contracted": awarding.contracted,
    "started": awarding.started,
    "disputed": awarding.disputed,
    "failed": awarding.failed,
    "annulled": awarding.annulled,
}
