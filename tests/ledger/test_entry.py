"""The bytes of an entry, for ever: their form, their hash, their leaf."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain import NotAnEntryError, verify_streams
from ledger.columns import read_all
from ledger.entry import (
    LEAF_BYTES,
    START,
    Closed,
    EntryError,
    Position,
    entry_hash,
    from_bytes,
    leaf,
    read,
    stream_name,
    to_bytes,
)
from tender import canonical
from tender.act import Actor
from tender.canonical.profile import NotCanonicalError
from tests.ledger.entries import PROCESS, SALT, Process, a_tender

FIRST = a_tender().entries[0]
BID = a_tender().entries[2]
CLOSING = a_tender().entries[6]

PINNED = (
    b'{"actor":{"office":"committee","party":"pokja-1","proof":"server"},'
    b'"at":"2026-11-24T01:01:00.000000Z","command":{"tag":"open_process"},"epoch":0,'
    b'"events":[{"tag":"open_process_done"}],'
    b'"key_sha256":"' + json.loads(FIRST)["key_sha256"].encode() + b'",'
    b'"outcome":"accepted","pack":"' + b"9c" * 32 + b'","prev":"' + b"0" * 64 + b'",'
    b'"process":"ocds-s4k54m-muaro-jambi-2027-001","round":1,"salt":"'
    + b"0" * 32
    + b'","seq":1,"stream":"main","v":1}'
)


def changed(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return an entry with something done to its fields, in canonical bytes."""
    value = json.loads(data)
    change(value)
    return canonical.to_bytes(value)


def test_the_bytes_of_an_entry_are_pinned() -> None:
    assert FIRST == PINNED


def test_hash_and_leaf_are_pinned() -> None:
    hash_ = entry_hash(PINNED)
    data = leaf(process=PROCESS, stream="main", salt=SALT, seq=1, entry=hash_)

    assert hash_ == "98b8157ab60fddf7d5c3b306577c47406ca693b5761b3997f01ecdada857287a"
    assert data.hex() == (
        "01685ce0c52fa41201f5b7a8d6a73b06fe0e7ce2358168013c95b7abc4d779b62c"
        "000000000000000198b8157ab60fddf7d5c3b306577c47406ca693b5761b3997f01ecdada857287a"
    )


@pytest.mark.parametrize("data", a_tender().entries)
def test_an_entry_is_read_back(data: bytes) -> None:
    assert to_bytes(from_bytes(data)) == data


def test_a_leaf_is_73_bytes_that_name_nothing() -> None:
    data = leaf(process=PROCESS, stream="main", salt=SALT, seq=7, entry="ab" * 32)

    assert len(data) == LEAF_BYTES
    assert data[0] == 1
    assert int.from_bytes(data[33:41], "big") == 7
    assert data[41:] == bytes.fromhex("ab" * 32)
    assert PROCESS.encode() not in data


@pytest.mark.parametrize(
    "other",
    [
        {"process": "ocds-s4k54m-muaro-jambi-2027-002"},
        {"stream": "sealed-1"},
        {"salt": "5b" * 16},
        {"seq": 8},
        {"entry": "ac" * 32},
    ],
)
def test_whatever_differs_makes_another_leaf(other: dict[str, Any]) -> None:
    usual: dict[str, Any] = {
        "process": PROCESS,
        "stream": "main",
        "salt": SALT,
        "seq": 7,
        "entry": "ab" * 32,
    }

    assert leaf(**usual) != leaf(**{**usual, **other})


def test_each_round_has_a_sealed_stream_of_its_own() -> None:
    assert stream_name("main", 2) == "main"
    assert stream_name("sealed", 1) == "sealed-1"
    assert stream_name("sealed", 2) == "sealed-2"


OTHER_FORMS: tuple[tuple[bytes, Callable[[dict[str, Any]], object], str], ...] = (
    (FIRST, lambda e: e.update(note="x"), "fields"),
    (FIRST, lambda e: e.pop("salt"), "fields"),
    (FIRST, lambda e: e.update(seq="1"), "fields"),
    (FIRST, lambda e: e.update(round=True), "fields"),
    (FIRST, lambda e: e.update(refusal=None), "fields"),
    (BID, lambda e: e.pop("after"), "stream"),
    (BID, lambda e: e.update(sealed={}), "fields"),
    (BID, lambda e: e.update(refusal={}, outcome="refused"), "fields"),
    (CLOSING, lambda e: e.update(refusal={}, outcome="refused"), "fields"),
    (FIRST, lambda e: e.update(v=2), "numbers"),
    (FIRST, lambda e: e.update(seq=0), "numbers"),
    (FIRST, lambda e: e.update(round=0), "numbers"),
    (FIRST, lambda e: e.update(epoch=-1), "numbers"),
    (FIRST, lambda e: e.update(prev="A" * 64), "prev"),
    (FIRST, lambda e: e.update(pack="9c"), "pack"),
    (FIRST, lambda e: e.update(salt="z" * 32), "salt"),
    (FIRST, lambda e: e.update(key_sha256="0" * 65), "key_sha256"),
    (FIRST, lambda e: e.update(process="../etc"), "process"),
    (FIRST, lambda e: e.update(process="a\n"), "process"),
    (FIRST, lambda e: e.update(at="2026-11-24T01:01:00Z"), "at"),
    (FIRST, lambda e: e.update(stream="other"), "stream"),
    (FIRST, lambda e: e.update(outcome="refused"), "outcome"),
    (FIRST, lambda e: e.update(outcome="maybe"), "outcome"),
    (FIRST, lambda e: e["actor"].pop("proof"), "actor/proof"),
    (FIRST, lambda e: e["actor"].update(proof="f" * 127), "actor/proof"),
    (FIRST, lambda e: e["actor"].update(party=1), "actor/party"),
    (FIRST, lambda e: e["actor"].update(name="Siti"), "actor"),
    (FIRST, lambda e: e["command"].pop("tag"), "command, events"),
    (FIRST, lambda e: e["events"].append("closed"), "command, events"),
    (BID, lambda e: e["after"].update(seq=0), "after"),
    (BID, lambda e: e["after"].update(seq=True), "after"),
    (BID, lambda e: e["after"].update(hash="0"), "after"),
    (BID, lambda e: e["after"].update(round=1), "after"),
    (CLOSING, lambda e: e["sealed"].pop("size"), "sealed"),
    (CLOSING, lambda e: e["sealed"].update(size=0), "sealed"),
    (CLOSING, lambda e: e["sealed"].update(head=START), "sealed"),
    (CLOSING, lambda e: e["sealed"].update(round=0), "sealed"),
)


@pytest.mark.parametrize(("data", "change", "field"), OTHER_FORMS)
def test_another_form_is_refused_and_named(
    data: bytes, change: Callable[[dict[str, Any]], object], field: str
) -> None:
    with pytest.raises(EntryError) as refused:
        from_bytes(changed(data, change))

    assert refused.value.field == field


@pytest.mark.parametrize(("data", "change", "field"), OTHER_FORMS)
def test_another_form_is_refused_among_entries_too(
    data: bytes, change: Callable[[dict[str, Any]], object], field: str
) -> None:
    del field

    assert read_all([FIRST, changed(data, change), BID]) is None


def is_entry(line: bytes) -> bool:
    """Say whether a line by itself is an entry."""
    try:
        read(line)
    except (EntryError, NotCanonicalError):
        return False
    return True


def nested(depth: int) -> object:
    """Return *depth* objects inside one another, each with a tag."""
    value: object = "x"
    for _ in range(depth):
        value = {"tag": "deep", "x": value}
    return value


STRANGE = (
    *[None, True, False, -1, 0, 1, 2, 2**53 - 1, 2**53, 1.0, 1.5, "", "a", "a\nb", "é"],
    *["0" * 64, "0" * 32, "f" * 128, "server", "main", "sealed", "accepted", "refused"],
    *["2026-02-30T01:01:00.000000Z", "2026-11-24T99:01:00.000000Z", [], {}, {"é": 1}],
    *[{"tag": "x"}, {"tag": 1}, [{"tag": "x"}], [{"tag": "x", "n": [1.5]}], [["tag"]]],
    *[nested(98), nested(99), nested(100), [nested(97)], [nested(98)], [nested(99)]],
    *[{"hash": "0" * 64, "seq": 1}, {"head": START, "round": 1, "size": 0}],
)


@given(st.data())
def test_many_are_entries_where_each_is(data: st.DataObject) -> None:
    """Whatever is put where, reading together finds what reading each finds."""
    entries = [json.loads(line) for line in a_tender().entries]
    for _ in range(data.draw(st.integers(0, 2))):
        entry = data.draw(st.sampled_from(entries))
        inside = [field for field in entry.values() if isinstance(field, dict)]
        fields = data.draw(st.sampled_from([entry, entry, entry, *inside]))
        names = [*fields, "refusal", "after", "sealed", "more"]
        name = data.draw(st.sampled_from(names))
        if name in fields and data.draw(st.booleans()):
            del fields[name]
        else:
            fields[name] = deepcopy(data.draw(st.sampled_from(STRANGE)))
    lines = [orjson.dumps(entry, option=orjson.OPT_SORT_KEYS) for entry in entries]

    together = read_all(lines)

    assert (together is not None) == all(map(is_entry, lines))
    if together is not None:
        assert together == [read(line) for line in lines]


def test_a_day_that_does_not_exist_is_refused() -> None:
    never = changed(FIRST, lambda e: e.update(at="2026-02-30T01:01:00.000000Z"))

    with pytest.raises(NotCanonicalError, match="time"):
        from_bytes(never)
    assert read_all([FIRST, never]) is None


def test_an_entry_that_could_not_be_read_is_not_written() -> None:
    entry = from_bytes(FIRST)

    with pytest.raises(EntryError, match="refused"):
        to_bytes(replace(entry, outcome="refused"))
    with pytest.raises(EntryError):
        to_bytes(replace(entry, stream="sealed"))
    with pytest.raises(NotCanonicalError, match="/command/price"):
        to_bytes(replace(entry, command={"tag": "bid", "price": 1.5}))  # type: ignore[dict-item]


def test_a_refusal_is_kept_with_its_reason() -> None:
    refusal = {"rule": "late_bid", "article": "Perpres 16/2018, art. 50"}
    process = Process()

    data = process.add("commit_bid", outcome="refused", refusal=refusal, events=())

    assert from_bytes(data).refusal == refusal


def test_after_and_sealed_are_read_as_what_they_are() -> None:
    actor = Actor(party="pokja-1", office="committee", proof="server")

    assert from_bytes(FIRST).actor == actor
    assert isinstance(from_bytes(BID).after, Position)
    assert isinstance(from_bytes(CLOSING).sealed, Closed)


@pytest.mark.parametrize(
    "smuggled",
    [
        FIRST.replace(b'"epoch":0', b'"epoch":0.0'),
        FIRST.replace(b'"tag":"open_process"', b'"tag":"open_process","x":1.5'),
        FIRST.replace(b'"epoch":0', b'"epoch":0,"epoch":0'),
        FIRST.replace(b'"seq":1,', b'"seq":1,"seq":1,'),
        FIRST.replace(b":", b": ", 1),
        FIRST + b"\n",
    ],
    ids=["float", "float_inside", "key_twice", "key_twice_2", "space", "line_end"],
)
def test_nothing_is_smuggled_in(smuggled: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        from_bytes(smuggled)
    assert read_all([smuggled, BID]) is None


@given(st.data())
def test_any_flipped_bit_of_any_entry_is_found(data: st.DataObject) -> None:
    """By its form, or because what follows or closes no longer fits."""
    entries = a_tender().entries
    kept = [entry_hash(entry) for entry in entries]
    number = data.draw(st.integers(0, len(entries) - 1))
    at = data.draw(st.integers(0, 8 * len(entries[number]) - 1))
    flipped = bytearray(entries[number])
    flipped[at // 8] ^= 1 << at % 8
    entries[number] = bytes(flipped)

    assert entry_hash(entries[number]) != kept[number]
    if number < len(entries) - 1:  # the last is held by the log, or by nobody
        with pytest.raises(ValueError, match=r"expected|Expected"):
            verify_streams(entries)


def test_what_is_not_an_entry_breaks_a_chain() -> None:
    with pytest.raises(NotAnEntryError, match="number 2"):
        verify_streams([FIRST, b"{}"])
