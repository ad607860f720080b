"""An entry: one command and its outcome, as bytes for ever.

An entry is canonical JSON (`tender.canonical`); its hash is SHA-256 over a domain
prefix and those bytes, and its leaf in the log is 73 bytes that tell nothing. How
entries form streams is `ledger.chain`; what proves who asked is `ledger.proof`. Many
entries are read at once by `ledger.columns`, to the same form.

Source: docs/format.md.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from tender import canonical
from tender.act import Actor
from tender.canonical import Json
from tender.canonical.times import parse_time

MAIN: Final = "main"
SEALED: Final = "sealed"
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
SERVER: Final = "server"  # the proof of an act in an officer's session
START: Final = "0" * 64  # `prev` of a first entry, and the head of an empty stream

ENTRY_DOMAIN: Final = b"saksama/entry/v1\n"
LEAF_VERSION: Final = b"\x01"
LEAF_BYTES: Final = 73

_NAME: Final = r"[a-z0-9][a-z0-9.-]{0,79}"
_HASH: Final = r"[0-9a-f]{64}"
TEXTS: Final = {
    "at": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z",
    "key_sha256": _HASH,
    "pack": _HASH,
    "prev": _HASH,
    "process": _NAME,
    "salt": r"[0-9a-f]{32}",
    "actor/office": r"[a-z][a-z_]{0,39}",
    "actor/party": _NAME,
    "actor/proof": r"server|[0-9a-f]{128}",
}
_ALL_TEXTS: Final = re.compile("\n".join(f"(?:{form})" for form in TEXTS.values()))
ACTOR: Final = ("office", "party", "proof")
_CLOSED: Final = ("head", "round", "size")
_ONE_HASH: Final = re.compile(_HASH)

KINDS: Final = {
    "actor": dict,
    "after": dict,
    "at": str,
    "command": dict,
    "epoch": int,
    "events": list,
    "key_sha256": str,
    "outcome": str,
    "pack": str,
    "prev": str,
    "process": str,
    "refusal": dict,
    "round": int,
    "salt": str,
    "sealed": dict,
    "seq": int,
    "stream": str,
    "v": int,
}
OPTIONAL: Final = ("after", "refusal", "sealed")


def _form(*optional: str) -> tuple[tuple[str, ...], tuple[type, ...]]:
    """Return names and types of the fields of an entry with *optional* ones, in order."""
    names = [n for n in KINDS if n not in OPTIONAL or n in optional]
    return tuple(names), tuple(KINDS[n] for n in names)


# A sealed entry is accepted and says what it was decided on; of main entries, one
# that is refused says why, and one that ends intake says what it closes.
FORMS: Final = dict([_form(), _form("refusal"), _form("sealed"), _form("after")])


class EntryError(ValueError):
    """A field too many or too few, or of another form than an entry's."""

    def __init__(self, found: object, *, field: str, expected: str) -> None:
        super().__init__(f"entry, {field}: expected {expected}, found {found!r:.200}")
        self.field = field
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A main entry: the head that a sealed entry was decided on."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The sealed stream of *round* as intake ended: its size and its last hash."""

    round: int
    size: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One command and its outcome; the fields are those of docs/format.md.

    *command*, *events* and *refusal* are plain JSON here; `tender` gives them
    their types. *at* is in the spelling of `tender.canonical.times`; the proof
    of *actor* is a signature (`ledger.proof`), or `server` where an officer's
    session is the only proof.
    """

    process: str
    round: int
    stream: str
    seq: int
    prev: str
    at: str
    salt: str
    actor: Actor
    key_sha256: str
    pack: str
    epoch: int
    command: Mapping[str, Json]
    outcome: str
    events: tuple[Mapping[str, Json], ...]
    after: Position | None = None
    refusal: Mapping[str, Json] | None = None
    sealed: Closed | None = None
    v: int = 1


def to_bytes(entry: Entry) -> bytes:
    """Return the canonical bytes of *entry*; raise as `from_bytes` does."""
    value: dict[str, Any] = {
        name: getattr(entry, name)
        for name in KINDS
        if name not in OPTIONAL or getattr(entry, name) is not None
    }
    actor, after, sealed = entry.actor, entry.after, entry.sealed
    value["actor"] = {name: getattr(actor, name) for name in ACTOR}
    value["events"] = list(entry.events)
    if after:
        value["after"] = {"hash": after.hash, "seq": after.seq}
    if sealed:
        value["sealed"] = {name: getattr(sealed, name) for name in _CLOSED}
    _check(value)
    return canonical.to_bytes(value)


def from_bytes(data: bytes) -> Entry:
    """Read an entry; raise as `read` does."""
    value = dict(read(data))
    value["actor"] = Actor(**value["actor"])
    value["events"] = tuple(value["events"])
    if "after" in value:
        value["after"] = Position(**value["after"])
    if "sealed" in value:
        value["sealed"] = Closed(**value["sealed"])
    return Entry(**value)


def read(data: bytes) -> dict[str, Any]:
    """Return the fields of an entry, checked, as plain JSON.

    Raise `NotCanonicalError` for bytes that are not canonical,
    `EntryError` for a field too many, too few, or of another form.
    """
    value = canonical.from_bytes(data)
    if not isinstance(value, dict):
        raise EntryError(value, field="all of it", expected="an object")
    _check(value)
    return value


def entry_hash(data: bytes) -> str:
    """Return the hash of the entry whose canonical bytes are *data*."""
    return sha256(ENTRY_DOMAIN + data).hexdigest()


def stream_name(stream: str, round_: int) -> str:
    """Return `main`, or `sealed-N` for the sealed stream of round N."""
    return MAIN if stream == MAIN else f"{SEALED}-{round_}"


def leaf(*, process: str, stream: str, salt: str, seq: int, entry: str) -> bytes:
    """Return the 73 bytes that stand in the log for the entry with hash *entry*.

    `01 | SHA-256(canonical [process, stream name, process salt]) | seq | hash`. The
    list of all leaves can go to anybody: it tells nothing of what it is about, and
    shows every gap and every fork.
    """
    subject = _subject(process, stream, salt)
    return LEAF_VERSION + subject + seq.to_bytes(8, "big") + bytes.fromhex(entry)


@lru_cache(maxsize=256)
def _subject(process: str, stream: str, salt: str) -> bytes:
    """Return the hash that stands for a stream: the same in all its leaves."""
    return sha256(canonical.to_bytes([process, stream, salt])).digest()


def _check(value: dict[str, Any]) -> None:
    """Raise `EntryError` unless *value*, its names in order, has the form of an entry."""
    kinds = FORMS.get(tuple(value))
    if kinds is None or tuple(map(type, value.values())) != kinds:
        found = {name: type(field).__name__ for name, field in value.items()}
        raise EntryError(found, field="fields", expected=f"one of {list(FORMS)}")
    _check_texts(value)
    _check_numbers(value)
    _check_tags(value)


def _check_texts(value: dict[str, Any]) -> None:
    actor = value["actor"]
    texts = (
        value["at"],
        value["key_sha256"],
        value["pack"],
        value["prev"],
        value["process"],
        value["salt"],
        actor.get("office"),
        actor.get("party"),
        actor.get("proof"),
    )
    try:
        # One match over all of them: no form has a line's end in it.
        if _ALL_TEXTS.fullmatch("\n".join(texts)) and len(actor) == len(ACTOR):
            datetime.fromisoformat(value["at"])
            return
    except (TypeError, ValueError):  # a text that is none, a day that is not
        pass
    for (name, form), text in zip(TEXTS.items(), texts, strict=True):
        if not (isinstance(text, str) and re.fullmatch(form, text)):
            raise EntryError(text, field=name, expected=form)
    parse_time(value["at"])
    expected = "office, party, proof and no more"
    raise EntryError(actor, field="actor", expected=expected)


def _check_numbers(value: dict[str, Any]) -> None:
    if value["v"] != 1 or value["seq"] < 1 or value["round"] < 1 or value["epoch"] < 0:
        found = {name: value[name] for name in ("v", "seq", "round", "epoch")}
        expected = "v 1, seq and round from 1, epoch from 0"
        raise EntryError(found, field="numbers", expected=expected)
    if "after" in value and not is_position(value["after"]):
        expected = "hash, and seq from 1"
        raise EntryError(value["after"], field="after", expected=expected)
    if "sealed" in value and not is_closed(value["sealed"]):
        expected = "round from 1, size, and head: 64 zeros where nothing was sealed"
        raise EntryError(value["sealed"], field="sealed", expected=expected)


def is_position(value: dict[str, Any]) -> bool:
    """Say whether *value* is what `Position` is written as."""
    return (
        value.keys() == {"hash", "seq"}
        and type(value["seq"]) is int
        and value["seq"] >= 1
        and _is_hash(value["hash"])
    )


def is_closed(value: dict[str, Any]) -> bool:
    """Say whether *value* is what `Closed` is written as."""
    return (
        value.keys() == {"head", "round", "size"}
        and type(value["round"]) is type(value["size"]) is int
        and value["round"] >= 1
        and _is_hash(value["head"])
        and value["size"] >= 0
        and (value["size"] == 0) == (value["head"] == START)
    )


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _ONE_HASH.fullmatch(value) is not None


def _check_tags(value: dict[str, Any]) -> None:
    stream, outcome = stream_of(value), outcome_of(value)
    if value["stream"] != stream:
        raise EntryError(value["stream"], field="stream", expected=stream)
    if value["outcome"] != outcome:
        raise EntryError(value["outcome"], field="outcome", expected=outcome)
    for record in (value["command"], *value["events"]):
        if not has_tag(record):
            raise EntryError(record, field="command, events", expected="a tag")


def stream_of(fields: Container[str]) -> str:
    """Return the stream of an entry with these *fields*."""
    return SEALED if "after" in fields else MAIN


def outcome_of(fields: Container[str]) -> str:
    """Return the outcome of an entry with these *fields*."""
    return REFUSED if "refusal" in fields else ACCEPTED


def has_tag(record: object) -> bool:
    """Say whether *record* is a command or an event: an object that says what it is."""
    return type(record) is dict and type(record.get("tag")) is str
