"""Two digests of a run: of its bundle, and of its facts.

The *bundle digest* is over the names and hashes of all members but renditions,
private files and the signature: one on every machine, for the public's bundle
and the auditors'. The *facts digest* is over the entries without what chance
went into: one for two runs in which the same was done at the same times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ledger.entry import Entry
from tender.canonical import Json, digest
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.facts import facts

OUTSIDE: Final = ("renditions/", "private/", "manifest.")
"""Members that the bundle digest leaves out: by machine, by reader, by signer."""


def bundle_digest(members: Mapping[str, str]) -> str:
    """Return the digest of *members*, name to SHA-256."""
    kept: dict[str, Json] = {
        name: sha256 for name, sha256 in members.items() if not name.startswith(OUTSIDE)
    }
    return digest(kept)


def facts_digest(entries: Iterable[Entry]) -> str:
    """Return the digest of what *entries*, in replay order, say happened."""
    return digest([entry_facts(entry) for entry in entries])


def entry_facts(entry: Entry) -> Json:
    """Return what *entry* says happened; raise for a command or event of another form."""
    return {
        "process": entry.process,
        "round": entry.round,
        "stream": entry.stream,
        "seq": entry.seq,
        "after": None if entry.after is None else entry.after.seq,
        "at": entry.at,
        "party": entry.actor.party,
        "office": entry.actor.office,
        "pack": entry.pack,
        "epoch": entry.epoch,
        "command": facts(COMMANDS.read(entry.command)),
        "outcome": entry.outcome,
        "events": [facts(EVENTS.read(event)) for event in entry.events],
        "refusal": entry.refusal,
    }
