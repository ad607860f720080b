"""What is stored is for ever: a tag is never given twice, bytes never change."""

from pathlib import Path
from typing import Any

import pytest

from tender.canonical import from_bytes
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.registry import Command, Event, Registry, UnknownTagError, tag_of

GOLDEN = Path(__file__).parents[1] / "golden"


def lines(name: str) -> list[bytes]:
    """Read the pinned records: each tag with all its fields, and with as few as may be."""
    return (GOLDEN / f"{name}.jsonl").read_bytes().splitlines()


@pytest.mark.parametrize(
    ("registry", "pinned"),
    [
        *((COMMANDS, line) for line in lines("commands")),
        *((EVENTS, line) for line in lines("events")),
    ],
    ids=lambda value: None if isinstance(value, Registry) else value[-60:].decode(),
)
def test_a_record_has_the_bytes_it_always_had(
    registry: Registry[Any], pinned: bytes
) -> None:
    record = registry.read(from_bytes(pinned))

    assert record.to_bytes() == pinned


@pytest.mark.parametrize(
    ("registry", "name"), [(COMMANDS, "commands"), (EVENTS, "events")]
)
def test_every_tag_is_pinned(registry: Registry[Any], name: str) -> None:
    pinned = {from_bytes(line)["tag"] for line in lines(name)}  # type: ignore[call-overload, index]

    assert pinned == set(registry)


def test_the_disclosure_of_an_event_is_for_ever() -> None:
    pinned = (GOLDEN / "disclosures.txt").read_text().splitlines()

    assert [f"{tag} {EVENTS[tag].disclosure}" for tag in sorted(EVENTS)] == pinned


def test_commands_ask_and_events_tell() -> None:
    """No word is both, so that a tag alone says which it is."""
    assert not set(COMMANDS) & set(EVENTS)


def test_an_unknown_tag_is_refused_by_name() -> None:
    with pytest.raises(UnknownTagError, match="'open_everything'"):
        COMMANDS.read({"tag": "open_everything"})


@pytest.mark.parametrize("value", [None, [], "open_process", {}, {"tag": 1}])
def test_what_has_no_tag_is_refused(value: object) -> None:
    with pytest.raises(UnknownTagError):
        EVENTS.read(value)


def test_each_class_is_found_by_its_own_tag() -> None:
    for tag in COMMANDS:
        assert issubclass(COMMANDS[tag], Command)
        assert tag_of(COMMANDS[tag]) == tag
    for tag in EVENTS:
        assert issubclass(EVENTS[tag], Event)
        assert tag_of(EVENTS[tag]) == tag
