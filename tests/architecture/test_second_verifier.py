"""A verifier written from the page alone finds what ours finds, and what is wrong."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.bundle import MANIFEST, NOTE, seal_up
from tests.architecture.verifier import NotVerifiedError, Verified, members_of, verify
from tests.journeys import cleaning

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "format.md").read_text(encoding="utf-8")
SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (DOCS / "schema").iterdir()
}

Members = dict[str, bytes]


def verified(data: bytes) -> Verified:
    return verify(data, PAGE, SCHEMAS)


def test_it_imports_nothing_of_this_project() -> None:
    source = Path(__file__).with_name("verifier.py").read_text(encoding="utf-8")
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported - set(sys.stdlib_module_names) == {"nacl"}


@pytest.mark.parametrize("reader", ["public", "auditors"])
def test_it_verifies_a_bundle_and_comes_to_both_digests(reader: str) -> None:
    run = cleaning.journey()

    found = verified(run.public if reader == "public" else run.auditors)

    assert found == Verified(
        process=cleaning.PROCESS,
        entries=len(run.opened.entries),
        signatures=sum(e.actor.proof != "server" for e in run.opened.entries),
        checkpoints=len(run.opened.checkpoints),
        bundle_digest=run.opened.digest,
        facts_digest=run.opened.facts_digest,
    )


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Members], None]:
    """Change the entries, line by line."""

    def changed(members: Members) -> None:
        entries = members["entries.jsonl"].splitlines(keepends=True)
        members["entries.jsonl"] = b"".join(change(entries))

    return changed


def without_a_checkpoint(members: Members) -> None:
    del members[min(name for name in members if name.startswith("log/0"))]


def with_another_offer(members: Members) -> None:
    """Change a digit of a price in the command that opens an offer."""
    entries = members["entries.jsonl"].splitlines(keepends=True)
    where = next(i for i, line in enumerate(entries) if b'"tag":"open_part"' in line)
    entries[where] = entries[where].replace(b'"amount":"1', b'"amount":"2', 1)
    members["entries.jsonl"] = b"".join(entries)


def with_another_document(members: Members) -> None:
    name = next(name for name in members if name.startswith("documents/"))
    members[name] = members[name].replace(b'"v":1', b'"v":2')


def with_a_shorter_log(members: Members) -> None:
    members["log/leaves.bin"] = members["log/leaves.bin"][73:]


FORGERIES: dict[str, Callable[[Members], None]] = {
    "an entry is left out": lines(lambda found: found[:20] + found[21:]),
    "the last entry is left out": lines(lambda found: found[:-1]),
    "two entries change places": lines(
        lambda found: [*found[:20], found[21], found[20], *found[22:]]
    ),
    "an entry is spelled otherwise": lines(
        lambda found: [found[0].replace(b'":"', b'": "', 1), *found[1:]]
    ),
    "a checkpoint is left out": without_a_checkpoint,
    "another offer is said to have been opened": with_another_offer,
    "a document says something else": with_another_document,
    "the log is shorter": with_a_shorter_log,
}


@pytest.mark.parametrize("forged", FORGERIES)
def test_it_finds_what_whoever_holds_the_key_of_the_log_has_changed(
    forged: str,
) -> None:
    """The manifest is made again, and signed by the key of the log."""
    run = cleaning.journey()
    members = members_of(run.public)
    del members[MANIFEST], members[NOTE]
    FORGERIES[forged](members)
    ledger = run.way.office.ledger

    data = seal_up(members, signer=ledger.origin, seed=ledger.seed)

    with pytest.raises(NotVerifiedError):
        verified(data)


def test_it_finds_a_manifest_that_was_not_signed() -> None:
    run = cleaning.journey()
    members = members_of(run.public)
    changed = {**members, "process.json": members["process.json"] + b" "}
    del changed[MANIFEST], changed[NOTE]

    data = seal_up(changed, signer="somebody/else", seed=bytes(32))

    with pytest.raises(NotVerifiedError):
        verified(data)
