"""The schedule of a tender as a calendar (RFC 5545): one event for each of its stages.

An event keeps its UID for as long as the tender runs, and its SEQUENCE grows whenever the
schedule moves: a calendar that has it already moves it, and shows no second one. Of a
tender that has ended what was still to come is cancelled.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from icalendar import Calendar, Event

from publication.labels import label
from tender.commands.preparation.schedule import Slot
from tender.state import State

PRODUCT: Final = "-//Saksama//Jadwal tender//ID"
_ENDED: Final = frozenset({"failed", "annulled"})


def schedule(state: State, since: datetime) -> bytes:
    """Return the calendar of a tender that was announced at *since*, in UTC."""
    part, process = state.preparation, state.process
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", process.title)
    calendar.add("x-wr-calname", process.title)
    changes = [change.at for change in part.schedule_changes]
    changed = max([since, *changes])
    for slot in part.slots.values():
        calendar.add_component(_event(state, slot, changed, len(changes)))
    return bytes(calendar.to_ical())


def _event(state: State, slot: Slot, changed: datetime, sequence: int) -> Event:
    process = state.process
    practice = "LATIHAN: " if process.practice else ""
    event = Event()
    event.add("uid", f"{slot.stage}.{state.round}.{process.ocid}")
    event.add("sequence", sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", slot.starts)
    event.add("dtend", slot.ends)
    event.add("summary", f"{practice}{label(slot.stage, 'slot')}: {process.title}")
    event.add("description", _why(state))
    event.add("status", _status(state, slot))
    event.add("transp", "TRANSPARENT")
    return event


def _why(state: State) -> str:
    """Return why the schedule last moved, if it did."""
    changes = state.preparation.schedule_changes
    return changes[-1].reason if changes else ""


def _status(state: State, slot: Slot) -> str:
    """Return whether a stage takes place: what was over before the end stays as it was."""
    ended_at = state.at if state.stage in _ENDED else None
    if ended_at is not None and slot.ends > ended_at:
        return "CANCELLED"
    return "TENTATIVE" if state.orders.suspended else "CONFIRMED"
